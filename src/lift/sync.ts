import type { ISignal } from '@lumino/signaling';
import type { Rerun } from './rerun';

/** A project module that the kernel has imported and whose file says something else by now. */
export type EditedModule = {
  /** Dotted name. */
  readonly name: string;
  /** Path relative to the project root. */
  readonly path: string;
};

/** What a reload would lose or do twice. */
export type HeldState = {
  readonly module: string;
  readonly what: string;
  /** `value`: a value that is not what the file says. `made`: an object made by a call. `again`: a statement
   *  with an effect. `cache`: results that are kept. */
  readonly kind: 'value' | 'made' | 'again' | 'cache';
};

/** An object that still is what it was before the reload. */
export type LeftBehind = {
  /** A variable of the notebook, or a name of another module; `''` for those that none leads to. */
  readonly name: string;
  readonly kind: 'instance' | 'class' | 'function' | 'generator';
  /** Name of the old function or class. */
  readonly of: string;
  /** How many there are, where no name leads to them. */
  readonly count: number | null;
};

export type SyncReport = {
  /** In the order in which they were reloaded. */
  readonly modules: readonly string[];
  /** Names of the notebook that mean the new code. */
  readonly rebound: readonly string[];
  /** Names that were imported once and that the notebook has bound to something else. */
  readonly kept: readonly string[];
  /** Names that the modules no longer have; the notebook's are the old ones. */
  readonly gone: readonly string[];
  readonly left: readonly LeftBehind[];
  /** All objects were looked at. */
  readonly isWhole: boolean;
  readonly rerun: Rerun;
};

/** What came of bringing the kernel in step. Where it is not `done`, the kernel is as it was. */
export type SyncOutcome =
  | { readonly kind: 'done'; readonly report: SyncReport }
  /** Every imported module is as its file says. */
  | { readonly kind: 'none' }
  /** Nothing can be reloaded without loss; it is asked again with `force`. */
  | { readonly kind: 'state'; readonly held: readonly HeldState[] }
  /** Modules import each other, so that no order is right. */
  | { readonly kind: 'circle'; readonly modules: readonly string[] }
  /** A file cannot be read by Python, or did not run. */
  | {
      readonly kind: 'failed';
      readonly error: string;
      readonly message: string;
      /** Path relative to the project root and 1-based line. */
      readonly place: readonly [path: string, line: number] | null;
    }
  /** Nothing was asked of the kernel. */
  | { readonly kind: 'busy' | 'no-kernel' | 'not-python' }
  /** The kernel ended before it answered. */
  | { readonly kind: 'lost' };

/** What the panel asks of a notebook whose modules are edited. */
export interface ISyncDesk {
  /** The kernel begins anew, or is another one. */
  readonly renewed: ISignal<unknown, void>;
  /** Reloads edited modules and binds the notebook's imports anew. With `force`, state is lost. */
  sync(force: boolean): Promise<SyncOutcome>;
  /** Opens a file of the project at a 1-based line. */
  openAt(path: string, line: number): void;
  /** Restarts the kernel and runs all cells; JupyterLab asks before it restarts. */
  restart(): Promise<void>;
}
