import { type ErrorCode, LiftError } from '../core/errors';

/** HTTP status of a failed request; 0 where there was no answer. */
export function statusOf(error: unknown): number {
  const response = (error as { response?: { status?: unknown } } | null)
    ?.response;
  return typeof response?.status === 'number' ? response.status : 0;
}

/** What the server says went wrong. */
export function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const status = statusOf(error);
  return (
    said ||
    (status ? `the server answered ${status}` : 'the server did not answer')
  );
}

/** The server's words for what only the disk knows. */
const CAUSES: readonly { readonly code: ErrorCode; readonly said: RegExp }[] = [
  { code: 'no-space', said: /Errno (28|122)\b|No space left|quota exceeded/i },
  { code: 'read-only-disk', said: /Errno 30\b|Read-only file system/i },
  { code: 'no-permission', said: /Errno (1|13)\b|Permission denied/i },
  { code: 'parent-is-file', said: /Errno 20\b|Not a directory/i },
  { code: 'not-encodable', said: /codec can't encode|surrogates not allowed/i }
];

/** A failed request on a file as the failure that it means. */
export function liftError(
  error: unknown,
  otherwise: ErrorCode,
  path: string
): LiftError {
  if (error instanceof LiftError) {
    return error;
  }
  const reason = reasonOf(error);
  const known = CAUSES.find(({ said }) => said.test(reason))?.code;
  const denied = statusOf(error) === 403 ? 'no-permission' : otherwise;
  return new LiftError(known ?? denied, { path, reason });
}
