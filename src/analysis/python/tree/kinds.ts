/** What is known of every node of a type. */
export type Kind = {
  readonly type: string;
  readonly named: boolean;
  /** Without children it is punctuation, a keyword or an operator. */
  readonly token: boolean;
  /** `leaf`: what may be below it is not copied; `dropped`: nor is the node. */
  readonly form: 'parent' | 'leaf' | 'dropped';
};

export function kindOf(type: string, named: boolean): Kind {
  return {
    type: interned(type),
    named,
    token: !VALUES.has(type),
    form: DROPPED.has(type)
      ? 'dropped'
      : LEAVES.has(type) || !/^\w/.test(type)
        ? 'leaf'
        : 'parent'
  };
}

/** The same text in the form that literals in the code have, which is compared by address. */
export function interned(text: string): string {
  return Object.keys({ [text]: 0 })[0];
}

const DROPPED = new Set(['comment', 'line_continuation']);

/** Types without children that matter. */
const LEAVES = new Set([
  'identifier',
  'string_start',
  'string_content',
  'string_end',
  'escape_interpolation',
  'type_conversion'
]);

/** Types that may have no children here and are no tokens. */
const VALUES = new Set([
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'ERROR',
  'string',
  'string_content',
  'pass_statement',
  'break_statement',
  'continue_statement',
  'block'
]);

/** What the parser could not read. */
export const ERROR: Kind = kindOf('ERROR', true);
