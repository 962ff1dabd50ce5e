import type { Act, Code } from './code';
import {
  callsOf,
  dataIn,
  givenData,
  isTelling,
  joined,
  lastPart,
  partsOf
} from './code';

/** Plotting functions, and what they draw; `''` where the data says more. */
const DRAWN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    plot: '',
    hist: 'histogram',
    histplot: 'histogram',
    scatter: 'scatter',
    scatterplot: 'scatter',
    bar: 'bars',
    barh: 'bars',
    barplot: 'bars',
    box: 'boxes',
    boxplot: 'boxes',
    violinplot: 'violins',
    pie: 'pie',
    imshow: 'image',
    matshow: 'matrix',
    contour: 'contours',
    contourf: 'contours',
    heatmap: 'heatmap',
    pairplot: 'pairs',
    jointplot: 'joint',
    countplot: 'counts',
    lineplot: 'lines',
    line: 'lines',
    kde: 'density',
    kdeplot: 'density',
    distplot: 'distribution',
    displot: 'distribution',
    regplot: 'regression',
    lmplot: 'regression',
    catplot: 'categories',
    relplot: 'relation',
    fill_between: 'band',
    errorbar: 'errors',
    stackplot: 'stack',
    step: 'steps',
    quiver: 'field',
    streamplot: 'field',
    plot_surface: 'surface'
  })
);

const PLOTTERS = /^(plt|pylab|pyplot|sns|seaborn|ax|axs|axes|ax\d|px|alt)$/;

/** `plot_…` with the data and the kind of figure, where the code draws one. */
export function drawnAct(code: Code): Act | null {
  for (const step of code.steps) {
    for (const call of callsOf({ steps: [step] })) {
      const kind = kindOf(call.path);
      if (kind !== null) {
        const data = [...dataIn(code, step, call.span), ...givenData(code)];
        const named = data.find(isTelling) ?? '';
        return { verb: 'plot', object: joined(named, kind) || 'figure' };
      }
    }
  }
  return null;
}

/** What a call draws; `null` where it draws nothing. */
function kindOf(path: string | null): string | null {
  const parts = partsOf(path);
  const last = lastPart(path);
  const own = /^plot_(\w+)$/.exec(last);
  if (parts.length < 2) {
    return null;
  }
  if (own && !DRAWN.has(last)) {
    return own[1];
  }
  const draws = PLOTTERS.test(parts[0]) || parts.includes('plot');
  return draws ? (DRAWN.get(last) ?? null) : null;
}
