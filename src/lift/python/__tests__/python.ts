import { execFileSync } from 'node:child_process';

import { parser } from '../../../analysis/python/facts/__tests__/load';
import { analyzeModule } from '../../../analysis/python/facts/cell';
import type { CellFacts } from '../../../analysis/facts';

/** The analysis of modules, for specs. */
export async function moduleAnalysis(): Promise<(text: string) => CellFacts> {
  const loaded = await parser();
  return text => analyzeModule(loaded, text);
}

/** Runs a Python program with JSON on its standard input; what it prints is JSON too. */
export function python<T>(program: string, input: unknown): T {
  const output = execFileSync('python3', ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 28
  });
  return JSON.parse(output) as T;
}

/** What CPython says of modules: `null` where the text compiles and runs, else the error. */
export function faultsOf(texts: readonly string[]): (string | null)[] {
  return python(
    `
import json, sys
def fault(text):
    try:
        exec(compile(text.encode('utf-8', 'surrogatepass'), 'm', 'exec'), {'__name__': 'm'})
    except BaseException as error:
        return repr(error)
print(json.dumps([fault(t) for t in json.load(sys.stdin)]))
`,
    texts
  );
}
