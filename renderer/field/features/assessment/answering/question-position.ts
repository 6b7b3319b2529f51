import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { resolveApplicability } from '#domain/scoring/applicability.ts';
import type { AssessmentModel } from './assessment-model.ts';
import { ratingOfQuestion } from './question-model.ts';

/** Position within an assessment: the screening page or a dimension, and a question. */
export interface QuestionPosition {
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
  const found = model.dimensions.find(({ dimension }) => dimension.code === page);
  if (!found) return initialQuestionPosition(model);
  return found.indicators.some(({ id }) => id === text)
    ? { page, question: text }
    : pageStartPosition(page, model);
}

/**
 * Position at which an assessment opens: the screening until it is answered, then the first dimension with
 * open questions.
 */
export function initialQuestionPosition(model: AssessmentModel): QuestionPosition {
  if (Object.keys(model.screening).length < 2) return screeningStartPosition(model);
  const open = model.dimensions.find(({ progress }) => progress.answered < progress.asked);
  const page = (open ?? model.dimensions[0])?.dimension.code;
  return page === undefined ? screeningStartPosition(model) : pageStartPosition(page, model);
}

/** The screening at its first question without an answer, else at its first. */
export function screeningStartPosition({ screening }: AssessmentModel): QuestionPosition {
  const stops = defaultMaturityModel.screening.map(({ id }) => id);
  const open = stops.find((id) => screening[id] === undefined);
  return { page: screeningPageCode, question: open ?? stops[0] ?? null };
}

/** Position on a page where work goes on: its first question without an answer, else its first. */
export function pageStartPosition(page: string, model: AssessmentModel): QuestionPosition {
  const stops = askedQuestionIds(page, model);
  const open = stops.find((id) => ratingOfQuestion(model.answers, id).state === 'blank');
  return { page, question: open ?? stops[0] ?? null };
}

/** Questions of a dimension that are asked, in order. Hidden ones are no stops. */
export function askedQuestionIds(
  page: string,
  { dimensions, screening, answers }: AssessmentModel,
): readonly string[] {
  const found = dimensions.find(({ dimension }) => dimension.code === page);
  return (found?.indicators ?? [])
    .filter((indicator) => resolveApplicability(indicator, screening, answers).kind !== 'skipped')
    .map(({ id }) => id);
}

/** The question after (or before) one among these; null at either end. */
export function adjacentQuestion(stops: readonly string[], from: string | null, by: 1 | -1): string | null {
  if (from === null) return (by === 1 ? stops[0] : stops.at(-1)) ?? null;
  const at = stops.indexOf(from) + by;
  return (at < 0 ? undefined : stops[at]) ?? null;
}
