import type { Contents } from '@jupyterlab/services';
import { LiftError } from '../core/errors';
import { dirname, join } from '../core/path';
import type { FileState, IFilesPort } from '../lift/ports';
import { liftError, reasonOf, statusOf } from './fileerrors';
import { openContexts, type OpenDocuments } from './opendocs';

/** Where a project lies. */
export type ProjectPlace = {
  /** Prefix of the drive with its colon, `''` for the server's own files. */
  readonly drive: string;
  /** Project root relative to the drive's root, `''` when they are the same. */
  readonly root: string;
};

/**
 * The project's files through the server's Contents API: one request replaces a file as a whole,
 * as atomically as the server does it. Editors that show a written file and hold no changes of
 * their own are brought up to date.
 */
export class ContentsFiles implements IFilesPort {
  constructor(
    private readonly _contents: Pick<
      Contents.IManager,
      'get' | 'save' | 'delete'
    >,
    private readonly _place: ProjectPlace,
    private readonly _open: OpenDocuments
  ) {}

  async read(path: string): Promise<FileState> {
    const full = this._full(path);
    try {
      const model = await this._contents.get(full, {
        type: 'file',
        format: 'text',
        content: true
      });
      return typeof model.content === 'string'
        ? { kind: 'file', text: model.content, writable: model.writable }
        : { kind: 'unreadable', reason: 'it is not text' };
    } catch (error) {
      if (statusOf(error) === 404) {
        return { kind: 'missing' };
      }
      if (statusOf(error) !== 400 && statusOf(error) !== 403) {
        throw liftError(error, 'read-failed', path);
      }
      const folder = (await this._kind(full)) === 'directory';
      return folder
        ? { kind: 'folder' }
        : { kind: 'unreadable', reason: reasonOf(error) };
    }
  }

  /** The same with what an editor holds and has not saved. */
  async readOpen(path: string): Promise<FileState> {
    const [context] = openContexts(this._open, this._full(path)).filter(
      one => one.model.dirty
    );
    return context === undefined
      ? this.read(path)
      : { kind: 'file', text: context.model.toString(), writable: false };
  }

  async list(folder: string): Promise<readonly string[]> {
    try {
      const model = await this._contents.get(this._full(folder), {
        content: true
      });
      const items =
        model.type === 'directory' ? (model.content as Contents.IModel[]) : [];
      return items.map(({ name, type }) =>
        type === 'directory' ? `${name}/` : name
      );
    } catch (error) {
      if (statusOf(error) === 404) {
        return [];
      }
      throw liftError(error, 'read-failed', folder);
    }
  }

  async write(path: string, text: string): Promise<void> {
    const full = this._full(path);
    await this._makeFolder(dirname(join(this._place.root, path)), path);
    try {
      await this._contents.save(full, {
        type: 'file',
        format: 'text',
        content: text
      });
    } catch (error) {
      throw liftError(error, 'write-failed', path);
    }
    await this._refresh(full);
  }

  async remove(path: string): Promise<void> {
    try {
      await this._contents.delete(this._full(path));
    } catch (error) {
      if (statusOf(error) !== 404) {
        throw liftError(error, 'write-failed', path);
      }
    }
  }

  isDirty(path: string): boolean {
    const full = this._full(path);
    return openContexts(this._open, full).some(context => context.model.dirty);
  }

  /** Brings editors that show the file, and hold no changes of their own, up to date: it was written another way. */
  refresh(path: string): Promise<void> {
    return this._refresh(this._full(path));
  }

  private _full(path: string): string {
    return this._place.drive + join(this._place.root, path);
  }

  /** Makes a folder, level by level: the server answers 500 where a parent is missing. */
  private async _makeFolder(folder: string, path: string): Promise<void> {
    const full = this._place.drive + folder;
    const kind = folder === '' ? 'directory' : await this._kind(full);
    if (kind === 'directory') {
      return;
    }
    if (kind !== null) {
      throw new LiftError('parent-is-file', { path, parent: folder });
    }
    await this._makeFolder(dirname(folder), path);
    try {
      await this._contents.save(full, { type: 'directory' });
    } catch (error) {
      throw liftError(error, 'write-failed', path);
    }
  }

  /** What stands at a path, `null` for nothing. */
  private async _kind(full: string): Promise<string | null> {
    try {
      return (await this._contents.get(full, { content: false })).type;
    } catch (error) {
      if (statusOf(error) === 404) {
        return null;
      }
      throw liftError(error, 'read-failed', full);
    }
  }

  private async _refresh(full: string): Promise<void> {
    for (const context of openContexts(this._open, full)) {
      // A shared document is brought up to date by the server.
      if (!context.model.dirty && !context.model.collaborative) {
        await context.revert().catch((reason: unknown) => {
          console.warn(`Could not reload the open editor of ${full}`, reason);
        });
      }
    }
  }
}
