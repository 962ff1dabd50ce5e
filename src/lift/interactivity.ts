import type { Context } from './context';
import { showsValue } from './display';
import type { Place } from './index-notebook';
import { refuseAt } from './refuse';
import type { Refusal } from './types';

/** Values of `InteractiveShell.ast_node_interactivity`; `last_expr` is the kernel's own. */
type Interactivity = 'last_expr' | 'all' | 'other';

const SETTING = 'ast_node_interactivity';
const MENTION =
  /^[^#\n]*\bast_node_interactivity\b(?:['"]\s*,)?\s*=?\s*(['"])?(\w+)?/gm;

/** Where the notebook makes the kernel show more than the last expression of a cell: what a function would no longer show. */
export function interactivityRefusals(
  context: Context,
  code: readonly Place[]
): Refusal[] {
  const settings = settingsOf(context);
  return code.flatMap(place => {
    const mode = interactivityAt(settings, place.cell);
    const hidden =
      mode === 'other' || (mode === 'all' && showsBefore(context, place));
    return hidden
      ? [refuseAt(context.index, place, 'shows-every-value', {})]
      : [];
  });
}

type Setting = { readonly cell: number; readonly mode: Interactivity };

/** Where the notebook sets it, in order; `other` where the value is not written. */
function settingsOf({ index }: Context): readonly Setting[] {
  return index.analysis.snapshot.cells.flatMap(({ kind, source }, cell) =>
    kind === 'code' && source.includes(SETTING)
      ? Array.from(source.matchAll(MENTION), ([, quote, value]) => {
          const known = value === 'all' || value === 'last_expr';
          return { cell, mode: quote && known ? value : 'other' };
        })
      : []
  );
}

/** What the cells above set it to; `other` also where they set it to several values. */
function interactivityAt(
  settings: readonly Setting[],
  cell: number
): Interactivity {
  const above = settings.filter(one => one.cell < cell);
  const [mode = 'last_expr', ...more] = new Set(above.map(one => one.mode));
  return more.length > 0 ? 'other' : mode;
}

/** The statement shows a value before its cell ends. A cell that ends with `;` shows none. */
function showsBefore(context: Context, place: Place): boolean {
  const { statement, cell } = place;
  const source = context.index.sourceOf(cell);
  if (statement.shown || /;\s*(#[^\n]*)?$/.test(source)) {
    return false;
  }
  if (statement.kind === 'expression') {
    const shown = { ...place, statement: { ...statement, shown: true } };
    return showsValue(context, shown);
  }
  const { start, end } = statement.span;
  return (
    statement.kind === 'compound' && holdsExpression(source.slice(start, end))
  );
}

const STATEMENT =
  /^(?:#|$|[)\]}'"]|print\s*\(|(?:if|elif|else|for|while|with|try|except|finally|match|case|def|class|return|pass|break|continue|import|from|raise|assert|del|global|nonlocal|async)\b)|[^=!<>]=(?!=)/;

/** A line of the body may be an expression, which is shown as well. */
function holdsExpression(text: string): boolean {
  const [head, ...lines] = text.split('\n');
  const inline = head.slice(head.lastIndexOf(':') + 1);
  return [inline, ...lines].some(
    line => !STATEMENT.test(withoutBrackets(line.trim()))
  );
}

/** So that the `=` of an assignment is told from that of an argument. */
function withoutBrackets(line: string): string {
  const less = line.replace(
    /(?<!print\s*)\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}/g,
    ''
  );
  return less === line ? line : withoutBrackets(less);
}
