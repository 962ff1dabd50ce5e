import type { FileState, IFilesPort } from '../../ports';

/** Files in memory, and a record of what was asked. */
export class MemoryFiles implements IFilesPort {
  readonly asked: string[] = [];

  constructor(private readonly _files: { readonly [path: string]: string }) {}

  read(path: string): Promise<FileState> {
    this.asked.push(`read ${path}`);
    const text = this._files[path];
    if (text !== undefined) {
      return Promise.resolve({ kind: 'file', text, writable: true });
    }
    const folder = Object.keys(this._files).some(file =>
      file.startsWith(`${path}/`)
    );
    return Promise.resolve({ kind: folder ? 'folder' : 'missing' });
  }

  list(folder: string): Promise<readonly string[]> {
    this.asked.push(`list ${folder}`);
    const start = folder === '' ? '' : `${folder}/`;
    const names = Object.keys(this._files)
      .filter(file => file.startsWith(start))
      .map(file => file.slice(start.length).replace(/\/.*/, '/'));
    return Promise.resolve([...new Set(names)]);
  }

  write(): Promise<void> {
    return Promise.reject(new Error('nothing may be written'));
  }

  remove(): Promise<void> {
    return Promise.reject(new Error('nothing may be removed'));
  }

  isDirty(): boolean {
    return false;
  }
}
