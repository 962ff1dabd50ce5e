import type { IFilesPort } from '../ports';
import { importsModule, namesModule } from './imports-module';

/** How many project files are read to follow imports. */
const MOST_FILES = 100;

/**
 * Of some modules (dotted, as the notebook imports them) those of the project that import the file `target`, at
 * once or through others: the target cannot import them in turn. `near` are the files that may be meant.
 */
export async function leadingBack(
  files: IFilesPort,
  modules: readonly string[],
  target: string,
  near: readonly string[]
): Promise<readonly string[]> {
  const sources = near
    .filter(path => path.endsWith('.py') && path !== target)
    .slice(0, MOST_FILES);
  const fileOf = (module: string): string | undefined =>
    sources.find(path => namesModule(module, path));
  const named = modules.filter(module => fileOf(module) !== undefined);
  if (named.length === 0) {
    return [];
  }
  const texts = new Map<string, string>();
  for (const path of sources) {
    const state = await files.read(path);
    if (state.kind === 'file') {
      texts.set(path, state.text);
    }
  }
  const leading = importing(texts, target);
  return named.filter(module => leading.has(fileOf(module) ?? ''));
}

/** Files that import the target, at once or through others. */
function importing(
  texts: ReadonlyMap<string, string>,
  target: string
): ReadonlySet<string> {
  const leading = new Set<string>();
  const queue = [target];
  for (let module = queue.pop(); module !== undefined; module = queue.pop()) {
    for (const [path, text] of texts) {
      if (!leading.has(path) && importsModule(text, path, module)) {
        leading.add(path);
        queue.push(path);
      }
    }
  }
  return leading;
}
