import type { Node } from 'web-tree-sitter';
import { lineAt } from '../../core/span';
import type { Problem } from '../facts';
import { checkTokens } from './grammar/check';
import type { Scan } from './types';

/** What the text is: a cell may await at its top level and is compiled statement by statement. */
export type TextKind = 'cell' | 'module';

/**
 * Why Python would not compile a text, at most one problem per line, in order of text; empty
 * for every text that some Python from 3.8 to 3.14 compiles and the parser understands.
 * Faults of Python come from our own reading of the tokens, since the parser accepts much that
 * is none; `unsupported-syntax` is the reverse: Python, but the tree of it is not to be trusted.
 */
export function findProblems(
  source: string,
  scan: Scan,
  root: Node,
  kind: TextKind
): Problem[] {
  if (scan.opaque) {
    return [];
  }
  const faults = [
    ...scan.problems,
    ...surrogates(source),
    ...checkTokens(scan.tokens, {
      topLevelAwait: kind === 'cell',
      separateStatements: kind === 'cell'
    })
  ];
  return onePerLine(source, faults.length > 0 ? faults : misparsed(root));
}

type Fault = Scan['problems'][number];

/** Where the tree has errors although the text has none. */
function misparsed(root: Node): Fault[] {
  if (!root.hasError) {
    return [];
  }
  const faults: Fault[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.isError || node.isMissing) {
      faults.push({
        code: 'unsupported-syntax',
        offset: node.startIndex,
        message: 'This syntax is not understood yet.'
      });
    } else if (node.hasError) {
      pending.push(...node.children);
    }
  }
  return faults;
}

/** Half of a surrogate pair: Python cannot encode the text. */
function surrogates(source: string): Fault[] {
  return Array.from(source.matchAll(/\p{Surrogate}/gu), match => ({
    code: 'surrogate',
    offset: match.index,
    message: 'A character here is half of a surrogate pair.'
  }));
}

function onePerLine(source: string, faults: readonly Fault[]): Problem[] {
  const problems: Problem[] = [];
  let line = 1;
  let done = 0;
  for (const fault of [...faults].sort((a, b) => a.offset - b.offset)) {
    line += lineAt(source.slice(done, fault.offset), Infinity) - 1;
    done = fault.offset;
    if (problems[problems.length - 1]?.line !== line) {
      problems.push({ code: fault.code, line, message: fault.message });
    }
  }
  return problems;
}
