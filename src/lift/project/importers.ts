import { extension, join } from '../../core/path';
import type { IFilesPort } from '../ports';
import { importsModule } from './imports-module';

const MOST_FILES = 500;
const MOST_FOLDERS = 300;
const AT_ONCE = 8;

/** Folders that hold other people's code, or copies of the project's own. */
const SKIPPED =
  /^(?:\..*|venv|env|virtualenv|node_modules|site-packages|__pycache__|__pypackages__|build|dist|lift-versions|.*\.egg-info)\/$/;

/**
 * Python files and notebooks of the project whose text imports a module, by path; `leftOut` and the module
 * itself are not looked at. Looks at up to 500 files, those in higher folders first, and passes over
 * hidden folders and those of environments and builds.
 */
export async function importersOf(
  files: Pick<IFilesPort, 'read' | 'list'>,
  module: string,
  leftOut: readonly string[]
): Promise<string[]> {
  const all = await walk(files);
  const candidates = all.filter(
    path => path !== module && !leftOut.includes(path)
  );
  const found = await inBatches(candidates, async path => {
    const state = await files.read(path);
    return state.kind === 'file' &&
      importsModule(codeOf(path, state.text), path, module)
      ? [path]
      : [];
  });
  return found.sort();
}

async function walk(files: Pick<IFilesPort, 'list'>): Promise<string[]> {
  const found: string[] = [];
  let folders = [''];
  let seen = 0;
  while (
    folders.length > 0 &&
    found.length < MOST_FILES &&
    seen < MOST_FOLDERS
  ) {
    const round = folders.slice(0, MOST_FOLDERS - seen);
    seen += round.length;
    const entries = await inBatches(round, async folder =>
      [...(await files.list(folder))].sort().map(name => ({ folder, name }))
    );
    folders = entries
      .filter(({ name }) => name.endsWith('/') && !SKIPPED.test(name))
      .map(({ folder, name }) => join(folder, name));
    found.push(
      ...entries
        .filter(({ name }) => /^[^.].*\.(?:py|ipynb)$/.test(name))
        .map(({ folder, name }) => join(folder, name))
    );
  }
  return found.slice(0, MOST_FILES);
}

async function inBatches<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<readonly R[]>
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const batch = await Promise.all(items.slice(at, at + AT_ONCE).map(work));
    results.push(...batch.flat());
  }
  return results;
}

/** The Python text of a file; that of a notebook's code cells; nothing where it cannot be read. */
function codeOf(path: string, text: string): string {
  if (extension(path) !== '.ipynb') {
    return text;
  }
  try {
    const { cells = [] } = JSON.parse(text) as {
      cells?: { cell_type?: string; source?: string | string[] }[];
    };
    return cells
      .filter(cell => cell.cell_type === 'code')
      .map(({ source = '' }) =>
        Array.isArray(source) ? source.join('') : source
      )
      .join('\n');
  } catch {
    return '';
  }
}
