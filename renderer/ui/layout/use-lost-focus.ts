import { useEffect } from 'react';

/** Time in ms in which a dialog or a screen gives the focus on by itself. */
const focusRestMs = 150;

/** Time in ms that a button may be disabled while its act is saved, and then has the focus again. */
const disabledRestMs = 1_000;

/**
 * Move the focus to the nearest heading when the element in focus leaves the page or is disabled. It is the heading of its
 * dialog, of the nearest part of the page that is still there, or of the screen.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let lastElement: Element | null = null;
    let dialog: Element | null = null;
    let sections: readonly Element[] = [];
    let rest: ReturnType<typeof setTimeout> | undefined;
    const isGone = (): boolean =>
      lastElement !== null && (!lastElement.isConnected || lastElement.matches(':disabled'));
    const onFocus = ({ target }: FocusEvent): void => {
      lastElement = target instanceof Element ? target : null;
      dialog = lastElement?.closest('[role="dialog"], [role="alertdialog"]') ?? null;
      // A menu belongs to its button: an act in it may remove the row of both.
      if (dialog === null && lastElement?.closest('[role="menu"]') === null)
        sections = sectionsAround(lastElement);
    };
    const goOn = (): void => {
      rest = undefined;
      if (document.activeElement !== document.body) return;
      if (!isGone() && lastElement instanceof HTMLElement) lastElement.focus();
      else focusHeading([dialog, ...sections].find((one) => one?.isConnected) ?? document);
    };
    const observer = new MutationObserver(() => {
      if (rest === undefined && isGone())
        rest = setTimeout(goOn, lastElement?.isConnected === true ? disabledRestMs : focusRestMs);
      else if (rest !== undefined && !isGone()) {
        clearTimeout(rest);
        rest = setTimeout(goOn);
      }
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
      clearTimeout(rest);
    };
  }, []);
}

/** Let keys and screen readers go on at the main heading in here. */
export function focusHeading(within: ParentNode): void {
  // The rail, with headings of its own, comes before the heading of the screen.
  const heading = within.querySelector<HTMLElement>('h1') ?? within.querySelector<HTMLElement>('h2, h3');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** Sections that an element is in, from the inside out. */
function sectionsAround(element: Element | null): readonly Element[] {
  const section = element?.closest('section') ?? null;
  return section === null ? [] : [section, ...sectionsAround(section.parentElement)];
}
