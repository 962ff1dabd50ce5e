import { ContentsManager, KernelSpecManager } from '@jupyterlab/services';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pytestRunner } from '../checks/tests/pytest';
import type { FileReferences } from '../core/references';
import { findHelper, type Helper, startHelper } from '../host/helper';
import type { FindHelper, StartHelper } from '../jupyter/testhelper';
import type { TestServices } from '../jupyter/testservices';
import { TestsDesk } from '../jupyter/tests';
import { disposeQuietly } from './polls';
import { jupyter } from './server';

type Opened = {
  readonly start?: StartHelper;
  /** Tells pages apart. */
  readonly page?: string;
  readonly read?: (text: string) => FileReferences;
  readonly kernel?: string;
};

/** The tests' desk of a real project `p` over a real server, and the helpers that it got. */
export class TestsStage {
  /** @param options - of {@link jupyter} */
  static async open(
    options: Parameters<typeof jupyter>[1] = {}
  ): Promise<TestsStage> {
    const root = mkdtempSync(join(tmpdir(), 'lift-desk-'));
    mkdirSync(join(root, 'p'));
    return new TestsStage(root, await jupyter(root, options));
  }

  private constructor(
    readonly root: string,
    readonly server: Awaited<ReturnType<typeof jupyter>>
  ) {
    const { serverSettings } = server.sessions;
    this._contents = new ContentsManager({ serverSettings });
    this._specs = new KernelSpecManager({ serverSettings });
  }

  async close(): Promise<void> {
    this._contents.dispose();
    await disposeQuietly(this._specs);
    await this.server.stop();
    rmSync(this.root, { recursive: true, force: true });
  }

  desk!: TestsDesk;
  /** All that were had, the newest last. */
  helpers: Helper[] = [];
  /** What the notebook in front imports. */
  front: Awaited<ReturnType<TestServices['imports']>> = null;

  write(path: string, text: string): void {
    const full = join(this.root, 'p', path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  /** A new project, with one file for each of the texts. */
  fill(files: { readonly [path: string]: string }): void {
    readdirSync(join(this.root, 'p')).forEach(name =>
      rmSync(join(this.root, 'p', name), { recursive: true })
    );
    Object.entries(files).forEach(([path, text]) => this.write(path, text));
    this.helpers = [];
    this.front = null;
  }

  readonly start: StartHelper = async (sessions, place) => {
    const helper = await startHelper(sessions, place);
    this.helpers.push(helper);
    return helper;
  };

  private readonly _find: FindHelper = async (sessions, place) => {
    const helper = await findHelper(sessions, place);
    this.helpers.push(...(helper === null ? [] : [helper]));
    return helper;
  };

  /** A page with its panel open, at which the tests have been read. */
  async show({
    start = this.start,
    page = 'one',
    read,
    kernel = 'python3'
  }: Opened = {}): Promise<void> {
    const references = read ? async (text: string) => read(text) : undefined;
    this.desk = new TestsDesk({
      ...{ contents: this._contents, specs: this._specs, page },
      ...{ sessions: this.server.sessions, findHelper: this._find },
      startHelper: start,
      docManager: { openOrReveal: () => undefined },
      runners: [{ ...pytestRunner, ...(references ? { references } : {}) }],
      state: null,
      imports: () => Promise.resolve(this.front),
      limit: () => null
    });
    await this.desk.follow('p/n.ipynb', kernel);
    await this.desk.setActive(true);
    await this.until(
      () => this.desk.view.phase === 'idle' && this.desk.view.counts.all > 0
    );
  }

  /** Each test with its state, `*` where it is old. */
  get states(): string[] {
    return this.desk
      .rows({ filter: '', toggled: new Set() })
      .filter(({ kind }) => kind === 'test')
      .map(
        ({ label, state, isStale }) => `${label} ${state}${isStale ? '*' : ''}`
      );
  }

  async until(holds: () => boolean, seconds = 30): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!holds()) {
      if (Date.now() > deadline) {
        const seen = JSON.stringify([this.desk.view, this.states]);
        throw new Error(`It does not come to hold: ${seen}`);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  private readonly _contents: ContentsManager;
  private readonly _specs: KernelSpecManager;
}
