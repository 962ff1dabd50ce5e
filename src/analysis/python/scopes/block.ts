import type { Span } from '../../../core/span';
import type { ScopeKind } from '../types';

/**
 * What pass 1 notes about a name in a block, one bit each: the `DEF_*` and `USE`
 * flags of CPython's `Include/internal/pycore_symtable.h`.
 */
export const Flag = {
  global: 1,
  local: 2,
  parameter: 4,
  nonlocal: 8,
  use: 16,
  import: 128,
  annotation: 256,
  typeParameter: 1024
} as const;

/** Any of these makes a name belong to the block (`DEF_BOUND`). */
export const BOUND = Flag.local | Flag.parameter | Flag.import;

/** Where pass 2 finds a name: the scopes of CPython's `symtable.c`. */
export type Resolution =
  'local' | 'cell' | 'free' | 'global-implicit' | 'global-explicit';

/** A scope while it is being worked out (`PySTEntryObject`). */
export type Block = {
  readonly kind: ScopeKind;
  readonly name: string;
  readonly span: Span;
  readonly parent: Block | null;
  /** Position in the order in which blocks were entered. */
  readonly index: number;
  readonly flags: Map<string, number>;
  readonly resolutions: Map<string, Resolution>;
  readonly children: Block[];
  /** Names of the class around it are visible in it (annotation scopes of PEP 695). */
  readonly seesClass: boolean;
  /** Pass 2: the class whose names are visible. */
  visibleClass: Block | null;
  /** In the type parameters of a class only these names are mangled; `null`: all are. */
  mangledOnly: Set<string> | null;
};

/** Whether names bound in the block are visible in the blocks inside it. */
export function isFunctionLike(block: Block): boolean {
  return block.kind !== 'module' && block.kind !== 'class';
}

/** Whether a walrus inside passes its target on to the block around it. */
export function isComprehension(block: Block): boolean {
  return block.kind === 'comprehension' || block.kind === 'generator';
}
