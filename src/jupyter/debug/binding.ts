import type { IDebugger } from '@jupyterlab/debugger';
import type { Kernel } from '@jupyterlab/services';
import { startFolderOf } from '../kernel';
import { localPath } from '../opendocs';
import type { Breakpoints } from './breakpoints';
import { KernelPaths } from './kernelpaths';

/** Milliseconds after the last change of the debugger's model before it is looked at: it changes in steps. */
const REST = 250;

export type BindingParts = {
  readonly debug: IDebugger;
  readonly breakpoints: Breakpoints;
  /** Whether the lines of a file's breakpoints are those on the disk. */
  readonly isSaved: (path: string) => boolean;
  /** The kernel does not see the server's files; breakpoints in files have no effect in it. */
  readonly onElsewhere: () => void;
};

/** Keeps the debugged kernel's breakpoints in files as they were set: after its start, a restart, a change, a save. */
export class Binding {
  constructor(private readonly _parts: BindingParts) {
    const { debug, breakpoints } = _parts;
    debug.model.breakpoints.changed.connect(this._later, this);
    debug.model.breakpoints.restored.connect(this._later, this);
    debug.sessionChanged.connect(this._later, this);
    debug.eventMessage.connect(this._onEvent, this);
    breakpoints.changed.connect((_, path) => {
      this._run(() => this._send(path));
    });
    this._later();
  }

  /** How the debugged kernel's paths and those of the server belong together; `null` where that is not known. */
  get paths(): KernelPaths | null {
    return this._paths.get(this._kernel?.id ?? '') ?? null;
  }

  /** A file was saved: its breakpoints hold now. */
  saved(path: string): void {
    if (this._parts.breakpoints.lines(path).length > 0) {
      this._run(() => this._send(path));
    }
  }

  /** Resolves when the debugged kernel has all breakpoints. */
  async settle(): Promise<void> {
    this._run(() => this._settle());
    await this._work;
  }

  /** Stops once at a line, in addition to what is set; until `settle` is called after `release`. */
  async stopAt(path: string, line: number): Promise<() => void> {
    this._extra = { path, line };
    this._run(() => this._send(path));
    await this._work;
    return () => {
      this._extra = null;
      this._run(() => this._send(path));
    };
  }

  private get _kernel(): Kernel.IKernelConnection | null {
    return this._parts.debug.session?.connection?.kernel ?? null;
  }

  private _onEvent(_: unknown, { event }: IDebugger.ISession.Event): void {
    if (event === 'initialized') {
      this._forget(this._kernel);
    }
    this._later();
  }

  private _later(): void {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._run(() => this._settle()), REST);
  }

  /** One thing after the other: each is several messages. */
  private _run(work: () => Promise<void>): void {
    this._work = this._work.then(work).catch((error: unknown) => {
      console.warn('Could not set breakpoints of files', error);
    });
  }

  private async _settle(): Promise<void> {
    const { debug, breakpoints, onElsewhere } = this._parts;
    const kernel = this._kernel;
    if (!kernel || !debug.isStarted) {
      this._forget(kernel);
      return;
    }
    if (this._bound.has(kernel.id)) {
      this._readBack();
      return;
    }
    const paths = await this._find(kernel);
    if (!debug.isStarted || kernel !== this._kernel) {
      return;
    }
    this._bound.add(kernel.id);
    kernel.statusChanged.connect(this._onStatus, this);
    if (paths === null) {
      onElsewhere();
    }
    for (const path of breakpoints.paths) {
      await this._send(path);
    }
  }

  private async _find(
    kernel: Kernel.IKernelConnection
  ): Promise<KernelPaths | null> {
    const known = this._paths.get(kernel.id);
    const session = this._parts.debug.session?.connection?.path;
    if (known || session === undefined) {
      return known ?? null;
    }
    const start = await startFolderOf(kernel);
    const found = start && KernelPaths.of(localPath(session), start);
    if (found) {
      this._paths.set(kernel.id, found);
    }
    return found || null;
  }

  private async _send(path: string): Promise<void> {
    const { debug, breakpoints, isSaved } = this._parts;
    const { paths, _extra: extra } = this;
    const isBound = this._bound.has(this._kernel?.id ?? '');
    if (!paths || !isBound || !debug.isStarted || !isSaved(path)) {
      return;
    }
    const lines = [...breakpoints.lines(path)];
    if (extra?.path === path && !lines.includes(extra.line)) {
      lines.push(extra.line);
    }
    const full = paths.toKernel(path);
    const source = { path: full };
    await debug.updateBreakpoints(
      '',
      lines.map(line => ({ line, verified: true, source })),
      full
    );
  }

  /** What was changed in the debugger's own list, or moved by the kernel to a line that has code. */
  private _readBack(): void {
    const { debug, breakpoints, isSaved } = this._parts;
    const { paths, _extra: extra } = this;
    const there = debug.model.breakpoints.breakpoints;
    const known = breakpoints.paths.flatMap(
      path => paths?.toKernel(path) ?? []
    );
    for (const full of new Set([...known, ...there.keys()])) {
      const path = paths?.toServer(full) ?? null;
      if (path?.endsWith('.py') && isSaved(path)) {
        const lines = (there.get(full) ?? []).flatMap(({ line }) => line ?? []);
        const isOurs = (line: number) =>
          extra?.path !== path || extra.line !== line;
        const kept = new Set(breakpoints.lines(path));
        breakpoints.set(
          path,
          lines.filter(line => isOurs(line) || kept.has(line))
        );
      }
    }
  }

  private _onStatus(
    kernel: Kernel.IKernelConnection,
    status: Kernel.Status
  ): void {
    if (/restarting|dead|terminating/.test(status)) {
      this._forget(kernel);
    }
  }

  private _forget(kernel: Kernel.IKernelConnection | null): void {
    if (kernel) {
      this._bound.delete(kernel.id);
      kernel.statusChanged.disconnect(this._onStatus, this);
    }
  }

  /** Kernels that have all breakpoints. */
  private readonly _bound = new Set<string>();
  private readonly _paths = new Map<string, KernelPaths>();
  private _extra: { readonly path: string; readonly line: number } | null =
    null;
  private _work: Promise<void> = Promise.resolve();
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
