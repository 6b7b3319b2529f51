import { withEqualParts } from '#base/json.ts';
import { questionOfAnswerPath } from '#domain/assessment/answer-conflict.ts';
import { indicatorAssigneeOf } from '#domain/assessment/independent-ratings.ts';
import { readScreeningAnswers } from '#domain/assessment/read-answer.ts';
import { commentsToResolve, readAssessmentReview } from '#domain/assessment/review.ts';
import { conflictPathsOf, type Document } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import type { PersonId } from '#domain/ids.ts';
import type { UncheckedText } from '#domain/privacy/find-unchecked-texts.ts';
import {
  type DimensionProgress,
  dimensionProgressOf,
  type IndicatorAnswers,
  resolveApplicability,
  type ScreeningByQuestion,
} from '#domain/scoring/applicability.ts';
import type { Indicator, MaturityDimension, MaturityModel } from '#domain/scoring/maturity-model.ts';
import { type DimensionScore, scoreDimensions } from '#domain/scoring/score.ts';
import { createQuestionSearch, type QuestionHit } from '#domain/search/question-search.ts';
import type { SearchedText } from '#domain/search/searched-texts.ts';
import {
  type IndicatorRating,
  partOfQuestion,
  type QuestionParts,
  questionPartsOf,
  ratingOfQuestion,
  recordedQuestionOf,
} from './question-model.ts';

/** Facts of a whole assessment: computed once per change, read by all three columns. */
export interface AssessmentModel {
  readonly document: Document;
  readonly parts: QuestionParts;
  readonly screening: ScreeningByQuestion;
  readonly answers: IndicatorAnswers;
  /** Paths with concurrent values (M3). */
  readonly conflicts: readonly Path[];
  readonly dimensions: readonly DimensionModel[];
}

/** One dimension that has questions for this type of institution. */
export interface DimensionModel {
  readonly dimension: MaturityDimension;
  /** Indicators for this type, in order, with those that a skip rule hides. */
  readonly indicators: readonly Indicator[];
  readonly progress: DimensionProgress;
  readonly conflicts: number;
  readonly score: DimensionScore | null;
}

/**
 * Model of an assessment.
 * @param before An earlier one of the same record and instrument. Its unchanged parts stay the same objects, and only
 * changed questions are read again.
 */
export function assessmentModelOf(
  document: Document,
  instrument: MaturityModel,
  before?: AssessmentModel,
): AssessmentModel {
  const parts = questionPartsOf(document, before?.parts);
  const screening = withEqualParts(before?.screening, readScreeningAnswers(document, instrument));
  const questions = instrument.dimensions.flatMap(({ indicators }) => indicators);
  const answers = withEqualParts(
    before?.answers,
    Object.fromEntries(
      questions.map(({ id }) => [id, recordedQuestionOf(partOfQuestion(parts, id), id).answer]),
    ),
  );
  const isScored = before !== undefined && before.screening === screening && before.answers === answers;
  const dimensions = isScored ? before.dimensions : dimensionsOf(instrument, screening, answers);
  const conflicts = conflictPathsOf(document);
  const contested = dimensions.map((one) => ({
    ...one,
    conflicts: new Set(
      conflicts
        .filter((path) => path.startsWith(`answers/${one.dimension.code}.`))
        .map((path) => questionOfAnswerPath(path) ?? path),
    ).size,
  }));
  return {
    document,
    parts,
    screening,
    answers,
    conflicts,
    dimensions: withEqualParts(before?.dimensions, contested),
  };
}

/** Dimensions with questions for this type, without their conflicts. */
function dimensionsOf(
  instrument: MaturityModel,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
): readonly DimensionModel[] {
  const scores = scoreDimensions(instrument, screening, answers);
  return instrument.dimensions
    .map((dimension) => ({
      dimension,
      indicators: dimension.indicators.filter(
        (indicator) => resolveApplicability(indicator, screening, answers).kind !== 'otherType',
      ),
      progress: dimensionProgressOf(dimension, screening, answers),
      conflicts: 0,
      score: scores.find(({ code }) => code === dimension.code) ?? null,
    }))
    .filter(({ indicators }) => indicators.length > 0);
}

/** Screening questions with concurrent answers (M3). */
export const conflictingScreeningQuestions = ({ conflicts }: AssessmentModel): readonly string[] =>
  conflicts.filter((path) => path.startsWith('screening/')).map((path) => path.slice('screening/'.length));

/** Facts for filters, beside the answers. */
export interface QuestionFilterFacts {
  /** Current person; null while nobody is enrolled. */
  readonly person: PersonId | null;
  /** Texts with unconfirmed personal data. */
  readonly toCheck: readonly UncheckedText[];
}

export const noQuestionFilterFacts: QuestionFilterFacts = { person: null, toCheck: [] };

/** A question as the search lists it. */
export interface FoundQuestion {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly dimension: string;
  readonly rating: IndicatorRating;
  readonly isUnanswered: boolean;
  readonly isFlagged: boolean;
  readonly hasConflict: boolean;
  /** The current person is asked for it. */
  readonly isMine: boolean;
  /** Headquarters asks for something here that is not done. */
  readonly isReturned: boolean;
  /** Text of the answer in which a search found words. */
  readonly hit?: QuestionHit | null;
}

/** Filters of the list of questions, in the order of their menu. */
const questionFilters = ['unanswered', 'flagged', 'conflicts', 'mine', 'returned'] as const;
export type QuestionFilter = (typeof questionFilters)[number];

/** All questions that are asked, for search and filters. */
export function searchableQuestions(
  model: AssessmentModel,
  { person, toCheck }: QuestionFilterFacts,
): readonly FoundQuestion[] {
  const { document, parts, screening, answers } = model;
  const returned = new Set(commentsToResolve(readAssessmentReview(document)).map(({ about }) => about));
  const toCheckIds = new Set(
    toCheck.flatMap(({ path }) => (path.startsWith('answers/') ? [path.split('/')[1] ?? ''] : [])),
  );
  return model.dimensions.flatMap(({ dimension, indicators }) =>
    indicators
      .map((indicator) => ({ indicator, asked: resolveApplicability(indicator, screening, answers).kind }))
      .filter(({ asked }) => asked !== 'skipped')
      .map(({ indicator: { id, title, question }, asked }) => {
        const recorded = recordedQuestionOf(partOfQuestion(parts, id), id);
        return {
          id,
          title,
          question,
          dimension: `${dimension.code} ${dimension.title}`,
          rating: ratingOfQuestion(answers, id),
          isUnanswered: ratingOfQuestion(answers, id).state === 'blank',
          isFlagged: asked === 'proposed' || recorded.flags.length > 0 || toCheckIds.has(id),
          hasConflict: recorded.conflicts > 0,
          isMine: person !== null && indicatorAssigneeOf(document, id) === person,
          isReturned: returned.has(id),
        };
      }),
  );
}

/**
 * Questions that match the filter, and that have every typed word in them or in their answer.
 * @param texts texts of the assessment
 */
export function findQuestions(
  questions: readonly FoundQuestion[],
  text: string,
  filter: QuestionFilter | null,
  texts: readonly SearchedText[],
): readonly FoundQuestion[] {
  const find = createQuestionSearch(text, texts);
  return questions.flatMap((question): readonly FoundQuestion[] => {
    if (!matchesQuestionFilter(question, filter)) return [];
    const { id, title, question: words } = question;
    const match = find(`${id} ${title} ${words}`, id);
    return match === null ? [] : [{ ...question, hit: match.hit }];
  });
}

export function matchesQuestionFilter(question: FoundQuestion, filter: QuestionFilter | null): boolean {
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

/** Number of questions for each filter. */
export function countByQuestionFilter(
  questions: readonly FoundQuestion[],
): Readonly<Record<QuestionFilter, number>> {
  const count = (filter: QuestionFilter): number =>
    questions.filter((one) => matchesQuestionFilter(one, filter)).length;
  return {
    unanswered: count('unanswered'),
    flagged: count('flagged'),
    conflicts: count('conflicts'),
    mine: count('mine'),
    returned: count('returned'),
  };
}
