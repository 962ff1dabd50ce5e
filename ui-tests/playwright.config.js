const path = require('node:path');
const galata = require('@jupyterlab/galata/lib/playwright-config');

// A port of this run's own; the workers inherit it.
process.env.LIFT_UI_PORT ??= String(20000 + (process.pid % 10000));
const baseURL = `http://localhost:${process.env.LIFT_UI_PORT}`;
const long = Boolean(process.env.LIFT_LONG);

module.exports = {
  ...galata,
  testDir: './tests',
  testIgnore: long ? [] : ['**/*.long.spec.ts'],
  outputDir: './test-results',
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 1,
  reporter: [['list']],
  use: {
    ...galata.use,
    baseURL,
    viewport: { width: 1400, height: 900 },
    trace: 'off',
    video: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage'
      ]
    }
  },
  webServer: {
    command: 'jupyter lab --config ui-tests/jupyter_server_test_config.py',
    cwd: path.resolve(__dirname, '..'),
    url: `${baseURL}/lab`,
    timeout: 120_000,
    reuseExistingServer: false
  }
};
