import type {
  Binding,
  ExpressionFact,
  Flow,
  KnownValue,
  NameUse,
  Statement,
  StatementKind
} from '../../facts';
import type { Span } from '../../../core/span';
import { Bindings } from './bindings';
import type { Code } from './code';
import type { Collected } from './collector';
import { definitionOf } from './definitions';
import { distinct } from './distinct';
import { awaitsIn, hasEffect } from './effects';
import type { NameFlow } from './flow';
import { nameFlow } from './flow';
import { hazardsOf } from './hazards';
import { importsOf } from './imports';
import { knobsOf } from './knobs';
import type { Learning } from './known';
import { constantOf, isImmutableLiteral } from './literals';
import { chained } from './paths';
import type { PyNode } from '../tree';
import { bare, child, parts } from '../tree';
import { collect } from './uses';

/** How a statement stands in its cell. */
export type Standing = Pick<
  Statement,
  'span' | 'semicolonEnd' | 'sharesLine' | 'shown'
>;

/** Everything that lifting asks of one top-level statement. */
export function statementOf(
  node: PyNode,
  code: Code,
  standing: Standing,
  around: Learning
): Statement {
  const { names, source } = code;
  const to = collect(node, names, source);
  const walked = nameFlow(node, names, source, to.stringNames(), around);
  const collected = to.settle(walked.classReads);
  const { uses, calls } = collected;
  const bindings = new Bindings(names, source, calls).collect(node);
  const kind = kindOf(node);
  const awaits = awaitsIn(node);
  const { span, semicolonEnd, sharesLine, shown } = standing;
  const statement: Draft = {
    kind,
    span,
    semicolonEnd,
    sharesLine,
    shown,
    flow: flowOf(node, code, walked.flow, collected, bindings),
    uses,
    calls,
    bindings,
    awaits,
    effect: kind !== 'import' && (awaits || hasEffect(node, source)),
    knobs: knobsOf(node, names, source),
    hazards: hazardsOf(node, names, walked.classReads)
  };
  addParts(statement, node, code);
  const leaves = leavesOf(walked.flow.mayBind, walked.known);
  if (leaves !== undefined) {
    statement.leaves = leaves;
  }
  return statement;
}

/** A statement while it is put together. */
type Draft = { -readonly [K in keyof Statement]: Statement[K] };

function flowOf(
  node: PyNode,
  code: Code,
  walked: NameFlow['flow'],
  { uses, mutates, deferredMutates }: Collected,
  bindings: Statement['bindings']
): Flow {
  const { deferred, globalWrites } = lateNames(uses);
  const { exposed, exposedAlways, mayBind, mustBind } = walked;
  // Named one by one, which is much faster than `...walked`.
  return {
    exposed,
    exposedAlways,
    mayBind,
    mustBind,
    mayUnbind: walked.mayUnbind,
    mustUnbind: walked.mustUnbind,
    calls: walked.calls,
    deferred,
    globalWrites,
    mutates,
    deferredMutates,
    loopTargets: loopTargets(bindings),
    bareAnnotations: declaredOnly(node, code, bindings)
  };
}

/** Adds what only some kinds of statements have. */
function addParts(
  statement: Draft,
  node: PyNode,
  { names, source }: Code
): void {
  const { kind, uses, calls } = statement;
  if (kind === 'import') {
    statement.imports = importsOf(node, source);
  } else if (kind === 'expression') {
    statement.expression = expressionOf(node, source);
  }
  const definition = definitionOf(node, names, source, uses, calls);
  if (definition !== undefined) {
    statement.definition = definition;
  }
  const constant = constantOf(node, names);
  if (constant !== undefined) {
    statement.constant = constant;
  }
}

function leavesOf(
  bound: readonly string[],
  known: ReadonlyMap<string, KnownValue>
): Statement['leaves'] {
  if (known.size === 0) {
    return undefined;
  }
  const entries = bound.flatMap(name => {
    const value = known.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Names that code reads or writes which is kept for later. */
export function lateNames(
  uses: readonly NameUse[]
): Pick<Flow, 'deferred' | 'globalWrites'> {
  const deferred: string[] = [];
  const globalWrites: string[] = [];
  for (const { name, access, when, late, annotation, via } of uses) {
    // What a formula names is a column more often than a name.
    if (when === 'eager' || annotation === 'string' || via === 'formula') {
      continue;
    }
    if (access !== 'write' && !late?.atOnce) {
      deferred.push(name);
    }
    if (access !== 'read' && late?.construct === 'function') {
      globalWrites.push(name);
    }
  }
  return { deferred: distinct(deferred), globalWrites: distinct(globalWrites) };
}

const NONE: readonly string[] = [];

function loopTargets(bindings: Statement['bindings']): readonly string[] {
  if (!bindings.some(isLoopTarget)) {
    return NONE;
  }
  const others = new Set(
    bindings.filter(one => !isLoopTarget(one)).map(one => one.name)
  );
  return distinct(
    bindings.map(one => one.name).filter(name => !others.has(name))
  );
}

function isLoopTarget({ value }: Binding): boolean {
  return value.kind === 'for-target' || value.kind === 'with-target';
}

/** Names that the table has as annotated here, and nothing here binds. */
function declaredOnly(
  { start, end }: PyNode,
  { names }: Code,
  bindings: Statement['bindings']
): readonly string[] {
  const found = names.declared
    .filter(
      ({ name, span }) =>
        span.start >= start &&
        span.start < end &&
        names.table.scopes[0].symbols.get(name)?.annotated &&
        !bindings.some(one => one.name === name)
    )
    .map(one => one.name);
  return distinct(found);
}

const KINDS: ReadonlyMap<string, StatementKind> = new Map([
  ['import_statement', 'import'],
  ['import_from_statement', 'import'],
  ['future_import_statement', 'import'],
  ['function_definition', 'function'],
  ['class_definition', 'class'],
  ['if_statement', 'compound'],
  ['for_statement', 'compound'],
  ['while_statement', 'compound'],
  ['try_statement', 'compound'],
  ['with_statement', 'compound'],
  ['match_statement', 'compound'],
  ['print_statement', 'expression']
]);

export function kindOf(node: PyNode): StatementKind {
  if (node.type === 'decorated_definition') {
    return kindOf(child(node, 'definition') ?? node.kids[0]);
  }
  if (node.type === 'expression_statement') {
    const [first] = parts(node);
    return /assignment$/.test(first?.type ?? '') ? 'simple' : 'expression';
  }
  return KINDS.get(node.type) ?? 'simple';
}

function expressionOf(node: PyNode, source: string): ExpressionFact {
  const [only, more] = parts(node);
  const inner = only === undefined ? node : bare(only);
  const form =
    more === undefined && node.type === 'expression_statement'
      ? formOf(inner)
      : 'other';
  const path =
    form === 'call' ? chained(child(inner, 'function'), source) : null;
  return { form, prints: path === 'print' || path === 'display' };
}

function formOf(node: PyNode): ExpressionFact['form'] {
  switch (node.type) {
    case 'identifier':
      return 'name';
    case 'call':
    case 'await':
    case 'attribute':
      return node.type;
    case 'string':
    case 'concatenated_string':
      return isImmutableLiteral(node) ? 'string' : 'other';
    case 'ellipsis':
      return 'literal';
    default:
      return isImmutableLiteral(node) ? 'literal' : 'other';
  }
}

export function spanOf({ start, end }: PyNode): Span {
  return { start, end };
}
