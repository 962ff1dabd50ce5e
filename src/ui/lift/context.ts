import type { TranslationBundle } from '@jupyterlab/translation';
import { createContext, useContext } from 'react';
import { useSignal } from '../useSignal';
import type { LiftModel } from './model';

/** What every part of the panel may use. */
export type LiftContext = {
  readonly model: LiftModel;
  readonly trans: TranslationBundle;
};

const Context = createContext<LiftContext | null>(null);

export const LiftProvider = Context.Provider;

/** The panel's model, rendering again on each of its changes, and the words of the user's language. */
export function useLift(): LiftContext {
  const context = useContext(Context);
  if (!context) {
    throw new Error('The parts of the panel live inside LiftProvider');
  }
  useSignal(context.model.changed);
  return context;
}
