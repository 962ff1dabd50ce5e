import type { Item } from './events';
import type { TestCase } from './types';
import { functionOf } from './types';

/** The tests that there are: first as the files' texts have them, then as the runner found them. */
export class CaseList {
  /** By file, in the order of lines. */
  get all(): readonly TestCase[] {
    this._sorted ??= [...this._cases.values()].sort(inOrder);
    return this._sorted;
  }

  /** Files whose texts are known. */
  get paths(): readonly string[] {
    return [...this._texts.keys()];
  }

  get(id: string): TestCase | undefined {
    return this._cases.get(id);
  }

  /** Functions that came into a file's text or left it; what else the runner found there stays. */
  read(path: string, cases: readonly TestCase[]): void {
    const before = this._texts.get(path) ?? new Set<string>();
    const now = new Set(cases.map(({ id }) => id));
    for (const one of this.all) {
      const base = functionOf(one);
      if (one.path === path && before.has(base) && !now.has(base)) {
        this._cases.delete(one.id);
      }
    }
    const known = new Set(
      this.all.filter(one => one.path === path).map(functionOf)
    );
    cases
      .filter(({ id }) => !known.has(id) || this._cases.has(id))
      .forEach(one => this._cases.set(one.id, one));
    this._texts.set(path, now);
    this._sorted = null;
  }

  find(items: readonly Item[]): void {
    for (const [id, path, line, names, parameters] of items) {
      const found = { id, path, line, names, parameters };
      this._cases.set(id, found);
      if (parameters !== null) {
        this._cases.delete(functionOf(found));
      }
    }
    this._sorted = null;
  }

  /** Forgets what the runner, looking for everything, did not find; files that it could not read stay. */
  keepFound(ids: ReadonlySet<string>, unread: ReadonlySet<string>): void {
    for (const { id, path } of this.all) {
      if (!ids.has(id) && !unread.has(path)) {
        this._cases.delete(id);
      }
    }
    this._sorted = null;
  }

  private readonly _cases = new Map<string, TestCase>();
  /** Path -> ids that its text holds. */
  private readonly _texts = new Map<string, ReadonlySet<string>>();
  private _sorted: readonly TestCase[] | null = null;
}

function inOrder(one: TestCase, other: TestCase): number {
  return (
    compare(one.path, other.path) ||
    one.line - other.line ||
    compare(one.names.join('::'), other.names.join('::'))
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
