import type { FileReferences } from '../core/references';
import { TestReferences } from '../checks/tests/references';
import type { ITestRunner } from '../checks/tests/runner';

/** Files that one question may lead to, one behind the other. */
const MOST_ROUNDS = 40;
/** Milliseconds of reading after which the page gets a turn. */
const TURN = 10;

/** Answers which tests refer to what. Reads no more files than a question needs, and none twice. */
export class TestLinks {
  /** @param _read - the text of a file of the project, `null` where there is none */
  constructor(
    private readonly _runners: readonly ITestRunner[],
    private readonly _read: (path: string) => Promise<string | null>
  ) {}

  /** Counts changes; an answer of another count is old. */
  get revision(): number {
    return this._revision;
  }

  /** Whether a runner can tell what a text names. */
  get canAnswer(): boolean {
    return this._runners.some(({ references }) => references !== undefined);
  }

  /** The project has these modules now; other texts than those given may have changed too. */
  set(paths: readonly string[], texts: ReadonlyMap<string, string>): void {
    this._paths = new Set(paths);
    this._texts = new Map(texts);
    this._files.clear();
    this._references = null;
    this._revision++;
  }

  async ask<T>(question: (references: TestReferences) => T): Promise<T> {
    for (let round = 0; ; round++) {
      const missing = (this._missing = new Set<string>());
      this._references ??= new TestReferences(this._paths, path =>
        this._know(path)
      );
      const answer = question(this._references);
      if (missing.size === 0 || round === MOST_ROUNDS) {
        return answer;
      }
      const revision = this._revision;
      await this._load([...missing]);
      if (revision === this._revision) {
        this._references = null;
      }
    }
  }

  private _know(path: string): FileReferences | undefined {
    const known = this._files.get(path);
    if (known === undefined && this._paths.has(path)) {
      this._missing.add(path);
    }
    return known ?? undefined;
  }

  private async _load(paths: readonly string[]): Promise<void> {
    const runner = this._runners.find(one => one.references !== undefined);
    const revision = this._revision;
    let turn = Date.now();
    for (const path of paths) {
      const text = this._texts.get(path) ?? (await this._read(path));
      const known = text === null ? undefined : this._parsed.get(text);
      const references =
        known ?? (text === null ? null : await runner?.references?.(text));
      if (revision !== this._revision) {
        return;
      }
      if (text !== null && references) {
        this._parsed.set(text, references);
      }
      this._files.set(path, references ?? null);
      if (Date.now() - turn > TURN) {
        await new Promise(resolve => setTimeout(resolve));
        turn = Date.now();
      }
    }
  }

  private _paths: ReadonlySet<string> = new Set();
  private _texts: ReadonlyMap<string, string> = new Map();
  /** `null` for what could not be read. */
  private readonly _files = new Map<string, FileReferences | null>();
  private readonly _parsed = new Map<string, FileReferences>();
  private _missing = new Set<string>();
  private _references: TestReferences | null = null;
  private _revision = 0;
}
