import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { SessionDropTarget } from './agenda-facts.ts';

/**
 * Target of the dragged session, now.
 * Reads the marks of the agenda's views in the page: `data-day` on a day, `data-session` on a session,
 * `data-grip` on the handle. Keys and the menu do the same.
 */
export function useSessionDrag(
  container: RefObject<HTMLElement | null>,
  onDropped: (session: string, place: SessionDropTarget) => void,
): SessionDropTarget | null {
  const [dropAt, setDropAt] = useState<SessionDropTarget | null>(null);
  const latest = useRef(onDropped);
  useLayoutEffect(() => {
    latest.current = onDropped;
  });

  useEffect(() => {
    const agenda = container.current;
    if (!agenda) return undefined;
    let dragged: string | null = null;
    let place: SessionDropTarget | null = null;
    const aim = (next: SessionDropTarget | null): void => {
      // Fires many times a second; the same place again must not render again.
      if (next?.day !== place?.day || next?.at !== place?.at) setDropAt(next);
      place = next;
    };

    const listeners: {
      readonly [E in 'dragstart' | 'dragover' | 'drop' | 'dragend']: (event: DragEvent) => void;
    } = {
      dragstart: (event) => {
        const row = elementOfEvent(event)?.closest('[data-grip]')?.closest<HTMLElement>('[data-session]');
        dragged = row?.dataset['session'] ?? null;
        if (row) event.dataTransfer?.setDragImage(row, 0, 0);
      },
      dragover: (event) => {
        if (dragged === null) return;
        event.preventDefault();
        aim(dropTargetUnder(event));
      },
      drop: (event) => {
        event.preventDefault();
        if (dragged !== null && place !== null) latest.current(dragged, place);
      },
      dragend: () => {
        dragged = null;
        aim(null);
      },
    };
    const names = Object.keys(listeners) as (keyof typeof listeners)[]; // its own keys, four lines above
    for (const name of names) agenda.addEventListener(name, listeners[name]);
    return () => {
      for (const name of names) agenda.removeEventListener(name, listeners[name]);
    };
  }, [container]);

  return dropAt;
}

function dropTargetUnder(event: DragEvent): SessionDropTarget | null {
  const day = elementOfEvent(event)?.closest<HTMLElement>('[data-day]');
  if (!day) return null;
  const sessions = [...day.querySelectorAll('[data-session]')];
  // After every session with its middle above the pointer.
  const at = sessions.filter((session) => {
    const { top, height } = session.getBoundingClientRect();
    return event.clientY > top + height / 2;
  }).length;
  const number = Number(day.dataset['day']);
  return { day: number === 0 ? null : number, at };
}

const elementOfEvent = (event: Event): Element | null =>
  event.target instanceof Element ? event.target : null;
