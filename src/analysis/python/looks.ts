import type { Span } from '../../core/span';

/** `for … in xs`, `x in xs`. */
const GONE_THROUGH = /\bin\s+$/;
/** An argument of a builtin that keeps nothing of it. */
const MEASURED =
  /(?<![\w.])(len|print|enumerate|zip|sorted|reversed|list|tuple|set|sum|min|max|any|all|str|repr)\(\s*([\w.]+\s*,\s*)*$/;
/** What ends there: nothing is done to the object but what stands before. */
const END = /^\s*(?:[:\]),}#]|$|(?:if|for|and|or|else)\b)/;
const SUBSCRIPT = /^\s*\[/;
/** `f'{columns}'`. */
const FIELD = /\{\s*$/;
const FIELD_END = /^\s*[}!:]/;
/** The key of a subscript: `df[columns]`. */
const KEY = /[\w\])]\[\s*$/;
const KEY_END = /^\s*\]/;
/** Methods that read or add. */
const METHOD =
  /^\s*\.\s*(append|extend|insert|index|count|copy|sort|reverse|items|keys|values|get|setdefault|add|update|union|format|join|split)\s*\(/;

/** How far around a name it takes to see what is done to it. */
const FAR = 120;

/**
 * The read of a name at `span` takes no element out of the list, set or dictionary behind it and hands it to
 * nobody who might: it is gone through, measured, subscripted, added to. Subscript stores are not told apart here.
 */
export function isOnlyLookedAt(source: string, { start, end }: Span): boolean {
  const before = source.slice(Math.max(0, start - FAR), start);
  const after = source.slice(end, end + FAR);
  if (SUBSCRIPT.test(after) || METHOD.test(after)) {
    return true;
  }
  const used = GONE_THROUGH.test(before) || MEASURED.test(before);
  return (
    (used && END.test(after)) ||
    (KEY.test(before) && KEY_END.test(after)) ||
    (FIELD.test(before) && FIELD_END.test(after))
  );
}
