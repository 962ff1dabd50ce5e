import { type ISignal, Signal } from '@lumino/signaling';
import { join, normalise } from '../core/path';
import { withinRoot } from '../core/root';
import { TestBook } from '../checks/tests/book';
import { countsOf } from '../checks/tests/counts';
import type {
  ITestsDesk,
  TestDetail,
  TestsPhase,
  TestsProblem,
  TestsView
} from '../checks/tests/desk';
import { detailOf } from '../checks/tests/detail';
import { type RowsAsked, rowsOf, type TestRow } from '../checks/tests/rows';
import { TestSession } from '../checks/tests/session';
import type { Place } from '../checks/tests/types';
import { isBad } from '../checks/tests/types';
import { wordsOf } from '../checks/tests/words';
import { reasonOf } from './fileerrors';
import { openAt } from './openat';
import { TestFiles } from './testfiles';
import { TestHelper } from './testhelper';
import { TestPlace } from './testplace';
import { problemOf } from './testproblems';
import type { TestServices } from './testservices';
import { TestWatch } from './testwatch';

/** Milliseconds between the last change of a file and the reading of the tests. */
const REST = 300;

/** The tests of the project that the document in front belongs to. Nothing is executed before somebody says so. */
export class TestsDesk implements ITestsDesk {
  constructor(private readonly _services: TestServices) {
    this._place = new TestPlace(_services);
    _services.contents.fileChanged.connect(this._onFile, this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get view(): TestsView {
    const { root, roots, environment, environments } = this._place;
    const session = this._session;
    return {
      phase: this._phase,
      root,
      roots: roots.includes(root) ? roots : [root, ...roots],
      environment,
      environments,
      counts: countsOf(this._book),
      progress: session?.progress ?? null,
      problem: session?.problem ?? this._problem,
      arguments: this._place.arguments,
      runsOnSave: this._runsOnSave,
      isKnown: session !== null
    };
  }

  rows(asked: RowsAsked): readonly TestRow[] {
    return rowsOf(this._book, asked);
  }

  detail(id: string): TestDetail | null {
    return detailOf(this._book, id);
  }

  /** The document in front is another one; a run is not left for it. */
  async follow(path: string, kernel: string | null): Promise<void> {
    this._front = { path, kernel };
    if (this._isActive && !this._isBusy) {
      await this._arrive();
    }
  }

  async run(ids: readonly string[] | null): Promise<void> {
    await this._go('run', ids);
  }

  async runFailed(): Promise<void> {
    const failed = this._book.cases.all
      .map(({ id }) => id)
      .filter(id => isBad(this._book.stateOf(id)));
    const unread = this._book.errors.map(({ path }) => path).filter(Boolean);
    if (failed.length + unread.length > 0) {
      await this._go('run', [...failed, ...unread]);
    }
  }

  async discover(): Promise<void> {
    await this._go('discover', null);
  }

  stop(): void {
    this._session?.stop();
  }

  setActive(active: boolean): void {
    this._isActive = active;
    const there = active && !this._isBusy ? this._arrive() : Promise.resolve();
    void there.then(() => this._followFiles());
  }

  setRoot(root: string): void {
    this._place.setRoot(root);
    this._move();
  }

  setEnvironment(name: string): void {
    this._place.setEnvironment(name);
    this._move();
  }

  setArguments(text: string): void {
    this._place.setArguments(text);
    this._changed.emit();
  }

  setRunsOnSave(on: boolean): void {
    this._runsOnSave = on;
    this._followFiles();
    this._changed.emit();
  }

  canOpen([path]: Place): boolean {
    return !normalise(path).startsWith('/') && !path.startsWith('..');
  }

  async open([path, line]: Place): Promise<void> {
    await openAt(this._services.docManager, join(this._place.root, path), line);
  }

  dispose(): void {
    this._isActive = this._runsOnSave = false;
    this._watch.stop();
    this.stop();
    this._helper?.release();
    clearTimeout(this._timer);
    Signal.clearData(this);
  }

  private get _phase(): TestsPhase {
    const phase = this._session?.phase ?? 'idle';
    return phase === 'idle' && this._isReading ? 'reading' : phase;
  }

  private get _isBusy(): boolean {
    return (this._session?.phase ?? 'idle') !== 'idle';
  }

  private async _go(
    kind: 'run' | 'discover',
    ids: readonly string[] | null
  ): Promise<void> {
    if (!this._isRead) {
      await this._arrive();
    }
    await this._found;
    if (this._isBusy) {
      return;
    }
    const asked = {
      kind,
      ids,
      arguments: wordsOf(this._place.arguments),
      limit: this._services.limit()
    };
    const session = new TestSession(this._book, asked, () => {
      if (this._session === session) {
        this._changed.emit();
      }
    });
    this._session = session;
    this._problem = null;
    this._watch.stop();
    this._changed.emit();
    await session.go(this._host, this._services.runners, problemOf);
    if (this._session === session) {
      this._followFiles();
      this._runAgain();
    }
  }

  /** At the project of the document in front. */
  private async _arrive(): Promise<void> {
    const { path, kernel } = this._front;
    const isOther = await this._place.follow(path, kernel);
    if (isOther || !this._isRead) {
      this._move();
    }
  }

  /** To another project or environment: its tests are read, what was known of it is kept. */
  private _move(): void {
    const { root, environment } = this._place;
    const key = `${root}\n${environment}`;
    this._watch.stop();
    this._helper?.release();
    this._helper = null;
    this._session = null;
    this._problem = null;
    const book = this._books.get(key) ?? new TestBook();
    this._books.set(key, book);
    this._book = book;
    this._found = this._read();
  }

  private async _read(): Promise<void> {
    const book = this._book;
    this._isReading = true;
    this._isRead = true;
    this._changed.emit();
    try {
      const files = await this._files.readAll();
      const there = new Set(files.map(({ path }) => path));
      book.cases.paths
        .filter(path => !there.has(path))
        .forEach(path => book.read(path, []));
      files.forEach(({ path, cases }) => book.read(path, cases));
      this._problem = null;
    } catch (error) {
      this._problem = { code: 'unreadable', text: reasonOf(error) };
    }
    if (book === this._book) {
      this._isReading = false;
      this._changed.emit();
    }
  }

  private get _files(): TestFiles {
    const { contents, runners } = this._services;
    return new TestFiles(contents, this._place.root, runners);
  }

  private readonly _host = () => {
    const { environment, root } = this._place;
    this._helper ??= new TestHelper(
      this._services.startHelper,
      this._services.sessions,
      { kernel: environment, folder: root },
      () => this._files.names()
    );
    return this._helper.host();
  };

  private _followFiles(): void {
    const isWanted = this._isActive || this._runsOnSave;
    if (isWanted && !this._isBusy) {
      this._watch.start(this._book);
    } else {
      this._watch.stop();
    }
  }

  private _onStale(): void {
    this._changed.emit();
    this._isPending = true;
    this._runAgain();
  }

  private _runAgain(): void {
    if (this._runsOnSave && this._isPending && !this._isBusy) {
      this._isPending = false;
      const stale = this._book.cases.all.filter(({ id }) =>
        this._book.isStale(id)
      );
      const paths = [...new Set(stale.map(({ path }) => path))];
      void (paths.length > 0 && this._go('run', paths));
    }
    this._isPending = this._isPending && this._isBusy;
  }

  /** The tests of a project whose files change through JupyterLab are read anew, while somebody looks. */
  private _onFile(
    _: unknown,
    change: {
      readonly oldValue: { readonly path?: string } | null;
      readonly newValue: { readonly path?: string } | null;
    }
  ): void {
    const paths = [change.oldValue?.path, change.newValue?.path];
    const isOurs = paths.some(
      path => path && withinRoot(this._place.root, path)?.endsWith('.py')
    );
    if (isOurs && this._isRead) {
      this._isRead = this._isActive;
      clearTimeout(this._timer);
      this._timer = setTimeout(() => {
        if (this._isActive && !this._isReading) {
          this._found = this._read();
        }
      }, REST);
    }
  }

  private readonly _place: TestPlace;
  private readonly _watch = new TestWatch(
    () => this._host(),
    () => this._onStale(),
    // No run: it would fail for the same reason, and bring us here again.
    () => this._changed.emit()
  );
  private readonly _changed = new Signal<this, void>(this);
  private readonly _books = new Map<string, TestBook>();
  private _book = new TestBook();
  private _front: { path: string; kernel: string | null } = {
    path: '',
    kernel: null
  };
  private _helper: TestHelper | null = null;
  private _session: TestSession | null = null;
  private _problem: TestsProblem | null = null;
  private _found: Promise<void> = Promise.resolve();
  private _isActive = false;
  private _isRead = false;
  private _isReading = false;
  private _isPending = false;
  private _runsOnSave = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
