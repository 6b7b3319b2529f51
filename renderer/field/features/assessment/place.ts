import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { askedOf } from '#domain/instrument/applicability.ts';
import type { AssessmentModel } from './assessment-model.ts';
import { ratingIn } from './question-model.ts';

/** Where a person is within an assessment: on the screening page or in a dimension, and at which question. */
export interface Place {
  readonly page: string;
  readonly question: string | null;
}

export const screeningPage = 'screening';

/** Reads what stands last in the address: `screening`, `S3`, `D5` or `D5.4`. Nothing known leads to the first place. */
export function placeOf(text: string | undefined, model: AssessmentModel): Place {
  if (text === undefined) return firstPlace(model);
  if (text === screeningPage) return screeningPlace(model);
  if (/^S\d+$/.test(text)) return { page: screeningPage, question: text };
  const [page = ''] = text.split('.', 1);
  const found = model.dimensions.find(({ dimension }) => dimension.code === page);
  if (!found) return firstPlace(model);
  return found.indicators.some(({ id }) => id === text) ? { page, question: text } : startOf(page, model);
}

/** Where to open an assessment: the screening until it is answered, then the first dimension with something to do. */
export function firstPlace(model: AssessmentModel): Place {
  if (Object.keys(model.screening).length < 2) return screeningPlace(model);
  const open = model.dimensions.find(({ progress }) => progress.answered < progress.asked);
  const page = (open ?? model.dimensions[0])?.dimension.code;
  return page === undefined ? screeningPlace(model) : startOf(page, model);
}

/** The screening at its first question without an answer, else at its first. */
export function screeningPlace({ screening }: AssessmentModel): Place {
  const stops = defaultModel.screening.map(({ id }) => id);
  const open = stops.find((id) => screening[id] === undefined);
  return { page: screeningPage, question: open ?? stops[0] ?? null };
}

/** The place on a page where work goes on: its first question without an answer, else its first. */
export function startOf(page: string, model: AssessmentModel): Place {
  const stops = stopsOf(page, model);
  const open = stops.find((id) => ratingIn(model.answers, id).state === 'blank');
  return { page, question: open ?? stops[0] ?? null };
}

/** The questions of a dimension that are asked, in order. What a rule hides is no stop. */
export function stopsOf(
  page: string,
  { dimensions, screening, answers }: AssessmentModel,
): readonly string[] {
  const found = dimensions.find(({ dimension }) => dimension.code === page);
  return (found?.indicators ?? [])
    .filter((indicator) => askedOf(indicator, screening, answers).kind !== 'skipped')
    .map(({ id }) => id);
}

/** The question after (or before) one among these; null at either end. */
export function stepFrom(stops: readonly string[], from: string | null, by: 1 | -1): string | null {
  if (from === null) return (by === 1 ? stops[0] : stops.at(-1)) ?? null;
  const at = stops.indexOf(from) + by;
  return (at < 0 ? undefined : stops[at]) ?? null;
}
