import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { type Place, placeOf } from './place.ts';
import type { AssessmentModel } from './assessment-model.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { Route } from '#renderer/field/app/route.ts';

interface Placing {
  readonly place: Place;
  /** Goes to a page and, where there is one, puts the focus on its question. */
  readonly goTo: (place: Place) => void;
  /** The person put the focus there themselves. */
  readonly noteFocus: (question: string) => void;
}

/**
 * Where is the person within this assessment? Follows the address when it names another place (Ctrl K, a reload), and
 * keeps it up to date while they move, without going through the router.
 */
export function usePlace(route: Route, model: AssessmentModel, page: RefObject<HTMLElement | null>): Placing {
  const { remember } = useField();
  const [at, setAt] = useState(() => ({ route, place: placeOf(questionOf(route), model), mustFocus: false }));
  if (at.route !== route) {
    const asked = questionOf(route);
    const isElsewhere = asked !== undefined && asked !== at.place.question;
    setAt({
      route,
      place: isElsewhere ? placeOf(questionOf(route), model) : at.place,
      mustFocus: isElsewhere,
    });
  }

  const goTo = useCallback(
    (place: Place) => setAt((before) => ({ ...before, place, mustFocus: true })),
    [setAt],
  );
  const noteFocus = useCallback(
    (question: string) =>
      setAt((before) =>
        before.place.question === question
          ? before
          : { ...before, place: { ...before.place, question }, mustFocus: false },
      ),
    [setAt],
  );

  const { place, mustFocus } = at;
  useEffect(() => {
    if (route.screen === 'assessment') remember({ ...route, question: place.question ?? place.page });
  }, [remember, route, place]);

  // Null before the first drawing: then the place only comes into view, and the focus stays with the heading.
  const pageBefore = useRef<string | null>(null);
  useEffect(() => {
    const isNewPage = pageBefore.current !== place.page;
    const isFirstDrawing = pageBefore.current === null;
    pageBefore.current = place.page;
    if (isNewPage) page.current?.scrollTo({ top: 0 });
    if (!(mustFocus || isFirstDrawing) || place.question === null) return;
    const stop = page.current?.querySelector<HTMLElement>(`[data-question="${place.question}"]`);
    if (mustFocus) stop?.focus({ preventScroll: true });
    // A new page begins at its top, with its heading and the reminder, unless the question is further down.
    const isFirst = stop?.parentElement?.querySelector('[data-question]') === stop;
    if (!(isNewPage && isFirst)) stop?.scrollIntoView({ block: 'start' });
  }, [page, place, mustFocus]);

  return { place, goTo, noteFocus };
}

const questionOf = (route: Route): string | undefined =>
  route.screen === 'assessment' ? route.question : undefined;
