import type { ImportFact } from '../../facts';
import type { PyNode } from '../tree';
import { child } from '../tree';

/** The names that an import statement binds, in order. */
export function importsOf(
  statement: PyNode,
  source: string
): readonly ImportFact[] {
  const text = (node: PyNode | undefined): string =>
    node === undefined
      ? ''
      : source.slice(node.start, node.end).replace(/\s/g, '').normalize('NFKC');
  const from =
    statement.type === 'future_import_statement'
      ? '__future__'
      : text(child(statement, 'module_name'));
  if (statement.kids.some(kid => kid.type === 'wildcard_import')) {
    return [{ module: from, symbol: '*', alias: null, bound: '' }];
  }
  return statement.kids
    .filter(kid => kid.field === 'name')
    .map(item => {
      const given = child(item, 'alias');
      const name = text(child(item, 'name') ?? item);
      const alias = given === undefined ? null : text(given);
      return statement.type === 'import_statement'
        ? { module: name, symbol: null, alias, bound: alias ?? firstOf(name) }
        : { module: from, symbol: name, alias, bound: alias ?? name };
    });
}

function firstOf(path: string): string {
  return path.split('.')[0];
}
