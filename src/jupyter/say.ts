import type { TranslationBundle } from '@jupyterlab/translation';
import type { Failure } from '../core/errors';
import { sentence } from '../lift/messages';

/** A failure in the user's language: what happened, then what to do. */
export function say(
  failure: Failure,
  trans: TranslationBundle
): { what: string; remedy: string } {
  // The literals stand in lift/messages.ts, the one place where failures get their words.
  // eslint-disable-next-line jupyter/no-dynamic-translation
  const { message, remedy } = sentence(failure, literal => trans.__(literal));
  return { what: message, remedy };
}
