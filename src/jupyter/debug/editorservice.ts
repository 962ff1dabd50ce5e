import type { IDebugger } from '@jupyterlab/debugger';
import { Signal } from '@lumino/signaling';
import type { Breakpoints } from './breakpoints';

type Frame = IDebugger.IStackFrame | null;

/**
 * What JupyterLab's handler of an editor asks of a debugger, answered from breakpoints of files: so that they can
 * be set before anything is debugged. Paths are those of the server.
 */
export class EditorService {
  constructor(private readonly _breakpoints: Breakpoints) {
    _breakpoints.changed.connect(() => this.breakpoints.changed.emit([]));
  }

  /** Shows the line of a frame in the editor of its file; `null` takes it away. */
  showFrame(frame: Frame): void {
    this.callstack.currentFrameChanged.emit(frame);
  }

  /** As an editor's handler takes it; it uses what stands here and nothing more. */
  get asDebugger(): IDebugger {
    return this as unknown as IDebugger;
  }

  readonly session = { connection: { id: 'files', name: 'files' } };
  readonly breakpoints = {
    changed: new Signal<EditorService, IDebugger.IBreakpoint[]>(this),
    restored: new Signal<EditorService, void>(this),
    selectedChanged: new Signal<EditorService, null>(this),
    selectedBreakpoint: null,
    getBreakpoints: (path: string) => this._of(path)
  };
  readonly callstack = {
    currentFrameChanged: new Signal<EditorService, Frame>(this)
  };
  readonly model = {
    breakpoints: this.breakpoints,
    callstack: this.callstack
  };

  getCodeId(): string {
    return '';
  }

  async updateBreakpoints(
    _: string,
    breakpoints: readonly IDebugger.IBreakpoint[],
    path = ''
  ): Promise<void> {
    this._breakpoints.set(
      path,
      breakpoints.flatMap(({ line }) => line ?? [])
    );
  }

  private _of(path: string): IDebugger.IBreakpoint[] {
    return this._breakpoints
      .lines(path)
      .map(line => ({ line, verified: true, source: { name: path } }));
  }
}
