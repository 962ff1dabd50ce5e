import type { Call } from '../analysis/facts';
import type { Context } from './context';
import type { Place } from './index-notebook';

/** The statement changes the object of the name, by a store or by `name.drop(…, inplace=True)`. */
export function changesObject(
  context: Context,
  place: Place,
  name: string
): boolean {
  const { flow, calls } = place.statement;
  return (
    flow.mutates.includes(name) ||
    calls.some(
      call =>
        call.root === name &&
        call.when === 'eager' &&
        isInPlace(context, place, call)
    )
  );
}

const METHODS =
  /^\w+\.(bfill|clip|drop|drop_duplicates|dropna|eval|ffill|fillna|interpolate|mask|query|rename|rename_axis|replace|reset_index|set_axis|set_index|sort_index|sort_values|where)$/;

/** A method of pandas of that variable that is told to change its object: it gives nothing back. */
export function isInPlace(
  context: Context,
  place: Place,
  { keywords, span, path, root }: Call
): boolean {
  const text = context.index.textOf(place, span);
  return (
    keywords.includes('inplace') &&
    METHODS.test(path ?? '') &&
    !definesMethod(context, path ?? '') &&
    context.meanings.of(root ?? '').kind === 'variable' &&
    /\binplace\s*=\s*True\s*[,)]/.test(text)
  );
}

/** A class of the notebook has a method of that name. */
function definesMethod({ index }: Context, path: string): boolean {
  const method = path.slice(path.indexOf('.') + 1);
  return index.places.some(
    ({ statement: { definition } }) =>
      definition?.kind === 'class' && definition.locals.includes(method)
  );
}
