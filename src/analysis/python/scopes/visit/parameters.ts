import type { PyNode } from '../../tree';
import { child, namedKids } from '../../tree';
import type { Walk } from './walk';
import { spanOf } from './walk';

/** One parameter of a function or lambda. */
export type Parameter = {
  readonly form: 'plain' | 'keyword-only' | 'star' | 'double-star';
  readonly name: PyNode;
  readonly type: PyNode | undefined;
  readonly value: PyNode | undefined;
};

/** The parameters of a `function_definition` or `lambda`, in order of text. */
export function parametersOf(node: PyNode): readonly Parameter[] {
  const list = child(node, 'parameters');
  const found: Parameter[] = [];
  let plain: Parameter['form'] = 'plain';
  for (const kid of list === undefined ? [] : namedKids(list)) {
    const parameter = read(kid, plain);
    if (parameter !== null) {
      found.push(parameter);
    }
    if (kid.type === 'keyword_separator' || parameter?.form === 'star') {
      plain = 'keyword-only';
    }
  }
  return found;
}

/** Annotations in the order in which they are evaluated: keyword-only ones after `**kwargs`, the result last. */
export function annotationsOf(
  definition: PyNode,
  parameters: readonly Parameter[]
): readonly PyNode[] {
  const late = (one: Parameter) => (one.form === 'keyword-only' ? 1 : 0);
  const result = child(definition, 'return_type');
  const types = [...parameters]
    .sort((a, b) => late(a) - late(b))
    .map(one => one.type);
  return [...types, result].filter(type => type !== undefined);
}

export function bindParameters(
  walk: Walk,
  parameters: readonly Parameter[]
): void {
  for (const { name } of parameters) {
    walk.scopes.parameter(walk.text(name), spanOf(name));
  }
}

function read(node: PyNode, plain: Parameter['form']): Parameter | null {
  const type = child(node, 'type');
  const value = child(node, 'value');
  switch (node.type) {
    case 'identifier':
      return { form: plain, name: node, type, value };
    case 'list_splat_pattern':
      return named('star', namedKids(node)[0], type, value);
    case 'dictionary_splat_pattern':
      return named('double-star', namedKids(node)[0], type, value);
    case 'default_parameter':
    case 'typed_default_parameter':
      return named(plain, child(node, 'name'), type, value);
    case 'typed_parameter': {
      const [target] = namedKids(node);
      const inner = target ? read(target, plain) : null;
      return inner && { ...inner, type };
    }
    default:
      return null;
  }
}

function named(
  form: Parameter['form'],
  name: PyNode | undefined,
  type: PyNode | undefined,
  value: PyNode | undefined
): Parameter | null {
  return name?.type === 'identifier' ? { form, name, type, value } : null;
}
