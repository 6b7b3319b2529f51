import { readScreeningAnswers } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import { resolveApplicability } from '#domain/scoring/applicability.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import { foldSearchText } from '#domain/search/search-words.ts';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';

/** Somewhere to go, as the list shows it. */
export interface Destination {
  readonly id: string;
  readonly kind: 'place' | 'mission' | 'assessment' | 'workshop' | 'question';
  readonly title: string;
  readonly note: string;
  readonly route: FieldRoute;
  /**
   * Title, and title with note and other names, in the form for comparison: folded once, since each typed letter compares
   * all.
   */
  readonly folded: { readonly title: string; readonly all: string };
}

/**
 * A place for a route; the address is its id, since no two places share one.
 * @param otherNames further names by which it is found
 */
export const createDestination = (
  kind: Destination['kind'],
  title: string,
  note: string,
  route: FieldRoute,
  otherNames: readonly string[] = [],
): Destination => ({
  id: fieldAddressOf(route),
  kind,
  title,
  note,
  route,
  folded: { title: foldSearchText(title), all: foldSearchText([title, note, ...otherNames].join(' ')) },
});

/** The questions of an assessment that apply to its institution, by code and title. */
export function questionDestinations(
  route: FieldRoute,
  document: Document,
  instrument: MaturityModel,
): readonly Destination[] {
  if (route.screen !== 'assessment') return [];
  const { screen, log, doc } = route;
  const screening = readScreeningAnswers(document, instrument);
  return instrument.dimensions.flatMap((dimension) =>
    dimension.indicators
      .filter((indicator) => resolveApplicability(indicator, screening, {}).kind !== 'otherType')
      .map(({ id, title }) =>
        createDestination('question', `${id} ${title}`, dimension.title, { screen, log, doc, question: id }),
      ),
  );
}

/** Limit of the list; typing another letter is faster than reading more. */
const maximumShownDestinations = 40;

/** The places in which every typed word occurs, those that begin with the text first. */
export function matchDestinations(places: readonly Destination[], text: string): readonly Destination[] {
  const typed = foldSearchText(text).trim();
  const words = typed.split(/\s+/).filter(Boolean);
  const matching = places.filter(({ folded }) => words.every((word) => folded.all.includes(word)));
  const [first, others] = [matching.filter(begins), matching.filter((place) => !begins(place))];
  return [...first, ...others].slice(0, maximumShownDestinations);

  function begins({ folded }: Destination): boolean {
    return folded.title.startsWith(typed);
  }
}
