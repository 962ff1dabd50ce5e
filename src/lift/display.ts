import type { Context } from './context';
import type { Place } from './index-notebook';
import { isInPlace } from './inplace';

/** Functions of well-known modules that return nothing, so that a cell that ends with their call shows no value. */
const VALUELESS =
  /^(matplotlib\.pyplot\.(show|tight_layout|close|clf|cla|grid|savefig|draw|pause)|seaborn\.(set|set_theme|set_style|set_context|set_palette|despine)|numpy\.random\.(seed|shuffle)|numpy\.set_printoptions|random\.(seed|shuffle)|pandas\.set_option|warnings\.(filterwarnings|simplefilter|warn)|time\.sleep|os\.(makedirs|mkdir|chdir|remove)|IPython\.display\.(display|clear_output)|pprint\.pprint|gc\.collect)$/;

/** The cell ends with this expression and shows its value. `print(…)` shows no value of its own. */
export function showsValue(context: Context, place: Place): boolean {
  const { shown, expression, calls, span } = place.statement;
  if (!shown || !expression) {
    return false;
  }
  const whole = calls.find(
    call => call.span.start === span.start && call.span.end === span.end
  );
  if (whole && isInPlace(context, place, whole)) {
    return false;
  }
  const root = whole?.root;
  if (!whole?.path || !root) {
    return true;
  }
  const meaning = context.meanings.of(root);
  if (
    whole.path === root &&
    (meaning.kind === 'builtin' || meaning.kind === 'kernel')
  ) {
    return root === 'display'
      ? whole.keywords.length > 0 || whole.doubleStar
      : root !== 'print';
  }
  if (meaning.kind !== 'import') {
    return true;
  }
  const full = [
    ...meaning.imports.map(one =>
      [one.module, one.symbol].filter(Boolean).join('.')
    )
  ][0];
  const called = [full, ...whole.path.split('.').slice(1)].join('.');
  return !VALUELESS.test(called);
}
