import type { IStateDB } from '@jupyterlab/statedb';
import type { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { type ISignal, Signal } from '@lumino/signaling';
import type { ReceiptView } from '../lift/desk';
import type { IKeepPort, KeptText } from '../lift/keep';
import type { Receipt } from '../lift/receipt';
import type { ProjectPlace } from './files';
import type { CellSwap } from './notebook';

/** A lift that was made, as it is remembered across reloads. Plain JSON. */
export type LiftRecord = {
  readonly receipt: Receipt;
  /** Project root when it was made, relative to the drive's root. */
  readonly root: string;
  /** Module that the lift went to, relative to the root. */
  readonly module: string;
  readonly swap: CellSwap;
  readonly state: ReceiptView['state'];
  readonly notes: readonly string[];
  readonly rerun: boolean;
};

/** A text that could not be put back, and the project that it belongs to. */
export type KeptFile = KeptText & { readonly place: ProjectPlace };

/** How many lifts are remembered. */
const MOST = 50;
/** Characters of outputs that a remembered lift may hold; without them the code still comes back. */
const MOST_OUTPUT = 200_000;

const RECEIPTS = 'jupyterlab-lift:receipts';
const KEPT = 'jupyterlab-lift:kept';

/** The lifts that were made, oldest first; those of the last 50 survive a reload. */
export class Receipts {
  /** @param _state - where they are kept; without one they live as long as the page */
  constructor(private readonly _state: IStateDB | null) {
    this.ready = this._load();
  }

  /** Resolves when what was remembered is there. Never rejects. */
  readonly ready: Promise<void>;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The lifts made in a notebook, oldest first. */
  of(notebook: string): readonly LiftRecord[] {
    return this._records.filter(({ receipt }) => receipt.notebook === notebook);
  }

  get(id: string): LiftRecord | null {
    return this._records.find(({ receipt }) => receipt.id === id) ?? null;
  }

  add(record: LiftRecord): void {
    this._records = [...this._records, record].slice(-MOST);
    this._store();
  }

  update(id: string, change: Partial<Omit<LiftRecord, 'receipt'>>): void {
    this._records = this._records.map(record =>
      record.receipt.id === id ? { ...record, ...change } : record
    );
    this._store();
  }

  /** A notebook was renamed or moved. */
  rename(before: string, after: string): void {
    this._records = this._records.map(record =>
      record.receipt.notebook === before
        ? { ...record, receipt: { ...record.receipt, notebook: after } }
        : record
    );
    this._store();
  }

  /** Keeps texts of a project that could not be put back, for the next start. */
  keeper(place: ProjectPlace): IKeepPort {
    return {
      keep: async kept => {
        const all = [...(await this.kept()), { ...kept, place }];
        await this._state?.save(KEPT, all as ReadonlyPartialJSONValue);
      }
    };
  }

  /** Texts that an earlier lift could not put back. */
  async kept(): Promise<readonly KeptFile[]> {
    const value = await this._state?.fetch(KEPT);
    return Array.isArray(value) ? (value as KeptFile[]) : [];
  }

  async forgetKept(): Promise<void> {
    await this._state?.remove(KEPT);
  }

  private async _load(): Promise<void> {
    try {
      const value = await this._state?.fetch(RECEIPTS);
      const known = Array.isArray(value)
        ? (value as unknown as LiftRecord[])
        : [];
      this._records = [...known.filter(isRecord), ...this._records].slice(
        -MOST
      );
      this._changed.emit();
    } catch (error) {
      console.warn('Could not read the receipts of earlier lifts', error);
    }
  }

  private _store(): void {
    this._changed.emit();
    const records = this._records.map(
      withoutBulk
    ) as unknown as ReadonlyPartialJSONValue;
    void this.ready
      .then(() => this._state?.save(RECEIPTS, records))
      .catch((error: unknown) =>
        console.warn('Could not remember the lift', error)
      );
  }

  private _records: readonly LiftRecord[] = [];
  private readonly _changed = new Signal<this, void>(this);
}

function isRecord(value: LiftRecord): boolean {
  return (
    (value.receipt as Receipt | undefined)?.version === 1 &&
    Array.isArray(value.swap?.inserted)
  );
}

/** Large outputs are not kept: the state is sent to the server as a whole each time. */
function withoutBulk(record: LiftRecord): LiftRecord {
  const cells = record.receipt.cells.map(cell => {
    const large = JSON.stringify(cell.original.outputs).length > MOST_OUTPUT;
    return large
      ? { ...cell, original: { ...cell.original, outputs: [] } }
      : cell;
  });
  return { ...record, receipt: { ...record.receipt, cells } };
}
