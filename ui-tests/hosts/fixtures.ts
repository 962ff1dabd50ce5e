import { test as base } from '@playwright/test';
import { type Host, serve, type Server } from './server';

export { expect } from '@playwright/test';

type Fixtures = { readonly host: Host; readonly server: Server };

/** Playwright's own page, and a server of the kind that the project names. */
export const test = base.extend<object, Fixtures>({
  host: [
    { environment: null, app: 'lab' },
    { option: true, scope: 'worker' }
  ],
  // An environment that is made for the first time downloads its packages.
  server: [
    async ({ host }, use) => serve(host, use),
    { scope: 'worker', timeout: 900_000 }
  ]
});
