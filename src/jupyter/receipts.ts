import type { IStateDB } from '@jupyterlab/statedb';
import type { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { type ISignal, Signal } from '@lumino/signaling';
import type { ReceiptView } from '../lift/desk';
import type { Receipt } from '../lift/receipt';
import type { CalledBefore } from './namebefore';
import type { CellSwap } from './notebook';
import { StateKeys } from './statekeys';

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
  /** The notebook was run with and without it, and said the same. */
  readonly proved?: boolean;
  /** It was run with and without it, and did not say the same: the first difference. */
  readonly disproved?: string | null;
  /** Positions before the lift of cells whose displays a person left out. */
  readonly hidden?: readonly number[];
  /** Ids of new cells that were run or cleared since, or never had an output. */
  readonly run: readonly string[];
  /** Cells that calls of the lift were turned into. */
  readonly back?: readonly CalledBefore[];
};

/** A lift that is about to write its modules: enough to take them back. Plain JSON. */
export type BegunLift = Pick<LiftRecord, 'receipt' | 'root'>;

/** How many lifts are remembered. */
const MOST = 50;
/** Characters of outputs that a remembered lift may hold; without them the code still comes back. */
const MOST_OUTPUT = 200_000;

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

  /** A lift begins to write. What `end` has not ended when the page is gone is `cutOff` at the next start. */
  begin(lift: BegunLift): void {
    this._begun = [...this._begun, lift];
    this._save(StateKeys.begun, this._begun);
  }

  end(id: string): void {
    const others = this._begun.filter(({ receipt }) => receipt.id !== id);
    if (others.length < this._begun.length) {
      this._begun = others;
      this._save(StateKeys.begun, others);
    }
  }

  /** Lifts of a notebook that began in a page which is gone, and never ended. */
  async cutOff(notebook: string): Promise<readonly BegunLift[]> {
    await this.ready;
    return this._begun.filter(
      ({ receipt }) =>
        receipt.notebook === notebook && this._earlier.has(receipt.id)
    );
  }

  private async _load(): Promise<void> {
    try {
      const known = await this._fetch<LiftRecord>(StateKeys.receipts);
      const records = [...known.filter(isRecord), ...this._records];
      this._records = records.slice(-MOST);
      const begun = await this._fetch<BegunLift>(StateKeys.begun);
      this._earlier = new Set(begun.map(({ receipt }) => receipt.id));
      this._begun = [...begun, ...this._begun];
      this._changed.emit();
    } catch (error) {
      console.warn('Could not read the receipts of earlier lifts', error);
    }
  }

  private _store(): void {
    this._changed.emit();
    this._save(StateKeys.receipts, this._records.map(withoutBulk));
  }

  private _save(key: string, records: readonly BegunLift[]): void {
    const value = records as unknown as ReadonlyPartialJSONValue;
    void this.ready
      .then(() => this._state?.save(key, value))
      .catch((error: unknown) =>
        console.warn('Could not remember the lift', error)
      );
  }

  private async _fetch<T extends BegunLift>(
    key: string
  ): Promise<readonly T[]> {
    const value = await this._state?.fetch(key);
    const found = Array.isArray(value) ? (value as unknown as T[]) : [];
    return found.filter(
      ({ receipt }) => (receipt as Receipt | undefined)?.version === 1
    );
  }

  private _records: readonly LiftRecord[] = [];
  private _begun: readonly BegunLift[] = [];
  /** Ids of lifts that began before this page was there. */
  private _earlier: ReadonlySet<string> = new Set();
  private readonly _changed = new Signal<this, void>(this);
}

function isRecord(value: LiftRecord): boolean {
  return Array.isArray(value.swap?.inserted) && Array.isArray(value.run);
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
