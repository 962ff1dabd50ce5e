import type { PyNode } from '../tree';
import { child, parts } from '../tree';
import { branch } from './expressions';
import type { State } from './state';
import { join, merge } from './state';
import type { StatementRule, Walker } from './walker';

const match: StatementRule = (walker, node, state) => {
  const subjects = node.kids.filter(kid => kid.field === 'subject');
  let now: State | null = walker.all(subjects, state);
  walker.call(now);
  let out: State | null = null;
  const cases = child(node, 'body')?.kids ?? [];
  for (const one of cases.filter(kid => kid.type === 'case_clause')) {
    if (now === null) {
      break;
    }
    const ways: Ways = tryCase(walker, one, now);
    out = join(out, walker.block(child(one, 'consequence'), ways.yes));
    now = ways.no;
  }
  return join(out, now);
};

type Ways = { readonly yes: State; readonly no: State | null };

/** Names are captured when the whole pattern fits, before the guard is asked. */
function tryCase(walker: Walker, node: PyNode, state: State): Ways {
  const patterns = node.kids.filter(kid => kid.type === 'case_pattern');
  const guard = child(node, 'guard');
  const fits =
    patterns.length === 1 && isIrrefutable(patterns[0], walker.source);
  const looked = fits ? state : readPattern(walker, patterns, state);
  const captured = looked.clone();
  for (const pattern of patterns) {
    capture(walker, pattern, captured);
  }
  const failed = fits ? null : looked;
  if (guard === undefined) {
    return { yes: captured, no: failed };
  }
  const { yes, no } = branch(walker, parts(guard)[0], captured);
  return { yes, no: join(failed, no) };
}

/** A pattern gives up at the first part that does not fit, so only its first name is read for certain. */
function readPattern(
  walker: Walker,
  patterns: readonly PyNode[],
  state: State
): State {
  let first = true;
  let now = state;
  for (const pattern of patterns) {
    for (const one of walker.names.between(pattern.start, pattern.end)) {
      if (one.access !== 'read') {
        continue;
      }
      if (first) {
        walker.readAt(one.span.start, now);
      } else {
        const tried = now.clone();
        walker.readAt(one.span.start, tried);
        now = merge(now, tried);
      }
      first = false;
    }
  }
  return now;
}

/** Alternatives bind the same names, so all names are bound whichever fits. */
function capture(walker: Walker, pattern: PyNode, state: State): void {
  for (const one of walker.names.between(pattern.start, pattern.end)) {
    walker.bindAt(one.span.start, state);
  }
}

/** `_`, a capture, `… as x` around one, an alternative that is one. */
function isIrrefutable(pattern: PyNode, source: string): boolean {
  const text = source.slice(pattern.start, pattern.end);
  if (text === '_') {
    return true;
  }
  switch (pattern.type) {
    case 'case_pattern':
      return (
        pattern.kids.length === 1 && isIrrefutable(pattern.kids[0], source)
      );
    case 'dotted_name':
      return pattern.kids.length === 1;
    case 'as_pattern':
      return isIrrefutable(pattern.kids[0], source);
    case 'union_pattern':
      return pattern.kids.some(kid => isIrrefutable(kid, source));
    case 'tuple_pattern':
      // Parentheses around one pattern, without a comma, are only parentheses.
      return (
        pattern.kids.length === 3 && isIrrefutable(pattern.kids[1], source)
      );
    default:
      return false;
  }
}

export const MATCHES: readonly (readonly [string, StatementRule])[] = [
  ['match_statement', match]
];
