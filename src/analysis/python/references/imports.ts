import type { Mention } from '../../../core/references';
import type { ImportFact } from '../../facts';
import { importsOf } from '../facts/imports';
import type { PyNode } from '../tree';
import type { Occurrence, ScopeTable } from '../types';

const IMPORTS = new Set([
  'import_statement',
  'import_from_statement',
  'future_import_statement'
]);

type Placed = { readonly fact: ImportFact; readonly scope: number };

/** The imports of a file wherever they stand, and which names they bind where. */
export class FileImports {
  constructor(
    root: PyNode,
    source: string,
    private readonly _table: ScopeTable
  ) {
    const binds = _table.occurrences.filter(({ access }) => access === 'bind');
    for (const node of importNodes(root)) {
      const inside = binds.filter(
        ({ span }) => span.start >= node.start && span.end <= node.end
      );
      for (const fact of importsOf(node, source)) {
        const one = inside.find(({ name }) => name === fact.bound);
        this._all.push({ fact, scope: one === undefined ? 0 : homeOf(one) });
      }
    }
  }

  get all(): readonly Placed[] {
    return this._all;
  }

  /** What a name that is read stands for, as far as imports say so. */
  of({ name, scope, global }: Occurrence): readonly ImportFact[] {
    const home = global ? 0 : this._home(name, scope);
    return this._all
      .filter(one => one.scope === home && one.fact.bound === name)
      .map(({ fact }) => fact);
  }

  /** The scope that a name which is not of the module belongs to. */
  private _home(name: string, scope: number): number {
    const { scopes } = this._table;
    for (let at = scope; at > 0; at = scopes[at].parent) {
      if (scopes[at].symbols.get(name)?.local) {
        return at;
      }
    }
    return -1;
  }

  private readonly _all: Placed[] = [];
}

/** What `name.a.b` mentions where `name` was imported so. */
export function mentionOf(
  { module, symbol, alias }: ImportFact,
  attributes: readonly string[]
): Mention {
  if (symbol !== null) {
    return { module, path: [symbol, ...attributes] };
  }
  return alias === null
    ? { module: module.split('.')[0], path: attributes }
    : { module, path: attributes };
}

function homeOf({ global, scope }: Occurrence): number {
  return global ? 0 : scope;
}

function importNodes(node: PyNode): readonly PyNode[] {
  return IMPORTS.has(node.type)
    ? [node]
    : node.kids.flatMap(kid => (kid.token ? [] : importNodes(kid)));
}
