/**
 * Bundles src/cli/main.ts to one file that plain Node runs from any folder.
 * `bytes:NAME` imports are inlined as Uint8Array, `.py` sources as text.
 */
import { chmodSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { build } from 'esbuild';

const bytes = {
  name: 'bytes',
  setup(bundler) {
    bundler.onResolve({ filter: /^bytes:/ }, async ({ path, resolveDir }) => {
      const found = await bundler.resolve(path.slice('bytes:'.length), {
        kind: 'import-statement',
        resolveDir
      });
      return { ...found, namespace: 'bytes' };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'bytes' }, async ({ path }) => {
      return {
        contents: await readFile(path),
        loader: 'binary',
        resolveDir: dirname(path)
      };
    });
  }
};

const outfile = 'dist/jupyterlab-lift.js';
await build({
  entryPoints: ['src/cli/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  loader: { '.py': 'text' },
  // What modules of the other kind ask of import.meta.
  define: { 'import.meta.url': '__bundleUrl' },
  banner: {
    js: `#!/usr/bin/env node
const __bundleUrl = require('node:url').pathToFileURL(__filename).href;`
  },
  logLevel: 'warning',
  plugins: [bytes]
});
chmodSync(outfile, 0o755);
