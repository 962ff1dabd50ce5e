import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of the package that this file was installed with; `unknown` where it was taken out of it. */
export function version(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    try {
      const text = readFileSync(join(folder, 'package.json'), 'utf8');
      const found = JSON.parse(text) as {
        readonly name?: string;
        readonly version?: string;
      };
      if (found.name === 'jupyterlab-lift' && found.version) {
        return found.version;
      }
    } catch {
      // The next folder up may have it.
    }
    if (folder === dirname(folder)) {
      return 'unknown';
    }
  }
}
