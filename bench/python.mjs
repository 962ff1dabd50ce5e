/**
 * `node bench/python.mjs ARGS…`: runs the repository's own Python (`.venv`) on
 * the packages under `bench/`, in the folder from which npm was called.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
const venv = join(bench, '..', '.venv');
const python = [join(venv, 'bin', 'python'), join(venv, 'Scripts', 'python.exe')].find(existsSync);

if (!python) {
  console.error(`No Python environment in ${venv}: run \`npm run setup\` first.`);
  process.exit(1);
}

const { status, error } = spawnSync(python, process.argv.slice(2), {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: { ...process.env, PYTHONPATH: join(bench, 'lift') },
  stdio: 'inherit'
});
if (error) {
  throw error;
}
process.exit(status ?? 1);
