/**
 * Who may import whom. The table is the house's own rule: `layers` may be
 * imported, of `types` only the types; `packages` says which packages,
 * `typePackages` of which more the types.
 */
const path = require('node:path');
const { builtinModules } = require('node:module');

const PURE_FEATURES = ['history', 'experiments', 'checks'];
const FEATURES = ['analysis', 'lift', ...PURE_FEATURES];

/** Libraries that run without a page: anything but these. */
const isPageLibrary = name =>
  /^(react(-dom)?|uplot)$/.test(name) ||
  /^@(jupyterlab|codemirror|rjsf)\//.test(name) ||
  /^@jupyter\/(react-components|web-components)$/.test(name) ||
  /^@lumino\/(?!algorithm|coreutils|disposable|polling|properties|signaling)/.test(
    name
  );
const isNode = name =>
  name.startsWith('node:') || builtinModules.includes(name);
const isBytes = name => name.startsWith('bytes:');

const UI_PACKAGES = [
  'apputils',
  'cells',
  'codeeditor',
  'codemirror',
  'coreutils',
  'nbformat',
  'rendermime',
  'translation',
  'ui-components'
].map(name => `@jupyterlab/${name}`);

const packages = {
  none: () => false,
  pure: name => !isPageLibrary(name) && !isNode(name) && !isBytes(name),
  ui: name =>
    !isNode(name) &&
    !isBytes(name) &&
    (!name.startsWith('@jupyterlab/') || UI_PACKAGES.includes(name)),
  jupyter: name =>
    !isNode(name) && !isBytes(name) && !/^react(-dom)?$/.test(name),
  cli: name => name === '@jupyterlab/services' || !isPageLibrary(name),
  browser: name => !isNode(name) && !isBytes(name),
  any: () => true
};

const TABLE = {
  core: { layers: [], packages: packages.none },
  analysis: { layers: ['core'], packages: packages.pure },
  lift: { layers: ['core', 'analysis'], packages: packages.pure },
  history: { layers: ['core'], packages: packages.pure },
  experiments: { layers: ['core'], packages: packages.pure },
  checks: { layers: ['core'], packages: packages.pure },
  host: {
    layers: ['core'],
    packages: packages.pure,
    typePackages: name => name === '@jupyterlab/services'
  },
  ui: {
    layers: ['core', 'commands'],
    types: [...FEATURES, 'tokens'],
    packages: packages.ui
  },
  jupyter: {
    layers: ['core', ...FEATURES, 'host', 'commands', 'tokens'],
    packages: packages.jupyter
  },
  cli: { layers: ['core', ...FEATURES, 'host'], packages: packages.cli },
  plugins: {
    layers: [
      'core',
      ...FEATURES,
      'host',
      'ui',
      'jupyter',
      'commands',
      'tokens'
    ],
    packages: packages.browser
  },
  testing: {
    layers: ['core', ...FEATURES, 'host', 'jupyter', 'cli'],
    packages: packages.any
  },
  tokens: {
    layers: ['core'],
    types: [...FEATURES, 'host'],
    packages: packages.pure
  },
  commands: { layers: ['core'], packages: packages.pure },
  index: { layers: ['plugins', 'tokens'], packages: packages.browser }
};

/** The layer a file of `src/` belongs to: its first folder, or its own name. */
function layerOf(file, src) {
  const [first] = path.relative(src, file).split(path.sep);
  return first === '..' ? null : first.replace(/\.(d\.ts|tsx?)$/, '');
}

/** Why `from` must not import `name`, or null. */
function fault(file, name, typesOnly, src) {
  const from = layerOf(file, src);
  const rule = TABLE[from];
  if (!rule) {
    return `src/${from} has no place in eslint/layers.js`;
  }
  const inTest = file.split(path.sep).includes('__tests__');
  if (!name.startsWith('.')) {
    const types = typesOnly && rule.typePackages?.(name);
    return inTest || rule.packages(name) || types
      ? null
      : `${from} may not import the package ${name}`;
  }
  const to = layerOf(path.resolve(path.dirname(file), name), src);
  if (to === from || (inTest && (to === 'testing' || to === null))) {
    return null;
  }
  if (rule.layers.includes(to)) {
    return null;
  }
  if (rule.types?.includes(to)) {
    return typesOnly
      ? null
      : `${from} may import types only from ${to}: write "import type"`;
  }
  return `${from} may not import ${to ?? 'what lies outside src/'}`;
}

const isTypesOnly = node =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  node.type === 'TSImportType';

const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'Keep every layer to the layers below it.' },
    schema: [],
    messages: { fault: '{{fault}} (eslint/layers.js).' }
  },
  create(context) {
    const src = path.join(context.cwd, 'src');
    const check = node => {
      const source = node.source ?? node.argument;
      const literal = source?.literal ?? source;
      if (typeof literal?.value !== 'string') {
        return;
      }
      const found = fault(
        context.filename,
        literal.value,
        isTypesOnly(node),
        src
      );
      if (found) {
        context.report({ node, messageId: 'fault', data: { fault: found } });
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check
    };
  }
};

module.exports = { plugin: { rules: { layers: rule } }, TABLE };
