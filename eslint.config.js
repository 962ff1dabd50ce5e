const js = require('@eslint/js');
const jupyter = require('@jupyter/eslint-plugin');
const tseslint = require('typescript-eslint');
const { plugin: house } = require('./eslint/layers.js');

const jupyterRules = (jupyter.default ?? jupyter).rules;
const schemaRules = ['no-schema-enum'];

/** Every rule of @jupyter/eslint-plugin, but those for other kinds of file. */
const everyJupyterRule = Object.fromEntries(
  Object.keys(jupyterRules)
    .filter(name => !schemaRules.includes(name))
    .map(name => [`jupyter/${name}`, 'error'])
);

const noSkippedTests = [
  {
    selector:
      'CallExpression[callee.object.name=/^(describe|it|test)$/][callee.property.name=/^(skip|only|fixme|todo)$/]',
    message: 'Every test runs: no skip, only, fixme or todo.'
  },
  {
    selector:
      'CallExpression[callee.name=/^(xdescribe|xit|xtest|fdescribe|fit)$/]',
    message: 'Every test runs: no skip, only, fixme or todo.'
  }
];

module.exports = tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/.venv*/',
      '.cache/',
      'lib/',
      'dist/',
      'build/',
      'coverage/',
      'examples/',
      'jupyterlab_lift/',
      'ui-tests/test-results/'
    ]
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.test.json', './ui-tests/tsconfig.json'],
        tsconfigRootDir: __dirname
      }
    },
    plugins: { jupyter: jupyter.default ?? jupyter },
    rules: {
      ...everyJupyterRule,
      curly: ['error', 'all'],
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-syntax': ['error', ...noSkippedTests],
      'no-control-regex': 'off', // a scanner of text speaks of control characters
      'prefer-arrow-callback': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } }
      ],
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ]
    }
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/*.d.ts'],
    plugins: { house },
    rules: {
      'house/layers': 'error',
      'max-lines': ['error', { max: 400 }]
    }
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/__tests__/**', 'src/testing/**'],
    rules: {
      'max-lines-per-function': [
        'error',
        { max: 80, skipBlankLines: true, skipComments: true }
      ]
    }
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: { 'no-console': 'off' }
  },
  {
    files: ['schema/*.json'],
    plugins: { jupyter: jupyter.default ?? jupyter },
    languageOptions: { parser: require('jsonc-eslint-parser') },
    rules: Object.fromEntries(
      schemaRules.map(name => [`jupyter/${name}`, 'error'])
    )
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          '__dirname',
          'clearTimeout',
          'console',
          'module',
          'process',
          'require',
          'setTimeout',
          'URL'
        ].map(name => [name, 'readonly'])
      )
    },
    rules: { 'no-unused-vars': ['error', { ignoreRestSiblings: true }] }
  },
  {
    files: ['**/*.js'],
    ignores: ['style/**'],
    languageOptions: { sourceType: 'commonjs' }
  }
);
