import {
  type FocusEvent,
  type RefObject,
  useLayoutEffect,
  useRef
} from 'react';

/** Spread on the part that may have the focus when what had it is gone; of several, the first takes it. */
export const takesFocus = { 'data-takes-focus': '' } as const;

/**
 * Keeps the focus in a panel whose parts come and go: when the focused part is gone, or the panel
 * itself has the focus, the first part that takes it gets it, else the panel.
 *
 * @param panel - selector of the focusable element around `body`
 * @returns what to spread on the body
 */
export function useKeptFocus(panel: string): {
  readonly ref: RefObject<HTMLDivElement>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
} {
  const ref = useRef<HTMLDivElement>(null);
  const last = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const around = ref.current?.closest<HTMLElement>(panel);
    const active = document.activeElement;
    const isLost =
      active === document.body && last.current?.isConnected === false;
    if (around && (isLost || active === around)) {
      const part =
        ref.current?.querySelector<HTMLElement>('[data-takes-focus]');
      (part ?? around).focus();
    }
  });
  return {
    ref,
    onFocus: event => {
      last.current = event.target;
    },
    onBlur: ({ relatedTarget }) => {
      // A part that goes while it has the focus is left with no other target.
      last.current = relatedTarget === null ? last.current : null;
    }
  };
}
