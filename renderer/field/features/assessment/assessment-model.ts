import { readAnswers, readScreening } from '#domain/assessment/read-answer.ts';
import { conflictsOf, type Document } from '#domain/document/document.ts';
import {
  type Answers,
  askedOf,
  progressOf,
  type Progress,
  type Screening,
} from '#domain/instrument/applicability.ts';
import type { Dimension, Indicator, MaturityModel } from '#domain/instrument/maturity-model.ts';
import { type DimensionScore, scoreDimensions } from '#domain/instrument/score.ts';
import { flagsOf, ratingIn } from './question-model.ts';
import type { Rating } from './rating.ts';

/** What is known of a whole assessment: computed once per change, read by all three columns. */
export interface AssessmentModel {
  readonly document: Document;
  readonly screening: Screening;
  readonly answers: Answers;
  readonly dimensions: readonly DimensionModel[];
}

/** One dimension that has questions for this type of institution. */
export interface DimensionModel {
  readonly dimension: Dimension;
  /** Those for this type, in order; what a skip rule hides is among them. */
  readonly indicators: readonly Indicator[];
  readonly progress: Progress;
  readonly conflicts: number;
  readonly score: DimensionScore | null;
}

export function assessmentModelOf(document: Document, instrument: MaturityModel): AssessmentModel {
  const screening = readScreening(document, instrument);
  const answers = readAnswers(document, instrument);
  const scores = scoreDimensions(instrument, screening, answers);
  const conflicts = conflictsOf(document);
  const dimensions = instrument.dimensions
    .map((dimension) => ({
      dimension,
      indicators: dimension.indicators.filter(
        (indicator) => askedOf(indicator, screening, answers).kind !== 'otherType',
      ),
      progress: progressOf(dimension, screening, answers),
      conflicts: conflicts.filter((path) => path.startsWith(`answers/${dimension.code}.`)).length,
      score: scores.find(({ code }) => code === dimension.code) ?? null,
    }))
    .filter(({ indicators }) => indicators.length > 0);
  return { document, screening, answers, dimensions };
}

/** Screening questions with answers that were given without seeing each other (M3). */
export const contestedScreening = ({ document }: AssessmentModel): readonly string[] =>
  conflictsOf(document)
    .filter((path) => path.startsWith('screening/'))
    .map((path) => path.slice('screening/'.length));

/** A question as the search lists it. */
export interface FoundQuestion {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly dimension: string;
  readonly rating: Rating;
  readonly isUnanswered: boolean;
  readonly isFlagged: boolean;
  readonly hasConflict: boolean;
}

export type QuestionFilter = 'unanswered' | 'flagged' | 'conflicts';

/** All questions that are asked, for search and filters. */
export function searchableQuestions(model: AssessmentModel): readonly FoundQuestion[] {
  const { document, screening, answers } = model;
  const contested = conflictsOf(document);
  return model.dimensions.flatMap(({ dimension, indicators }) =>
    indicators
      .map((indicator) => ({ indicator, asked: askedOf(indicator, screening, answers).kind }))
      .filter(({ asked }) => asked !== 'skipped')
      .map(({ indicator: { id, title, question }, asked }) => ({
        id,
        title,
        question,
        dimension: `${dimension.code} ${dimension.title}`,
        rating: ratingIn(answers, id),
        isUnanswered: ratingIn(answers, id).state === 'blank',
        isFlagged: asked === 'proposed' || flagsOf(document, id, answers).length > 0,
        hasConflict: contested.some((path) => path.startsWith(`answers/${id}/`)),
      })),
  );
}

/** Questions that contain every typed word and fit the filter. */
export function findQuestions(
  questions: readonly FoundQuestion[],
  text: string,
  filter: QuestionFilter | null,
): readonly FoundQuestion[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return questions.filter((question) => {
    const all = `${question.id} ${question.title} ${question.question}`.toLocaleLowerCase();
    return fits(question, filter) && words.every((word) => all.includes(word));
  });
}

export const fits = (question: FoundQuestion, filter: QuestionFilter | null): boolean =>
  filter === null ||
  (filter === 'unanswered' && question.isUnanswered) ||
  (filter === 'flagged' && question.isFlagged) ||
  (filter === 'conflicts' && question.hasConflict);
