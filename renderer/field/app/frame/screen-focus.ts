import { useEffect, useLayoutEffect, useRef } from 'react';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';

/** Identity of a route's screen; going from one question to the next is no navigation. */
export const screenIdentityOf = (route: FieldRoute): string =>
  [
    route.screen,
    'log' in route && route.log,
    'doc' in route && route.doc,
    'place' in route && route.place,
    'item' in route && route.item,
  ].join(' ');

/** After going to another screen, keys and screen readers begin at its heading; not when the app opens. */
export function useHeadingFocus(screen: string): void {
  const before = useRef(screen);
  useLayoutEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    focusHeading();
  }, [screen]);
}

function focusHeading(): void {
  const heading = document.querySelector('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** Time in ms in which a dialog or a screen gives the focus on by itself. */
const focusRestMs = 150;

/**
 * Keys and screen readers go on at the heading when the element in focus leaves the page: the heading of a screen that
 * was loading, or the button of a step that was taken.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const isLost = (): boolean =>
      last !== null && !last.isConnected && document.activeElement === document.body;
    const onFocus = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? target : null;
    };
    const observer = new MutationObserver(() => {
      if (rest !== undefined || !isLost()) return;
      rest = setTimeout(() => {
        rest = undefined;
        if (isLost()) focusHeading();
      }, focusRestMs);
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
      clearTimeout(rest);
    };
  }, []);
}
