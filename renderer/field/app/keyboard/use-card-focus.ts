import { type RefObject, useEffect, useRef } from 'react';

/** Keep the cursor and the focus in the same card; writing begins in its field. */
export function useCardFocus(
  isFocused: boolean,
  isWriting: boolean,
  onCurrent: () => void,
): RefObject<HTMLElement | null> {
  const card = useRef<HTMLElement>(null);
  const latest = useRef(onCurrent);
  useEffect(() => {
    latest.current = onCurrent;
  });

  useEffect(() => {
    const element = card.current;
    if (!element) return undefined;
    element.tabIndex = -1;
    const enter = (): void => latest.current();
    element.addEventListener('focusin', enter);
    return () => element.removeEventListener('focusin', enter);
  }, []);

  useEffect(() => {
    const element = card.current;
    if (!isFocused || !element || element.contains(document.activeElement)) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  }, [isFocused]);

  const wasWriting = useRef(false);
  useEffect(() => {
    const form = card.current?.querySelector('form');
    if (isWriting && form) {
      form.querySelector<HTMLElement>(':is(input, textarea)')?.focus();
      // With its button, which is under the field.
      form.scrollIntoView({ block: 'nearest' });
    }
    // The field is gone, and the focus with it: the keys of the card would begin at the top of the page.
    else if (wasWriting.current && document.activeElement === document.body) card.current?.focus();
    wasWriting.current = isWriting;
  }, [isWriting]);

  return card;
}
