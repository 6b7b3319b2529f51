import { type RefObject, useEffect, useRef, useState } from 'react';
import { useKeyPresses } from '#renderer/ui';

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

/** Item of a list that the keys act on. */
interface ListCursor {
  readonly currentId: string | null;
  readonly onCurrent: (id: string) => void;
  /** True once a key or an act moved it: then the focus goes along. */
  readonly takesFocus: boolean;
  readonly takeFocus: () => void;
}

/** Cursor of a list; the arrow keys move it. When an item is gone, the next one takes its place. */
export function useListCursor(ids: readonly string[]): ListCursor {
  const [at, setAt] = useState({ id: '', place: 0 });
  const [takesFocus, setTakesFocus] = useState(false);
  const known = ids.indexOf(at.id);
  const place = known !== -1 ? known : Math.min(at.place, ids.length - 1);

  const go = (to: number): void => {
    const id = ids[to];
    if (id !== undefined) setAt({ id, place: to });
  };

  useKeyPresses((key) => {
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
    setTakesFocus(true);
    go(key === 'ArrowDown' ? Math.min(place + 1, ids.length - 1) : Math.max(place - 1, 0));
    return ids.length > 0;
  });

  return {
    currentId: ids[place] ?? null,
    onCurrent: (id) => go(ids.indexOf(id)),
    takesFocus,
    takeFocus: () => setTakesFocus(true),
  };
}
