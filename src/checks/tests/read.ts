import type { TestCase } from './types';

const DEFINITION =
  /^[ \t]*(?:async[ \t]+)?(def|class)[ \t]+([\p{L}_][\p{L}\p{N}_]*)[ \t]*(\([^)]*\)?)?/u;

/** A class or function that lines further to the right belong to. */
type Block = {
  readonly indent: number;
  readonly name: string;
  readonly holdsTests: boolean;
};

/**
 * The tests of a Python file as pytest names them, from its text: functions `test*` at the top and in classes
 * `Test*`, methods `test*` of `unittest.TestCase`. Parameters are not known before the file has been run.
 */
export function testsInText(path: string, text: string): TestCase[] {
  const found: TestCase[] = [];
  const blocks: Block[] = [];
  withoutStrings(text)
    .split(/\r\n|\r|\n/)
    .forEach((row, at) => {
      // A line of brackets alone goes on with the one above.
      if (!/^\s*[^\s)\]}]/.test(row)) {
        return;
      }
      const indent = indentOf(row);
      while (blocks.length > 0 && blocks[blocks.length - 1].indent >= indent) {
        blocks.pop();
      }
      const match = DEFINITION.exec(row);
      if (match === null) {
        return;
      }
      const [, kind, name, bases] = match;
      const isInside = blocks.every(block => block.holdsTests);
      const isTestCase = /\bTestCase\b/.test(bases ?? '');
      const names = [...blocks.map(block => block.name), name];
      if (kind === 'def' && isInside && name.startsWith('test')) {
        found.push({
          id: [path, ...names].join('::'),
          path,
          line: at + 1,
          names,
          parameters: null
        });
      }
      const holdsTests =
        kind === 'class' && (name.startsWith('Test') || isTestCase);
      blocks.push({ indent, name, holdsTests });
    });
  return found;
}

function indentOf(row: string): number {
  return /^[ \t]*/.exec(row)![0].replace(/\t/g, '        ').length;
}

/** The text with the content of its triple-quoted strings blanked, line by line as before. */
function withoutStrings(text: string): string {
  return text.replace(
    /#.*|("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*(?:\1|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g,
    part => part.replace(/[^\r\n]/g, ' ')
  );
}
