/** Times work that was warmed up; milliseconds. */
import { performance } from 'node:perf_hooks';

/**
 * Of `rounds` rounds after `warm` unmeasured ones: the median of the processor
 * time (which a busy machine does not change) and the shortest wall time.
 * `prepare` is not measured.
 */
export function measure(
  work,
  { rounds = 15, warm = 5, prepare = () => undefined } = {}
) {
  const spent = [];
  let least = Infinity;
  for (let round = 0; round < warm + rounds; round++) {
    const given = prepare(round);
    const before = process.cpuUsage();
    const start = performance.now();
    work(given);
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    if (round >= warm) {
      spent.push((user + system) / 1000);
      least = Math.min(least, wall);
    }
  }
  spent.sort((a, b) => a - b);
  return { median: spent[Math.floor(spent.length / 2)], least };
}
