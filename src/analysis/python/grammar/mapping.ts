import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import { capture, dottedName, pattern, signedNumber, take } from './patterns';
import { strings } from './strings';

/** `{key: pattern, **rest}`, whose names are added. */
export function mapping(p: Cursor, names: Set<string>): void {
  const from = p.tree.mark();
  const keys = new Set<string | null>();
  p.advance();
  while (p.key !== '}' && !p.failed) {
    if (p.key === '**') {
      restOfMapping(p, names);
      p.accept(',');
      break;
    }
    mappingItem(p, keys, names);
    if (!p.accept(',')) {
      break;
    }
  }
  p.expect('}');
  p.tree.close(from, 'dict_pattern');
}

/** `**name`. */
function restOfMapping(p: Cursor, names: Set<string>): void {
  const from = p.tree.mark();
  p.advance();
  const token = p.name();
  p.tree.close(from, 'splat_pattern');
  capture(p, token, names);
  if (token.text === '_') {
    p.note('pattern', token, "'**_' is no pattern.");
  }
}

/** `key: pattern`. */
function mappingItem(
  p: Cursor,
  keys: Set<string | null>,
  names: Set<string>
): void {
  const { token, index } = p;
  const from = p.tree.mark();
  mappingKey(p);
  for (let at = from; at < p.tree.mark(); at += 1) {
    p.tree.label('key', at);
  }
  const key = literalKey(p.tokens.slice(index, p.index));
  if (key !== null && keys.has(key)) {
    p.note('pattern', token, `The key ${key} is repeated.`);
  }
  keys.add(key);
  p.expect(':');
  take(p, pattern(p), names);
  p.tree.label('value');
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
    if (!dottedName(p)) {
      p.unexpected('a key is a literal or a dotted name');
    }
  }
}
