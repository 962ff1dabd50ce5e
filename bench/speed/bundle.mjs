/** Bundles `entry.mjs` with the sources it measures; resolves to its exports. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

export async function load(root) {
  const outfile = join(root, '.cache', 'bench-speed', 'entry.cjs');
  await build({
    entryPoints: [join(root, 'bench', 'speed', 'entry.mjs')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    loader: { '.py': 'text' },
    define: { 'import.meta.url': '__bundleUrl' },
    banner: {
      js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;"
    },
    logLevel: 'warning'
  });
  const made = require(outfile);
  const bytes = name => readFile(require.resolve(name));
  const parser = await made.loadParser({
    runtime: await bytes('web-tree-sitter/web-tree-sitter.wasm'),
    python: await bytes('tree-sitter-python/tree-sitter-python.wasm')
  });
  return { ...made, parser };
}
