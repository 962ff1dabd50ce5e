import type { PyNode } from '../../tree';
import { child, namedKids } from '../../tree';
import { Flag } from '../block';
import { visitAnnotation } from './annotations';
import { visitArguments } from './expressions';
import type { Parameter } from './parameters';
import { annotationsOf, bindParameters, parametersOf } from './parameters';
import { enterClassTypes, enterFunctionTypes } from './types';
import type { Handlers, Visit, Walk } from './walk';
import { spanOf, visitAll, visitField } from './walk';

const decorated: Visit = (walk, node) => {
  const definition = child(node, 'definition');
  const decorators = namedKids(node).filter(kid => kid !== definition);
  if (definition?.type === 'class_definition') {
    classDefinition(walk, definition, decorators);
  } else if (definition?.type === 'function_definition') {
    functionDefinition(walk, definition, decorators);
  } else {
    visitAll(walk, namedKids(node));
  }
};

function functionDefinition(
  walk: Walk,
  node: PyNode,
  decorators: readonly PyNode[] = []
): void {
  const name = bindName(walk, node);
  const parameters = parametersOf(node);
  visitDefaults(walk, parameters);
  visitAll(walk, decorators);
  const generic = enterFunctionTypes(walk, node, name, parameters);
  annotationsOf(node, parameters).forEach(type => visitAnnotation(walk, type));
  walk.scopes.enter('function', name, spanOf(node));
  bindParameters(walk, parameters);
  visitField(walk, node, 'body');
  walk.scopes.exit();
  if (generic) {
    walk.scopes.exit();
  }
}

function classDefinition(
  walk: Walk,
  node: PyNode,
  decorators: readonly PyNode[] = []
): void {
  const name = bindName(walk, node);
  visitAll(walk, decorators);
  const generic = enterClassTypes(walk, node, name);
  const bases = child(node, 'superclasses');
  if (bases !== undefined) {
    visitArguments(walk, bases);
  }
  walk.scopes.enter('class', name, spanOf(node));
  if (generic) {
    walk.scopes.implicit('__type_params__', Flag.local);
    walk.scopes.implicit('.type_params', Flag.use);
  }
  visitField(walk, node, 'body');
  walk.scopes.exit();
  if (generic) {
    walk.scopes.exit();
  }
}

const lambda: Visit = (walk, node) => {
  const parameters = parametersOf(node);
  visitDefaults(walk, parameters);
  walk.scopes.enter('lambda', 'lambda', spanOf(node));
  bindParameters(walk, parameters);
  visitField(walk, node, 'body');
  walk.scopes.exit();
};

/** Binds the name of a definition where it stands, and returns it. */
function bindName(walk: Walk, node: PyNode): string {
  const name = child(node, 'name');
  if (name === undefined) {
    return '';
  }
  walk.scopes.bind(walk.text(name), spanOf(name));
  return walk.text(name);
}

/** Defaults are evaluated outside, once, before everything else of the definition. */
function visitDefaults(walk: Walk, parameters: readonly Parameter[]): void {
  visitAll(
    walk,
    parameters.flatMap(parameter => parameter.value ?? [])
  );
}

export const FUNCTIONS: Handlers = [
  ['decorated_definition', decorated],
  ['function_definition', functionDefinition],
  ['class_definition', classDefinition],
  ['lambda', lambda]
];
