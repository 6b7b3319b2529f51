import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';

/** Where the cursor goes after a session was added or moved: into its title, as soon as its row is there. */
export interface RowFocus {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly focusRow: (session: string) => void;
}

/** Keeps the cursor with a session whose row goes elsewhere, which the browser would drop. */
export function useRowFocus(): RowFocus {
  const container = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);

  useLayoutEffect(() => {
    const title = container.current?.querySelector<HTMLElement>(
      `[data-session="${CSS.escape(wanted.current ?? '')}"] textarea`,
    );
    if (!title) return;
    wanted.current = null;
    title.focus();
  });

  const focusRow = useCallback((session: string) => {
    wanted.current = session;
  }, []);
  return { container, focusRow };
}
