import type { TestBook } from './book';
import type { Place, TestCase, TestState } from './types';
import { isBad } from './types';

/** A file, a class, a function with several cases, or a test. */
export type TestNode = {
  readonly id: string;
  readonly kind: 'file' | 'class' | 'function' | 'test';
  readonly label: string;
  readonly place: Place;
  readonly children: readonly TestNode[];
  readonly state: TestState;
  readonly isStale: boolean;
  readonly isNew: boolean;
  readonly seconds: number | null;
  readonly message: string;
  /** Tests in it, and those of them that fail. */
  readonly all: number;
  readonly bad: number;
};

/** One step from a file to a test: what it is called, and the id that runs all below. */
type Step = Pick<TestNode, 'id' | 'kind' | 'label'>;

type Draft = Step & {
  readonly place: Place;
  readonly below: Draft[];
  readonly test: TestCase | null;
};

/** Which state of those below a row shows; what is not named comes last. */
const RANKS: readonly TestState[] = [
  'running',
  'failed',
  'error',
  'crashed',
  'timeout',
  'not run',
  'passed',
  'xpassed',
  'xfailed',
  'skipped'
];

/** Tests by file, class, function and parameters. The same list again costs no more than its states. */
export function treeOf(
  book: TestBook,
  cases: readonly TestCase[]
): readonly TestNode[] {
  let top = shapes.get(cases);
  if (top === undefined) {
    top = shapeOf(cases);
    shapes.set(cases, top);
  }
  return top.map(draft => nodeOf(book, draft));
}

const shapes = new WeakMap<readonly TestCase[], readonly Draft[]>();

function shapeOf(cases: readonly TestCase[]): readonly Draft[] {
  const top: Draft[] = [];
  const groups = new Map<string, Draft>();
  for (const test of cases) {
    let level = top;
    for (const step of stepsOf(test)) {
      if (step.kind === 'test') {
        const place = [test.path, test.line] as const;
        level.push({ ...step, place, below: [], test });
        break;
      }
      let group = groups.get(step.id);
      if (group === undefined) {
        const line = step.kind === 'file' ? 1 : test.line;
        group = { ...step, place: [test.path, line], below: [], test: null };
        groups.set(step.id, group);
        level.push(group);
      }
      level = group.below;
    }
  }
  return top;
}

function stepsOf({ id, path, names, parameters }: TestCase): Step[] {
  const steps: Step[] = [{ id: path, kind: 'file', label: path }];
  names.forEach((name, at) => {
    const isLast = at === names.length - 1;
    const kind = isLast ? 'function' : 'class';
    const own = [path, ...names.slice(0, at + 1)].join('::');
    if (!isLast || parameters !== null) {
      steps.push({ id: own, kind, label: name });
    }
  });
  const label = parameters ?? names[names.length - 1] ?? id;
  return [...steps, { id, kind: 'test', label }];
}

function nodeOf(book: TestBook, draft: Draft): TestNode {
  return draft.test === null
    ? groupOf(
        draft,
        draft.below.map(one => nodeOf(book, one))
      )
    : testOf(book, draft);
}

// Both are called thousands of times between two frames: plain literals and loops are several times as fast.

function testOf(book: TestBook, { id, kind, label, place }: Draft): TestNode {
  const state = book.stateOf(id);
  const result = book.resultOf(id);
  const bad = isBad(state);
  return {
    id,
    kind,
    label,
    place,
    state,
    children: NONE,
    isStale: result !== null && book.isStale(id),
    isNew: bad && book.isNew(id),
    seconds: result === null ? null : result.seconds,
    message: bad && result !== null ? result.message : '',
    all: 1,
    bad: bad ? 1 : 0
  };
}

function groupOf(
  { id, kind, label, place }: Draft,
  children: readonly TestNode[]
): TestNode {
  let rank = RANKS.length - 1;
  let isStale = false;
  let isNew = false;
  let seconds: number | null = null;
  let all = 0;
  let bad = 0;
  for (const node of children) {
    rank = Math.min(rank, RANKS.indexOf(node.state));
    isStale ||= node.isStale;
    isNew ||= node.isNew;
    seconds = node.seconds === null ? seconds : (seconds ?? 0) + node.seconds;
    all += node.all;
    bad += node.bad;
  }
  const state = RANKS[rank];
  return {
    ...{ id, kind, label, place, children },
    ...{ state, isStale, isNew, seconds, all, bad, message: '' }
  };
}

const NONE: readonly TestNode[] = [];
