import type { Contents } from '@jupyterlab/services';
import { join } from '../core/path';
import type { ITestRunner } from '../checks/tests/runner';
import type { TestCase } from '../checks/tests/types';
import { visibleNames } from './samefolder';

/** Folders that hold no tests of the project. */
const FOREIGN = /^(\..*|node_modules|__pycache__|build|dist|lift-versions)$/;
/** Folders and files that are looked at; a project with more shows the rest after Discover. */
const MOST_FOLDERS = 300;
const MOST_FILES = 600;
/** Requests at a time. */
const AT_ONCE = 6;

/** The tests of a file, as its text has them. */
export type ReadFile = {
  readonly path: string;
  readonly cases: readonly TestCase[];
};

/** Finds test files below a folder and reads them, through the server's Contents API: nothing is executed. */
export class TestFiles {
  constructor(
    private readonly _contents: Pick<Contents.IManager, 'get'>,
    private readonly _root: string,
    private readonly _runners: readonly ITestRunner[]
  ) {}

  /** Every test file; rejects where the root cannot be read. */
  async readAll(): Promise<readonly ReadFile[]> {
    const paths = await this._find();
    const found: ReadFile[] = [];
    await atOnce(paths, async path => {
      found.push({ path, cases: await this.read(path) });
    });
    return found;
  }

  /** The tests of one file; none where it is gone or no text. */
  async read(path: string): Promise<readonly TestCase[]> {
    const runner = this._runners.find(one => one.isTestFile(path));
    if (runner === undefined) {
      return [];
    }
    const text = await this._contents
      .get(join(this._root, path), {
        type: 'file',
        format: 'text',
        content: true
      })
      .then(({ content }) => content as unknown)
      .catch(() => null);
    return typeof text === 'string' ? runner.read(path, text) : [];
  }

  /** Names in the project's folder, folders with `/`, sorted as the agent sorts them. */
  async names(): Promise<readonly string[]> {
    return visibleNames(await this._list(''));
  }

  private async _find(): Promise<readonly string[]> {
    const files: string[] = [];
    let level = [''];
    let seen = 0;
    while (level.length > 0 && seen < MOST_FOLDERS) {
      const next: string[] = [];
      const folders = level.slice(0, MOST_FOLDERS - seen);
      seen += folders.length;
      await atOnce(folders, async folder => {
        const entries = await this._list(folder).catch((error: unknown) => {
          if (folder === '') {
            throw error;
          }
          return [];
        });
        if (entries.some(({ name }) => name === 'pyvenv.cfg')) {
          return;
        }
        for (const { name, type } of entries) {
          const path = join(folder, name);
          if (type === 'directory') {
            next.push(...(FOREIGN.test(name) ? [] : [path]));
          } else if (this._runners.some(one => one.isTestFile(path))) {
            files.push(path);
          }
        }
      });
      level = next.sort();
    }
    return files.sort().slice(0, MOST_FILES);
  }

  private async _list(folder: string): Promise<readonly Contents.IModel[]> {
    const model = await this._contents.get(join(this._root, folder), {
      content: true
    });
    return model.type === 'directory'
      ? (model.content as Contents.IModel[])
      : [];
  }
}

async function atOnce<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>
): Promise<void> {
  const waiting = [...all];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      await work(one);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
