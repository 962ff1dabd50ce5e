/** Version of the messages below; agent and client are shipped together and must agree. */
export const PROTOCOL = 1;

/** The comm target that the agent answers to. */
export const TARGET = 'jupyterlab-lift';

/** A value as JSON has it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

export type JsonObject = { readonly [key: string]: Json | undefined };

/** One call of an operation of the agent. `buffers` are positions in the message's buffers. */
export type Request = {
  readonly id: number;
  readonly op: string;
  readonly args: JsonObject;
  readonly buffers?: readonly number[];
};

/** What the page sends: calls, calls that it no longer waits for, or nothing: a heartbeat. */
export type ToAgent = {
  readonly v: number;
  readonly requests?: readonly Request[];
  readonly cancel?: readonly number[];
};

/** The one shape of an error. Codes of the operating system are spelled as `errno` does (`ENOENT`). */
export type WireError = {
  readonly code: string;
  readonly message: string;
  readonly data: JsonObject;
};

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: Json }
  | { readonly id: number; readonly ok: false; readonly error: WireError };

/** What the agent sends. Events come first: those of a request arrive before its reply. */
export type ToPage = {
  readonly v: number;
  readonly events?: readonly {
    readonly id: number;
    readonly events: readonly JsonObject[];
  }[];
  readonly replies?: readonly Reply[];
};

/** The agent's first words, as the reply to request 0. */
export type Hello = {
  readonly protocol: number;
  readonly python: string;
  readonly executable: string;
  readonly prefix: string;
  readonly platform: string;
  readonly pid: number;
  /** Where the helper was started: the project's folder, as the kernel sees it. */
  readonly folder: string;
};
