import type { TranslationBundle } from '@jupyterlab/translation';
import type { HeldState, LeftBehind, SyncOutcome } from '../../lift/sync';
import type { SyncState } from './syncmodel';

/** What a screen reader is told; problems are told by their banners. */
export function spokenText(state: SyncState, trans: TranslationBundle): string {
  if (state.kind === 'running') {
    return trans.__('Reloading edited modules…');
  }
  if (state.kind !== 'ended' || state.outcome.kind === 'failed') {
    return '';
  }
  return state.outcome.kind === 'done'
    ? trans.__('Reloaded: %1.', state.outcome.report.modules.join(', '))
    : outcomeText(state.outcome, trans);
}

/** Why the kernel was not brought in step, and what helps. */
export function outcomeText(
  outcome: Exclude<SyncOutcome, { kind: 'done' }>,
  trans: TranslationBundle
): string {
  switch (outcome.kind) {
    case 'none':
      return trans.__(
        'Every module that the kernel has imported is as its file says.'
      );
    case 'state':
      return trans.__(
        'Nothing was reloaded: that would lose what these modules hold. A restart makes everything anew.'
      );
    case 'circle':
      return trans.__(
        'Nothing was reloaded: %1 import each other, so that no order is right. A restart makes everything anew.',
        outcome.modules.join(', ')
      );
    case 'failed':
      return trans.__(
        'The edited file does not run. The kernel has all its old code still. Python says:'
      );
    case 'busy':
      return trans.__(
        'The kernel is running something. Nothing was reloaded: sync again when it is done.'
      );
    case 'no-kernel':
      return trans.__(
        'The notebook has no kernel: there is nothing to reload.'
      );
    case 'not-python':
      return trans.__('Only kernels of Python can be brought in step.');
    case 'lost':
      return trans.__(
        'The kernel did not answer to the end: it was restarted, or the reload was broken off. Restart it to be sure of its code.'
      );
  }
}

/** What a reload would lose, behind the module's name. */
export function stateText(
  { kind, what }: HeldState,
  trans: TranslationBundle
): string {
  switch (kind) {
    case 'value':
      return trans.__('holds “%1”, which is not what the file says', what);
    case 'made':
      return trans.__('would make “%1” anew', what);
    case 'again':
      return trans.__('would do again: %1', what);
    case 'cache':
      return trans.__('keeps results of “%1”', what);
  }
}

/** An object that stayed what it was. */
export function leftText(
  { name, kind, of, count }: LeftBehind,
  trans: TranslationBundle
): string {
  if (count !== null) {
    return trans._n(
      'an object of the old class “%2” that no variable leads to',
      '%1 objects of the old class “%2” that no variable leads to',
      count,
      of
    );
  }
  switch (kind) {
    case 'instance':
      return trans.__('“%1”: an object of the old class “%2”', name, of);
    case 'class':
      return trans.__('“%1”: the old class “%2”', name, of);
    case 'function':
      return trans.__('“%1”: holds the old function “%2”', name, of);
    case 'generator':
      return trans.__('“%1”: the old function “%2”, half run', name, of);
  }
}
