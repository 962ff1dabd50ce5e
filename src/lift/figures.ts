import type { Context } from './context';

const DRAWS =
  /(^|[._])(plot|draw|hist|hist2d|scatter|imshow|matshow|figure|subplots?|heatmap|boxplot|violinplot|barh?|pie|show|graph|viz|visuali[sz]e|contourf?|pcolormesh|quiver|fill_between|errorbar|stem|hexbin|countplot|pairplot|jointplot|catplot|relplot|displot|lmplot|regplot|kdeplot|chart|image|animate|animation|render)([._(]|\d*$)|_(plot|chart|graph|hist)$/i;
const DRAWING_MODULES =
  /^(matplotlib|pylab|seaborn|plotly|altair|bokeh|pyplot|IPython\.display|ipywidgets|mpl_toolkits|wordcloud)/;

/** The cell may leave a figure open, or show something in its middle, which IPython shows when the cell ends:
 *  code of the next cell must not run before. Errs on the side of yes. */
export function mayDraw(
  context: Context,
  cell: number,
  seen = new Set<string>()
): boolean {
  return context.index.placesOf(cell).some(place => {
    const { kind, calls } = place.statement;
    return kind !== 'magic' && kind !== 'import' && !place.statement.definition
      ? calls.some(call => drawingCall(context, call.root, call.path, seen))
      : false;
  });
}

/** The cell may end with a figure that is not yet shown: code behind it would draw into the same one. */
export function leavesFigure(context: Context, cell: number): boolean {
  const places = context.index.placesOf(cell);
  const last = places[places.length - 1]?.statement;
  const shows =
    last?.kind === 'expression' &&
    last.calls.some(call => /\.(show|close)$/.test(call.path ?? ''));
  return !shows && mayDraw(context, cell);
}

function drawingCall(
  context: Context,
  root: string | null,
  path: string | null,
  seen: Set<string>
): boolean {
  if (path === null) {
    return true;
  }
  if (DRAWS.test(path)) {
    return true;
  }
  if (root === null || seen.has(root)) {
    return false;
  }
  seen.add(root);
  const meaning = context.meanings.of(root);
  if (meaning.kind === 'import') {
    return meaning.imports.some(
      one => DRAWING_MODULES.test(one.module) && path !== root
    );
  }
  if (meaning.kind === 'kernel') {
    return root === 'display';
  }
  if (meaning.kind === 'definition') {
    const { statement } = meaning.place;
    return statement.calls.some(call =>
      drawingCall(context, call.root, call.path, seen)
    );
  }
  return false;
}
