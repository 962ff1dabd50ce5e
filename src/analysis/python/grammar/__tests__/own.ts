import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..', '..', '..');

/** Python of this package: its files, the cells of its notebooks and of its traps. */
export function ownTexts(): readonly string[] {
  return ['bench', 'examples', 'jupyterlab_lift', 'src'].flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .sort()
      .flatMap(name => textsOf(join(ROOT, folder, name)))
  );
}

function textsOf(path: string): readonly string[] {
  if (path.includes('.venv') || path.includes('labextension')) {
    return [];
  }
  if (path.endsWith('.py')) {
    return [readFileSync(path, 'utf8')];
  }
  if (path.endsWith('.ipynb')) {
    return cellsOf(JSON.parse(readFileSync(path, 'utf8')) as Notebook);
  }
  return path.endsWith('.traps') ? piecesOf(readFileSync(path, 'utf8')) : [];
}

type Notebook = {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly source: string | readonly string[];
  }[];
};

function cellsOf({ cells }: Notebook): readonly string[] {
  return cells
    .filter(cell => cell.cell_type === 'code')
    .map(({ source }) =>
      typeof source === 'string' ? source : source.join('')
    );
}

/** What stands between the headings of a file of traps. */
function piecesOf(text: string): readonly string[] {
  return Array.from(
    text.matchAll(
      /^--- (?:code|naive|file).*\n([^]*?)(?=^(?:---|===) |$(?![^]))/gm
    ),
    match => match[1]
  );
}
