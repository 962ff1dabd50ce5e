import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import { mapping } from './mapping';
import { nameOf } from './scope';
import { bindName } from './shape';
import { strings } from './strings';

/** What a pattern is: whether it matches everything, and the names it binds. */
type Pattern = { readonly all: boolean; readonly names: Set<string> };

/** The pattern of a case, a sequence without brackets too; says whether it matches everything. */
export function patterns(p: Cursor): boolean {
  const names = new Set<string>();
  const { key } = p;
  const first = key === '*' ? star(p, names) : take(p, pattern(p), names);
  if (p.key !== ',') {
    if (key === '*') {
      p.unexpected('a starred pattern needs a sequence');
    }
    return first;
  }
  sequenceRest(p, names, key === '*');
  return false;
}

/** Or-patterns, with a name for the whole; `keyword`: where `name=` before them begins. */
export function pattern(p: Cursor, keyword?: number): Pattern {
  if (!p.enter()) {
    return { all: false, names: new Set() };
  }
  const from = keyword ?? p.tree.mark();
  const found = orPattern(p);
  p.leave();
  if (keyword !== undefined) {
    p.tree.close(keyword, 'keyword_pattern');
  }
  if (p.key === 'as') {
    p.tree.close(from, 'case_pattern');
    p.advance();
    nameWhole(p, found);
    p.tree.close(from, 'as_pattern');
  }
  p.tree.close(from, 'case_pattern');
  return found;
}

function nameWhole(p: Cursor, found: Pattern): void {
  const token = p.name();
  if (token.text === '_') {
    p.note('pattern', token, "A pattern cannot be named '_'.");
  } else {
    capture(p, token, found.names);
  }
}

function orPattern(p: Cursor): Pattern {
  const from = p.tree.mark();
  let found = closed(p);
  if (p.key !== '|') {
    return found;
  }
  while (p.key === '|') {
    const token = p.advance();
    if (found.all) {
      p.note('pattern', token, 'The alternative before matches everything.');
    }
    const other = closed(p);
    if ([...other.names].sort().join() !== [...found.names].sort().join()) {
      p.note('pattern', token, 'The alternatives bind different names.');
    }
    found = { all: other.all, names: found.names };
  }
  p.tree.close(from, 'union_pattern');
  return found;
}

function closed(p: Cursor): Pattern {
  const { key, token } = p;
  const names = new Set<string>();
  if (token.type === 'number' || key === '-') {
    signedNumber(p);
  } else if (token.type === 'string') {
    strings(p);
  } else if (key === '(' || key === '[') {
    return sequence(p);
  } else if (key === '{') {
    mapping(p, names);
  } else if (key === 'None' || key === 'True' || key === 'False') {
    p.advance();
  } else {
    return named(p);
  }
  return { all: false, names };
}

/** A name that binds, a dotted name that is compared, or a class with arguments. */
function named(p: Cursor): Pattern {
  const names = new Set<string>();
  const { token } = p;
  const from = p.tree.mark();
  const dotted = dottedName(p);
  if (p.accept('(')) {
    classArguments(p, names);
    p.tree.close(from, 'class_pattern');
    return { all: false, names };
  }
  if (!dotted && token.text !== '_') {
    capture(p, token, names);
  }
  return { all: !dotted, names };
}

/** `a`, `a.b`; says whether there is a dot. */
export function dottedName(p: Cursor): boolean {
  const from = p.tree.mark();
  if (p.key === '_' && p.peek() !== '.' && p.peek() !== '(') {
    p.keyword();
    return false;
  }
  p.name();
  const dotted = p.key === '.';
  while (p.accept('.')) {
    p.name();
  }
  p.tree.close(from, 'dotted_name');
  return dotted;
}

/** `-1`, `1.5`, `1 + 2j`. */
export function signedNumber(p: Cursor): void {
  const from = p.tree.mark();
  p.accept('-');
  const real = p.token;
  number(p);
  if (p.key !== '+' && p.key !== '-') {
    return;
  }
  p.advance();
  const imaginary = p.token;
  number(p);
  p.tree.close(from, 'complex_pattern');
  if (/j$/i.test(real.text) || !/j$/i.test(imaginary.text)) {
    p.note(
      'pattern',
      real,
      'A complex number is a real and an imaginary part.'
    );
  }
}

function number(p: Cursor): void {
  if (p.at('number')) {
    p.advance();
  } else {
    p.unexpected('expected a number');
  }
}

/** `(…)` or `[…]`; one pattern in parentheses is that pattern. */
function sequence(p: Cursor): Pattern {
  const from = p.tree.mark();
  const open = p.advance();
  const close = open.text === '(' ? ')' : ']';
  const type = close === ')' ? 'tuple_pattern' : 'list_pattern';
  const names = new Set<string>();
  if (p.accept(close)) {
    p.tree.close(from, type);
    return { all: false, names };
  }
  const starred = p.key === '*';
  const all = starred ? star(p, names) : take(p, pattern(p), names);
  const single = close === ')' && !starred && p.key === ')';
  if (starred && close === ')' && p.key === ')') {
    p.unexpected('a starred pattern needs a sequence');
  }
  sequenceRest(p, names, starred);
  p.expect(close);
  p.tree.close(from, type);
  return { all: single && all, names };
}

function sequenceRest(p: Cursor, names: Set<string>, hasStar: boolean): void {
  let starred = hasStar;
  while (p.accept(',') && !/^(?:[)\]:]|if)$/.test(p.key) && !p.failed) {
    if (p.key !== '*') {
      take(p, pattern(p), names);
      continue;
    }
    if (starred) {
      p.note('pattern', p.token, 'A sequence has one starred pattern at most.');
    }
    starred = true;
    star(p, names);
  }
}

/** `*name`; never matches everything by itself. */
function star(p: Cursor, names: Set<string>): boolean {
  const from = p.tree.mark();
  p.advance();
  if (p.key === '_') {
    p.keyword();
  } else {
    capture(p, p.name(), names);
  }
  p.tree.close(from, 'splat_pattern');
  p.tree.close(from, 'case_pattern');
  return false;
}

function classArguments(p: Cursor, names: Set<string>): void {
  const keywords = new Set<string>();
  while (p.key !== ')' && !p.failed) {
    const { token } = p;
    const from = p.tree.mark();
    const isKeyword = p.atName() && p.peek() === '=';
    if (isKeyword) {
      p.advance();
      p.advance();
      if (keywords.has(nameOf(token))) {
        p.note('pattern', token, `The attribute '${token.text}' is repeated.`);
      }
      keywords.add(nameOf(token));
    } else if (keywords.size > 0) {
      p.note(
        'pattern',
        token,
        'A positional pattern follows a keyword pattern.'
      );
    }
    take(p, pattern(p, isKeyword ? from : undefined), names);
    if (!p.accept(',')) {
      break;
    }
  }
  p.expect(')');
}

/** Adds the names of a part; says whether the part matches everything. */
export function take(p: Cursor, part: Pattern, names: Set<string>): boolean {
  for (const name of part.names) {
    if (names.has(name)) {
      p.note('pattern', p.token, `The name '${name}' is bound twice.`);
    }
    names.add(name);
  }
  return part.all;
}

export function capture(p: Cursor, token: Token, names: Set<string>): void {
  const name = nameOf(token);
  if (names.has(name)) {
    p.note('pattern', token, `The name '${name}' is bound twice.`);
  }
  bindName(p, token);
  names.add(name);
}
