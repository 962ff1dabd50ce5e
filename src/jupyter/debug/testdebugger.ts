import { Debugger, type IDebugger } from '@jupyterlab/debugger';
import type { Session } from '@jupyterlab/services';
import { UUID } from '@lumino/coreutils';
import { join } from '../../core/path';
import { withinRoot } from '../../core/root';
import type { DebugEnd, DebugTestRequest } from '../../tokens';
import { askKernel } from '../ask';
import type { Binding } from './binding';
import type { Breakpoints } from './breakpoints';
import SOURCE from './debug_test.py';

/** Session type, by which what a page has left behind is found. */
const TYPE = 'lift-debug';
/** Milliseconds that a kernel may take to start, and a debugger to let go. */
const PATIENCE = 60_000;
const LEAVE = 2_000;

export type TestDebuggerParts = {
  readonly debug: IDebugger;
  readonly sessions: Session.IManager;
  readonly breakpoints: Breakpoints;
  readonly binding: Binding;
  /** Shows the debugger's panel. */
  readonly show: () => void;
};

/** Debugs one test at a time, each in a kernel of its own that is gone afterwards. */
export class TestDebugger {
  constructor(private readonly _parts: TestDebuggerParts) {}

  /**
   * Ends when the test has ended, `stop` was called, or another test was asked for. What comes in between is the
   * debugger's.
   */
  async debug(asked: DebugTestRequest): Promise<DebugEnd> {
    const ended = this.stop();
    const turn = this._turn;
    const before = this._begun;
    const begun = before.then(async () => {
      await ended;
      return turn === this._turn ? this._begin(asked) : null;
    });
    this._begun = begun.catch(() => null);
    let session: Session.ISessionConnection | null;
    try {
      session = await begun;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return { kind: 'not-started', text };
    }
    if (session === null) {
      return { kind: 'stopped' };
    }
    try {
      // What is asked of a kernel that is gone may never be answered.
      return turn === this._turn
        ? await Promise.race([gone(session), this._run(session, asked)])
        : { kind: 'stopped' };
    } finally {
      await this._end(session);
    }
  }

  /** Ends the test that is being debugged, and its kernel; one that is only beginning does not begin. */
  async stop(): Promise<void> {
    this._turn++;
    if (this._session) {
      await this._end(this._session);
    }
  }

  private async _begin(
    asked: DebugTestRequest
  ): Promise<Session.ISessionConnection> {
    await this._sweep(asked.root);
    this._session = await this._start(asked);
    return this._session;
  }

  private _start({
    id,
    root,
    environment
  }: DebugTestRequest): Promise<Session.ISessionConnection> {
    const test = id.split('::').pop() ?? id;
    return this._parts.sessions.startNew({
      name: `Debug ${test}`,
      // Its own: for a path that it knows, a server answers with the session that is there.
      path: join(root, `Debug ${UUID.uuid4()}`),
      type: TYPE,
      kernel: { name: environment }
    });
  }

  private async _run(
    session: Session.ISessionConnection,
    { id, root, arguments: given }: DebugTestRequest
  ): Promise<DebugEnd> {
    const { debug, binding, breakpoints, show } = this._parts;
    const { kernel } = session;
    const info = kernel && (await within(PATIENCE, kernel.info));
    if (!kernel || !info) {
      return { kind: 'not-started', text: '' };
    }
    const { debugger: can, supported_features: features } =
      info as typeof info & {
        readonly debugger?: boolean;
        readonly supported_features?: readonly string[];
      };
    if (can !== true && features?.includes('debugger') !== true) {
      return { kind: 'no-debugger' };
    }
    await askKernel(kernel, { source: SOURCE }, 'only_own_code', []);
    if (session.isDisposed) {
      return { kind: 'stopped' };
    }
    // What is shown of another kernel would stand there until the first stop.
    debug.model.clear();
    debug.session = new Debugger.Session({
      connection: session,
      config: debug.config
    });
    await debug.restoreState(true);
    await binding.settle();
    const folder = binding.paths?.toKernel(root).replace(/\/$/, '');
    if (folder === undefined) {
      return { kind: 'elsewhere' };
    }
    const isSet = breakpoints.paths.some(
      path => root === '' || path.startsWith(`${root}/`)
    );
    const release = isSet
      ? null
      : await this._stopFirst(session, folder, id, root);
    const onStop = (): void => {
      show();
      release?.();
    };
    const onEvent = (_: unknown, { event }: IDebugger.ISession.Event): void => {
      if (event === 'stopped') {
        onStop();
      }
    };
    debug.eventMessage.connect(onEvent);
    try {
      const ended = await askKernel<{ outcome: string; message: string }>(
        kernel,
        { source: SOURCE },
        'debug',
        [folder, id, given]
      );
      return ended ? { kind: 'ended', ...ended } : { kind: 'stopped' };
    } finally {
      debug.eventMessage.disconnect(onEvent);
      release?.();
    }
  }

  /** Without breakpoints in the project, the test stops where it begins. */
  private async _stopFirst(
    { kernel }: Session.ISessionConnection,
    folder: string,
    id: string,
    root: string
  ): Promise<(() => void) | null> {
    const place =
      kernel &&
      (await askKernel<readonly [string, number]>(
        kernel,
        { source: SOURCE },
        'locate',
        [folder, id]
      ));
    return place
      ? this._parts.binding.stopAt(join(root, place[0]), place[1])
      : null;
  }

  private async _end(session: Session.ISessionConnection): Promise<void> {
    const { debug } = this._parts;
    if (this._session === session) {
      this._session = null;
    }
    if (debug.session?.connection === session) {
      await within(
        LEAVE,
        debug.stop().catch(() => undefined)
      );
      debug.session = null;
    }
    if (!session.isDisposed) {
      await session.shutdown().catch((error: unknown) => {
        console.warn('The kernel of the test could not be ended', error);
      });
      session.dispose();
    }
  }

  /** Ends what a page that was closed has left. */
  private async _sweep(root: string): Promise<void> {
    const { sessions } = this._parts;
    await sessions.refreshRunning();
    const left = [...sessions.running()].filter(
      ({ type, path, kernel }) =>
        type === TYPE &&
        withinRoot(root, path) !== null &&
        kernel?.connections === 0
    );
    await Promise.all(
      left.map(({ id }) => sessions.shutdown(id).catch(() => undefined))
    );
  }

  private _session: Session.ISessionConnection | null = null;
  /** Counts what was asked for: only the last counts. */
  private _turn = 0;
  /** One begins after the other. */
  private _begun: Promise<unknown> = Promise.resolve();
}

function gone(session: Session.ISessionConnection): Promise<DebugEnd> {
  return new Promise(resolve => {
    session.disposed.connect(() => resolve({ kind: 'stopped' }));
  });
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  const late = new Promise<null>(resolve => {
    setTimeout(() => resolve(null), milliseconds);
  });
  return Promise.race([work, late]);
}
