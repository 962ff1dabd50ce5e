import type { TestsProblem } from '../checks/tests/desk';
import { HostError } from '../host/errors';

/** What went wrong between the page and the helper. */
export function problemOf(error: unknown): TestsProblem {
  const text = error instanceof Error ? error.message : String(error);
  if (!(error instanceof HostError)) {
    return { code: 'not-started', text };
  }
  if (error.code === 'no-kernel') {
    return { code: 'no-kernel' };
  }
  if (error.code === 'other-folder') {
    return { code: 'other-folder', folder: String(error.data.folder) };
  }
  const isLost = error.code === 'lost' || error.code === 'timeout';
  return { code: isLost ? 'lost' : 'not-started', text };
}
