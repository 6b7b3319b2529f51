import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** Alt with an arrow key moves the session that the cursor is in; `data-session` marks it in the page. */
export function useAgendaKeys(
  container: RefObject<HTMLElement | null>,
  onMove: (session: string, step: 'up' | 'down') => void,
): void {
  const latest = useRef(onMove);
  useLayoutEffect(() => {
    latest.current = onMove;
  });

  useEffect(() => {
    const agenda = container.current;
    const listen = (event: KeyboardEvent): void => {
      const step = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : null;
      const row = event.target instanceof Element && event.target.closest<HTMLElement>('[data-session]');
      const session = row ? row.dataset['session'] : undefined;
      if (!event.altKey || step === null || session === undefined) return;
      event.preventDefault();
      latest.current(session, step);
    };
    agenda?.addEventListener('keydown', listen);
    return () => agenda?.removeEventListener('keydown', listen);
  }, [container]);
}
