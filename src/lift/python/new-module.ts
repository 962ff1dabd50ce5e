import type { ModuleAddition } from '../module';
import { importBlocks } from './import-lines';
import type { Wanted } from './wanted';

/**
 * The text of a module that holds nothing but the addition: docstring, `__future__`, imports, constants,
 * definitions, with the blank lines of PEP 8 and a line end last.
 */
export function newModule(
  addition: ModuleAddition,
  { pieces, imports, local }: Wanted
): string {
  const future = addition.future.map(symbol => ({
    module: '__future__',
    symbol,
    alias: null
  }));
  const blocks = importBlocks([...future, ...imports], local).map(block =>
    block.lines.join('\n')
  );
  const constants = pieces
    .filter(piece => piece.role === 'constant')
    .map(piece => piece.text)
    .join('\n');
  const head = [docstring(addition.docstring), ...blocks, constants];
  const definitions = pieces
    .filter(piece => piece.role === 'definition')
    .map(piece => piece.text);
  const top = head.filter(part => part !== '').join('\n\n');
  return `${[top, ...definitions].filter(part => part !== '').join('\n\n\n')}\n`.replace(
    /\r\n?/g,
    '\n'
  );
}

/** A docstring with this text, whatever characters are in it. */
function docstring(text: string): string {
  const plain = text.trim();
  if (plain === '') {
    return '';
  }
  const escaped = plain
    .replace(/\0/g, '')
    .replace(/\\|""+|"$/g, marks => marks.replace(/./g, '\\$&'));
  return `"""${escaped}"""`;
}
