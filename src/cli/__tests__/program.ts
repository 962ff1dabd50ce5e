import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { Folder } from './folder';

const REPOSITORY = join(__dirname, '../../..');

/** How one run of the program ended. */
export type Ended = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
};

/** What surrounds a run. */
export type Around = {
  readonly cwd: string;
  readonly input?: string;
  /** Environment in addition to the test's own. */
  readonly env?: { readonly [name: string]: string };
  /** Options for Node itself. */
  readonly node?: readonly string[];
  readonly uid?: number;
};

/** The program, bundled into a folder of its own by the project's own script. */
export class Program {
  private readonly _built = new Folder();

  constructor() {
    fs.chmodSync(this._built.path, 0o755);
    for (const name of ['src', 'package.json']) {
      fs.symlinkSync(join(REPOSITORY, name), this._built.at(name));
    }
    const script = join(REPOSITORY, 'scripts/bundle-cli.mjs');
    execFileSync(process.execPath, [script], {
      cwd: this._built.path,
      stdio: 'pipe'
    });
  }

  get path(): string {
    return this._built.at('dist/jupyterlab-lift.js');
  }

  run(args: readonly string[], around: Around): Ended {
    const { node = [], cwd, input, env, uid } = around;
    const done = spawnSync(process.execPath, [...node, this.path, ...args], {
      cwd,
      input,
      uid,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 28
    });
    return { code: done.status, out: done.stdout, err: done.stderr };
  }

  dispose(): void {
    this._built.remove();
  }
}
