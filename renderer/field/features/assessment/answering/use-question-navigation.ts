import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { resolveApplicability } from '#domain/scoring/applicability.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { useStableCallback } from '#renderer/field/app/documents/use-stable-values.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { type FieldRoute, rememberedQuestion } from '#renderer/field/parts/field-route.ts';
import type { PageLink } from '#renderer/form/section-list-view.tsx';
import { useTranslate } from '#renderer/i18n';
import { scrollToTop } from '#renderer/ui';
import type { AssessmentModel } from './assessment-model.ts';
import { ratingOfQuestion } from './question-model.ts';

interface QuestionNavigation {
  readonly position: QuestionPosition;
  /** Go to a page and, where there is one, put the focus on its question. */
  readonly goTo: (position: QuestionPosition) => void;
  /** The person put the focus there. */
  readonly noteFocus: (question: string) => void;
}

/**
 * Position of the person within this assessment.
 * Follows the address when it names another question (Ctrl K, a reload). Keeps the address up to date during
 * moves, without the router.
 */
export function useQuestionNavigation(
  fieldRoute: FieldRoute,
  model: AssessmentModel,
  page: RefObject<HTMLElement | null>,
): QuestionNavigation {
  const { remember } = useFieldServices();
  const [at, setAt] = useState(() => ({
    route: fieldRoute,
    position: parseQuestionPosition(rememberedQuestion(fieldRoute, location.hash), model),
    mustFocus: false,
  }));
  if (at.route !== fieldRoute) {
    const asked = questionInRoute(fieldRoute);
    const isElsewhere = asked !== undefined && asked !== at.position.question;
    setAt({
      route: fieldRoute,
      position: isElsewhere ? parseQuestionPosition(questionInRoute(fieldRoute), model) : at.position,
      mustFocus: isElsewhere,
    });
  }

  const goTo = useCallback(
    (position: QuestionPosition) => setAt((before) => ({ ...before, position, mustFocus: true })),
    [setAt],
  );
  const noteFocus = useCallback(
    (question: string) =>
      setAt((before) =>
        before.position.question === question
          ? before
          : { ...before, position: { ...before.position, question }, mustFocus: false },
      ),
    [setAt],
  );

  const { position, mustFocus } = at;
  useEffect(() => {
    if (fieldRoute.screen === 'assessment')
      remember({ ...fieldRoute, question: position.question ?? position.page });
  }, [remember, fieldRoute, position]);

  // Null before the first drawing: then the position only comes into view, and the focus stays with the heading.
  const pageBefore = useRef<string | null>(null);
  useEffect(() => {
    const isNewPage = pageBefore.current !== position.page;
    const isFirstDrawing = pageBefore.current === null;
    pageBefore.current = position.page;
    if (isNewPage) scrollToTop(page.current);
    if (!(mustFocus || isFirstDrawing) || position.question === null) return;
    const stop = page.current?.querySelector<HTMLElement>(`[data-question="${position.question}"]`);
    if (mustFocus) stop?.focus({ preventScroll: true });
    // A new page begins at its top, with its heading and the rule, while its question is in sight there.
    if (!(isNewPage && stop && isInSight(stop, page.current))) stop?.scrollIntoView({ block: 'start' });
  }, [page, position, mustFocus]);

  return { position, goTo, noteFocus };
}

/** Position within an assessment: the screening page or a dimension, and a question. */
interface QuestionPosition {
  readonly page: string;
  readonly question: string | null;
}

export const screeningPageCode = 'screening';

/**
 * Read the last part of the address: `screening`, `S3`, `D5` or `D5.4`. An unknown one leads to the first
 * position.
 */
export function parseQuestionPosition(text: string | undefined, model: AssessmentModel): QuestionPosition {
  if (text === undefined) return initialQuestionPosition(model);
  if (text === screeningPageCode) return screeningStartPosition(model);
  if (/^S\d+$/.test(text)) return { page: screeningPageCode, question: text };
  const [page = ''] = text.split('.', 1);
  const foundDimensionModel = model.dimensions.find(({ dimension }) => dimension.code === page);
  if (!foundDimensionModel) return initialQuestionPosition(model);
  return foundDimensionModel.indicators.some(({ id }) => id === text)
    ? { page, question: text }
    : pageStartPosition(page, model);
}

/**
 * Position at which an assessment opens: the screening until it is answered, then the first dimension with
 * open questions.
 */
function initialQuestionPosition(model: AssessmentModel): QuestionPosition {
  if (Object.keys(model.screening).length < 2) return screeningStartPosition(model);
  const open = model.dimensions.find(({ progress }) => progress.answered < progress.asked);
  const page = (open ?? model.dimensions[0])?.dimension.code;
  return page === undefined ? screeningStartPosition(model) : pageStartPosition(page, model);
}

/** The screening at its first question without an answer, else at its first. */
function screeningStartPosition({ screening }: AssessmentModel): QuestionPosition {
  const stops = defaultMaturityModel.screening.map(({ id }) => id);
  const open = stops.find((id) => screening[id] === undefined);
  return { page: screeningPageCode, question: open ?? stops[0] ?? null };
}

/** Position on a page where work goes on: its first question without an answer, else its first. */
function pageStartPosition(page: string, model: AssessmentModel): QuestionPosition {
  const stops = askedQuestionIds(page, model);
  const open = stops.find((id) => ratingOfQuestion(model.answers, id).state === 'blank');
  return { page, question: open ?? stops[0] ?? null };
}

/** Questions of a dimension that are asked, in order. Hidden ones are no stops. */
export function askedQuestionIds(
  page: string,
  { dimensions, screening, answers }: AssessmentModel,
): readonly string[] {
  const foundDimensionModel = dimensions.find(({ dimension }) => dimension.code === page);
  return (foundDimensionModel?.indicators ?? [])
    .filter((indicator) => resolveApplicability(indicator, screening, answers).kind !== 'skipped')
    .map(({ id }) => id);
}

/** The question after (or before) one among these; null at either end. */
export function adjacentQuestion(stops: readonly string[], from: string | null, by: 1 | -1): string | null {
  if (from === null) return (by === 1 ? stops[0] : stops.at(-1)) ?? null;
  const at = stops.indexOf(from) + by;
  return (at < 0 ? undefined : stops[at]) ?? null;
}

interface QuestionSteps {
  /** Go to the question after or before, on the next or previous page where this one ends. */
  readonly onStep: (by: 1 | -1) => void;
  readonly onPage: (by: 1 | -1) => void;
  readonly goToPage: (page: string) => void;
  readonly goToQuestion: (question: string) => void;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** Steps from one question to the next. */
export function useQuestionSteps(
  model: AssessmentModel,
  position: QuestionPosition,
  goTo: (position: QuestionPosition) => void,
): QuestionSteps {
  const translate = useTranslate();
  const pages = [
    { page: screeningPageCode, title: translate('path.screening') },
    ...model.dimensions.map(({ dimension }) => ({
      page: dimension.code,
      title: `${dimension.code} ${dimension.title}`,
    })),
  ];
  const at = pages.findIndex(({ page }) => page === position.page);
  const stopsOn = (page: string): readonly string[] =>
    page === screeningPageCode
      ? defaultMaturityModel.screening.map(({ id }) => id)
      : askedQuestionIds(page, model);

  const goToPage = useStableCallback((page: string): void =>
    goTo(page === screeningPageCode ? screeningStartPosition(model) : pageStartPosition(page, model)),
  );
  const beside = (by: 1 | -1) => (at + by < 0 ? undefined : pages[at + by]);
  const previous = usePageLink(beside(-1), goToPage);
  const nextPageLink = usePageLink(beside(1), goToPage);

  return {
    goToPage,
    goToQuestion: (question) => goTo({ page: question.split('.', 1)[0] ?? position.page, question }),
    onPage: (by) => (by === 1 ? nextPageLink : previous)?.onGo(),
    onStep: (by) => {
      const here = adjacentQuestion(stopsOn(position.page), position.question, by);
      if (here !== null) return goTo({ ...position, question: here });
      const page = beside(by)?.page;
      if (page !== undefined) goTo({ page, question: adjacentQuestion(stopsOn(page), null, by) });
    },
    previous,
    next: nextPageLink,
  };
}

/** The same object until it leads elsewhere. */
function usePageLink(
  target: { readonly page: string; readonly title: string } | undefined,
  goToPage: (page: string) => void,
): PageLink | null {
  const { page, title } = target ?? {};
  return useMemo(
    () => (page === undefined || title === undefined ? null : { title, onGo: () => goToPage(page) }),
    [page, title, goToPage],
  );
}

const questionInRoute = (fieldRoute: FieldRoute): string | undefined =>
  fieldRoute.screen === 'assessment' ? fieldRoute.question : undefined;

/** Return whether an element lies whole in the visible part of its scrolling page. */
const isInSight = (element: HTMLElement, page: HTMLElement | null): boolean =>
  page !== null && element.getBoundingClientRect().bottom <= page.getBoundingClientRect().bottom;
