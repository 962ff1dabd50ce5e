import type { Call, Definition } from '../analysis/facts';
import type { Span } from '../core/span';
import type { Context } from './context';
import type { Place } from './index-notebook';
import { refuseAt } from './refuse';
import type { Refusal } from './types';

const PICKLERS =
  /^(pickle|cPickle|joblib|dill|cloudpickle|shelve|copyreg|multiprocessing)(\.|$)/;
/** What tells the module, the file or the line of what it is given. */
const TELLERS =
  /^(help|(inspect\.)?(getmodule|getfile|getsourcefile|getsourcelines|findsource))$/;

/** Why the notebook would notice that a definition stands in another module. */
export function identityRefusals(
  context: Context,
  place: Place,
  definition: Definition
): Refusal[] {
  const { name } = definition;
  const detail = noticed(context, place, definition);
  return detail === null
    ? []
    : [refuseAt(context.index, place, 'module-identity', { name, detail })];
}

function noticed(
  context: Context,
  place: Place,
  { name, kind }: Definition
): string | null {
  const calls = context.index.places.flatMap(reader =>
    reader.statement.calls.map(call => ({ reader, call }))
  );
  if (kind === 'class' && calls.some(({ call }) => pickles(context, call))) {
    return 'pickles name the module of a class';
  }
  if (asksForModule(context, kind, name)) {
    return 'the notebook asks for the module';
  }
  const teller = calls.find(
    ({ reader, call }) =>
      TELLERS.test(call.path ?? '') &&
      firstArgument(context, reader, call.span) === name
  );
  if (teller) {
    return `\`${teller.call.path ?? ''}\` tells where it stands`;
  }
  const tested = context.index.analysis.snapshot.cells.some(
    cell => cell.kind === 'code' && /\btestmod\b/.test(cell.source)
  );
  return tested && hasDoctest(context, place)
    ? '`doctest.testmod` looks for doctests in the notebook only'
    : null;
}

function pickles(context: Context, { root }: Call): boolean {
  const meaning = root === null ? null : context.meanings.of(root);
  return (
    meaning?.kind === 'import' &&
    meaning.imports.some(one => PICKLERS.test(one.module))
  );
}

/** `__module__` of the name, of any class where it is one, or of who knows what. */
function asksForModule(
  { index }: Context,
  kind: Definition['kind'],
  name: string
): boolean {
  const asked = index.places.flatMap(({ statement }) =>
    statement.uses.filter(one => /(^|\.)__module__$/.test(one.attributes ?? ''))
  );
  const written = index.analysis.snapshot.cells.flatMap(cell =>
    cell.kind === 'code' ? (cell.source.match(/\b__module__\b/g) ?? []) : []
  );
  return (
    written.length > asked.length ||
    asked.some(use => kind === 'class' || use.name === name)
  );
}

function hasDoctest({ index }: Context, place: Place): boolean {
  return /^\s*>>> /m.test(index.textOf(place));
}

/** The name that a call is given first: `f` of `help(f)`. */
export function firstArgument(
  context: Context,
  place: Place,
  span: Span
): string | undefined {
  const text = context.index.textOf(place, span);
  return /^[\w.]+\s*\(\s*(\w+)/.exec(text)?.[1];
}
