/** Times work that was warmed up; milliseconds. */
import { performance } from 'node:perf_hooks';

/** So long does V8 take until it has compiled what it will compile, measured by what is still gained. */
const WARM = 4000;

/**
 * Of `rounds` rounds, after unmeasured ones for four seconds: the medians of processor and wall
 * time, and the shortest wall time. Processor time counts the threads that collect garbage along
 * with the work, as one core would have to. A neighbour on the same core slows all but the
 * shortest down. `prepare` is not measured.
 */
export function measure(work, { rounds = 25, prepare = () => undefined } = {}) {
  let round = 0;
  const once = () => time(work, prepare(round++));
  const warm = performance.now() + WARM;
  while (performance.now() < warm) {
    once();
  }
  const times = Array.from({ length: rounds }, once);
  const walls = times.map(one => one.wall);
  return {
    processor: median(times.map(one => one.processor)),
    wall: median(walls),
    least: Math.min(...walls)
  };
}

function time(work, given) {
  const before = process.cpuUsage();
  const start = performance.now();
  work(given);
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000 };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
