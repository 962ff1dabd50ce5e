import type { Statement } from '../../analysis/facts';
import { toSnake } from './ascii';

/** What the last part of a call's path says of the step, the most telling first. */
const ACTS: readonly (readonly [RegExp, string])[] = [
  [/^(fit|partial_fit|train)$/, 'fit'],
  [/^(predict|predict_proba|forecast)$/, 'predict'],
  [/^(read_\w+|load\w*|open|urlopen|urlretrieve|loadtxt|genfromtxt)$/, 'load'],
  [/^fetch_?\w*$/, 'fetch'],
  [/^(merge|join|concat|append|stack)$/, 'merge'],
  [/^(groupby|agg|aggregate|pivot_table|crosstab|value_counts)$/, 'group'],
  [/^(dropna|fillna|drop_duplicates|replace|strip)$/, 'clean'],
  [/^(drop|rename|filter|sample)$/, '$&'],
  [/^(sort_values|sort_index|sorted|sort)$/, 'sort'],
  [/^(pivot|melt|reshape|transpose)$/, 'reshape'],
  [/^(fit_transform|transform)$/, 'transform'],
  [/^(score|accuracy_score|cross_val_score|\w+_score)$/, 'score']
];

const PLOTS =
  /^(plot|hist|scatter|bar|barh|boxplot|violinplot|pie|imshow|contourf?|heatmap|pairplot|jointplot|countplot|barplot|lineplot|scatterplot|histplot|kdeplot|distplot|displot|regplot|lmplot|catplot|relplot|fill_between|errorbar|stackplot|step|matshow|plot_surface|line)$/;

const PLOTTERS = /^(plt|pylab|pyplot|sns|seaborn|ax|axs|axes|px|go|alt)$/;

const WRITES =
  /^(to_(csv|parquet|excel|json|pickle|feather|hdf|sql)|savefig|save|dump|savez?|write|savetxt)$/;

/** The verb for what the statements do, where nothing better is known. */
export function verbOfCode(
  results: readonly string[],
  statements: readonly Statement[]
): string {
  if (plotCall(statements) !== null) {
    return 'plot';
  }
  const result = mainResult(results, statements);
  if (result !== null) {
    return verbOfResult(result, statements) ?? 'compute';
  }
  if (lastPartLike(statements, WRITES) !== null) {
    return 'save';
  }
  return statements.some(s => s.expression?.prints) ? 'print' : 'show';
}

/** A name made of what the statements bind, draw, write or show; `null` where they tell nothing. */
export function nameOfCode(
  results: readonly string[],
  statements: readonly Statement[]
): string | null {
  return withObject(verbOfCode(results, statements), results, statements);
}

/** The verb with what the statements apply it to; `null` where they do not tell. */
export function withObject(
  verb: string,
  results: readonly string[],
  statements: readonly Statement[]
): string | null {
  const object = objectOf(verb, results, statements);
  const snake = object === null ? '' : toSnake(object);
  return snake === '' ? null : `${verb}_${snake}`;
}

function objectOf(
  verb: string,
  results: readonly string[],
  statements: readonly Statement[]
): string | null {
  if (verb === 'plot') {
    const plot = plotCall(statements);
    const named = plot === null || plot === 'plot' ? null : plot;
    return named ?? firstData(statements) ?? 'figure';
  }
  const result = mainResult(results, statements);
  if (result !== null) {
    return result;
  }
  if (verb === 'show') {
    return shownPart(statements);
  }
  return firstData(statements);
}

/** The kind of figure that is drawn: last part of the first plotting call's path. */
function plotCall(statements: readonly Statement[]): string | null {
  for (const { calls } of statements) {
    for (const { path } of calls) {
      const parts = (path ?? '').split('.');
      const last = parts[parts.length - 1];
      const drawn = PLOTTERS.test(parts[0]) || parts.includes('plot');
      if (parts.length > 1 && drawn && PLOTS.test(last)) {
        return last === 'hist' ? 'histogram' : last;
      }
    }
  }
  return null;
}

/** The result that is bound last. */
function mainResult(
  results: readonly string[],
  statements: readonly Statement[]
): string | null {
  const usable = results.filter(name => toSnake(name) !== '');
  const bound = statements.flatMap(s => s.flow.mayBind);
  const last = [...bound].reverse().find(name => usable.includes(name));
  return last ?? usable[usable.length - 1] ?? null;
}

function verbOfResult(
  result: string,
  statements: readonly Statement[]
): string | null {
  const bindings = statements.flatMap(s => s.bindings);
  const paths = [
    ...bindings.filter(b => b.name === result).flatMap(b => b.callPaths),
    ...statements
      .flatMap(s => s.calls)
      .filter(call => call.root === result)
      .map(call => call.path ?? '')
  ];
  const parts = paths.map(lastPart);
  if (parts.includes('train_test_split')) {
    return 'split';
  }
  for (const [pattern, verb] of ACTS) {
    const part = parts.find(p => pattern.test(p));
    if (part !== undefined) {
      return verb === '$&' ? part : verb;
    }
  }
  const first = statements.find(
    s => s.flow.exposed.includes(result) || s.flow.mayBind.includes(result)
  );
  return first?.flow.exposed.includes(result) ? 'update' : null;
}

/** What a cell that only looks is looking at: `head` of `df.head()`, else the name itself. */
function shownPart(statements: readonly Statement[]): string | null {
  const shown = statements.filter(s => s.kind === 'expression').pop();
  if (shown === undefined) {
    return null;
  }
  const outer = [...shown.calls].sort(
    (a, b) => a.span.start - b.span.start || b.span.end - a.span.end
  )[0];
  const whole = outer !== undefined && outer.span.end === shown.span.end;
  const attribute = shown.uses.find(u => u.attributes !== undefined);
  const path = whole ? outer.path : attribute?.attributes;
  return path ? lastPart(path) : firstData([shown]);
}

function lastPartLike(
  statements: readonly Statement[],
  pattern: RegExp
): string | null {
  const parts = statements
    .flatMap(s => s.calls)
    .map(call => lastPart(call.path ?? ''));
  return parts.find(part => pattern.test(part)) ?? null;
}

/** The first name that is read and not called: as a rule the data that the step is about. */
function firstData(statements: readonly Statement[]): string | null {
  for (const { uses } of statements) {
    const data = uses.find(
      use =>
        use.access === 'read' &&
        use.call === undefined &&
        use.when === 'eager' &&
        !PLOTTERS.test(use.name) &&
        !/^(np|pd|tf|torch|print|display|len|range)$/.test(use.name)
    );
    if (data !== undefined) {
      return data.name;
    }
  }
  return null;
}

function lastPart(path: string): string {
  const parts = path.replace(/\(\)|\[\]/g, '').split('.');
  return parts[parts.length - 1];
}
