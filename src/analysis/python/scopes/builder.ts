import type { Span } from '../../../core/span';
import { normaliseName } from '../identifiers';
import type { Occurrence, ScopeKind } from '../types';
import type { Block } from './block';
import { Flag, isComprehension, isFunctionLike } from './block';
import { mangle } from './mangle';

/** An occurrence whose `global` is told when the block that it stands in is resolved. */
export type RawOccurrence = Omit<Occurrence, 'global'> & { global: boolean };

/**
 * Pass 1 of CPython's `symtable.c`, free of any parser: a visitor reports what it
 * meets, in the order in which CPython visits it, and the builder notes blocks,
 * flags and occurrences. Names are passed as written.
 */
export class ScopeBuilder {
  readonly blocks: Block[] = [];
  readonly occurrences: RawOccurrence[] = [];
  /** Set while an annotation is visited. */
  annotation: Occurrence['annotation'];
  private current: Block;
  /** Class whose private names are mangled. */
  private owner: string | null = null;
  private readonly owners: (string | null)[] = [];

  constructor(module: Span) {
    this.current = this.open('module', 'top', module, null);
  }

  get module(): Block {
    return this.blocks[0];
  }

  /** Kind of the block that is being visited. */
  get kind(): ScopeKind {
    return this.current.kind;
  }

  enter(kind: ScopeKind, name: string, span: Span): void {
    const parent = this.current;
    const block = this.open(kind, normaliseName(name), span, parent);
    parent.children.push(block);
    this.owners.push(this.owner);
    this.current = block;
    if (kind === 'class') {
      this.owner = block.name;
    }
    if (block.seesClass && kind !== 'annotation') {
      this.implicit('__classdict__', Flag.use);
    }
  }

  exit(): void {
    const { parent } = this.current;
    if (parent === null) {
      throw new Error('The module scope is never left');
    }
    this.current = parent;
    this.owner = this.owners.pop() ?? null;
  }

  /** The type parameters just entered belong to a class: its name mangles theirs. */
  mangleTypeParameters(className: string): void {
    this.owner = normaliseName(className);
    this.current.mangledOnly = new Set();
  }

  read(identifier: string, span: Span): void {
    const name = this.report(identifier, span, Flag.use, 'read');
    // A mention of `super` keeps the class cell alive for its zero-argument form.
    if (name === 'super' && isFunctionLike(this.current)) {
      this.implicit('__class__', Flag.use);
    }
  }

  bind(identifier: string, span: Span): void {
    this.report(identifier, span, Flag.local, 'bind');
  }

  /** `x += 1`: for CPython's table only a binding. */
  augment(identifier: string, span: Span): void {
    this.report(identifier, span, Flag.local, 'read', 'bind');
  }

  remove(identifier: string, span: Span): void {
    this.report(identifier, span, Flag.local, 'delete');
  }

  /** `x: int`, with a value or without. */
  annotate(identifier: string, span: Span, valued: boolean): void {
    const flags = Flag.annotation | Flag.local;
    this.report(identifier, span, flags, valued ? 'bind' : 'declare');
  }

  import(identifier: string, span: Span): void {
    this.report(identifier, span, Flag.import, 'bind');
  }

  parameter(identifier: string, span: Span): void {
    this.report(identifier, span, Flag.parameter, 'bind');
  }

  typeParameter(identifier: string, span: Span): void {
    this.current.mangledOnly?.add(normaliseName(identifier));
    this.report(identifier, span, Flag.typeParameter | Flag.local, 'bind');
  }

  global(identifier: string, span: Span): void {
    const name = this.report(identifier, span, Flag.global, 'declare');
    if (name !== '') {
      this.flag(this.module, name, Flag.global);
    }
  }

  nonlocal(identifier: string, span: Span): void {
    this.report(identifier, span, Flag.nonlocal, 'declare');
  }

  /** A name that no text mentions: `.0`, `__class__`. */
  implicit(name: string, flags: number): void {
    this.flag(this.current, name, flags);
  }

  /** Inside a comprehension, the target of `:=` belongs to the function or module around it (PEP 572). */
  escape(identifier: string): void {
    if (identifier === '' || !isComprehension(this.current)) {
      return;
    }
    const name = this.resolveName(identifier);
    let owner = this.current.parent;
    while (owner !== null && isComprehension(owner)) {
      owner = owner.parent;
    }
    if (owner?.kind === 'module') {
      this.flag(this.current, name, Flag.global);
      this.flag(owner, name, Flag.global);
    } else if (owner?.kind === 'function' || owner?.kind === 'lambda') {
      const global = (owner.flags.get(name) ?? 0) & Flag.global;
      this.flag(this.current, name, global ? Flag.global : Flag.nonlocal);
      this.flag(owner, name, Flag.local);
    }
  }

  private open(
    kind: ScopeKind,
    name: string,
    span: Span,
    parent: Block | null
  ): Block {
    const inherits = kind !== 'class' && parent !== null;
    const block: Block = {
      kind,
      name,
      span,
      parent,
      index: this.blocks.length,
      flags: new Map(),
      resolutions: new Map(),
      children: [],
      seesClass: parent !== null && seesClass(kind, parent),
      visibleClass: null,
      mangledOnly: inherits ? parent.mangledOnly : null
    };
    this.blocks.push(block);
    return block;
  }

  private resolveName(identifier: string): string {
    const name = normaliseName(identifier);
    const only = this.current.mangledOnly;
    return only !== null && !only.has(name) ? name : mangle(this.owner, name);
  }

  /** Notes what the text does with a name of the current block, and returns the name. */
  private report(
    identifier: string,
    span: Span,
    flags: number,
    access: Occurrence['access'],
    then?: Occurrence['access']
  ): string {
    const { current: block } = this;
    const name = this.resolveName(identifier);
    // Where broken text lacks a name, the parser puts an empty one.
    if (name === '') {
      return name;
    }
    this.flag(block, name, flags);
    this.note(name, span, access, block.index);
    if (then !== undefined) {
      this.note(name, span, then, block.index);
    }
    return name;
  }

  private note(
    name: string,
    span: Span,
    access: Occurrence['access'],
    scope: number
  ): void {
    const { annotation } = this;
    this.occurrences.push(
      annotation === undefined
        ? { name, span, access, scope, global: true }
        : { name, span, access, annotation, scope, global: true }
    );
  }

  private flag(block: Block, name: string, flags: number): void {
    block.flags.set(name, (block.flags.get(name) ?? 0) | flags);
  }
}

/** Annotation scopes directly in a class see its names (PEP 695), and so do those inside them. */
function seesClass(kind: ScopeKind, parent: Block): boolean {
  switch (kind) {
    case 'type-parameters':
    case 'annotation':
      return parent.kind === 'class';
    case 'type-alias':
      return (
        parent.kind === 'class' ||
        (parent.kind === 'type-parameters' && parent.seesClass)
      );
    case 'type-variable':
      return parent.seesClass;
    default:
      return false;
  }
}
