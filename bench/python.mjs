/**
 * `node bench/python.mjs [--here] ARGS…`: runs the repository's own Python
 * (`.venv`) with the packages under `bench/`, in the repository's folder; with
 * `--here` in the folder from which npm was called.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const venv = join(root, '.venv');
const python = [
  join(venv, 'bin', 'python'),
  join(venv, 'Scripts', 'python.exe')
].find(existsSync);

if (!python) {
  console.error(
    `No Python environment in ${venv}: run \`npm run setup\` first.`
  );
  process.exit(1);
}

const words = process.argv.slice(2);
const here = words[0] === '--here';
const { status, error } = spawnSync(python, here ? words.slice(1) : words, {
  cwd: here ? (process.env.INIT_CWD ?? process.cwd()) : root,
  env: { ...process.env, PYTHONPATH: join(bench, 'lift') },
  stdio: 'inherit'
});
if (error) {
  throw error;
}
process.exit(status ?? 1);
