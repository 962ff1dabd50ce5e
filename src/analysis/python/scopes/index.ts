import type { PyNode } from '../tree';
import type { ScopeTable } from '../types';
import { ScopeBuilder } from './builder';
import { resolveBlocks } from './resolve';
import { toTable } from './table';
import { postponesAnnotations } from './visit/imports';
import { visitTree } from './visit/visitor';

export type ScopeOptions = {
  /** `from __future__ import annotations` was run before this text: in a notebook it stays in force. */
  readonly postponed?: boolean;
};

/**
 * The scopes and variable occurrences of a parsed text, by the rules of CPython's `symtable.c`
 * (3.11 to 3.13; comprehensions are scopes of their own, as before they are inlined). `source` is
 * the text that was parsed, masked and respelled; spans are offsets into it. Where it does not
 * parse, the identifiers found there count as reads. Throws `RangeError` only for brackets,
 * lambdas and the like nested some thousand deep, which CPython refuses too.
 */
export function resolveScopes(
  root: PyNode,
  source: string,
  options: ScopeOptions = {}
): ScopeTable {
  const builder = new ScopeBuilder({ start: 0, end: source.length });
  const postponed = options.postponed ?? false;
  visitTree(
    root,
    source,
    builder,
    postponed || postponesAnnotations(root, source)
  );
  resolveBlocks(builder.module);
  return toTable(builder.blocks, builder.occurrences);
}
