/** A file's text that could not be put back, kept so that it is not lost. Plain JSON. */
export type KeptText = {
  /** Relative to the project root. */
  readonly path: string;
  /** The text to put back; `null` where the file is to be removed. */
  readonly text: string | null;
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
};

/** A place that outlives the page or process. */
export interface IKeepPort {
  /** Adds a text to what the next start finds. A rejection is not reported: the caller has the text too. */
  keep(kept: KeptText): Promise<void>;
}
