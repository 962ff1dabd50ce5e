import type { CheckResult } from '../checks/verdict';

/** A result for programs: what they rely on, and no more. */
export function checkJson({ verdict, sentence, cells }: CheckResult): string {
  return JSON.stringify({
    verdict,
    sentence,
    cells: cells.map(({ index, verdict: of, cause }) => ({
      index,
      verdict: of,
      cause
    }))
  });
}

/** A result for people: the sentence, then the cells of which more is to be said. */
export function checkText({ sentence, cells }: CheckResult): string {
  const others = cells.filter(({ cause }) => cause !== null);
  const lines = others.map(({ index, verdict, cause }) => {
    return `  cell ${index} ${verdict}: ${cause?.message ?? ''}`;
  });
  return [sentence, ...lines].join('\n');
}
