import { isKeyword } from './identifiers';
import type { Token } from './scan/tokens';

/**
 * A masked text as `tree-sitter-python` 0.25 must see it, of the same length: two constructs that
 * the grammar does not know are put in a form that it reads with the right names in the right
 * places.
 *
 * - `def f[T = int]` (PEP 696) becomes `def f[T : int]`, `[T: A = B]` becomes `[T: A : B]`;
 * - `f'{x:=^20}'`, a fill character and no walrus, becomes `f'{x:<^20}'`.
 *
 * `tokens` are those of the masked text.
 */
export function respell(masked: string, tokens: readonly Token[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const [offset, character] of replacements(tokens)) {
    // In broken text, brackets may be found twice.
    if (offset < done) {
      continue;
    }
    parts.push(masked.slice(done, offset), character);
    done = offset + 1;
  }
  return parts.join('') + masked.slice(done);
}

function* replacements(
  tokens: readonly Token[]
): Generator<readonly [offset: number, character: string]> {
  for (let index = 1; index < tokens.length; index += 1) {
    const { type, start, text } = tokens[index];
    const before = tokens[index - 1].text;
    if (type === 'fstring-middle' && text.startsWith('=') && before === ':') {
      yield [start, '<'];
    } else if (text === '[' && opensTypeParameters(tokens, index)) {
      for (const at of defaultsFrom(tokens, index)) {
        yield [at, ':'];
      }
    }
  }
}

/** `def name[`, `class name[`, and `type name[`, where `type` is no variable. */
function opensTypeParameters(tokens: readonly Token[], at: number): boolean {
  const name = tokens[at - 1];
  const keyword = tokens[at - 2]?.text;
  return (
    name.type === 'name' &&
    (keyword === 'def' ||
      keyword === 'class' ||
      (keyword === 'type' && !isKeyword(name.text)))
  );
}

/** Offsets of the `=` directly in the bracket that opens at `open`; those of a lambda are its own. */
function* defaultsFrom(
  tokens: readonly Token[],
  open: number
): Generator<number> {
  let depth = 0;
  let lambdas = 0;
  for (let index = open; index < tokens.length; index += 1) {
    const { type, start, text } = tokens[index];
    if (type === 'op' && '([{'.includes(text)) {
      depth += 1;
    } else if (type === 'newline') {
      return;
    } else if (type === 'op' && ')]}'.includes(text)) {
      depth -= 1;
      if (depth === 0) {
        return;
      }
    } else if (depth === 1 && text === 'lambda') {
      lambdas += 1;
    } else if (depth === 1 && text === ':' && lambdas > 0) {
      lambdas -= 1;
    } else if (depth === 1 && text === '=' && lambdas === 0) {
      yield start;
    }
  }
}
