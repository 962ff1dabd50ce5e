import type { Context } from './context';
import type { Stretch } from './stretch';

/** A stretch that a function would not help: a lone name or literal; among other stretches also a single simple
 *  look at something (`df.head()`), which stays where it is. */
export function isTrivial(
  context: Context,
  stretch: Stretch,
  amongOthers: boolean
): boolean {
  if (stretch.code.length !== 1) {
    return false;
  }
  const [place] = stretch.code;
  const { expression, calls, shown } = place.statement;
  if (!expression) {
    return false;
  }
  if (['name', 'literal', 'string'].includes(expression.form)) {
    return true;
  }
  const { start, end } = place.statement.span;
  const short =
    !context.index.sourceOf(place.cell).slice(start, end).includes('\n') &&
    end - start <= 60;
  return (
    amongOthers && shown && short && calls.length <= 1 && !expression.prints
  );
}
