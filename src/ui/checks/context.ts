import type { TranslationBundle } from '@jupyterlab/translation';
import { createContext, useContext } from 'react';
import { useSignal } from '../useSignal';
import type { TestsModel } from './model';

/** What every part of the panel may use. */
export type TestsContext = {
  readonly model: TestsModel;
  readonly trans: TranslationBundle;
};

const Context = createContext<TestsContext | null>(null);

export const TestsProvider = Context.Provider;

/** The panel's model, rendering again on each of its changes, and the words of the user's language. */
export function useTests(): TestsContext {
  const context = useContext(Context);
  if (!context) {
    throw new Error('The parts of the panel live inside TestsProvider');
  }
  useSignal(context.model.changed);
  return context;
}
