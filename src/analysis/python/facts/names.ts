import type { Occurrence, ScopeKind, ScopeTable } from '../types';

const NONE: readonly Occurrence[] = [];
const NO_NAMES: readonly string[] = [];

/** Looks up what the scope table says of the identifiers of a text. */
export class Names {
  /** Occurrences that the text around all definitions only declares (`x: int`, `global x`). */
  readonly declared: readonly Occurrence[];
  private readonly byStart = new Map<number, Occurrence[]>();
  private firsts: Map<string, number> | null = null;
  private readonly locals = new Map<number, readonly string[]>();

  private readonly scopesByStart = new Map<number, number[]>();

  constructor(readonly table: ScopeTable) {
    table.scopes.forEach(({ span }, index) => {
      const here = this.scopesByStart.get(span.start);
      if (here === undefined) {
        this.scopesByStart.set(span.start, [index]);
      } else {
        here.push(index);
      }
    });
    this.declared = table.occurrences.filter(
      one => one.access === 'declare' && one.scope === 0
    );
    for (const occurrence of table.occurrences) {
      const { start } = occurrence.span;
      const here = this.byStart.get(start);
      if (here === undefined) {
        this.byStart.set(start, [occurrence]);
      } else {
        here.push(occurrence);
      }
    }
  }

  /** Occurrences of the identifier that begins at that offset. */
  at(offset: number): readonly Occurrence[] {
    return this.byStart.get(offset) ?? NONE;
  }

  find(offset: number, access: Occurrence['access']): Occurrence | undefined {
    for (const one of this.at(offset)) {
      if (one.access === access) {
        return one;
      }
    }
    return undefined;
  }

  /** Occurrences that begin in `[start, end)`, in order of text. */
  between(start: number, end: number): readonly Occurrence[] {
    const { occurrences } = this.table;
    let low = 0;
    let high = occurrences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (occurrences[middle].span.start < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    let last = low;
    while (last < occurrences.length && occurrences[last].span.start < end) {
      last += 1;
    }
    return occurrences.slice(low, last);
  }

  /** The name is bound in the class body that it is looked up in: the class first, then the notebook. */
  isClassLocal(occurrence: Occurrence): boolean {
    const scope = this.table.scopes[occurrence.scope];
    return (
      scope?.kind === 'class' &&
      !occurrence.global &&
      scope.symbols.get(occurrence.name)?.local === true
    );
  }

  /** Index of the scope of that kind that begins at that offset. */
  scopeAt(start: number, kind: ScopeKind, otherwise: number): number {
    const here = this.scopesByStart.get(start) ?? [];
    const found = here.find(index => this.table.scopes[index].kind === kind);
    return found ?? otherwise;
  }

  /** A scope finds that name in itself or a function around it, not in the notebook. */
  isLocalAt(name: string, index: number): boolean {
    let inFirst = true;
    for (let at = index; at > 0; at = this.table.scopes[at].parent) {
      const { kind, symbols } = this.table.scopes[at];
      const symbol = symbols.get(name);
      if (symbol?.global === 'explicit') {
        return false;
      }
      const visible = kind !== 'class' || inFirst;
      if (visible && (symbol?.local || symbol?.free)) {
        return true;
      }
      inFirst = false;
    }
    return false;
  }

  /** A logical line before that of the read binds the name in the same scope; `source` is what was parsed. */
  boundBefore(read: Occurrence, source: string): boolean {
    const first = this.firstBindings().get(`${read.scope}.${read.name}`);
    const line = first === undefined ? -1 : source.indexOf('\n', first);
    return line >= 0 && line < read.span.start;
  }

  private firstBindings(): ReadonlyMap<string, number> {
    if (this.firsts === null) {
      this.firsts = new Map();
      for (const { name, scope, access, span } of this.table.occurrences) {
        const key = `${scope}.${name}`;
        if (access === 'bind' && !this.firsts.has(key)) {
          this.firsts.set(key, span.start);
        }
      }
    }
    return this.firsts;
  }

  /** Names that a scope binds for itself, in the order in which they appear. */
  localsOf(index: number): readonly string[] {
    const scope = this.table.scopes[index];
    return scope === undefined
      ? NO_NAMES
      : [...scope.symbols]
          .filter(([name, symbol]) => symbol.local && !name.startsWith('.'))
          .map(([name]) => name);
  }

  /** Names local to the functions, lambdas and comprehensions around a scope, itself included. */
  localsAround(index: number): readonly string[] {
    const known = this.locals.get(index);
    if (known !== undefined) {
      return known;
    }
    const scope = this.table.scopes[index];
    if (scope === undefined || scope.kind === 'module') {
      return NO_NAMES;
    }
    const outer = this.localsAround(scope.parent);
    const own = scope.kind === 'class' ? NO_NAMES : this.localsOf(index);
    const all = own.length === 0 ? outer : [...new Set([...outer, ...own])];
    this.locals.set(index, all);
    return all;
  }
}
