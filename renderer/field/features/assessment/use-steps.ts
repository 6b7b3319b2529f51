import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { AssessmentModel } from './assessment-model.ts';
import type { PageLink } from './dimension-page-view.tsx';
import { type Place, screeningPage, screeningPlace, startOf, stepFrom, stopsOf } from './place.ts';

interface Steps {
  /** The question after or before, on the next or previous page where this one ends. */
  readonly onStep: (by: 1 | -1) => void;
  readonly onPage: (by: 1 | -1) => void;
  readonly goToPage: (page: string) => void;
  readonly goToQuestion: (question: string) => void;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** Where can one go from here? */
export function useSteps(model: AssessmentModel, place: Place, goTo: (place: Place) => void): Steps {
  const say = useSay();
  const pages = [
    { page: screeningPage, title: say('assessment.screening.title') },
    ...model.dimensions.map(({ dimension }) => ({
      page: dimension.code,
      title: `${dimension.code} ${dimension.title}`,
    })),
  ];
  const at = pages.findIndex(({ page }) => page === place.page);
  const stopsOn = (page: string): readonly string[] =>
    page === screeningPage ? defaultModel.screening.map(({ id }) => id) : stopsOf(page, model);

  const goToPage = (page: string): void =>
    goTo(page === screeningPage ? screeningPlace(model) : startOf(page, model));
  const linkTo = (target: (typeof pages)[number] | undefined): PageLink | null =>
    target ? { title: target.title, onGo: () => goToPage(target.page) } : null;
  const beside = (by: 1 | -1) => (at + by < 0 ? undefined : pages[at + by]);

  return {
    goToPage,
    goToQuestion: (question) => goTo({ page: question.split('.', 1)[0] ?? place.page, question }),
    onPage: (by) => linkTo(beside(by))?.onGo(),
    onStep: (by) => {
      const here = stepFrom(stopsOn(place.page), place.question, by);
      if (here !== null) return goTo({ ...place, question: here });
      const page = beside(by)?.page;
      if (page !== undefined) goTo({ page, question: stepFrom(stopsOn(page), null, by) });
    },
    previous: linkTo(beside(-1)),
    next: linkTo(beside(1)),
  };
}
