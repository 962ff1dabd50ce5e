import type { NotebookPanel } from '@jupyterlab/notebook';
import type { RunCost } from '../checks/desk';
import { dirname, isInside, join, relative } from '../core/path';
import { projectRoot } from '../core/root';
import type { JsonObject } from '../core/snapshot';
import type { Surroundings } from '../lift/desk';
import { type Known, proposeTarget, readProject } from '../lift/project';
import { importersOf } from '../lift/project/importers';
import type { Analysis, Choice, ProjectFacts, Refusal } from '../lift/types';
import { ContentsFiles, type ProjectPlace } from './files';
import { searchPathOf } from './kernel';
import { modulesOf } from './modules';
import { localPath } from './opendocs';
import { type NotebookMemory, Remembered } from './remembered';
import type { DeskServices } from './services';

/** The project of one notebook: where it lies, what it holds, how its modules are imported. */
export class Project {
  constructor(
    private readonly _panel: NotebookPanel,
    private readonly _services: DeskServices
  ) {
    this._memory = new Remembered(_services.state, () => this._path);
  }

  /** Where the project lies, as far as it is known; certain after `facts` or `surroundings`. */
  get place(): ProjectPlace {
    return { drive: this._drive, root: this._root ?? dirname(this._path) };
  }

  /** Where the project lies, for certain. */
  async locate(): Promise<ProjectPlace> {
    await this._findRoot();
    return this.place;
  }

  files(root = this.place.root): ContentsFiles {
    const { contents } = this._services;
    return new ContentsFiles(
      contents,
      { drive: this._drive, root },
      this._services
    );
  }

  /** A path below the root as the Contents API has it. */
  full(path: string): string {
    return this._drive + join(this.place.root, path);
  }

  async surroundings(): Promise<Omit<Surroundings, 'offerAutoreload'>> {
    const root = await this._findRoot();
    const { modules, roots } = {
      modules: await modulesOf(this.files()),
      roots: this._roots
    };
    return { root, roots, modules };
  }

  async proposeFile(analysis: Analysis): Promise<string> {
    await this._findRoot();
    return proposeTarget(this.files(), analysis, await this._known());
  }

  /** What planning may know, or why the target cannot be written to. */
  async facts(
    choice: Choice,
    { snapshot, cells }: Analysis
  ): Promise<ProjectFacts | Refusal> {
    await this._findRoot();
    const known = await this._known();
    const own = dirname(this._notebook);
    const elsewhere = own !== '' && !isInside(own, choice.to);
    const searchPath = elsewhere ? await this._searchPath() : [];
    // Only an update names the importers; looking for them reads the whole project.
    const importers = choice.update?.length ? {} : { importers: [] };
    return readProject(this.files(), snapshot, cells, choice, {
      ...known,
      searchPath,
      ...importers
    });
  }

  /** Other files that import the module and use one of the names, as they are saved or open in an editor. */
  async importers(
    path: string,
    names: readonly string[],
    root = this.place.root
  ): Promise<readonly string[]> {
    const disk = this.files(root);
    const files = {
      list: (folder: string) => disk.list(folder),
      read: (other: string) => disk.readOpen(other)
    };
    const notebook = relative(root, this._path) ?? this._path;
    const found = await importersOf(files, path, [notebook]);
    const states = await Promise.all(found.map(other => files.read(other)));
    const used = new RegExp(`\\b(${names.join('|')}|import\\s+\\*)`);
    return found.filter((_, at) => {
      const state = states[at];
      return state.kind === 'file' && used.test(state.text);
    });
  }

  async setRoot(root: string): Promise<void> {
    this._root = root;
    await this._memory.add({ root });
  }

  /** The module that the next lift of this notebook goes to; what its last run took. */
  remember(memory: Pick<NotebookMemory, 'module' | 'cost'>): void {
    this._memory.add(memory).catch((error: unknown) => {
      console.warn('Could not remember a choice', error);
    });
  }

  /** What the last run of the notebook took, in this page or before. */
  async cost(): Promise<RunCost | null> {
    return (await this._memory.get()).cost ?? null;
  }

  private async _known(): Promise<Known> {
    const { module } = await this._memory.get();
    const metadata =
      this._panel.context.model.sharedModel.getMetadata() as JsonObject;
    return { notebook: this._notebook, metadata, lastModule: module ?? null };
  }

  /** Folders of the project in which the live kernel looks for modules. */
  private async _searchPath(): Promise<readonly string[]> {
    const kernel = this._panel.sessionContext.session?.kernel;
    return kernel ? searchPathOf(kernel, dirname(this._notebook)) : [];
  }

  private async _findRoot(): Promise<string> {
    if (this._root === null) {
      const { root } = await this._memory.get();
      const list = (folder: string) => this.files('').list(folder);
      this._root =
        root !== undefined && this._roots.includes(root)
          ? root
          : await projectRoot(this._path, list);
    }
    return this._root;
  }

  /** The notebook's folder and those above it. */
  private get _roots(): string[] {
    const found = [dirname(this._path)];
    while (found[found.length - 1] !== '') {
      found.push(dirname(found[found.length - 1]));
    }
    return found;
  }

  /** Path of the notebook relative to the project root. */
  private get _notebook(): string {
    return relative(this.place.root, this._path) ?? this._path;
  }

  /** Path of the notebook relative to its drive's root. */
  private get _path(): string {
    return localPath(this._panel.context.path).replace(/^[^/:]+:/, '');
  }

  /** Prefix of the notebook's drive. */
  private get _drive(): string {
    return /^[^/:]+:/.exec(localPath(this._panel.context.path))?.[0] ?? '';
  }

  private readonly _memory: Remembered;
  private _root: string | null = null;
}
