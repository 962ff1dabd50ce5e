import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const root = join(__dirname, '../../..');
const config = jest.requireActual<Linter.Config[]>('../../../eslint.config.js');
const { TABLE } = jest.requireActual<{ TABLE: Record<string, unknown> }>(
  '../../../eslint/layers.js'
);

/** The project's own configuration; rules that need the whole program are off. */
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [
    ...config,
    {
      files: ['**/*.{ts,tsx}'],
      languageOptions: { parserOptions: { project: null } },
      rules: tseslint.configs.disableTypeChecked.rules
    } as Linter.Config
  ]
});

/** What the layer rule says of one line of code, as if it stood in `file`. */
async function faults(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return result.messages
    .filter(message => message.ruleId === 'house/layers')
    .map(message => message.message);
}

const LAYERS = Object.keys(TABLE);
const FOLDERS = LAYERS.filter(
  name => !['tokens', 'commands', 'index'].includes(name)
);
const FEATURES = ['analysis', 'lift', 'history', 'experiments', 'checks'];

/** The rule once more, in words of its own, so that a slip in the table shows. */
const MAY: { [layer: string]: string[] } = {
  core: [],
  analysis: ['core'],
  lift: ['core', 'analysis'],
  history: ['core'],
  experiments: ['core'],
  checks: ['core'],
  host: ['core'],
  ui: ['core', 'commands'],
  jupyter: ['core', ...FEATURES, 'host', 'commands', 'tokens'],
  cli: ['core', ...FEATURES, 'host'],
  plugins: ['core', ...FEATURES, 'host', 'ui', 'jupyter', 'commands', 'tokens'],
  testing: ['core', ...FEATURES, 'host', 'jupyter', 'cli']
};

const pathTo = (layer: string) =>
  ['tokens', 'commands', 'index'].includes(layer) ? layer : `${layer}/thing`;

/** The three ways to import a thing at run time, a line each. */
const spellings = (target: string) => [
  `import '${target}';`,
  `export * from '${target}';`,
  `void import('${target}');`
];

test.each(FOLDERS)('%s imports what it may, and nothing else', async from => {
  const others = LAYERS.filter(name => name !== from);
  for (const [file, up] of [
    [`src/${from}/file.ts`, '../'],
    [`src/${from}/file.ts`, './../'],
    [`src/${from}/deep/file.ts`, '../../']
  ]) {
    const lines = (layers: string[]) =>
      layers.flatMap(layer => spellings(up + pathTo(layer))).join('\n');
    const may = others.filter(layer => MAY[from].includes(layer));
    const mayNot = others.filter(layer => !MAY[from].includes(layer));
    expect(await faults(file, lines(may))).toEqual([]);
    expect(await faults(file, lines(mayNot))).toHaveLength(3 * mayNot.length);
  }
});

test.each(FOLDERS)('%s imports its own files', async from => {
  const code = "import { x } from '../checks/y'; x();\n";
  expect(await faults(`src/${from}/lift/file.ts`, code)).toEqual([]);
});

describe('packages', () => {
  const PURE = [...FEATURES, 'host'];
  const use = (name: string) => `import x from '${name}'; x();\n`;

  test.each(['core', ...PURE])('%s stays out of the page', async layer => {
    for (const name of [
      '@jupyterlab/notebook',
      '@jupyterlab/services',
      '@lumino/widgets',
      'react',
      'node:fs',
      'path',
      'bytes:web-tree-sitter/web-tree-sitter.wasm'
    ]) {
      expect(await faults(`src/${layer}/file.ts`, use(name))).toHaveLength(1);
    }
  });

  test.each(PURE)('%s may use a library that needs no page', async layer => {
    expect(await faults(`src/${layer}/file.ts`, use('diff'))).toEqual([]);
  });

  test('host knows the types of what reaches kernels', async () => {
    const code = (from: string) => `import type { Session } from '${from}';\n`;
    const file = 'src/host/file.ts';
    expect(await faults(file, code('@jupyterlab/services'))).toEqual([]);
    expect(await faults(file, code('@jupyterlab/notebook'))).toHaveLength(1);
  });

  test('core uses no library', async () => {
    expect(await faults('src/core/file.ts', use('diff'))).toHaveLength(1);
  });

  test('the command line reaches kernels, and no page', async () => {
    const file = 'src/cli/file.ts';
    expect(await faults(file, use('@jupyterlab/services'))).toEqual([]);
    expect(await faults(file, use('node:fs'))).toEqual([]);
    expect(await faults(file, use('@jupyterlab/notebook'))).toHaveLength(1);
    expect(await faults(file, use('react'))).toHaveLength(1);
  });

  test('the user interface uses the packages for user interfaces', async () => {
    const file = 'src/ui/lift/file.tsx';
    expect(await faults(file, use('react'))).toEqual([]);
    expect(await faults(file, use('@jupyterlab/ui-components'))).toEqual([]);
    expect(await faults(file, use('@jupyterlab/services'))).toHaveLength(1);
    expect(await faults(file, use('node:fs'))).toHaveLength(1);
  });
});

test('the user interface may import the types of a feature, no more', async () => {
  const file = 'src/ui/lift/panel.tsx';
  const typed =
    "import type { X } from '../../lift/types'; export type Y = X;\n";
  const dynamic = "export type Y = import('../../lift/types').X;\n";
  expect(await faults(file, typed)).toEqual([]);
  expect(await faults(file, dynamic)).toEqual([]);
  expect(await faults(file, typed.replace(' type', ''))).toHaveLength(1);
});

test('tests may use the helpers for tests, other files may not', async () => {
  const code = "import { x } from '../../testing/y'; x();\n";
  expect(await faults('src/lift/__tests__/a.spec.ts', code)).toEqual([]);
  expect(await faults('src/lift/deep/a.ts', code)).toHaveLength(1);
});

test('every folder of src/ has a place in the table', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name);
  expect(LAYERS).toEqual(expect.arrayContaining(folders));
});
