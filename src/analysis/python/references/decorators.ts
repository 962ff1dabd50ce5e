import type { Decorator } from '../../../core/references';
import { decoratorsOf, pathOf } from '../facts/decorators';
import type { PyNode } from '../tree';
import { child, namedKids } from '../tree';

/** The decorators of a definition that are names, called or not. */
export function readDecorators(
  decorated: PyNode,
  source: string
): readonly Decorator[] {
  return decoratorsOf(decorated).flatMap(node => {
    const path = pathOf(node, source);
    const list = node.type === 'call' ? child(node, 'arguments') : undefined;
    const given = list === undefined ? [] : namedKids(list);
    const keywords: { [name: string]: string } = {};
    for (const one of given) {
      const [name, value] = [child(one, 'name'), child(one, 'value')];
      if (one.type === 'keyword_argument' && name && value) {
        keywords[textOf(name, source)] = unquoted(textOf(value, source));
      }
    }
    const strings = given
      .filter(({ type }) => type === 'string')
      .map(one => unquoted(textOf(one, source)));
    return path === null ? [] : [{ path, strings, keywords }];
  });
}

/** The content of a plain string literal; other text as it is. */
export function unquoted(text: string): string {
  return text.replace(/^[rRuU]?("""|'''|"|')([^]*)\1$/, '$2');
}

function textOf({ start, end }: PyNode, source: string): string {
  return source.slice(start, end);
}
