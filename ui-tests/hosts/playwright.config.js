/**
 * The extension in other surroundings than those of `../tests`: each project is
 * a server of its own kind, driven by nothing but Playwright's page, since
 * Galata knows one version of JupyterLab only.
 */
const { use } = require('../playwright.config');

const host = (name, host, testMatch = 'flow.spec.ts') => ({
  name,
  testMatch: `**/${testMatch}`,
  use: { host }
});

/** In the development environment, with every run. */
const here = [
  host('Notebook 7', { environment: null, app: 'notebook' }),
  host('base URL with a space', {
    environment: null,
    app: 'lab',
    // As JupyterHub passes it on; unescaped, the server itself fails.
    baseUrl: '/a%20b/'
  }),
  host(
    "policy without 'wasm-unsafe-eval'",
    {
      environment: null,
      app: 'lab',
      policy:
        "default-src 'self' 'unsafe-inline' data:; script-src 'self' 'unsafe-inline' 'unsafe-eval'"
    },
    '{flow,policy}.spec.ts'
  )
];

/** The wheel in fresh environments; they take minutes to make. */
const fresh = [
  ...['4.2', '4.4', '4.5', '4.6'].map(version =>
    host(`JupyterLab ${version}, wheel`, {
      environment: `lab-${version}`,
      app: 'lab'
    })
  ),
  ...['7.2', '7.6'].map(version =>
    host(`Notebook ${version}, wheel`, {
      environment: `notebook-${version}`,
      app: 'notebook'
    })
  ),
  host(
    'jupyter-collaboration, wheel',
    { environment: 'collaboration', app: 'lab' },
    'together.spec.ts'
  )
];

const { launchOptions, viewport } = use;

module.exports = {
  testDir: './tests',
  outputDir: '../test-results/hosts',
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  workers: 1,
  reporter: [['list']],
  use: { launchOptions, viewport, screenshot: 'only-on-failure' },
  projects: process.env.LIFT_LONG ? [...here, ...fresh] : here
};
