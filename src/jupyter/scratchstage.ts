import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { dirname, relative } from '../core/path';
import type { Snapshot } from '../core/snapshot';
import type { HostClient } from '../host/client';
import { HostError } from '../host/errors';
import { startHelper } from '../host/helper';
import { largeProject, reaching, type ScratchProject } from '../host/rehearse';
import { localPath } from './opendocs';
import type { Project } from './project';
import { expectSameFolder, visibleNames } from './samefolder';
import type { DeskServices } from './services';

/** Where notebooks are run, and what is copied for it; to be released. */
export type Stage = {
  readonly client: HostClient;
  readonly project: ScratchProject;
  release(): void;
};

/** The kernel of the notebook, as it runs or as it is saved. */
export function kernelOf({ sessionContext, context }: NotebookPanel): string {
  const { kernelspec } = context.model.sharedModel.metadata as {
    kernelspec?: { name?: unknown };
  };
  const saved = typeof kernelspec?.name === 'string' ? kernelspec.name : '';
  return sessionContext.session?.kernel?.name ?? (saved || 'python3');
}

/**
 * A helper that sees the files of a notebook's project; the bytes of the project where those are many to copy and
 * nobody said that it may be.
 */
export async function openStage(
  panel: NotebookPanel,
  { sessions, contents }: Pick<DeskServices, 'sessions' | 'contents'>,
  { root, drive }: Project['place'],
  { cells }: Snapshot,
  { large, signal }: { readonly large: boolean; readonly signal: AbortSignal }
): Promise<Stage | number> {
  const kernel = kernelOf(panel);
  const helper = await startHelper(sessions, { kernel, folder: root });
  const { client, hello } = helper;
  const release = (): void => helper.release();
  try {
    const listed = contents
      .get(drive + root, { content: true, type: 'directory' })
      .then(({ content }) => visibleNames(content as Contents.IModel[]));
    await expectSameFolder(helper, listed);
    const own = relative(root, dirname(localPath(panel.context.path))) ?? '';
    const project = await reaching(
      client,
      { folder: hello.folder, notebookFolder: own },
      cells.flatMap(({ kind, source }) => (kind === 'code' ? [source] : []))
    );
    const copied = project.above?.folder ?? hello.folder;
    const bytes = large ? null : await largeProject(client, copied, signal);
    if (bytes === null) {
      return { client, project, release };
    }
    release();
    return bytes;
  } catch (error) {
    release();
    throw error;
  }
}

/** What failed of a run, for people; `null` where a person stopped it. */
export function failureText(
  error: unknown,
  trans: TranslationBundle
): string | null {
  if (error instanceof HostError && error.code === 'cancelled') {
    return null;
  }
  if (error instanceof HostError && error.code === 'other-folder') {
    return trans.__(
      'Nothing was run: the kernel sees other files than this page, in %1.',
      String(error.data.folder)
    );
  }
  return error instanceof Error ? error.message : String(error);
}
