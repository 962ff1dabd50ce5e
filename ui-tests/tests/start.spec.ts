import { expect, test } from '../fixtures';

test('JupyterLab starts with every plugin of the extension active', async ({
  page
}) => {
  const plugins = await page.evaluate(() => {
    const app = window.jupyterapp;
    return app
      .listPlugins()
      .filter(id => id.startsWith('jupyterlab-lift:'))
      .map(id => ({ id, active: app.isPluginActivated(id) }));
  });
  expect(plugins.length).toBeGreaterThan(0);
  expect(plugins.filter(plugin => !plugin.active)).toEqual([]);
});

test('the start fetches little: grammars come when they are needed', async ({
  page
}) => {
  const files = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(entry => entry.name.includes('/extensions/jupyterlab-lift/'))
      .map(entry => ({
        name: new URL(entry.name).pathname,
        bytes: entry.decodedBodySize
      }))
  );
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter(file => file.name.endsWith('.wasm'))).toEqual([]);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  expect(total).toBeLessThan(250_000);
});
