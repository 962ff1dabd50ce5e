import { spawn, spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = join(__dirname, 'dump_symtable.py');

export type Interpreter = { readonly path: string; readonly version: string };

/**
 * The CPythons that the table is compared with: those that `PYTHONS` names (paths, separated
 * as in `PATH`), else python3.11 to python3.13 on the `PATH`.
 */
export function interpreters(): Interpreter[] {
  const named = process.env.PYTHONS?.split(delimiter).filter(Boolean);
  return (named ?? ['python3.11', 'python3.12', 'python3.13']).flatMap(path => {
    const code = "import sys; print('%d.%d' % sys.version_info[:2])";
    const { status, stdout } = spawnSync(path, ['-c', code]);
    return status === 0 ? [{ path, version: String(stdout).trim() }] : [];
  });
}

/** The files of its standard library, as requests to {@link dumpLines}. */
export function libraryOf({ path }: Interpreter): string[] {
  const { stdout } = spawnSync(path, [SCRIPT, '--list'], {
    encoding: 'utf-8',
    maxBuffer: 1 << 26
  });
  return stdout.split('\n').filter(Boolean);
}

/** What `dump_symtable.py` answers to each request, in order. */
export async function* dumpLines<T>(
  { path }: Interpreter,
  requests: readonly string[]
): AsyncGenerator<T> {
  const child = spawn(path, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(requests.map(request => `${request}\n`).join(''));
  for await (const line of createInterface({ input: child.stdout })) {
    yield JSON.parse(line) as T;
  }
}
