import type { ReceiptView } from '../lift/desk';
import type { LiftRecord } from './receipts';

/** What the panel shows of a remembered lift. */
export function toView({
  receipt,
  module,
  state,
  notes,
  rerun,
  proved = false,
  disproved = null
}: LiftRecord): ReceiptView {
  return {
    id: receipt.id,
    names: receipt.names,
    paths:
      receipt.files.length > 0
        ? receipt.files.map(({ path }) => path)
        : [module],
    at: receipt.time,
    state,
    notes,
    rerun,
    proved,
    disproved
  };
}
