import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Contents, Kernel, Session } from '@jupyterlab/services';
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Widget } from '@lumino/widgets';
import type { ILanguages } from '../tokens';
import type { Receipts } from './receipts';

/** What a desk uses of the application. */
export type DeskServices = {
  readonly shell: Pick<JupyterFrontEnd.IShell, 'widgets'>;
  readonly docManager: IDocumentManager;
  readonly contents: Contents.IManager;
  readonly sessions: Session.IManager;
  readonly kernels: Kernel.IManager;
  readonly commands: CommandRegistry;
  readonly languages: ILanguages;
  readonly receipts: Receipts;
  /** Absent where the application keeps no state. */
  readonly state: IStateDB | null;
  readonly trans: TranslationBundle;
  /** The kernel may be asked to reload modules (a setting). */
  readonly syncKernel: () => boolean;
  readonly activate: (widget: Widget) => void;
};
