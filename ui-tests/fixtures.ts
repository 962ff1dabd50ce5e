import { test as base } from '@jupyterlab/galata';

export { expect } from '@jupyterlab/galata';

/**
 * Galata's page, which waits for the application as long as a busy machine
 * needs (Galata gives up after 15 seconds) and for no particular tab.
 */
export const test = base.extend({
  waitForApplication: async ({ baseURL: _ }, use) => {
    await use(async page => {
      await page.waitForFunction(() => window.jupyterapp?.restored, undefined, {
        timeout: 120_000
      });
      await page.evaluate(() => window.jupyterapp.restored);
      await page
        .locator('#jupyterlab-splash')
        .waitFor({ state: 'detached', timeout: 120_000 });
    });
  }
});
