import type { PyNode } from '../../tree';
import { namedKids } from '../../tree';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitAll, visitChildren, visitField } from './walk';

const identifier: Visit = (walk, node) => {
  walk.scopes.read(walk.text(node), spanOf(node));
};

/** `f(name=value)`: only the value is evaluated. */
const keywordArgument: Visit = (walk, node) => visitField(walk, node, 'value');

/** Arguments of a call or bases of a class: keywords and `**mapping` after the others. */
export function visitArguments(walk: Walk, list: PyNode): void {
  let late = false;
  for (const kid of list.kids) {
    if (kid.named && isLate(kid)) {
      late = true;
    } else if (kid.named) {
      walk.visit(kid);
    }
  }
  if (late) {
    visitAll(walk, list.kids.filter(isLate));
  }
}

function isLate(argument: PyNode): boolean {
  return (
    argument.type === 'keyword_argument' || argument.type === 'dictionary_splat'
  );
}

/** `a if test else b`: the test comes first. */
const conditional: Visit = (walk, node) => {
  const [body, test, ...rest] = namedKids(node);
  walk.visit(test);
  walk.visit(body);
  visitAll(walk, rest);
};

/** All keys come before all values. */
const dictionary: Visit = (walk, node) => {
  const items = namedKids(node);
  for (const item of items) {
    visitField(walk, item, 'key');
  }
  for (const item of items) {
    if (item.type === 'pair') {
      visitField(walk, item, 'value');
    } else {
      walk.visit(item);
    }
  }
};

/** Text of a string holds no code; replacement fields do. */
const string: Visit = (walk, node) => {
  for (const kid of node.kids) {
    if (kid.type === 'interpolation') {
      walk.visit(kid);
    }
  }
};

export const EXPRESSIONS: Handlers = [
  ['identifier', identifier],
  ['keyword_argument', keywordArgument],
  ['argument_list', visitArguments],
  ['conditional_expression', conditional],
  ['dictionary', dictionary],
  ['string', string],
  ['module', visitChildren]
];
