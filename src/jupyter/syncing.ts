import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel } from '@jupyterlab/services';
import { type ISignal, Signal } from '@lumino/signaling';
import { dirname, relative } from '../core/path';
import { withinRoot } from '../core/root';
import { cellsToRerun, importBindings, patchedAttributes } from '../lift/rerun';
import type { EditedModule, ISyncDesk, SyncOutcome } from '../lift/sync';
import type { Analysis } from '../lift/types';
import { openAt } from './openat';
import { localPath } from './opendocs';
import type { Project } from './project';
import {
  editedModules,
  leftBehind,
  resyncKernel,
  type ResyncAnswer
} from './resync/client';
import type { DeskServices } from './services';

/** Brings the kernel of one notebook in step with modules that were edited, when somebody says so. */
export class Syncing implements ISyncDesk {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices,
    private readonly _project: Project,
    private readonly _analyse: () => Promise<{ readonly analysis: Analysis }>
  ) {
    _panel.sessionContext.statusChanged.connect(this._onStatus, this);
    _panel.sessionContext.kernelChanged.connect(this._renew, this);
  }

  dispose(): void {
    Signal.clearData(this);
    this._panel.sessionContext.statusChanged.disconnect(this._onStatus, this);
    this._panel.sessionContext.kernelChanged.disconnect(this._renew, this);
  }

  get renewed(): ISignal<this, void> {
    return this._renewed;
  }

  /** Emitted when the kernel was brought in step. */
  get synced(): ISignal<this, void> {
    return this._synced;
  }

  /** Remembers that a file (relative to the server's root) was saved while this kernel lived. */
  noteSaved(path: string): void {
    this._saved.add(path);
  }

  /**
   * Imported modules that do not follow their files. None where nobody may ask the kernel (a setting), where it
   * is busy, or is not Python's.
   */
  async edited(): Promise<readonly EditedModule[]> {
    const kernel = this._kernel;
    if (
      !kernel ||
      kernel.status !== 'idle' ||
      !this._services.syncKernel() ||
      !(await this._isPython())
    ) {
      return [];
    }
    const folder = await this._folder();
    return (await editedModules(kernel, folder, this._savedBelow())) ?? [];
  }

  async sync(force: boolean): Promise<SyncOutcome> {
    const kernel = this._kernel;
    if (!kernel) {
      return { kind: 'no-kernel' };
    }
    if (!(await this._isPython())) {
      return { kind: 'not-python' };
    }
    if (kernel.status !== 'idle') {
      return { kind: 'busy' };
    }
    const { analysis } = await this._analyse();
    const answer = await resyncKernel(kernel, {
      folder: await this._folder(),
      saved: this._savedBelow(),
      bindings: importBindings(analysis),
      patches: patchedAttributes(analysis),
      force
    });
    if (answer?.kind === 'done' || answer?.kind === 'none') {
      this._forget();
      this._synced.emit();
    }
    return answer ? outcomeOf(answer, analysis) : { kind: 'lost' };
  }

  openAt(path: string, line: number): void {
    const { docManager } = this._services;
    openAt(docManager, this._project.full(path), line).catch((error: unknown) =>
      console.warn('Could not open the file', error)
    );
  }

  async restart(): Promise<void> {
    await this._services.commands.execute('notebook:restart-run-all');
  }

  private get _kernel(): Kernel.IKernelConnection | null {
    return this._panel.sessionContext.session?.kernel ?? null;
  }

  private async _isPython(): Promise<boolean> {
    const info = await this._kernel?.info.catch(() => null);
    return info?.language_info.name.toLowerCase() === 'python';
  }

  /** The notebook's folder relative to the project root. */
  private async _folder(): Promise<string> {
    const { root } = await this._project.locate();
    return relative(root, dirname(this._path)) ?? '';
  }

  private _savedBelow(): readonly string[] {
    const { root } = this._project.place;
    return [...this._saved].flatMap(path => withinRoot(root, path) ?? []);
  }

  private get _path(): string {
    return localPath(this._panel.context.path).replace(/^[^/:]+:/, '');
  }

  private _onStatus(_: unknown, status: Kernel.Status): void {
    if (/restarting|starting|dead/.test(status)) {
      this._renew();
    }
  }

  /** What is imported from now on is read from the files as they are. */
  private _forget(): void {
    this._saved.clear();
  }

  private _renew(): void {
    this._forget();
    this._renewed.emit();
  }

  private readonly _renewed = new Signal<this, void>(this);
  private readonly _synced = new Signal<this, void>(this);
  private readonly _saved = new Set<string>();
}

function outcomeOf(answer: ResyncAnswer, analysis: Analysis): SyncOutcome {
  switch (answer.kind) {
    case 'done': {
      const { modules, rebound, kept, gone, whole } = answer;
      const changed = new Map(
        answer.changed.map(([name, names]) => [name, new Set(names)])
      );
      const report = {
        modules,
        rebound,
        kept,
        gone,
        left: leftBehind(answer.left),
        isWhole: whole,
        rerun: cellsToRerun(analysis, changed)
      };
      return { kind: 'done', report };
    }
    case 'state': {
      const held = answer.held.flatMap(([module, all]) =>
        all.map(([kind, what]) => ({ module, kind, what }))
      );
      return { kind: 'state', held };
    }
    default:
      return answer;
  }
}
