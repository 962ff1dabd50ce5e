import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Contents, KernelSpec } from '@jupyterlab/services';
import type { IStateDB } from '@jupyterlab/statedb';
import type { ITestRunner } from '../checks/tests/runner';
import type { Sessions } from '../host/helper';
import type { NotebookImport } from './notebookimports';
import type { FindHelper, StartHelper } from './testhelper';

/** What the tests' desk uses of the application. */
export type TestServices = {
  readonly contents: Contents.IManager;
  readonly docManager: Pick<IDocumentManager, 'openOrReveal'>;
  readonly sessions: Sessions;
  readonly specs: Pick<KernelSpec.IManager, 'specs' | 'ready'>;
  readonly startHelper: StartHelper;
  readonly findHelper: FindHelper;
  /** Tells this page from others, also after it was reloaded. */
  readonly page: string;
  readonly runners: readonly ITestRunner[];
  /** Absent where the application keeps no state. */
  readonly state: IStateDB | null;
  /** What the notebook in front imports, with its path relative to the server's root; `null` where none is. */
  readonly imports: () => Promise<{
    readonly notebook: string;
    readonly imports: readonly NotebookImport[];
  } | null>;
  /** Seconds that a test may take (a setting); `null` for no limit. */
  readonly limit: () => number | null;
};
