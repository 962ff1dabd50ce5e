/** Everything that can go wrong around a lift, apart from the refusals of the planner. */
export type ErrorCode =
  // Reading a notebook file.
  | 'notebook-unreadable'
  | 'notebook-not-text'
  | 'notebook-not-json'
  | 'notebook-conflict'
  | 'notebook-old'
  | 'notebook-new'
  | 'notebook-shape'
  // Applying a plan.
  | 'stale-preview'
  | 'notebook-changed'
  | 'notebook-failed'
  | 'notebook-unsure'
  | 'target-dirty'
  | 'target-folder'
  | 'target-read-only'
  | 'target-unreadable'
  | 'put-back-failed'
  // Files.
  | 'no-space'
  | 'no-permission'
  | 'read-only-disk'
  | 'parent-is-file'
  | 'leads-outside'
  | 'not-encodable'
  | 'read-failed'
  | 'write-failed'
  // Taking a module's change back, and bringing it back again.
  | 'module-changed'
  | 'module-gone'
  | 'module-imported'
  | 'module-differs'
  | 'module-lacks';

/** What the sentence of a code is filled with; which keys a code has is written in `lift/messages.ts`. */
export type ErrorData = { readonly [key: string]: string };

/** An expected failure as a value: plain JSON. */
export type Failure = { readonly code: ErrorCode; readonly data: ErrorData };

/** A failure on its way through code that cannot return it. `lift/messages.ts` has the sentences. */
export class LiftError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly data: ErrorData = {}
  ) {
    super(`${code} ${JSON.stringify(data)}`);
    this.name = 'LiftError';
  }
}

/** The failure that a thrown value stands for; `otherwise` names it where it is not a `LiftError`. */
export function failureOf(
  thrown: unknown,
  otherwise: ErrorCode,
  path: string
): Failure {
  if (thrown instanceof LiftError) {
    return { code: thrown.code, data: thrown.data };
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: otherwise, data: { path, reason } };
}
