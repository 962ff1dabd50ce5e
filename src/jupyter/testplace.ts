import { dirname } from '../core/path';
import { projectRoot } from '../core/root';
import type { TestEnvironment } from '../checks/tests/desk';
import type { TestServices } from './testservices';

/** What a person chose, by the folder of the document in front and by project. */
type Memory = {
  readonly roots: { readonly [folder: string]: string };
  readonly environments: { readonly [root: string]: string };
  readonly arguments: { readonly [root: string]: string };
};

const KEY = 'jupyterlab-lift:tests';
const EMPTY: Memory = { roots: {}, environments: {}, arguments: {} };

/** Which project is tested, in which environment, with which arguments. Choices are remembered. */
export class TestPlace {
  constructor(
    private readonly _services: Pick<
      TestServices,
      'contents' | 'specs' | 'state'
    >
  ) {}

  /** Project root, relative to the server's; `''` for that itself. */
  get root(): string {
    return this._root;
  }

  /** The folder of the document in front and those above it. */
  get roots(): readonly string[] {
    const found = [this._folder];
    while (found[found.length - 1] !== '') {
      found.push(dirname(found[found.length - 1]));
    }
    return found;
  }

  get arguments(): string {
    return this._memory.arguments[this._root] ?? '';
  }

  /** Kernelspecs of Python. */
  get environments(): readonly TestEnvironment[] {
    return Object.values(this._services.specs.specs?.kernelspecs ?? {}).flatMap(
      spec =>
        spec !== undefined && spec.language.toLowerCase() === 'python'
          ? [{ name: spec.name, label: spec.display_name }]
          : []
    );
  }

  /** The chosen one, else the notebook's, else the server's; `''` where there is none. */
  get environment(): string {
    const wanted = [
      this._memory.environments[this._root],
      this._kernel,
      this._services.specs.specs?.default
    ];
    const names = this.environments.map(({ name }) => name);
    return wanted.find(name => names.includes(name ?? '')) ?? names[0] ?? '';
  }

  /** Goes to the project of a document; says whether it is another one. */
  async follow(path: string, kernel: string | null): Promise<boolean> {
    await Promise.all([this._load(), this._services.specs.ready]);
    const before = `${this._root}\n${this.environment}`;
    const folder = dirname(path);
    const root =
      this._memory.roots[folder] ??
      (await projectRoot(path, name => this._list(name)).catch(() => folder));
    this._folder = folder;
    this._kernel = kernel;
    this._root = root;
    return `${root}\n${this.environment}` !== before;
  }

  setRoot(root: string): void {
    this._root = root;
    this._remember({ roots: { ...this._memory.roots, [this._folder]: root } });
  }

  setEnvironment(name: string): void {
    const { environments } = this._memory;
    this._remember({ environments: { ...environments, [this._root]: name } });
  }

  setArguments(text: string): void {
    const all = { ...this._memory.arguments, [this._root]: text };
    this._remember({ arguments: all });
  }

  private async _list(folder: string): Promise<readonly string[]> {
    const model = await this._services.contents.get(folder, { content: true });
    const entries =
      model.type === 'directory'
        ? (model.content as { name: string; type: string }[])
        : [];
    return entries.map(({ name, type }) =>
      type === 'directory' ? `${name}/` : name
    );
  }

  private async _load(): Promise<void> {
    if (!this._isLoaded) {
      this._isLoaded = true;
      const value = await this._services.state
        ?.fetch(KEY)
        .catch(() => undefined);
      this._memory = { ...EMPTY, ...(value as Partial<Memory> | undefined) };
    }
  }

  private _remember(part: Partial<Memory>): void {
    this._memory = { ...this._memory, ...part };
    this._services.state?.save(KEY, this._memory).catch((error: unknown) => {
      console.warn('Could not remember a choice for the tests', error);
    });
  }

  private _root = '';
  private _folder = '';
  private _kernel: string | null = null;
  private _isLoaded = false;
  private _memory: Memory = EMPTY;
}
