import { basename } from '../../core/path';
import type { TestBook } from './book';
import type { TestNode } from './tree';
import { treeOf } from './tree';
import type { Place, TestCase, TestState } from './types';
import { functionOf, isBad } from './types';

/** One line of the tree that is shown. */
export type TestRow = {
  /** What is run by it, and by which it is told from others. */
  readonly id: string;
  readonly kind: 'file' | 'class' | 'function' | 'test' | 'error';
  /** 1 for the outermost. */
  readonly level: number;
  readonly label: string;
  readonly place: Place;
  /** Of a test its own, else the one that matters most of what is below. */
  readonly state: TestState | 'not collected';
  readonly isStale: boolean;
  readonly isNew: boolean;
  readonly seconds: number | null;
  /** First line of what a test that failed says; else empty. */
  readonly message: string;
  /** How many tests are below, and how many of them fail; `null` for a test. */
  readonly counts: { readonly all: number; readonly bad: number } | null;
  /** `null` where nothing is below. */
  readonly isOpen: boolean | null;
  /** 1-based place among its neighbours, and how many these are. */
  readonly position: number;
  readonly size: number;
};

export type RowsAsked = {
  /** Words that must all be in the id or be the state; empty for all tests. */
  readonly filter: string;
  /** Ids of the only test functions that are shown. */
  readonly only?: ReadonlySet<string> | null;
  /** Ids whose rows a person opened or closed. */
  readonly toggled: ReadonlySet<string>;
};

/** With more tests than these, files without a failure are closed until a person opens them. */
const MANY = 200;

/** The rows of the tree, tests that newly fail and files that could not be read first. */
export function rowsOf(
  book: TestBook,
  { filter, toggled, only = null }: RowsAsked
): TestRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const cases = filtered(book, words, only);
  const errors = book.errors.filter(
    ({ id }) => only === null && matches(book, id, words)
  );
  const isLarge = cases.length > MANY && words.length === 0;
  const rows: TestRow[] = [];
  const draw = (nodes: readonly TestNode[], level: number, before: number) => {
    const size = nodes.length + before;
    inFront(nodes).forEach((node, at) => {
      const opens = node.children.length > 0;
      const byItself = !isLarge || level > 1 || node.bad > 0;
      const isOpen = opens ? byItself !== toggled.has(node.id) : null;
      rows.push(rowOf(node, level, isOpen, before + at + 1, size));
      if (isOpen) {
        draw(node.children, level + 1, 0);
      }
    });
  };
  const tree = treeOf(book, cases);
  errors.forEach(({ id, path, message }, at) =>
    rows.push({
      ...rowOf(NO_NODE, 1, null, at + 1, tree.length + errors.length),
      id,
      kind: 'error',
      label: path === '' ? basename(id) : path,
      place: [path, 1],
      state: 'not collected',
      message: firstLine(message)
    })
  );
  draw(tree, 1, errors.length);
  return rows;
}

const NO_NODE: TestNode = {
  id: '',
  kind: 'test',
  label: '',
  place: ['', 1],
  children: [],
  state: 'not run',
  isStale: false,
  isNew: false,
  seconds: null,
  message: '',
  all: 0,
  bad: 0
};

function matches(
  book: TestBook,
  id: string,
  words: readonly string[]
): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = id.toLowerCase();
  return words.every(word => text.includes(word) || isIn(book, id, word));
}

function isIn(book: TestBook, id: string, word: string): boolean {
  const state = book.stateOf(id);
  return (
    word === state ||
    (word === 'failed' && isBad(state)) ||
    (word === 'outdated' && book.isStale(id))
  );
}

/** The tests that match; the same list as before where they are the same, whose tree is known. */
function filtered(
  book: TestBook,
  words: readonly string[],
  only: ReadonlySet<string> | null
): readonly TestCase[] {
  const cases = book.cases.all;
  if (words.length === 0 && only === null) {
    return cases;
  }
  const found = cases.filter(
    one => (only?.has(functionOf(one)) ?? true) && matches(book, one.id, words)
  );
  const before = lastFound.get(book) ?? [];
  const isSame =
    found.length === before.length &&
    found.every((one, at) => one === before[at]);
  if (!isSame) {
    lastFound.set(book, found);
  }
  return isSame ? before : found;
}

const lastFound = new WeakMap<TestBook, readonly TestCase[]>();

/** What newly fails stands first; else the order of the files. */
function inFront(nodes: readonly TestNode[]): readonly TestNode[] {
  const front = nodes.filter(({ isNew }) => isNew);
  return front.length === 0
    ? nodes
    : [...front, ...nodes.filter(({ isNew }) => !isNew)];
}

function rowOf(
  node: TestNode,
  level: number,
  isOpen: boolean | null,
  position: number,
  size: number
): TestRow {
  const { children, all, bad } = node;
  // As plain as it is because thousands are made between two frames.
  return {
    id: node.id,
    kind: node.kind,
    level,
    label: node.label,
    place: node.place,
    state: node.state,
    isStale: node.isStale,
    isNew: node.isNew,
    seconds: node.seconds,
    message: node.message === '' ? '' : firstLine(node.message),
    counts: children.length > 0 ? { all, bad } : null,
    isOpen,
    position,
    size
  };
}

function firstLine(text: string): string {
  return text.trimStart().split('\n', 1)[0].slice(0, 300);
}
