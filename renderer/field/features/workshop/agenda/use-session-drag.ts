import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SessionDropTarget } from './agenda-facts.ts';

/**
 * Target of the dragged session, now. Mouse, pen and touch drag alike.
 * Reads the marks of the agenda's views in the page: `data-day` on a day, `data-session` on a session,
 * `data-grip` on the handle. Keys and the menu do the same.
 */
export function useSessionDrag(
  container: RefObject<HTMLElement | null>,
  onDropped: (session: string, dropTarget: SessionDropTarget) => void,
): SessionDropTarget | null {
  const [dropAt, setDropAt] = useState<SessionDropTarget | null>(null);
  const latest = useRef(onDropped);
  useLayoutEffect(() => {
    latest.current = onDropped;
  });

  useEffect(() => {
    const agenda = container.current;
    if (!agenda) return undefined;
    let draggedSession: DraggedSession | null = null;
    let dropTarget: SessionDropTarget | null = null;
    const aim = (nextTarget: SessionDropTarget | null): void => {
      // Fires many times a second; the same target again must not render again.
      if (nextTarget?.day !== dropTarget?.day || nextTarget?.at !== dropTarget?.at) setDropAt(nextTarget);
      dropTarget = nextTarget;
    };
    const end = (): void => {
      draggedSession?.row.removeAttribute('data-dragged');
      draggedSession = null;
      aim(null);
    };

    const listeners: {
      readonly [E in 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel']: (
        event: PointerEvent,
      ) => void;
    } = {
      pointerdown: (event) => {
        const grip = elementOfEvent(event)?.closest<HTMLElement>('[data-grip]:not([data-inert])');
        const row = grip?.closest<HTMLElement>('[data-session]');
        const session = row?.dataset['session'];
        if (!grip || !row || session === undefined || event.button !== 0) return;
        event.preventDefault(); // no selection of text while it moves
        grip.setPointerCapture(event.pointerId);
        row.setAttribute('data-dragged', '');
        draggedSession = { session, row, pointer: event.pointerId };
      },
      pointermove: (event) => {
        if (draggedSession?.pointer !== event.pointerId) return;
        scrollAtEdge(agenda, event.clientY);
        aim(dropTargetAt(agenda, event));
      },
      pointerup: (event) => {
        if (draggedSession?.pointer !== event.pointerId) return;
        const [{ session }, sessionDropTarget] = [draggedSession, dropTarget];
        end();
        if (sessionDropTarget !== null) latest.current(session, sessionDropTarget);
      },
      pointercancel: end,
    };
    const cancel = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') end();
    };
    const names = Object.keys(listeners) as (keyof typeof listeners)[]; // its own keys, four lines above
    for (const name of names) agenda.addEventListener(name, listeners[name]);
    window.addEventListener('keydown', cancel);
    return () => {
      for (const name of names) agenda.removeEventListener(name, listeners[name]);
      window.removeEventListener('keydown', cancel);
    };
  }, [container]);

  return dropAt;
}

interface DraggedSession {
  readonly session: string;
  readonly row: HTMLElement;
  readonly pointer: number;
}

/** Distance from the edge of the page at which it scrolls, and the step, in pixels. */
const [scrollEdge, scrollStep] = [48, 16];

function scrollAtEdge(agenda: HTMLElement, y: number): void {
  const page = agenda.closest<HTMLElement>('.fb-column-main');
  if (!page) return;
  const { top, bottom } = page.getBoundingClientRect();
  if (y < top + scrollEdge) page.scrollTop -= scrollStep;
  else if (y > bottom - scrollEdge) page.scrollTop += scrollStep;
}

/** The pointer is captured by the handle, so the target is found by its height. */
function dropTargetAt(agenda: HTMLElement, { clientY }: PointerEvent): SessionDropTarget | null {
  const days = [...agenda.querySelectorAll<HTMLElement>('[data-day]')];
  // The last day that begins above the pointer; above all days there is none.
  const day = days.findLast((one) => one.getBoundingClientRect().top <= clientY);
  if (day === undefined) return null;
  const sessions = [...day.querySelectorAll('[data-session]')];
  // After every session with its middle above the pointer.
  const at = sessions.filter((session) => {
    const { top, height } = session.getBoundingClientRect();
    return clientY > top + height / 2;
  }).length;
  const number = Number(day.dataset['day']);
  return { day: number === 0 ? null : number, at };
}

const elementOfEvent = (event: Event): Element | null =>
  event.target instanceof Element ? event.target : null;
