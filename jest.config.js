/**
 * Two projects. `pure`: what runs in plain Node, transformed by swc without a
 * type check, so that one file starts in about a second. `jupyter`: what
 * touches JupyterLab or the DOM, with JupyterLab's own jest configuration.
 */
const jupyterlab = require('@jupyterlab/testing/lib/jest-config');

const PURE = 'core|analysis|lift|history|experiments|checks|host|cli|testing';

const swc = parser => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2020',
      parser,
      transform: { react: { runtime: 'classic' } }
    }
  }
];
const typescript = {
  '\\.ts$': swc({ syntax: 'typescript' }),
  '\\.tsx$': swc({ syntax: 'typescript', tsx: true })
};

// The ESM packages under JupyterLab, which Jest must transform.
const esModules = [
  '@codemirror',
  '@jupyter/ydoc',
  '@jupyter/react-components',
  '@jupyter/web-components',
  '@jupyterlab/',
  '@marijn',
  '@microsoft',
  '@rjsf',
  'exenv-es6',
  'lib0',
  'lodash-es',
  'nanoid',
  'uuid',
  'vscode-ws-jsonrpc',
  'y-protocols',
  'y-websocket',
  'yjs'
].join('|');

// `testTimeout` and what follows it are not options of a single project.
const {
  testTimeout,
  reporters,
  coverageReporters,
  coverageDirectory,
  collectCoverageFrom,
  ...base
} = jupyterlab(__dirname);

// Jest takes every .wasm for an ES module: one small file stands for each.
const wasm = {
  '^bytes:.*/([^/]+)\\.wasm$': '<rootDir>/scripts/jest/bytes/$1.js',
  '/([^/]+)\\.wasm$': '<rootDir>/scripts/jest/path/$1.js'
};

/** Slow tests, `*.long.spec.ts`, run only on demand (npm run test:long). */
const long = Boolean(process.env.LIFT_LONG);

const shared = {
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  modulePathIgnorePatterns: ['/.venv/', '/labextension/'],
  testPathIgnorePatterns: long ? [] : ['\\.long\\.spec\\.tsx?$'],
  setupFilesAfterEnv: long ? ['<rootDir>/scripts/jest/long.js'] : []
};

module.exports = {
  reporters: ['default'],
  testTimeout: 60000,
  projects: [
    {
      ...shared,
      displayName: 'pure',
      testEnvironment: 'node',
      testMatch: [`<rootDir>/src/(${PURE})/**/__tests__/**/*.spec.ts`],
      transform: {
        ...typescript,
        '\\.py$': '<rootDir>/scripts/jest/text.js'
      },
      moduleNameMapper: wasm
    },
    {
      ...base,
      ...shared,
      displayName: 'jupyter',
      automock: false,
      testRegex: '/src/(jupyter|ui|plugins)/.*/?__tests__/.*\\.spec\\.tsx?$',
      transform: {
        '\\.svg$': base.transform['\\.svg$'],
        '\\.[cm]?js$': swc({ syntax: 'ecmascript' }),
        ...typescript,
        '\\.py$': '<rootDir>/scripts/jest/text.js'
      },
      moduleNameMapper: {
        ...base.moduleNameMapper,
        ...wasm
      },
      setupFilesAfterEnv: [
        '<rootDir>/scripts/jest/quiet.js',
        ...shared.setupFilesAfterEnv
      ],
      transformIgnorePatterns: [`/node_modules/(?!${esModules}).+`]
    }
  ]
};
