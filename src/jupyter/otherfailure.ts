import type { TranslationBundle } from '@jupyterlab/translation';
import { scrub } from '../checks/compare/scrub';
import type { ShownFailure } from '../checks/recording/desk';
import { errorOf } from '../checks/recording/traceback';
import type { CellRun, Run } from '../core/run';
import type { ScratchProject } from '../host/rehearse';

/** In which way a run up to a cell ended other than the cell shows, for people; `null` where it failed like that. */
export function otherFailure(
  { cells }: Run,
  { cell, error }: ShownFailure,
  project: ScratchProject,
  trans: TranslationBundle
): string | null {
  const last = cells[cells.length - 1];
  const stopped = cells.find(({ end }) => end === 'timeout' || end === 'died');
  const earlier = cells[cells.findIndex(({ end }) => end === 'not-run') - 1];
  if (stopped) {
    return trans.__(
      'Nothing was written: the run ended in cell %1 (%2).',
      stopped.index + 1,
      stopped.end
    );
  }
  if (earlier) {
    return trans.__(
      'Nothing was written: run from the top, the notebook fails before that, in cell %1: %2.',
      earlier.index + 1,
      said(raisedIn(earlier))
    );
  }
  const now = raisedIn(last);
  if (last?.index !== cell || now === null) {
    return trans.__(
      'Nothing was written: run from the top, the cell does not fail. Its traceback comes from values, or from code, that are no longer there.'
    );
  }
  return sameText(now, project) === sameText(error, project)
    ? null
    : trans.__(
        'Nothing was written: run from the top, the cell fails with %1, not with %2 as it shows.',
        said(now),
        said(error)
      );
}

type Raised = ShownFailure['error'];

function raisedIn({ end, outputs }: CellRun): Raised | null {
  const output = outputs.find(one => one.output_type === 'error');
  return end === 'error' && output ? errorOf(output) : null;
}

/** Without where the project or its copy lies. */
function sameText(
  { type, message }: Raised,
  { folder, above }: ScratchProject
): string {
  const copied = above?.folder ?? folder;
  return scrub(`${type}: ${message}`.split(copied).join('<project>'));
}

function said(raised: Raised | null): string {
  if (raised === null) {
    return '';
  }
  const text = `${raised.type}: ${raised.message}`.replace(/\s+/g, ' ').trim();
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
