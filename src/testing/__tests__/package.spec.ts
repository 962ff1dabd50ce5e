import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');

type Shared = false | { requiredVersion: string; bundled: boolean };
const manifest = JSON.parse(text('package.json')) as {
  dependencies: { [name: string]: string };
  jupyterlab: { sharedPackages: { [name: string]: Shared } };
};

test('every dependency is shared in the range that is declared, or bundled', () => {
  // What is not said here, the builder takes from the newest JupyterLab: older
  // hosts would warn.
  const { dependencies, jupyterlab } = manifest;
  for (const [name, range] of Object.entries(dependencies)) {
    const shared = jupyterlab.sharedPackages[name];
    if (/^@(jupyterlab|jupyter|lumino)\/|^react(-dom)?$/.test(name)) {
      expect([name, shared]).toEqual([
        name,
        { requiredVersion: range, bundled: false, singleton: true }
      ]);
    } else {
      expect([name, shared]).toEqual([name, false]);
    }
  }
  expect(Object.keys(jupyterlab.sharedPackages).sort()).toEqual(
    Object.keys(dependencies).sort()
  );
});

test('every settings schema bears the name of a plugin', () => {
  const plugins = readdirSync(join(root, 'src/plugins'))
    .filter(name => name.endsWith('.ts'))
    .map(name => text(`src/plugins/${name}`))
    .join('\n');
  for (const name of readdirSync(join(root, 'schema'))) {
    expect(plugins).toContain(`'jupyterlab-lift:${name.split('.')[0]}'`);
  }
});

test('the lock names packages, and no place to fetch them from', () => {
  expect(text('package-lock.json')).not.toContain('"resolved"');
});
