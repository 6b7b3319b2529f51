import { readScreening } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import { askedOf } from '#domain/instrument/applicability.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import { addressOf, type Route } from './route.ts';

/** Somewhere to go, as the list shows it. */
export interface GoPlace {
  readonly id: string;
  readonly kind: 'place' | 'mission' | 'assessment' | 'workshop' | 'question';
  readonly title: string;
  readonly note: string;
  readonly route: Route;
  /** Title, and title with note, as they are compared: folded once, since each letter typed looks through all. */
  readonly folded: { readonly title: string; readonly all: string };
}

/** A place for a route; the address is its id, since no two places share one. */
export const goPlace = (kind: GoPlace['kind'], title: string, note: string, route: Route): GoPlace => ({
  id: addressOf(route),
  kind,
  title,
  note,
  route,
  folded: { title: fold(title), all: fold(`${title} ${note}`) },
});

/** The questions of an assessment that apply to its institution, by code and title. */
export function questionPlaces(
  route: Route,
  document: Document,
  instrument: MaturityModel,
): readonly GoPlace[] {
  if (route.screen !== 'assessment') return [];
  const { screen, log, doc } = route;
  const screening = readScreening(document, instrument);
  return instrument.dimensions.flatMap((dimension) =>
    dimension.indicators
      .filter((indicator) => askedOf(indicator, screening, {}).kind !== 'otherType')
      .map(({ id, title }) =>
        goPlace('question', `${id} ${title}`, dimension.title, { screen, log, doc, question: id }),
      ),
  );
}

/** More are not looked through; typing another letter is faster. */
const mostShown = 40;

/** The places in which every typed word occurs, those that begin with the text first. */
export function matchPlaces(places: readonly GoPlace[], text: string): readonly GoPlace[] {
  const typed = fold(text);
  const words = typed.split(/\s+/).filter(Boolean);
  const matching = places.filter(({ folded }) => words.every((word) => folded.all.includes(word)));
  const [first, others] = [matching.filter(begins), matching.filter((place) => !begins(place))];
  return [...first, ...others].slice(0, mostShown);

  function begins({ folded }: GoPlace): boolean {
    return folded.title.startsWith(typed);
  }
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().trim();
}
