import type { Contents } from '@jupyterlab/services';
import { join } from '../core/path';
import { withinRoot } from '../core/root';
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

/** A test file, and the tests that its text has. */
export type ReadFile = {
  readonly path: string;
  readonly text: string;
  readonly cases: readonly TestCase[];
};

/** What the folders and test files of a project hold. */
export type ReadProject = {
  readonly files: readonly ReadFile[];
  /** All modules, those of tests too. */
  readonly modules: readonly string[];
};

/** A change that JupyterLab tells of. */
export type FileChange = {
  readonly oldValue: { readonly path?: string } | null;
  readonly newValue: { readonly path?: string } | null;
};

/** Whether a module of the project came, went or was changed. */
export function isModule(root: string, change: FileChange): boolean {
  const paths = [change.oldValue?.path, change.newValue?.path];
  return paths.some(path => path && withinRoot(root, path)?.endsWith('.py'));
}

/** Finds test files below a folder and reads them, through the server's Contents API: nothing is executed. */
export class TestFiles {
  constructor(
    private readonly _contents: Pick<Contents.IManager, 'get'>,
    private readonly _root: string,
    private readonly _runners: readonly ITestRunner[]
  ) {}

  /** Every test file; rejects where the root cannot be read. */
  async readAll(): Promise<ReadProject> {
    const modules = await this._find();
    const files: ReadFile[] = [];
    const tests = modules.filter(path => this._runnerOf(path) !== undefined);
    await atOnce(tests.slice(0, MOST_FILES), async path => {
      const text = (await this.text(path)) ?? '';
      const cases = this._runnerOf(path)?.read(path, text) ?? [];
      files.push({ path, text, cases });
    });
    return { files, modules };
  }

  /** The text of a file; `null` where it is gone or no text. */
  async text(path: string): Promise<string | null> {
    const text = await this._contents
      .get(join(this._root, path), {
        type: 'file',
        format: 'text',
        content: true
      })
      .then(({ content }) => content as unknown)
      .catch(() => null);
    return typeof text === 'string' ? text : null;
  }

  /** Names in the project's folder, folders with `/`, sorted as the agent sorts them. */
  async names(): Promise<readonly string[]> {
    return visibleNames(await this._list(''));
  }

  private _runnerOf(path: string): ITestRunner | undefined {
    return this._runners.find(one => one.isTestFile(path));
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
          } else if (path.endsWith('.py') || this._runnerOf(path)) {
            files.push(path);
          }
        }
      });
      level = next.sort();
    }
    return files.sort();
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
