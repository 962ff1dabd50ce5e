import type { Draft, Selection } from '../../lift/desk';

/** The selected cell holds nothing but a call of lifted code: its receipt says more than a refusal. */
export function isLiftedCall(
  { receipt, explicit }: Selection,
  { result }: Draft
): boolean {
  return (
    receipt !== null &&
    !explicit &&
    !result.ok &&
    result.refusals.every(({ code }) => code === 'nothing-to-lift')
  );
}
