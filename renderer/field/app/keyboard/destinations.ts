import { readScreeningAnswers } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import type { KindWithPage } from '#domain/kinds/kind-descriptors.ts';
import { resolveApplicability } from '#domain/scoring/applicability.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import { foldSearchText } from '#domain/search/search-words.ts';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';

/** Somewhere to go, as the list shows it. */
export interface Destination {
  readonly id: string;
  readonly kind: 'screen' | 'mission' | 'question' | KindWithPage;
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
 * A destination for a route; the address is its id, since no two destinations share one.
 * @param otherNames further names by which it is found
 */
export const createDestination = (
  kind: Destination['kind'],
  title: string,
  note: string,
  fieldRoute: FieldRoute,
  otherNames: readonly string[] = [],
): Destination => ({
  id: fieldAddressOf(fieldRoute),
  kind,
  title,
  note,
  route: fieldRoute,
  folded: { title: foldSearchText(title), all: foldSearchText([title, note, ...otherNames].join(' ')) },
});

/** The questions of an assessment that apply to its institution, by code and title. */
export function questionDestinations(
  fieldRoute: FieldRoute,
  document: Document,
  maturityModel: MaturityModel,
): readonly Destination[] {
  if (fieldRoute.screen !== 'assessment') return [];
  const { screen, log, doc } = fieldRoute;
  const screeningByQuestion = readScreeningAnswers(document, maturityModel);
  return maturityModel.dimensions.flatMap((maturityDimension) =>
    maturityDimension.indicators
      .filter((indicator) => resolveApplicability(indicator, screeningByQuestion, {}).kind !== 'otherType')
      .map(({ id, title }) =>
        createDestination('question', `${id} ${title}`, maturityDimension.title, {
          screen,
          log,
          doc,
          question: id,
        }),
      ),
  );
}

/** Limit of the list; typing another letter is faster than reading more. */
const maximumShownDestinations = 40;

/** The destinations in which every typed word occurs, those that begin with the text first. */
export function matchDestinations(
  destinations: readonly Destination[],
  text: string,
): readonly Destination[] {
  const typed = foldSearchText(text).trim();
  const words = typed.split(/\s+/).filter(Boolean);
  const matching = destinations.filter(({ folded }) => words.every((word) => folded.all.includes(word)));
  const [firstDestinations, otherDestinations] = [
    matching.filter(begins),
    matching.filter((destination) => !begins(destination)),
  ];
  return [...firstDestinations, ...otherDestinations].slice(0, maximumShownDestinations);

  function begins({ folded }: Destination): boolean {
    return folded.title.startsWith(typed);
  }
}
