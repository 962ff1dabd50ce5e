import { moduleScan, type Token } from '../../analysis/python/scan';

/** One item of a parameter list or of a call: its text without comments around it. */
export type Item = {
  /** `*`, `**`, or `''`. */
  readonly star: string;
  /** Name of a parameter or of a keyword argument; `null` for a positional argument and for the marks `/`, `*`. */
  readonly name: string | null;
  /** Default of a parameter, value of an argument. */
  readonly value: string | null;
};

/** The items between the first bracket of a `def` and its closing one, with the offset behind the `:` that
 *  ends the header. */
export function parametersOf(
  text: string
): { readonly items: readonly Item[]; readonly body: number } | null {
  const { tokens } = moduleScan(text);
  const open = tokens.findIndex(token => token.text === '(');
  const close = closing(tokens, open);
  if (open < 0 || close < 0) {
    return null;
  }
  let at = close + 1;
  for (let depth = 0; at < tokens.length; at++) {
    depth += depthOf(tokens[at]);
    if (depth === 0 && tokens[at].text === ':') {
      break;
    }
  }
  const items = split(tokens.slice(open + 1, close)).map(part =>
    parameter(text, part)
  );
  return at < tokens.length ? { items, body: tokens[at].end } : null;
}

/** The arguments of a call. */
export function argumentsOf(text: string): Item[] | null {
  const { tokens } = moduleScan(text);
  const open = tokens.findIndex(token => token.text === '(');
  const close = closing(tokens, open);
  return open < 0 || close < 0
    ? null
    : split(tokens.slice(open + 1, close)).map(part => argument(text, part));
}

function parameter(text: string, part: readonly Token[]): Item {
  const [first, second] = part;
  const star = /^\*\*?$/.test(first.text) ? first.text : '';
  const name = star === '' ? first : second;
  const equals = topLevel(part, '=');
  return {
    star,
    name: name?.type === 'name' ? name.text : null,
    value: equals < 0 ? null : slice(text, part.slice(equals + 1))
  };
}

function argument(text: string, part: readonly Token[]): Item {
  const [first, second] = part;
  const star = /^\*\*?$/.test(first.text) ? first.text : '';
  const keyword = first.type === 'name' && second?.text === '=';
  const value = part.slice(keyword ? 2 : star === '' ? 0 : 1);
  const loose =
    topLevel(value, 'for') >= 0 ||
    topLevel(value, ':=') >= 0 ||
    /[\r\n]/.test(slice(text, value));
  const plain = slice(text, value);
  return {
    star,
    name: keyword ? first.text : null,
    value: loose ? `(${plain})` : plain
  };
}

function slice(text: string, part: readonly Token[]): string {
  return part.length === 0
    ? ''
    : text.slice(part[0].start, part[part.length - 1].end);
}

/** The parts that commas divide; a comma at the end divides nothing. */
function split(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthOf(token);
    if (depth === 0 && token.text === ',' && token.type === 'op') {
      parts.push([]);
    } else {
      parts[parts.length - 1].push(token);
    }
  }
  return parts.filter(part => part.length > 0);
}

/** Position of a token outside of inner brackets and lambdas. */
function topLevel(tokens: readonly Token[], text: string): number {
  let depth = 0;
  let lambdas = 0;
  for (const [at, token] of tokens.entries()) {
    if (depth === 0 && lambdas === 0 && token.text === text) {
      return at;
    }
    depth += depthOf(token);
    lambdas += token.text === 'lambda' ? 1 : 0;
    lambdas -= depth === 0 && lambdas > 0 && token.text === ':' ? 1 : 0;
  }
  return -1;
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = Math.max(open, 0); at < tokens.length; at++) {
    depth += depthOf(tokens[at]);
    if (depth === 0) {
      return at;
    }
  }
  return -1;
}

function depthOf({ type, text }: Token): number {
  if (type === 'fstring-start') {
    return 1;
  }
  if (type === 'fstring-end') {
    return -1;
  }
  if (type !== 'op') {
    return 0;
  }
  return /^[([{]$/.test(text) ? 1 : /^[)\]}]$/.test(text) ? -1 : 0;
}
