import { LiftError, type ErrorCode } from '../core/errors';

const CODES: { readonly [errno: string]: ErrorCode } = {
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'read-only-disk',
  ENOTDIR: 'parent-is-file',
  EEXIST: 'parent-is-file',
  EISDIR: 'target-folder'
};

const REASONS: { readonly [errno: string]: string } = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'its name is too long'
};

/** The system's name of an error (`ENOENT`); `''` where a thrown value has none. */
export function errnoOf(thrown: unknown): string {
  const code = (thrown as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** What went wrong, as the end of a sentence. */
export function reasonOf(thrown: unknown): string {
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  return REASONS[errnoOf(thrown)] ?? said;
}

/** The error of a write that failed; `path` as the user knows it. */
export function writeError(thrown: unknown, path: string): LiftError {
  if (thrown instanceof LiftError) {
    return thrown;
  }
  const code = CODES[errnoOf(thrown)] ?? 'write-failed';
  return new LiftError(code, { path, reason: reasonOf(thrown) });
}
