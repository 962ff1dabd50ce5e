import { parser } from '../analysis/python/facts/__tests__/load';
import { pythonReferences } from '../analysis/python/references';
import type { FileReferences } from '../core/references';

/** Reads what the text of a Python file names, as the page does. */
export async function loadReferences(): Promise<
  (text: string) => FileReferences
> {
  const loaded = await parser();
  return text => pythonReferences(loaded, text);
}
