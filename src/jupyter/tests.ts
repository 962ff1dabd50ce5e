import { type ISignal, Signal } from '@lumino/signaling';
import { extension, join, normalise } from '../core/path';
import { badgeOf, type TestBadge, type TestGroup } from '../checks/tests/badge';
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
import { isBad, type Place } from '../checks/tests/types';
import { wordsOf } from '../checks/tests/words';
import { reasonOf } from './fileerrors';
import type { NotebookImport } from './notebookimports';
import { openAt } from './openat';
import { TestHelper } from './testhelper';
import { TestPlace } from './testplace';
import { problemOf } from './testproblems';
import { type FileChange, isModule } from './testfiles';
import { TestProject } from './testproject';
import type { TestServices } from './testservices';
import { TestWatch } from './testwatch';
import { following, OtherRuns, type Runners } from './testworks';

/** Milliseconds between the last change of a file and the reading of the tests. */
const REST = 300;

/** The tests of the project that the document in front belongs to. Nothing is executed before somebody says so. */
export class TestsDesk implements ITestsDesk {
  constructor(private readonly _services: TestServices) {
    this._place = new TestPlace(_services);
    const { contents, runners, page } = _services;
    this._others = new OtherRuns(page, () => this._changed.emit());
    this._project = new TestProject(contents, '', runners);
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
      counts: countsOf(this._project.book),
      progress: session?.progress ?? null,
      problem: this._refusal ?? session?.problem ?? this._problem,
      arguments: this._place.arguments,
      runsOnSave: this._runsOnSave,
      hasNotebook: extension(this._front.path) === '.ipynb',
      open: session === null ? [] : this._open,
      only: this._only,
      hasOthers: this._others.has,
      isKnown: session !== null && !session.isCutShort
    };
  }

  rows(asked: RowsAsked): readonly TestRow[] {
    const only = this._only?.functions ?? null;
    return rowsOf(this._project.book, { ...asked, only });
  }

  badge(group: TestGroup): TestBadge {
    return badgeOf(this._project.book, group);
  }

  /** Counts how often files were read anew: what {@link groups} said before may be old. */
  get filesRevision(): number {
    return this._project.links.revision;
  }

  /** For each import of a notebook the tests that refer to it; `null` where it is not of this project. */
  async groups(
    notebook: string,
    imports: readonly NotebookImport[]
  ): Promise<readonly (TestGroup | null)[]> {
    await this._found;
    return this._project.groups(notebook, imports);
  }

  detail(id: string): TestDetail | null {
    return detailOf(this._project.book, id);
  }

  /** The document in front is another one; a run is not left for it. */
  async follow(path: string, kernel: string | null): Promise<void> {
    this._front = { path, kernel };
    if (this._lookers.size > 0 && !this._isBusy) {
      await this._arrive();
    }
    this._changed.emit();
  }

  async run(ids: readonly string[] | null): Promise<void> {
    await this._go('run', ids);
  }

  async runFailed(): Promise<void> {
    const failed = this._project.book.cases.all
      .map(({ id }) => id)
      .filter(id => isBad(this._project.book.stateOf(id)));
    const unread = this._project.book.errors
      .map(({ path }) => path)
      .filter(Boolean);
    if (failed.length + unread.length > 0) {
      await this._go('run', [...failed, ...unread]);
    }
  }

  async runTouching(): Promise<void> {
    if (!this._isRead) {
      await this._arrive();
    }
    const front = await this._services.imports();
    if (front === null || this._isBusy) {
      return;
    }
    await this._found;
    try {
      const found = await this._project.touching(front.notebook, front.imports);
      if (found === null || found.paths.length === 0) {
        this._refuse({ code: found === null ? 'no-modules' : 'none-touches' });
      } else {
        await this._go('run', found.paths, found.open);
      }
    } catch (error) {
      this._refuse({ code: 'unreadable', text: reasonOf(error) });
    }
  }

  async discover(): Promise<void> {
    await this._go('discover', null);
  }

  stop(): void {
    this._session?.stop();
  }

  /** Resolves when the files have been found to be read. */
  async setActive(active: boolean, who = 'panel'): Promise<void> {
    if (active) {
      this._lookers.add(who);
    } else {
      this._lookers.delete(who);
    }
    if (active && !this._isBusy) {
      await this._arrive();
    }
    this._followFiles();
  }

  setOnly(group: TestGroup | null): void {
    this._only = group;
    this._changed.emit();
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
    this._lookers.clear();
    this._runsOnSave = false;
    this._watch.stop();
    this.stop();
    // Behind what is said last.
    setTimeout(() => this._helper?.release());
    this._others.stop();
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

  /** Nothing ran, for this reason. */
  private _refuse(problem: TestsProblem): void {
    this._refusal = problem;
    this._changed.emit();
  }

  private async _go(
    kind: 'run' | 'discover',
    ids: readonly string[] | null,
    open: readonly string[] = [],
    runners: Runners = this._services.runners
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
    const session = new TestSession(this._project.book, asked, () => {
      if (this._session === session) {
        this._changed.emit();
      }
    });
    this._session = session;
    this._open = open;
    this._problem = this._refusal = null;
    this._watch.stop();
    this._changed.emit();
    await session.go(() => this._helperHere().host(), runners, problemOf);
    if (this._session === session) {
      this._followFiles();
      this._runAgain();
      await this._meet();
    }
  }

  /** This page's run from before it was reloaded is shown, once; others are told of. */
  private async _meet(): Promise<void> {
    const [project, helper] = [this._project, this._helperHere()];
    const own = await this._others.look(helper);
    const isNew = !this._met.has(project) && this._session === null;
    if (helper === this._helper) {
      this._met.add(project);
      if (own !== null && isNew) {
        await this._go(own.kind, own.ids, [], [following(helper, own.key)]);
      }
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
    this._problem = this._refusal = null;
    this._only = null;
    const { contents, runners } = this._services;
    this._project =
      this._projects.get(key) ?? new TestProject(contents, root, runners);
    this._projects.set(key, this._project);
    this._found = this._read();
    void this._found.then(() => this._meet());
  }

  private async _read(): Promise<void> {
    const project = this._project;
    this._isReading = true;
    this._isRead = true;
    this._changed.emit();
    try {
      await project.read();
      this._problem = null;
    } catch (error) {
      this._problem = { code: 'unreadable', text: reasonOf(error) };
    }
    if (project === this._project) {
      this._isReading = false;
      this._changed.emit();
    }
  }

  private _helperHere(): TestHelper {
    const { environment, root } = this._place;
    const { startHelper, findHelper, sessions, page } = this._services;
    this._helper ??= new TestHelper(
      { start: startHelper, find: findHelper, sessions },
      { kernel: environment, folder: root },
      () => this._project.files.names(),
      page
    );
    return this._helper;
  }

  private _followFiles(): void {
    const isWanted = this._lookers.size > 0 || this._runsOnSave;
    if (isWanted && !this._isBusy) {
      this._watch.start(this._project.book);
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
      const stale = this._project.book.cases.all.filter(({ id }) =>
        this._project.book.isStale(id)
      );
      const paths = [...new Set(stale.map(({ path }) => path))];
      void (paths.length > 0 && this._go('run', paths));
    }
    this._isPending = this._isPending && this._isBusy;
  }

  /** The tests of a project whose files change through JupyterLab are read anew, while somebody looks. */
  private _onFile(_: unknown, change: FileChange): void {
    const isOurs = isModule(this._place.root, change);
    if (isOurs && this._isRead) {
      this._isRead = this._lookers.size > 0;
      clearTimeout(this._timer);
      this._timer = setTimeout(() => {
        if (this._lookers.size > 0 && !this._isReading) {
          this._found = this._read();
        }
      }, REST);
    }
  }

  private readonly _place: TestPlace;
  private readonly _watch = new TestWatch(
    () => this._helperHere().host(),
    () => this._onStale(),
    // No run: it would fail for the same reason, and bring us here again.
    () => this._changed.emit()
  );
  private readonly _changed = new Signal<this, void>(this);
  private readonly _projects = new Map<string, TestProject>();
  private readonly _met = new WeakSet<TestProject>();
  private _project: TestProject;
  private _front: { path: string; kernel: string | null } = {
    path: '',
    kernel: null
  };
  private _helper: TestHelper | null = null;
  private _session: TestSession | null = null;
  private _problem: TestsProblem | null = null;
  private _refusal: TestsProblem | null = null;
  private _open: readonly string[] = [];
  private _only: TestGroup | null = null;
  private _found: Promise<void> = Promise.resolve();
  private readonly _lookers = new Set<string>();
  private _isRead = false;
  private _isReading = false;
  private _isPending = false;
  private _runsOnSave = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private readonly _others: OtherRuns;
}
