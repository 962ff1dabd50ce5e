import type { Hazard } from '../../facts';
import type { Names } from './names';
import type { PyNode } from '../tree';
import { isToken, kidOf, maskOf } from '../tree';

/** Constructs at notebook level that lifting must refuse or mind. */
export function hazardsOf(
  statement: PyNode,
  names: Names,
  classReads: ReadonlySet<number>
): readonly Hazard[] {
  const found: Hazard[] = [];
  look(statement, { loop: false, nested: false }, found);
  for (const offset of classReads) {
    const read = names.find(offset, 'read');
    if (read !== undefined && bindsInClass(names, read.scope, read.name)) {
      found.push({ code: 'class-scope', span: read.span, name: read.name });
    }
  }
  return found;
}

function bindsInClass(names: Names, scope: number, name: string): boolean {
  return names.table.scopes[scope]?.symbols.get(name)?.local === true;
}

type Around = { readonly loop: boolean; readonly nested: boolean };

const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ['global_statement', 'global-statement'],
  ['return_statement', 'return-outside'],
  ['yield', 'yield-outside']
]);

const JUMPS: ReadonlyMap<string, string> = new Map([
  ['break_statement', 'break-outside'],
  ['continue_statement', 'continue-outside']
]);

const IMPORTS = new Set(['import_statement', 'import_from_statement']);

const SOUGHT = maskOf(
  'global_statement',
  'return_statement',
  'yield',
  'break_statement',
  'continue_statement',
  'import_statement',
  'import_from_statement'
);

function look(node: PyNode, around: Around, found: Hazard[]): void {
  const { type, start, end } = node;
  if ((node.holds & SOUGHT) === 0 || type === 'lambda' || isToken(node)) {
    return;
  }
  const code =
    OUTSIDE.get(type) ?? jumpCode(type, around) ?? importCode(node, around);
  if (code !== null) {
    found.push({ code, span: { start, end } });
  }
  for (const kid of node.kids) {
    if (kid.field !== 'body' || type !== 'function_definition') {
      look(kid, within(node, kid, around), found);
    }
  }
}

function within(node: PyNode, kid: PyNode, around: Around): Around {
  const { type } = node;
  const loops = type === 'for_statement' || type === 'while_statement';
  const loop =
    (loops && kid.field === 'body') ||
    (around.loop && type !== 'class_definition');
  const nested = around.nested || kid.type === 'block';
  return loop === around.loop && nested === around.nested
    ? around
    : { loop, nested };
}

function jumpCode(type: string, around: Around): string | null {
  return around.loop ? null : (JUMPS.get(type) ?? null);
}

/** An import that is not a statement of its own. */
function importCode(node: PyNode, around: Around): string | null {
  if (!around.nested || !IMPORTS.has(node.type)) {
    return null;
  }
  return kidOf(node, 'wildcard_import') === undefined
    ? 'conditional-import'
    : 'nested-star-import';
}
