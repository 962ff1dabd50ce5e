import type { PyNode } from '../tree';
import { firstNamed, namedKids } from '../tree';
import type { PythonParser } from '../parse';
import { readTree } from '../read';
import { moduleScan } from '../scan';
import type { Occurrence, ScopeKind, ScopeTable } from '../types';
import { ScopeBuilder } from './builder';
import { resolveBlocks } from './resolve';
import { toTable } from './table';
import { visitTree } from './visit/visitor';

/**
 * The names that a quoted annotation reads: `text` is what stands between the quotes, `offset`
 * where it begins, `scope` the index of the scope that the annotation stands in. Names of its own
 * lambdas and comprehensions are left out; quoted annotations inside it (`'List["A"]'`) count, the
 * strings of `Literal['a']` do not. Spans are exact where the literal has no escapes. `null` when
 * the text is no expression. Names are never mangled: the text is evaluated outside the class.
 */
export function resolveQuoted(
  table: ScopeTable,
  scope: number,
  text: string,
  offset: number,
  parser: PythonParser
): readonly Occurrence[] | null {
  // In brackets, so that line ends mean nothing and `*Ts` is an expression.
  const scan = moduleScan(`(${text}\n)`);
  const { source: masked, root } = readTree(parser, scan, 'module');
  const start = offset - 1;
  const expression = onlyExpression(root, masked.length);
  if (expression === null) {
    return null;
  }
  const builder = new ScopeBuilder({ start: 0, end: masked.length });
  builder.annotation = 'postponed';
  visitTree(expression, masked, builder, true);
  resolveBlocks(builder.module);
  const own = toTable(builder.blocks, builder.occurrences)
    .occurrences.filter(one => one.global)
    .map(one => ({
      ...one,
      span: { start: start + one.span.start, end: start + one.span.end },
      scope,
      global: isGlobalIn(table, scope, one.name)
    }));
  const inner = quotedIn(expression, masked).flatMap(string => {
    const code = masked.slice(string.start, string.end);
    return (
      resolveQuoted(table, scope, code, start + string.start, parser) ?? []
    );
  });
  return [...own, ...inner].sort((a, b) => a.span.start - b.span.start);
}

/** Whether a name that is looked up in that scope is one of the module (notebook) or a builtin. */
export function isGlobalIn(
  table: ScopeTable,
  scope: number,
  name: string
): boolean {
  let seesClass = true;
  for (let at = scope; at > 0; at = table.scopes[at].parent) {
    const { kind, symbols } = table.scopes[at];
    const symbol = symbols.get(name);
    if (kind !== 'class' || seesClass) {
      if (symbol?.global === 'explicit') {
        return true;
      }
      if (symbol?.local || symbol?.free) {
        return false;
      }
    }
    seesClass &&= ANNOTATION_SCOPES.has(kind);
  }
  return true;
}

const ANNOTATION_SCOPES: ReadonlySet<ScopeKind> = new Set([
  'annotation',
  'type-alias',
  'type-parameters',
  'type-variable'
]);

/** The one bracketed expression that is the whole text. */
function onlyExpression(root: PyNode, length: number): PyNode | null {
  const node = firstNamed(firstNamed(root));
  const bracketed =
    node?.type === 'parenthesized_expression' || node?.type === 'tuple';
  return !root.broken &&
    bracketed &&
    namedKids(root).length === 1 &&
    firstNamed(node) !== undefined &&
    node.start === 0 &&
    node.end === length
    ? node
    : null;
}

/** The contents of the plain strings of an expression that are annotations themselves. */
function quotedIn(node: PyNode, source: string): readonly PyNode[] {
  if (node.type === 'string') {
    const [, content, end] = node.kids;
    return content?.type === 'string_content' && end?.type === 'string_end'
      ? [content]
      : [];
  }
  const inner = namedKids(node);
  const [first] = inner;
  const takes =
    node.type === 'subscript' && first !== undefined
      ? source.slice(first.start, first.end).split('.').pop()
      : undefined;
  if (takes === 'Literal') {
    return [];
  }
  // What follows the type in `Annotated[T, …]` is data.
  const parts = takes === 'Annotated' ? inner.slice(0, 2) : inner;
  return parts.flatMap(part => quotedIn(part, source));
}
