import type { Node } from 'web-tree-sitter';
import type { Walk } from './walk';
import { spanOf } from './walk';

/** One parameter of a function or lambda. */
export type Parameter = {
  readonly form: 'plain' | 'keyword-only' | 'star' | 'double-star';
  readonly name: Node;
  readonly type: Node | null;
  readonly value: Node | null;
};

/** The parameters of a `function_definition` or `lambda`, in order of text. */
export function parametersOf(node: Node): readonly Parameter[] {
  const list = node.childForFieldName('parameters');
  const found: Parameter[] = [];
  let plain: Parameter['form'] = 'plain';
  for (const child of list?.namedChildren ?? []) {
    const parameter = read(child, plain);
    if (parameter !== null) {
      found.push(parameter);
    }
    if (child.type === 'keyword_separator' || parameter?.form === 'star') {
      plain = 'keyword-only';
    }
  }
  return found;
}

/** Annotations in the order in which they are evaluated: keyword-only ones after `**kwargs`, the result last. */
export function annotationsOf(
  definition: Node,
  parameters: readonly Parameter[]
): readonly Node[] {
  const late = (one: Parameter) => (one.form === 'keyword-only' ? 1 : 0);
  const result = definition.childForFieldName('return_type');
  const types = [...parameters]
    .sort((a, b) => late(a) - late(b))
    .map(one => one.type);
  return [...types, result].filter(type => type !== null);
}

export function bindParameters(
  walk: Walk,
  parameters: readonly Parameter[]
): void {
  for (const { name } of parameters) {
    walk.scopes.parameter(walk.text(name), spanOf(name));
  }
}

function read(node: Node, plain: Parameter['form']): Parameter | null {
  const type = node.childForFieldName('type');
  const value = node.childForFieldName('value');
  switch (node.type) {
    case 'identifier':
      return { form: plain, name: node, type, value };
    case 'list_splat_pattern':
      return named('star', node.namedChildren[0], type, value);
    case 'dictionary_splat_pattern':
      return named('double-star', node.namedChildren[0], type, value);
    case 'default_parameter':
    case 'typed_default_parameter':
      return named(plain, node.childForFieldName('name'), type, value);
    case 'typed_parameter': {
      const [target] = node.namedChildren;
      const inner = target ? read(target, plain) : null;
      return inner && { ...inner, type };
    }
    default:
      return null;
  }
}

function named(
  form: Parameter['form'],
  name: Node | null | undefined,
  type: Node | null,
  value: Node | null
): Parameter | null {
  return name?.type === 'identifier' ? { form, name, type, value } : null;
}
