import { useEffect, useRef, type RefObject } from 'react';

/** The card that the cursor is in is the current one, and the other way round; writing begins in its field. */
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

  useEffect(() => {
    if (isWriting) card.current?.querySelector<HTMLElement>('form :is(input, textarea)')?.focus();
  }, [isWriting]);

  return card;
}
