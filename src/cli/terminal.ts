/** Where the command line reads and writes. */
export type Terminal = {
  /** Writes a line of results; resolves once it is handed to the system. */
  print(line: string): Promise<void>;
  /** Writes a line for people to read. */
  complain(line: string): void;
  readonly input: AsyncIterable<Uint8Array | string>;
};

/** The process's own streams. */
export function processTerminal(): Terminal {
  // The promise of `print` tells it; without a listener Node would end the process first.
  process.stdout.on('error', () => undefined);
  return {
    print: line =>
      new Promise((resolve, reject) => {
        process.stdout.write(`${line}\n`, error =>
          error ? reject(error) : resolve()
        );
      }),
    complain: line => void process.stderr.write(`${line}\n`),
    input: process.stdin
  };
}
