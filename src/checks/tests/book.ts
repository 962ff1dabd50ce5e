import type { Signature, TestEvent } from './events';
import { CaseList } from './cases';
import { RunSources } from './run';
import type { CollectError, TestCase, TestResult, TestState } from './types';
import { isBad } from './types';

type Kept = TestResult & {
  readonly run: RunSources;
  readonly path: string;
  readonly isNew: boolean;
};

/** All that is known of a project's tests: which there are, and how they last ended. */
export class TestBook {
  readonly cases = new CaseList();

  /** Counts changes; what was read at another count is old. */
  get revision(): number {
    return this._revision;
  }

  get errors(): readonly CollectError[] {
    return [...this._errors.values()];
  }

  stateOf(id: string): TestState {
    return this._running.has(id)
      ? 'running'
      : (this._results.get(id)?.outcome ?? 'not run');
  }

  resultOf(id: string): TestResult | null {
    return this._results.get(id) ?? null;
  }

  /** It failed in the last run and not the time before; told when a run is over, so that rows stay where they are. */
  isNew(id: string): boolean {
    return this._front.has(id);
  }

  /** The result is of sources that have changed since. */
  isStale(id: string): boolean {
    const result = this._results.get(id);
    if (result === undefined) {
      return false;
    }
    const known = this._stale.get(result.run) ?? new Map<string, boolean>();
    this._stale.set(result.run, known);
    const stale =
      known.get(result.path) ?? result.run.isStale(result.path, this._now);
    known.set(result.path, stale);
    return stale;
  }

  /** The tests of one file as its text has them; none where it is gone. */
  read(path: string, cases: readonly TestCase[]): void {
    this.cases.read(path, cases);
    this._changed();
  }

  /** Begins a run, whose events are then heard. `paths` are the files it is about, `null` for all. */
  begin(paths: ReadonlySet<string> | null): RunSources {
    for (const [id, { path }] of this._errors) {
      if (paths?.has(path) ?? true) {
        this._errors.delete(id);
      }
    }
    this._changed();
    return new RunSources();
  }

  hear(run: RunSources, events: readonly TestEvent[]): void {
    for (const event of events) {
      run.hear(event);
      this._hear(run, event);
    }
    this._changed();
  }

  /** A run is over, however it ended. `whole`: it found all tests that there are. */
  end(run: RunSources, whole: boolean): void {
    this._running.clear();
    if (whole) {
      const failed = new Set(this.errors.map(({ path }) => path));
      this.cases.keepFound(run.ids, failed);
    }
    this._front.clear();
    for (const [id, kept] of this._results) {
      if (kept.isNew && kept.run === run) {
        this._front.add(id);
      }
    }
    this._changed();
  }

  /** Files that the results depend on, with the last signatures that are known of them. */
  watched(): { [path: string]: Signature } {
    const runs = new Set([...this._results.values()].map(({ run }) => run));
    const files: { [path: string]: Signature } = {};
    runs.forEach(run =>
      run.files.forEach((word, path) => {
        const now = this._now.get(path);
        files[path] = now === undefined ? word : now;
      })
    );
    return files;
  }

  /** Files have other signatures now. */
  learn(files: { readonly [path: string]: Signature }): void {
    Object.entries(files).forEach(([path, word]) => this._now.set(path, word));
    this._stale.clear();
    this._changed();
  }

  private _hear(run: RunSources, event: TestEvent): void {
    switch (event.e) {
      case 'sources':
        for (const [path, word] of Object.entries(event.files)) {
          if (word !== false) {
            this._now.set(path, word);
          }
        }
        this._stale.clear();
        break;
      case 'items':
        this.cases.find(event.items);
        break;
      case 'collecterror':
        this._errors.set(event.id, event);
        break;
      case 'run':
        this._running.add(event.id);
        break;
      case 'end':
        this._keep(run, event.id, {
          outcome: event.o,
          seconds: event.d,
          message: event.message ?? '',
          text: event.text ?? '',
          output: event.out ?? '',
          frames: event.frames ?? []
        });
        break;
      case 'timeout':
        this._keep(run, event.id, {
          ...NOTHING,
          outcome: 'timeout',
          seconds: event.seconds
        });
        break;
      case 'crash':
        this._crash(run, event);
        break;
      default:
        break;
    }
  }

  private _crash(
    run: RunSources,
    { id, path, text }: Extract<TestEvent, { e: 'crash' }>
  ): void {
    if (id === null && path !== null) {
      this._errors.set(path, { id: path, path, message: '', text });
    }
    this._keep(run, id, { ...NOTHING, outcome: 'crashed', text });
  }

  private _keep(run: RunSources, id: string | null, result: TestResult): void {
    if (id === null) {
      return;
    }
    this._running.delete(id);
    const isNew = isBad(result.outcome) && !isBad(this.stateOf(id));
    const path = this.cases.get(id)?.path ?? id.split('::')[0];
    this._results.set(id, { ...result, run, path, isNew });
  }

  private _changed(): void {
    this._revision++;
  }

  private readonly _results = new Map<string, Kept>();
  private readonly _errors = new Map<string, CollectError>();
  private readonly _running = new Set<string>();
  private readonly _front = new Set<string>();
  private readonly _now = new Map<string, Signature>();
  private readonly _stale = new Map<RunSources, Map<string, boolean>>();
  private _revision = 0;
}

const NOTHING = { seconds: 0, message: '', text: '', output: '', frames: [] };
