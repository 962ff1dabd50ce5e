const tests = require('../playwright.config.js');

module.exports = {
  ...tests,
  testDir: __dirname,
  outputDir: '../test-results',
  timeout: 600_000
};
