import type { PlannedFunction } from '../lift/types';
import type { Draft } from '../lift/desk';

/** Functions whose new call would do its work on an input a second time: the kernel has been through
 *  their cells, and they change or rebind what they take. */
export function doneAlready({
  result,
  snapshot
}: Draft): readonly PlannedFunction[] {
  if (!result.ok) {
    return [];
  }
  return result.plan.functions.filter(one => {
    const taken = one.parameters.map(({ name }) => name);
    const own =
      one.changes.length > 0 || one.returns.some(name => taken.includes(name));
    return (
      own &&
      one.cells.some(cell => snapshot.cells[cell]?.executionCount !== null)
    );
  });
}
