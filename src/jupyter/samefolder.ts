import type { Contents } from '@jupyterlab/services';
import { HostError } from '../host/errors';
import type { Helper } from '../host/helper';

/** Names in a folder as the agent has them: folders end with `/`, hidden ones are left out. */
export function visibleNames(
  items: readonly Pick<Contents.IModel, 'name' | 'type'>[]
): readonly string[] {
  return items
    .map(({ name, type }) => (type === 'directory' ? `${name}/` : name))
    .filter(name => !name.startsWith('.'));
}

/** Rejects with `other-folder` where the helper does not see the files of this page: it runs on another machine. */
export async function expectSameFolder(
  { client, hello: { folder } }: Helper,
  names: Promise<readonly string[]>
): Promise<void> {
  const [ours, theirs] = await Promise.all([
    names,
    client.ask<readonly string[]>('names', { folder })
  ]);
  const seen = new Set(theirs);
  if (!ours.every(name => seen.has(name))) {
    throw new HostError('other-folder', 'Other files.', { folder });
  }
}
