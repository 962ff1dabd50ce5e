import type { IStateDB } from '@jupyterlab/statedb';
import type { RunCost } from '../checks/desk';

/** What is remembered of one notebook. */
export type NotebookMemory = {
  /** Project root that the user chose, relative to the drive's root. */
  readonly root?: string;
  /** Module of the last lift, relative to the project root. */
  readonly module?: string;
  /** What its last run beside the kernel took. */
  readonly cost?: RunCost;
};

/** Remembers choices per notebook, in the application's state where it has one. */
export class Remembered {
  constructor(
    private readonly _state: IStateDB | null,
    private readonly _notebook: () => string
  ) {}

  async get(): Promise<NotebookMemory> {
    try {
      const value = (await this._state?.fetch(this._key)) ?? this._own;
      return typeof value === 'object' ? (value as NotebookMemory) : {};
    } catch (error) {
      console.warn('Could not read what is remembered of the notebook', error);
      return this._own;
    }
  }

  async add(memory: NotebookMemory): Promise<void> {
    this._own = { ...(await this.get()), ...memory };
    await this._state?.save(this._key, this._own);
  }

  private get _key(): string {
    return `jupyterlab-lift:notebook:${this._notebook()}`;
  }

  private _own: NotebookMemory = {};
}
