/** What is read from a notebook, once, before anything is planned. Plain JSON. */

export type CellKind = 'code' | 'markdown' | 'raw';

/** A JSON object whose content we carry and never interpret. */
export type JsonObject = { readonly [key: string]: unknown };

/** One cell of the notebook. */
export type CellSnapshot = {
  /** 0-based position in the notebook's `cells`. */
  readonly index: number;
  /** The notebook format's id; `null` where the format has none (nbformat < 4.5) or it is missing. */
  readonly id: string | null;
  readonly kind: CellKind;
  readonly source: string;
  readonly metadata: JsonObject;
  readonly attachments?: JsonObject;
  /** Outputs as nbformat has them; empty for other kinds than code. */
  readonly outputs: readonly JsonObject[];
  readonly executionCount: number | null;
  /** The cell runs or waits to run: it must not be changed. */
  readonly busy?: boolean;
};

/** The notebook as it was read. */
export type Snapshot = {
  /** POSIX path of the notebook relative to the server's root (or to the root given on the command line). */
  readonly path: string;
  /** `metadata.language_info.name` or the kernelspec's language, lower case; `python` where nothing is said. */
  readonly language: string;
  readonly nbformat: number;
  readonly nbformatMinor: number;
  readonly cells: readonly CellSnapshot[];
};
