import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = join(__dirname, 'dump_symtable.py');

export type Interpreter = { readonly path: string; readonly version: string };

/** The CPythons that the table agrees with. */
const VERSIONS = ['3.11', '3.12', '3.13'];

/**
 * Those of `VERSIONS` that the machine has, or the ones that `PYTHONS` names (paths,
 * separated as in `PATH`).
 */
export function interpreters(): Interpreter[] {
  const named = process.env.PYTHONS?.split(delimiter).filter(Boolean);
  const found = named?.map(answered) ?? VERSIONS.map(installed);
  return found.filter(one => one !== null);
}

/** The versions that nothing can be compared with here. */
export function missingVersions(): string[] {
  const found = interpreters().map(({ version }) => version);
  return process.env.PYTHONS
    ? []
    : VERSIONS.filter(version => !found.includes(version));
}

/** A CPython of a version, on the `PATH` or among those that pyenv keeps. */
function installed(version: string): Interpreter | null {
  const kept = join(
    process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'),
    'versions'
  );
  const folders = existsSync(kept) ? readdirSync(kept) : [];
  const paths = folders
    .filter(name => name.startsWith(`${version}.`))
    .map(name => join(kept, name, 'bin', `python${version}`));
  return (
    [`python${version}`, ...paths]
      .map(answered)
      .find(one => one?.version === version) ?? null
  );
}

/** The interpreter at a path, `null` where it does not run: pyenv's own stand-ins may not. */
function answered(path: string): Interpreter | null {
  const code = "import sys; print('%d.%d' % sys.version_info[:2])";
  const { status, stdout } = spawnSync(path, ['-c', code]);
  return status === 0 ? { path, version: String(stdout).trim() } : null;
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
