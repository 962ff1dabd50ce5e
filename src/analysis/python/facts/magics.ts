import { byStart } from '../../../core/span';
import type { MagicFact, NameUse, Statement } from '../../facts';
import type { PythonParser } from '../parse';
import { isolate, moduleScan } from '../scan';
import type { Region } from '../types';
import { readCode } from './code';
import { inSequence, NO_FLOW, union } from './flow/compose';
import { Learning } from './known';
import type { MagicNames } from './magic-names';
import { magicNames } from './magic-names';
import type { Standing } from './statement';
import { statementOf } from './statement';
import { parts } from '../tree';

const EMPTY: Standing = {
  span: { start: 0, end: 0 },
  semicolonEnd: null,
  sharesLine: false,
  shown: false
};

/** Python in a magic, at the offsets of the cell: one fact per statement. Text that does not parse yields none. */
export function codeIn(
  parser: PythonParser,
  source: string,
  span: { readonly start: number; readonly end: number }
): readonly Statement[] {
  const code = readCode(parser, moduleScan(isolate(source, span)), 'cell');
  return code.root.broken
    ? []
    : parts(code.root).map(node =>
        statementOf(node, code, EMPTY, new Learning())
      );
}

/** Statements inside a region: what it runs, then what it reads beside. */
export function innerStatements(
  parser: PythonParser,
  source: string,
  region: Region
): readonly Statement[] {
  const { payload, reads, form } = region;
  const run = payload === null ? [] : codeIn(parser, source, payload);
  const certain = form === 'help' || form === 'quote';
  const read = reads.flatMap(span => {
    const code = codeIn(parser, source, span);
    return certain || isField(source, span) ? code : code.map(unsure);
  });
  const all = [...read, ...run];
  // The set-up line of a cell is one function with the body: see `underHeads`.
  return region.name === 'timeit' && form !== 'cell' ? withoutLocals(all) : all;
}

/** `{name}`: nobody writes that for the shell, unlike `$NAME` and `{a,b}`. */
function isField(
  source: string,
  { start, end }: { readonly start: number; readonly end: number }
): boolean {
  return source[start - 1] === '{' && !source.slice(start, end).includes(',');
}

function unsure(statement: Statement): Statement {
  return {
    ...statement,
    flow: { ...statement.flow, exposedAlways: [] },
    uses: statement.uses.map(use => ({ ...use, unsure: true }))
  };
}

/** `timeit` runs its code in a function of its own: what it binds stays there. */
export function withoutLocals(
  statements: readonly Statement[]
): readonly Statement[] {
  const local = new Set(statements.flatMap(one => one.flow.mayBind));
  const kept = (names: readonly string[]): readonly string[] =>
    names.filter(name => !local.has(name));
  return statements.map(({ leaves: _, ...one }) => ({
    ...one,
    uses: one.uses.filter(use => !local.has(use.name)),
    bindings: [],
    shown: false,
    flow: {
      ...one.flow,
      exposed: kept(one.flow.exposed),
      exposedAlways: kept(one.flow.exposedAlways),
      deferred: kept(one.flow.deferred),
      mutates: kept(one.flow.mutates),
      deferredMutates: kept(one.flow.deferredMutates),
      mayBind: [],
      mustBind: [],
      mayUnbind: [],
      mustUnbind: [],
      loopTargets: [],
      bareAnnotations: []
    }
  }));
}

/** The statement that a magic, shell or help line is. `around`: the assignment that it is the right side of. */
export function magicStatement(
  parser: PythonParser,
  source: string,
  region: Region,
  standing: Standing,
  around: Statement | null
): Statement {
  const inside = innerStatements(parser, source, region);
  const named = magicNames(source, region);
  const pieces = around === null ? inside : [...inside, around];
  const calls = pieces.flatMap(one => one.calls);
  return {
    kind: 'magic',
    ...standing,
    flow: flowOf(pieces, named),
    uses: byStart([...allUses(pieces), ...usesOf(named)]),
    calls,
    bindings: [
      ...pieces.flatMap(one => one.bindings).map(opaque),
      ...named.binds.map(({ name }) => opaque({ name }))
    ],
    awaits: pieces.some(one => one.awaits),
    effect: true,
    magic: factOf(source, region),
    knobs: [],
    hazards: [
      ...pieces.flatMap(one => one.hazards),
      ...named.hazards.map(code => ({ code, span: region.span }))
    ]
  };
}

/** The value of a magic's name is whatever the magic makes. */
function opaque({
  name
}: {
  readonly name: string;
}): Statement['bindings'][number] {
  return { name, value: { kind: 'other' }, callPaths: [] };
}

/** Indexes of calls count on from piece to piece. */
function allUses(pieces: readonly Statement[]): readonly NameUse[] {
  let before = 0;
  return pieces.flatMap(({ uses, calls }) => {
    const from = before;
    before += calls.length;
    return uses.map(use =>
      use.call === undefined ? use : { ...use, call: from + use.call }
    );
  });
}

function usesOf(named: MagicNames): readonly NameUse[] {
  const eager = { when: 'eager' as const };
  return [
    ...named.reads.map(({ name, span }) => ({
      name,
      span,
      access: 'read' as const,
      ...eager
    })),
    ...named.binds.map(({ name, span }) => ({
      name,
      span,
      access: 'write' as const,
      ...eager
    })),
    ...named.deletes.map(({ name, span }) => ({
      name,
      span,
      access: 'delete' as const,
      ...eager
    }))
  ];
}

function flowOf(
  pieces: readonly Statement[],
  named: MagicNames
): Statement['flow'] {
  const own = {
    ...NO_FLOW,
    exposed: [...named.reads, ...named.deletes].map(one => one.name),
    mayBind: named.binds.map(one => one.name),
    mustBind: named.binds.filter(one => one.certain).map(one => one.name),
    mayUnbind: named.deletes.map(one => one.name)
  };
  const names = [...pieces.map(one => one.flow), own].reduce(
    inSequence,
    NO_FLOW
  );
  const all = (
    key: 'deferred' | 'mutates' | 'deferredMutates' | 'globalWrites'
  ): readonly string[] => pieces.map(one => one.flow[key]).reduce(union, []);
  return {
    ...names,
    calls: true,
    deferred: all('deferred'),
    mutates: all('mutates'),
    deferredMutates: all('deferredMutates'),
    globalWrites: all('globalWrites'),
    loopTargets: [],
    bareAnnotations: []
  };
}

function factOf(source: string, region: Region): MagicFact {
  const { form, name, payload, span } = region;
  const text = source.slice(span.start, span.end);
  return {
    form: form === 'quote' || form === 'prompt' ? 'line' : form,
    name,
    text: form === 'cell' ? text.split(/\r\n|\r|\n/)[0].trimEnd() : text,
    codeSpan: payload
  };
}
