import type { PyNode } from '../tree';
import { child, parts } from '../tree';
import { alwaysTrue, exits, holds } from './constants';
import { branch } from './expressions';
import type { State } from './state';
import { join } from './state';
import { bindTarget, deleteTarget } from './targets';
import type { StatementRule, Walker } from './walker';

const expressionStatement: StatementRule = (walker, node, state) => {
  let now = state;
  for (const part of node.kids) {
    if (part.token) {
      continue;
    }
    now = walker.statement(part, now) ?? now;
    if (exits(part, walker.source)) {
      return walker.raise();
    }
  }
  return now;
};

/** The value first, then the targets from left to right, then the annotation. */
const assignment: StatementRule = (walker, node, state) => {
  const targets: PyNode[] = [];
  let last = node;
  for (;;) {
    const left = child(last, 'left');
    if (left !== undefined) {
      targets.push(left);
    }
    const right: PyNode | undefined = child(last, 'right');
    if (right?.type !== 'assignment') {
      break;
    }
    last = right;
  }
  const value = child(last, 'right');
  let now = value === undefined ? state : walker.expression(value, state);
  const annotated = child(node, 'type');
  const known = walker.knowledge.value(value, now);
  for (const target of targets) {
    now = store(walker, target, now, value === undefined);
    if (target.type === 'identifier') {
      walker.knowledge.learn(target.start, known, now);
    }
  }
  return walker.all([annotated], now);
};

/** Without a value (`a.b: int`) a target is only looked up. */
function store(
  walker: Walker,
  target: PyNode,
  state: State,
  onlyLooked: boolean
): State {
  if (onlyLooked && target.type === 'identifier') {
    return state;
  }
  return bindTarget(walker, target, state);
}

/** `x += …` reads `x`, then the value, then binds. */
const augmented: StatementRule = (walker, node, state) => {
  const left = child(node, 'left');
  const ready = walker.all([left, child(node, 'right')], state);
  if (left?.type === 'identifier') {
    walker.bindAt(left.start, ready);
  }
  return ready;
};

const deletion: StatementRule = (walker, node, state) => {
  let now = state;
  for (const part of parts(node)) {
    now = deleteTarget(walker, part, now);
  }
  return now;
};

const raise: StatementRule = (walker, node, state) => {
  walker.all(parts(node), state);
  return walker.raise();
};

/** Where a condition fails, the message is evaluated and the statement raises. */
const assertion: StatementRule = (walker, node, state) => {
  const [condition, message] = parts(node);
  const { yes, no } = branch(walker, condition, state);
  walker.all([message], no);
  walker.raise();
  return yes;
};

/** Every name is bound where the table has an occurrence of it. */
const imports: StatementRule = (walker, node, state) => {
  for (const one of walker.names.between(node.start, node.end)) {
    walker.bindAt(one.span.start, state);
  }
  return state;
};

const nothing: StatementRule = (_walker, _node, state) => state;

/** What stands in the other branches is read all the same: it is code of the module. */
const conditional: StatementRule = (walker, node, state) => {
  const condition = child(node, 'condition');
  const { yes, no } = branch(walker, condition, state);
  const always =
    alwaysTrue(condition, walker.source) || holds(walker, condition, state);
  const done = walker.block(child(node, 'consequence'), yes);
  const others = node.kids.filter(kid => kid.field === 'alternative');
  const otherwise = alternatives(walker, others, no);
  return always ? done : join(done, otherwise);
};

function alternatives(
  walker: Walker,
  clauses: readonly PyNode[],
  state: State
): State | null {
  const [first, ...rest] = clauses;
  if (first === undefined) {
    return state;
  }
  if (first.type === 'else_clause') {
    return walker.block(child(first, 'body'), state);
  }
  const { yes, no } = branch(walker, child(first, 'condition'), state);
  const done = walker.block(child(first, 'consequence'), yes);
  return join(done, alternatives(walker, rest, no));
}

/** `type X = …`: the value is evaluated when someone asks for it. */
const typeAlias: StatementRule = (walker, node, state) => {
  const left = child(node, 'left');
  const right = child(node, 'right');
  if (walker.names.find(node.start, 'read') !== undefined) {
    // `type(x).y = 1`, which the grammar takes for an alias.
    const ready = walker.all([right], state);
    walker.readAt(node.start, ready);
    return walker.all([left], ready);
  }
  if (right !== undefined) {
    walker.latent.defer(walker, right.start, right.end);
  }
  for (const one of walker.names.between(node.start, left?.end ?? node.end)) {
    walker.bindAt(one.span.start, state);
  }
  return state;
};

const jump =
  (kind: 'break' | 'continue'): StatementRule =>
  (walker, _node, state) => {
    walker.jump(kind, state);
    return null;
  };

const leave: StatementRule = (walker, node, state) => {
  walker.all(parts(node), state);
  return null;
};

export const STATEMENTS: readonly (readonly [string, StatementRule])[] = [
  ['expression_statement', expressionStatement],
  ['assignment', assignment],
  ['augmented_assignment', augmented],
  ['delete_statement', deletion],
  ['raise_statement', raise],
  ['assert_statement', assertion],
  ['import_statement', imports],
  ['import_from_statement', imports],
  ['future_import_statement', imports],
  ['global_statement', nothing],
  ['nonlocal_statement', nothing],
  ['if_statement', conditional],
  ['type_alias_statement', typeAlias],
  ['break_statement', jump('break')],
  ['continue_statement', jump('continue')],
  ['return_statement', leave]
];
