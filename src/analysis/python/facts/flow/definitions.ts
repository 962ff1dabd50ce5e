import { decoratorsOf, isQuiet } from '../decorators';
import type { PyNode } from '../tree';
import { child, parts } from '../tree';
import type { State } from './state';
import type { ExpressionRule, StatementRule, Walker } from './walker';

/** Defaults are evaluated, the body is kept for later. */
export const defineLambda: ExpressionRule = (walker, node, state) => {
  const done = walker.all(defaultsOf(child(node, 'parameters')), state);
  const body = child(node, 'body');
  if (body !== undefined) {
    walker.latent.defer(walker, body.start, body.end);
  }
  return done;
};

const decorated: StatementRule = (walker, node, state) => {
  const definition = child(node, 'definition');
  if (definition === undefined) {
    return walker.expression(node, state);
  }
  const decorators = decoratorsOf(node);
  const ready = walker.all(decorators, state);
  const loud = decorators.some(one => !isQuiet(one, walker.source));
  return definition.type === 'class_definition'
    ? defineClass(walker, definition, ready, loud)
    : defineFunction(walker, definition, ready, loud);
};

/** `loud`: a decorator may call the function at once. */
function defineFunction(
  walker: Walker,
  node: PyNode,
  state: State,
  loud: boolean
): State {
  const parameters = child(node, 'parameters');
  let now = walker.all(defaultsOf(parameters), state);
  now = walker.all(annotationsOf(node, parameters), now);
  const body = child(node, 'body');
  if (body !== undefined) {
    const { latent, pending } = walker;
    (pending ?? latent).defer(walker, body.start, body.end);
  }
  if (loud) {
    walker.release();
    walker.call(now);
  }
  walker.bindAt(child(node, 'name')?.start ?? node.start, now);
  return now;
}

function defineClass(
  walker: Walker,
  node: PyNode,
  state: State,
  loud: boolean
): State {
  const ready = walker.all([child(node, 'superclasses')], state);
  const done = walker.inClass(node.start, child(node, 'body'), ready);
  if (loud) {
    walker.call(done);
  }
  walker.bindAt(child(node, 'name')?.start ?? node.start, done);
  return done;
}

/** Default values of a parameter list, in order. */
export function defaultsOf(
  parameters: PyNode | undefined
): readonly (PyNode | undefined)[] {
  return parameters === undefined
    ? []
    : parts(parameters).map(one => child(one, 'value'));
}

/** Annotations of parameters and result. */
export function annotationsOf(
  definition: PyNode,
  parameters: PyNode | undefined
): readonly (PyNode | undefined)[] {
  const own = parameters === undefined ? [] : parts(parameters);
  return [
    ...own.map(one => child(one, 'type')),
    child(definition, 'return_type')
  ];
}

export const DEFINITIONS: readonly (readonly [string, StatementRule])[] = [
  ['decorated_definition', decorated],
  [
    'function_definition',
    (walker, node, state) => defineFunction(walker, node, state, false)
  ],
  [
    'class_definition',
    (walker, node, state) => defineClass(walker, node, state, false)
  ]
];
