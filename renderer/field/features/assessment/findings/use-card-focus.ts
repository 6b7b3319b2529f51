import { useCallback, useLayoutEffect, useRef } from 'react';

/** Puts the cursor into the text of a card, as soon as the card is there. */
export function useCardFocus(): (id: string | null) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const text = document.querySelector<HTMLTextAreaElement>(
      `[data-card="${CSS.escape(wanted.current)}"] textarea`,
    );
    if (!text) return;
    wanted.current = null;
    text.focus();
    text.scrollIntoView({ block: 'center' });
  });
  return useCallback((id) => {
    wanted.current = id;
  }, []);
}
