import type { Binding, Call } from '../../facts';
import { distinct } from './distinct';
import type { Names } from './names';
import { chained } from './paths';
import type { PyNode } from '../tree';
import { bare, child, kidOf, maskOf, parts, search } from '../tree';
import { isImmutableLiteral } from './literals';

type Value = Binding['value'];

const OTHER: Value = { kind: 'other' };

/** Nodes in which every binding is of one kind. */
const WHOLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['import_statement', { kind: 'import' }],
  ['import_from_statement', { kind: 'import' }],
  ['future_import_statement', { kind: 'import' }],
  ['case_pattern', OTHER],
  ['type_alias_statement', OTHER]
]);

/** Everything that binds. */
const BINDS = maskOf(
  'import_statement',
  'import_from_statement',
  'future_import_statement',
  'case_pattern',
  'type_alias_statement',
  'assignment',
  'augmented_assignment',
  'named_expression',
  'for_statement',
  'with_item',
  'except_clause',
  'function_definition',
  'class_definition'
);

/** What each notebook name is bound to in a statement, in order of text; code kept for later is left out. */
export class Bindings {
  readonly found: Binding[] = [];

  constructor(
    private readonly names: Names,
    private readonly source: string,
    private readonly calls: readonly Call[]
  ) {}

  collect(statement: PyNode): readonly Binding[] {
    search(statement, BINDS, node => this.visit(node));
    return this.found;
  }

  /** `false`: nothing below the node is bound now. */
  private visit(node: PyNode): boolean {
    const whole = WHOLE.get(node.type);
    if (whole !== undefined) {
      this.everyIn(child(node, 'left') ?? node, whole);
      return false;
    }
    this.bindHere(node);
    return node.type !== 'lambda' && node.type !== 'function_definition';
  }

  private bindHere(node: PyNode): void {
    switch (node.type) {
      case 'assignment':
        this.assigned(node);
        return;
      case 'augmented_assignment':
        this.target(child(node, 'left'), OTHER, valueIn(node));
        return;
      case 'named_expression':
        this.named(node);
        return;
      case 'for_statement':
        this.target(child(node, 'left'), { kind: 'for-target' }, valueIn(node));
        return;
      case 'with_item':
        this.managed(valueIn(node));
        return;
      case 'except_clause':
        this.caught(node);
        return;
      case 'function_definition':
      case 'class_definition':
        this.target(child(node, 'name'), { kind: 'definition' }, undefined);
        return;
      default:
    }
  }

  private named(node: PyNode): void {
    const value = valueIn(node);
    this.target(child(node, 'name'), this.valueOf(value), value);
  }

  private assigned(node: PyNode): void {
    let last = node;
    for (;;) {
      const right: PyNode | undefined = child(last, 'right');
      if (right?.type !== 'assignment') {
        break;
      }
      last = right;
    }
    const value = child(last, 'right');
    if (value !== undefined) {
      this.unpacked(child(node, 'left'), value);
    }
  }

  /** `a, b = 1, f()` binds one by one; anything else is taken apart at run time. */
  private unpacked(target: PyNode | undefined, value: PyNode): void {
    const targets = sequence(target);
    const values = sequence(value);
    const plain = (one: PyNode): boolean => !/splat/.test(one.type);
    if (
      targets !== null &&
      values !== null &&
      targets.length === values.length &&
      [...targets, ...values].every(plain)
    ) {
      targets.forEach((one, at) => this.unpacked(one, values[at]));
    } else {
      this.target(target, this.valueOf(value), value);
    }
  }

  private managed(value: PyNode | undefined): void {
    if (value?.type === 'as_pattern') {
      this.target(
        child(value, 'alias'),
        { kind: 'with-target' },
        value.kids[0]
      );
    }
  }

  private caught(clause: PyNode): void {
    const pattern = kidOf(clause, 'as_pattern') ?? clause;
    this.target(child(pattern, 'alias'), { kind: 'except-target' }, undefined);
  }

  /** Binds every name of a target; parts of an unpacking are something else than the value itself. */
  private target(
    target: PyNode | undefined,
    value: Value,
    from: PyNode | undefined
  ): void {
    if (target === undefined) {
      return;
    }
    if (target.type === 'identifier') {
      this.bind(target.start, value, from);
    } else if (target.type === 'as_pattern_target') {
      parts(target).forEach(part => this.target(part, value, from));
    } else if (target.type !== 'attribute' && target.type !== 'subscript') {
      const part: Value = /target/.test(value.kind) ? value : OTHER;
      parts(target).forEach(one => this.target(one, part, from));
    }
  }

  private everyIn(node: PyNode, value: Value): void {
    for (const one of this.names.between(node.start, node.end)) {
      this.bind(one.span.start, value, undefined);
    }
  }

  private bind(start: number, value: Value, from: PyNode | undefined): void {
    const occurrence = this.names.find(start, 'bind');
    if (occurrence?.global) {
      const callPaths = from === undefined ? [] : this.callsIn(from);
      this.found.push({ name: occurrence.name, value, callPaths });
    }
  }

  private valueOf(node: PyNode | undefined): Value {
    const inner = node === undefined ? undefined : bare(node);
    if (inner?.type === 'call') {
      const path = chained(child(inner, 'function'), this.source);
      return path === null ? OTHER : { kind: 'call', path };
    }
    if (inner?.type === 'identifier') {
      const name = this.names.find(inner.start, 'read')?.name;
      return name === undefined ? OTHER : { kind: 'name', name };
    }
    if (inner?.type === 'lambda') {
      return { kind: 'lambda' };
    }
    return inner !== undefined && isImmutableLiteral(inner)
      ? { kind: 'literal' }
      : OTHER;
  }

  private callsIn(node: PyNode): readonly string[] {
    const paths: string[] = [];
    for (const { span, path } of this.calls) {
      if (path !== null && span.start >= node.start && span.end <= node.end) {
        paths.push(path);
      }
    }
    return distinct(paths);
  }
}

function valueIn(node: PyNode): PyNode | undefined {
  return child(node, 'value') ?? child(node, 'right');
}

function sequence(node: PyNode | undefined): readonly PyNode[] | null {
  const inner = node === undefined ? undefined : bare(node);
  return inner !== undefined &&
    /^(pattern_list|expression_list|tuple|list|tuple_pattern|list_pattern)$/.test(
      inner.type
    )
    ? parts(inner)
    : null;
}
