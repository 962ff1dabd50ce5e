/** rope and jedi from PyPI, in an environment of their own that is made on first need. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = ['rope==1.13.0', 'jedi==0.19.2'];

/** Times by name, or `null` where the packages could not be had. */
export function timePeers(root, request) {
  const python = environment(root);
  if (python === null) {
    return null;
  }
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(root, 'bench', 'speed', 'peers.py')],
    { input: JSON.stringify(request), encoding: 'utf8', maxBuffer: 1e8 }
  );
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

function environment(root) {
  const home = join(root, '.cache', 'bench-peers');
  const python = join(home, 'bin', 'python');
  const done = join(home, PACKAGES.join('-'));
  if (!existsSync(done)) {
    try {
      execFileSync('python3', ['-m', 'venv', home], { stdio: 'inherit' });
      execFileSync(python, ['-m', 'pip', 'install', '-q', ...PACKAGES], {
        stdio: 'inherit'
      });
      writeFileSync(done, '');
    } catch (error) {
      console.error(`rope and jedi are left out: ${error.message}`);
      return null;
    }
  }
  return python;
}
