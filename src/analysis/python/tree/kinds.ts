/** What is known of every node of a type. */
export type Kind = {
  readonly type: string;
  readonly named: boolean;
  /** Without children it is punctuation, a keyword or an operator. */
  readonly token: boolean;
  /** `leaf`: what may be below it is not copied; `dropped`: nor is the node. */
  readonly form: 'parent' | 'leaf' | 'dropped';
  /** Its bit in {@link PyNode.holds}, if it has one. */
  readonly bit: number;
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
        : 'parent',
    bit: bitOf(type)
  };
}

/** Types that whole statements are searched for: one bit each, so no more than 31. */
export const SOUGHT = [
  'assert_statement',
  'assignment',
  'as_pattern',
  'async',
  'augmented_assignment',
  'await',
  'break_statement',
  'call',
  'case_pattern',
  'class_definition',
  'continue_statement',
  'decorated_definition',
  'delete_statement',
  'except_clause',
  'exec_statement',
  'for_in_clause',
  'for_statement',
  'function_definition',
  'future_import_statement',
  'global_statement',
  'import_from_statement',
  'import_statement',
  'named_expression',
  'print_statement',
  'raise_statement',
  'return_statement',
  'type_alias_statement',
  'while_statement',
  'with_item',
  'with_statement',
  'yield'
] as const;

/** A type that {@link maskOf} takes. */
export type Sought = (typeof SOUGHT)[number];

/** The bits of some types, to be compared with {@link PyNode.holds}. */
export function maskOf(...types: readonly Sought[]): number {
  return types.reduce((mask, type) => mask | bitOf(type), 0);
}

function bitOf(type: string): number {
  const index = (SOUGHT as readonly string[]).indexOf(type);
  return index < 0 ? 0 : 1 << index;
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

const rules = new Map([
  ['not in', kindOf('not in', false)],
  ['is not', kindOf('is not', false)]
]);

/** The kind of what a rule of the grammar makes. */
export function ruleKind(type: string): Kind {
  return rules.get(type) ?? added(rules, type, kindOf(type, true));
}

const words = new Map([
  ['True', kindOf('true', true)],
  ['False', kindOf('false', true)],
  ['None', kindOf('none', true)],
  ['...', kindOf('ellipsis', true)]
]);

/** The kind of a keyword or operator. */
export function wordKind(text: string): Kind {
  return words.get(text) ?? added(words, text, kindOf(text, false));
}

function added(kinds: Map<string, Kind>, key: string, kind: Kind): Kind {
  kinds.set(key, kind);
  return kind;
}
