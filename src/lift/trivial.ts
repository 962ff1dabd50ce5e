import type { Context } from './context';
import type { Place } from './index-notebook';
import type { Stretch } from './stretch';

/** A stretch that a function would not help: a lone name or literal, or nothing but the call of a lifted function;
 *  among other stretches also a single simple look at something (`df.head()`), which stays where it is. */
export function isTrivial(
  context: Context,
  stretch: Stretch,
  amongOthers: boolean
): boolean {
  const work = stretch.code.filter(place => place !== stretch.display);
  if (work.length === 1 && isLiftedCall(context, work[0])) {
    return true;
  }
  if (stretch.code.length !== 1) {
    return false;
  }
  const [place] = stretch.code;
  const { expression, calls, span } = place.statement;
  if (!expression) {
    return false;
  }
  if (['name', 'literal', 'string'].includes(expression.form)) {
    return true;
  }
  if (isLiftedCall(context, place)) {
    return true;
  }
  const source = context.index.sourceOf(place.cell);
  const short =
    !source.slice(span.start, span.end).includes('\n') &&
    span.end - span.start <= 60;
  return amongOthers && stretch.display === place && short && calls.length <= 1;
}

/** What may stand before a call that is all a statement does: no operator, no head of a loop or branch. */
const BEFORE_CALL = /^(?:[\w ,*()[\]]+=\s*)?(?:await\s+)?$/;

/** `a, b = name(x)` where the name comes from the module that is lifted into. */
function isLiftedCall(context: Context, place: Place): boolean {
  const { importName } = context.project;
  const { calls, span, flow } = place.statement;
  const [call] = calls;
  const meaning = call?.root ? context.meanings.of(call.root) : null;
  return (
    importName.ok &&
    calls.length === 1 &&
    call.path === call.root &&
    call.span.end === span.end &&
    flow.mutates.length === 0 &&
    BEFORE_CALL.test(
      context.index.textOf(place, { start: span.start, end: call.span.start })
    ) &&
    meaning?.kind === 'import' &&
    meaning.imports.every(one => one.module === importName.name)
  );
}
