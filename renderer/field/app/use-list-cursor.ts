import { useState } from 'react';
import { useKeys } from '#renderer/ui/use-keys.ts';

/** Which item of a list do the keys act on? */
export interface ListCursor {
  readonly currentId: string | null;
  readonly onCurrent: (id: string) => void;
  /** True once a key or an act moved it: then the focus goes along. */
  readonly isLed: boolean;
  readonly lead: () => void;
}

/** Moves by the arrow keys; when an item is gone, the next one takes its place. */
export function useListCursor(ids: readonly string[]): ListCursor {
  const [at, setAt] = useState({ id: '', place: 0 });
  const [isLed, setIsLed] = useState(false);
  const known = ids.indexOf(at.id);
  const place = known !== -1 ? known : Math.min(at.place, ids.length - 1);

  const go = (to: number): void => {
    const id = ids[to];
    if (id !== undefined) setAt({ id, place: to });
  };

  useKeys((key) => {
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
    setIsLed(true);
    go(key === 'ArrowDown' ? Math.min(place + 1, ids.length - 1) : Math.max(place - 1, 0));
    return ids.length > 0;
  });

  return {
    currentId: ids[place] ?? null,
    onCurrent: (id) => go(ids.indexOf(id)),
    isLed,
    lead: () => setIsLed(true),
  };
}
