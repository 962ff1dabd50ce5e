import type { ISignal } from '@lumino/signaling';
import { useLayoutEffect, useState } from 'react';

/** Renders the component again whenever the signal is emitted. */
export function useSignal(signal: ISignal<unknown, unknown>): void {
  const [, count] = useState(0);
  useLayoutEffect(() => {
    const onChange = () => count(n => n + 1);
    signal.connect(onChange);
    // What happened between rendering and connecting would be missed.
    onChange();
    return () => {
      signal.disconnect(onChange);
    };
  }, [signal]);
}
