import { readAnswers, readScreening } from '#domain/assessment/read-answer.ts';
import { pointsToMend, readReview } from '#domain/assessment/read-review.ts';
import { assigneeOf } from '#domain/assessment/read-several.ts';
import type { TextToCheck } from '#domain/assessment/texts-to-check.ts';
import { conflictsOf, type Document } from '#domain/document/document.ts';
import type { PersonId } from '#domain/ids.ts';
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

/** What filters ask beside the answers themselves. */
export interface AboutQuestions {
  /** Who looks; null while nobody is enrolled. */
  readonly person: PersonId | null;
  /** Texts with something in them that nobody has confirmed. */
  readonly toCheck: readonly TextToCheck[];
}

export const nothingAbout: AboutQuestions = { person: null, toCheck: [] };

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
  /** The person who looks is asked for it. */
  readonly isMine: boolean;
  /** Headquarters asks for something here that is not mended. */
  readonly isReturned: boolean;
}

/** What the list of questions can be narrowed to, in the order in which it is offered. */
export const questionFilters = ['unanswered', 'flagged', 'conflicts', 'mine', 'returned'] as const;
export type QuestionFilter = (typeof questionFilters)[number];

/** All questions that are asked, for search and filters. */
export function searchableQuestions(
  model: AssessmentModel,
  { person, toCheck }: AboutQuestions,
): readonly FoundQuestion[] {
  const { document, screening, answers } = model;
  const contested = conflictsOf(document);
  const returned = new Set(pointsToMend(readReview(document)).map(({ about }) => about));
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
        isFlagged:
          asked === 'proposed' ||
          flagsOf(document, id, answers).length > 0 ||
          toCheck.some(({ path }) => path.startsWith(`answers/${id}/`)),
        hasConflict: contested.some((path) => path.startsWith(`answers/${id}/`)),
        isMine: person !== null && assigneeOf(document, id) === person,
        isReturned: returned.has(id),
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

export function fits(question: FoundQuestion, filter: QuestionFilter | null): boolean {
  switch (filter) {
    case null:
      return true;
    case 'unanswered':
      return question.isUnanswered;
    case 'flagged':
      return question.isFlagged;
    case 'conflicts':
      return question.hasConflict;
    case 'mine':
      return question.isMine;
    case 'returned':
      return question.isReturned;
  }
}

/** How many questions fit each filter. */
export function countsOf(questions: readonly FoundQuestion[]): Readonly<Record<QuestionFilter, number>> {
  const count = (filter: QuestionFilter): number => questions.filter((one) => fits(one, filter)).length;
  return {
    unanswered: count('unanswered'),
    flagged: count('flagged'),
    conflicts: count('conflicts'),
    mine: count('mine'),
    returned: count('returned'),
  };
}
