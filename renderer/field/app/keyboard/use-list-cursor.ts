import { useState } from 'react';
import { useKeyPresses } from '#renderer/ui';

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
  const [at, setAt] = useState({ id: '', index: 0 });
  const [takesFocus, setTakesFocus] = useState(false);
  const known = ids.indexOf(at.id);
  const index = known !== -1 ? known : Math.min(at.index, ids.length - 1);

  const go = (to: number): void => {
    const id = ids[to];
    if (id !== undefined) setAt({ id, index: to });
  };

  useKeyPresses((key) => {
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
    setTakesFocus(true);
    go(key === 'ArrowDown' ? Math.min(index + 1, ids.length - 1) : Math.max(index - 1, 0));
    return ids.length > 0;
  });

  return {
    currentId: ids[index] ?? null,
    onCurrent: (id) => go(ids.indexOf(id)),
    takesFocus,
    takeFocus: () => setTakesFocus(true),
  };
}
