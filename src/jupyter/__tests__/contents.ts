import type { Contents } from '@jupyterlab/services';

/** A request that fails, although it may have been carried out. */
export type Fault = {
  /** 1-based: which of the requests. */
  readonly at: number;
  readonly after: boolean;
  readonly status: number;
  readonly message: string;
};

type Options = Contents.IFetchOptions;

/** What the server answers with, as `ServerConnection.ResponseError`. */
class Answer extends Error {
  constructor(status: number, message: string) {
    super(message);
    this.response = { status };
  }
  readonly response: { readonly status: number };
}

/**
 * The Contents API in memory, with the manners measured on Jupyter Server 2.21: hidden paths cannot be
 * seen (404) nor made (400), a missing parent folder is a 500, `content` must be asked for.
 */
export class MemoryContents {
  /** Paths and texts; folders have `null`. */
  readonly files = new Map<string, string | null>();
  readonly readOnly = new Set<string>();
  /** Paths that hold bytes which are no UTF-8. */
  readonly binary = new Set<string>();
  readonly log: string[] = [];
  fault: Fault | null = null;

  get(path: string, options: Options = {}): Promise<Contents.IModel> {
    return this._request(`GET ${path}`, () => {
      if (isHidden(path) || !this._exists(path)) {
        throw new Answer(404, `No such file or directory: ${path}`);
      }
      return this._model(path, options, options.content === true);
    });
  }

  save(
    path: string,
    model: Partial<Contents.IModel> = {}
  ): Promise<Contents.IModel> {
    return this._request(`PUT ${path}`, () => {
      if (isHidden(path)) {
        throw new Answer(400, `Cannot create file or directory '${path}'`);
      }
      if (path.startsWith('..')) {
        throw new Answer(404, `${path} is outside root contents directory`);
      }
      const parent = path.split('/').slice(0, -1).join('/');
      if (!this._isFolder(parent)) {
        throw new Answer(
          500,
          `Unexpected error while saving file: ${path} [Errno 2] No such file or directory`
        );
      }
      if (this.readOnly.has(path)) {
        throw new Answer(403, `Permission denied: ${path}`);
      }
      this.files.set(
        path,
        model.type === 'directory' ? null : String(model.content)
      );
      return this._model(path, {}, false);
    });
  }

  delete(path: string): Promise<void> {
    return this._request(`DELETE ${path}`, () => {
      if (!this.files.delete(path)) {
        throw new Answer(404, `File or directory does not exist: ${path}`);
      }
    });
  }

  private _model(
    path: string,
    { type }: Options,
    content: boolean
  ): Contents.IModel {
    const text = this._text(path);
    const folder = text === null;
    if (folder && type === 'file') {
      throw new Answer(400, `${path} is a directory, not a file`);
    }
    if (this.binary.has(path) && content) {
      throw new Answer(400, `${path} is not UTF-8 encoded`);
    }
    return {
      name: path.split('/').pop() ?? '',
      path,
      type: folder ? 'directory' : 'file',
      writable: !this.readOnly.has(path),
      content: content ? (folder ? this._children(path) : text) : null
    } as Contents.IModel;
  }

  private _children(folder: string): Partial<Contents.IModel>[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    return [...this.files]
      .filter(
        ([path]) =>
          path.startsWith(prefix) && !path.slice(prefix.length).includes('/')
      )
      .filter(([path]) => !isHidden(path))
      .map(([path, text]) => ({
        name: path.slice(prefix.length),
        type: text === null ? 'directory' : 'file'
      }));
  }

  private _text(path: string): string | null {
    return this.files.get(path) ?? null;
  }

  private _exists(path: string): boolean {
    return path === '' || this.files.has(path);
  }

  private _isFolder(path: string): boolean {
    return path === '' || this.files.get(path) === null;
  }

  private _request<T>(name: string, act: () => T): Promise<T> {
    this.log.push(name);
    const { fault } = this;
    if (fault && this.log.length === fault.at) {
      if (fault.after) {
        act();
      }
      return Promise.reject(new Answer(fault.status, fault.message));
    }
    return new Promise(resolve => resolve(act()));
  }
}

function isHidden(path: string): boolean {
  return path
    .split('/')
    .some(part => part.startsWith('.') && part !== '..' && part !== '.');
}
