import type { TestBook } from './book';
import type { TestsPhase, TestsProblem } from './desk';
import type { TestEvent } from './events';
import type { RunSources } from './run';
import type { ITestHost, ITestRunner, RunRequest } from './runner';

/** Codes with which pytest ends: those up to the first are results. */
const FAILED = 1;
const INTERNAL = 3;
const NOTHING = 5;

type Asked = { readonly kind: 'run' | 'discover' } & RunRequest;

/** One run or discovery, from the first press of the button to its last event. */
export class TestSession {
  constructor(
    private readonly _book: TestBook,
    private readonly _asked: Asked,
    private readonly _onChange: () => void
  ) {
    this._run = _book.begin(
      _asked.ids === null
        ? null
        : new Set(_asked.ids.map(id => id.split('::')[0]))
    );
  }

  /** `idle` when the last test has been run, which may be before the process has left. */
  get phase(): TestsPhase {
    return this._phase;
  }

  get problem(): TestsProblem | null {
    return this._problem;
  }

  get progress(): { readonly done: number; readonly of: number } | null {
    return this._of === 0 || this._phase === 'idle'
      ? null
      : { done: this._done, of: this._of };
  }

  /** It was stopped before it was known which tests there are. */
  get isCutShort(): boolean {
    return this._controller.signal.aborted && !this._hasCollected;
  }

  /** Ends what runs; its last words still come. */
  stop(): void {
    if (this._phase !== 'idle') {
      this._phase = 'stopping';
      this._controller.abort();
      this._onChange();
    }
  }

  /** Resolves when all has ended; never rejects. */
  async go(
    host: () => Promise<ITestHost>,
    runners: readonly Pick<ITestRunner, 'run' | 'discover'>[],
    failed: (error: unknown) => TestsProblem
  ): Promise<void> {
    const { kind, ids } = this._asked;
    const hear = (events: readonly TestEvent[]) => this._hear(events);
    try {
      const place = await host();
      for (const runner of runners) {
        if (this._controller.signal.aborted) {
          break;
        }
        this._phase = kind === 'run' ? 'running' : 'discovering';
        this._onChange();
        const { signal } = this._controller;
        await (kind === 'run'
          ? runner.run(place, this._asked, hear, signal)
          : runner.discover(place, this._asked.arguments, hear, signal));
      }
    } catch (error) {
      this._problem = this._controller.signal.aborted ? null : failed(error);
    }
    this._finish(ids === null && runners.length === 1 && this._isWhole);
    this._onChange();
  }

  private _hear(events: readonly TestEvent[]): void {
    this._book.hear(this._run, events);
    events.forEach(event => this._note(event));
    this._onChange();
  }

  private _note(event: TestEvent): void {
    switch (event.e) {
      case 'collected':
        this._hasCollected = true;
        this._of = Math.max(this._of, event.total);
        break;
      case 'end':
      case 'timeout':
        this._done++;
        break;
      case 'crash':
        this._done++;
        if (event.id === null && event.path === null) {
          this._problem = { code: 'internal', text: event.text };
        }
        break;
      case 'nopytest':
        this._problem = { code: 'no-pytest', command: event.command };
        break;
      case 'internal':
        this._problem = { code: 'internal', text: event.text };
        break;
      case 'finish':
        this._finish(
          this._asked.ids === null && event.code <= FAILED && this._isWhole
        );
        break;
      case 'done':
        this._end(event);
        break;
      default:
        break;
    }
  }

  private _end({
    code,
    cancelled,
    killed,
    text
  }: Extract<TestEvent, { e: 'done' }>): void {
    if (killed) {
      this._problem = { code: 'killed' };
    } else if (cancelled || this._problem !== null || code === null) {
      return;
    } else if (code > FAILED && this._book.errors.length === 0) {
      this._problem =
        code === NOTHING
          ? { code: 'nothing' }
          : { code: code === INTERNAL ? 'internal' : 'usage', text };
    }
  }

  private get _isWhole(): boolean {
    return this._run.foundAll && !this._controller.signal.aborted;
  }

  private _finish(whole: boolean): void {
    if (this._phase !== 'idle') {
      this._phase = 'idle';
      this._book.end(this._run, whole);
    }
  }

  private readonly _run: RunSources;
  private readonly _controller = new AbortController();
  private _hasCollected = false;
  private _phase: TestsPhase = 'starting';
  private _problem: TestsProblem | null = null;
  private _done = 0;
  private _of = 0;
}
