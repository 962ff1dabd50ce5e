import type { ApplyStep, Draft, ReceiptView } from '../../lift/desk';
import type { NotebookMap } from '../../lift/map';
import type { Refusal } from '../../lift/types';
import type { Differences } from './differences';

/** What changed between the preview that the user saw and the one shown now.
 *  `read`: Enter was pressed on it, so that the next Enter lifts. */
export type Notice = { readonly read: boolean } & (
  | { readonly kind: 'notebook'; readonly differences: Differences }
  | { readonly kind: 'text'; readonly text: string }
);

/** Where the panel is: idle, then analysing, ready or blocked, applying, done or failed. */
export type LiftState =
  | {
      readonly kind: 'idle';
      /** `null` until it is read. */
      readonly map: NotebookMap | null;
      /** Why there is no map. */
      readonly error: string | null;
    }
  /** `previous` stays in view, dimmed, so that nothing jumps. */
  | { readonly kind: 'analysing'; readonly previous: Draft | null }
  | {
      readonly kind: 'ready';
      readonly draft: Draft;
      readonly notice: Notice | null;
    }
  | {
      readonly kind: 'blocked';
      readonly draft: Draft;
      readonly refusals: readonly Refusal[];
    }
  | {
      readonly kind: 'applying';
      readonly draft: Draft;
      readonly step: ApplyStep | null;
    }
  | { readonly kind: 'done'; readonly receipt: ReceiptView }
  | { readonly kind: 'failed'; readonly text: string };

/** What to show of a rejection. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
