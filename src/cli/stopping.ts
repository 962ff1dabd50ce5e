/** What a terminal, a closed window and a job runner send. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does work that has something to take down before the program ends: the first Ctrl-C aborts its signal, the
 *  second ends the program at once. */
export async function untilStopped<T>(
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  STOPS.forEach(name => process.once(name, stop));
  try {
    return await work(controller.signal);
  } finally {
    STOPS.forEach(name => process.off(name, stop));
  }
}
