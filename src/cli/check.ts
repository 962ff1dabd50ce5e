import { judgeRuns } from '../checks/check';
import type { CheckResult } from '../checks/verdict';
import type { Failure } from '../core/errors';
import { ok, type Result } from '../core/result';
import type { Session } from './session';
import { Stage, type CheckOptions } from './stage';
import { placeOf, readVersion, type Version } from './versions';

/** Runs the notebook twice, clean, and says what came of it; `unverified`, with the reason, where it cannot be run.
 *  Fails where the notebook cannot be read. */
export async function check(
  session: Session,
  options: CheckOptions
): Promise<Result<CheckResult, Failure>> {
  const place = await placeOf(options.notebooks[0]);
  const read = await readVersion(session, place);
  if (!read.ok) {
    return read;
  }
  const version = read.value;
  if (version === null) {
    return ok(unverified('Only Python notebooks can be run.', null));
  }
  const result = await Stage.with(place, options, async stage => {
    const how = { inPlace: true };
    const first = await stage.run(place, version, 0, how);
    const second = await stage.run(place, version, 0, how);
    return judgeRuns(version.cells, first, second);
  });
  return ok(result.ok ? result.value : unverified(result.error, version));
}

/** Nothing could be told; no cell was run to its end. */
export function unverified(
  sentence: string,
  version: Version | null
): CheckResult {
  const cells = version?.cells ?? [];
  return {
    verdict: 'unverified',
    sentence,
    cells: cells.map(({ index }) => ({
      index,
      verdict: 'not-run',
      cause: null
    }))
  };
}
