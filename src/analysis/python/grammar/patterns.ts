import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
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

/** Or-patterns, with a name for the whole. */
function pattern(p: Cursor): Pattern {
  if (!p.enter()) {
    return { all: false, names: new Set() };
  }
  const found = orPattern(p);
  p.leave();
  if (!p.accept('as')) {
    return found;
  }
  const token = p.name();
  if (token.text === '_') {
    p.note('pattern', token, "A pattern cannot be named '_'.");
  } else {
    capture(p, token, found.names);
  }
  return found;
}

function orPattern(p: Cursor): Pattern {
  let found = closed(p);
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
  const token = p.name();
  let dotted = false;
  while (p.accept('.')) {
    p.name();
    dotted = true;
  }
  if (p.accept('(')) {
    classArguments(p, names);
    return { all: false, names };
  }
  if (!dotted && token.text !== '_') {
    capture(p, token, names);
  }
  return { all: !dotted, names };
}

/** `-1`, `1.5`, `1 + 2j`. */
function signedNumber(p: Cursor): void {
  p.accept('-');
  const real = p.token;
  number(p);
  if (p.key !== '+' && p.key !== '-') {
    return;
  }
  p.advance();
  const imaginary = p.token;
  number(p);
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
  const open = p.advance();
  const close = open.text === '(' ? ')' : ']';
  const names = new Set<string>();
  if (p.accept(close)) {
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
  p.advance();
  const token = p.name();
  if (token.text !== '_') {
    capture(p, token, names);
  }
  return false;
}

function mapping(p: Cursor, names: Set<string>): void {
  const keys = new Set<string | null>();
  p.advance();
  while (p.key !== '}' && !p.failed) {
    if (p.accept('**')) {
      const token = p.name();
      capture(p, token, names);
      if (token.text === '_') {
        p.note('pattern', token, "'**_' is no pattern.");
      }
      p.accept(',');
      break;
    }
    const { token, index } = p;
    mappingKey(p);
    const key = literalKey(p.tokens.slice(index, p.index));
    if (key !== null && keys.has(key)) {
      p.note('pattern', token, `The key ${key} is repeated.`);
    }
    keys.add(key);
    p.expect(':');
    take(p, pattern(p), names);
    if (!p.accept(',')) {
      break;
    }
  }
  p.expect('}');
}

const EQUAL = new Map([
  ['True', '1'],
  ['False', '0']
]);

/** What keys that are equal share, where the text shows it; `null` for dotted names. */
function literalKey(tokens: readonly Token[]): string | null {
  const text = tokens.map(token => token.text).join('');
  if (tokens.some(token => token.text === '.')) {
    return null;
  }
  const number = Number(EQUAL.get(text) ?? text.replace(/_/g, ''));
  return Number.isNaN(number) ? text : String(number + 0);
}

function mappingKey(p: Cursor): void {
  const { token, key } = p;
  if (token.type === 'number' || key === '-') {
    signedNumber(p);
  } else if (token.type === 'string') {
    strings(p);
  } else if (key === 'None' || key === 'True' || key === 'False') {
    p.advance();
  } else {
    p.name();
    if (p.key !== '.') {
      p.unexpected('a key is a literal or a dotted name');
    }
    while (p.accept('.')) {
      p.name();
    }
  }
}

function classArguments(p: Cursor, names: Set<string>): void {
  const keywords = new Set<string>();
  while (p.key !== ')' && !p.failed) {
    const { token } = p;
    if (p.atName() && p.peek() === '=') {
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
    take(p, pattern(p), names);
    if (!p.accept(',')) {
      break;
    }
  }
  p.expect(')');
}

/** Adds the names of a part; says whether the part matches everything. */
function take(p: Cursor, part: Pattern, names: Set<string>): boolean {
  for (const name of part.names) {
    if (names.has(name)) {
      p.note('pattern', p.token, `The name '${name}' is bound twice.`);
    }
    names.add(name);
  }
  return part.all;
}

function capture(p: Cursor, token: Token, names: Set<string>): void {
  const name = nameOf(token);
  if (names.has(name)) {
    p.note('pattern', token, `The name '${name}' is bound twice.`);
  }
  bindName(p, token);
  names.add(name);
}
