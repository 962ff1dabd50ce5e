import type { Draft, Selection } from '../../lift/desk';

/** The selected cell holds nothing but a call of lifted code: its receipt says more than a refusal. */
export function isLiftedCall(
  selection: Selection | null,
  { result }: Draft
): boolean {
  return (
    Boolean(selection?.receipt) &&
    selection?.explicit === false &&
    !result.ok &&
    result.refusals.every(({ code }) => code === 'nothing-to-lift')
  );
}
