import { withEqualParts } from '#base/json.ts';
import { questionOfAnswerPath } from '#domain/assessment/answer-conflict.ts';
import { indicatorAssigneeOf } from '#domain/assessment/question-assignee.ts';
import { readScreeningAnswers } from '#domain/assessment/read-answer.ts';
import { commentsToResolve, readAssessmentReview } from '#domain/assessment/review/review.ts';
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
import type { SearchedText } from '#domain/search/search-subjects.ts';
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
 * @param previousAssessmentModel An earlier one of the same record and instrument. Its unchanged parts stay the same objects, and only
 * changed questions are read again.
 */
export function assessmentModelOf(
  document: Document,
  maturityModel: MaturityModel,
  previousAssessmentModel?: AssessmentModel,
): AssessmentModel {
  const questionParts = questionPartsOf(document, previousAssessmentModel?.parts);
  const screeningByQuestion = withEqualParts(
    previousAssessmentModel?.screening,
    readScreeningAnswers(document, maturityModel),
  );
  const questions = maturityModel.dimensions.flatMap(({ indicators }) => indicators);
  const answers = withEqualParts(
    previousAssessmentModel?.answers,
    Object.fromEntries(
      questions.map(({ id }) => [id, recordedQuestionOf(partOfQuestion(questionParts, id), id).answer]),
    ),
  );
  const isScored =
    previousAssessmentModel !== undefined &&
    previousAssessmentModel.screening === screeningByQuestion &&
    previousAssessmentModel.answers === answers;
  const dimensionModels = isScored
    ? previousAssessmentModel.dimensions
    : dimensionsOf(maturityModel, screeningByQuestion, answers);
  const conflicts = conflictPathsOf(document);
  const contested = dimensionModels.map((dimensionModel) => ({
    ...dimensionModel,
    conflicts: new Set(
      conflicts
        .filter((path) => path.startsWith(`answers/${dimensionModel.dimension.code}.`))
        .map((path) => questionOfAnswerPath(path) ?? path),
    ).size,
  }));
  return {
    document,
    parts: questionParts,
    screening: screeningByQuestion,
    answers,
    conflicts,
    dimensions: withEqualParts(previousAssessmentModel?.dimensions, contested),
  };
}

/** Dimensions with questions for this type, without their conflicts. */
function dimensionsOf(
  maturityModel: MaturityModel,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): readonly DimensionModel[] {
  const dimensionScores = scoreDimensions(maturityModel, screeningByQuestion, indicatorAnswers);
  return maturityModel.dimensions
    .map((maturityDimension) => ({
      dimension: maturityDimension,
      indicators: maturityDimension.indicators.filter(
        (indicator) =>
          resolveApplicability(indicator, screeningByQuestion, indicatorAnswers).kind !== 'otherType',
      ),
      progress: dimensionProgressOf(maturityDimension, screeningByQuestion, indicatorAnswers),
      conflicts: 0,
      score: dimensionScores.find(({ code }) => code === maturityDimension.code) ?? null,
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
        const recordedQuestion = recordedQuestionOf(partOfQuestion(parts, id), id);
        return {
          id,
          title,
          question,
          dimension: `${dimension.code} ${dimension.title}`,
          rating: ratingOfQuestion(answers, id),
          isUnanswered: ratingOfQuestion(answers, id).state === 'blank',
          isFlagged: asked === 'proposed' || recordedQuestion.flags.length > 0 || toCheckIds.has(id),
          hasConflict: recordedQuestion.conflicts > 0,
          isMine: person !== null && indicatorAssigneeOf(document, id) === person,
          isReturned: returned.has(id),
        };
      }),
  );
}

/**
 * Questions that match the filter, and that have every typed word in them or in their answer.
 * @param searchedTexts texts of the assessment
 */
export function findQuestions(
  foundQuestions: readonly FoundQuestion[],
  text: string,
  questionFilter: QuestionFilter | null,
  searchedTexts: readonly SearchedText[],
): readonly FoundQuestion[] {
  const find = createQuestionSearch(text, searchedTexts);
  return foundQuestions.flatMap((foundQuestion): readonly FoundQuestion[] => {
    if (!matchesQuestionFilter(foundQuestion, questionFilter)) return [];
    const { id, title, question: words } = foundQuestion;
    const questionMatch = find(`${id} ${title} ${words}`, id);
    return questionMatch === null ? [] : [{ ...foundQuestion, hit: questionMatch.hit }];
  });
}

export function matchesQuestionFilter(
  foundQuestion: FoundQuestion,
  questionFilter: QuestionFilter | null,
): boolean {
  switch (questionFilter) {
    case null:
      return true;
    case 'unanswered':
      return foundQuestion.isUnanswered;
    case 'flagged':
      return foundQuestion.isFlagged;
    case 'conflicts':
      return foundQuestion.hasConflict;
    case 'mine':
      return foundQuestion.isMine;
    case 'returned':
      return foundQuestion.isReturned;
  }
}

/** Number of questions for each filter. */
export function countByQuestionFilter(
  foundQuestions: readonly FoundQuestion[],
): Readonly<Record<QuestionFilter, number>> {
  const count = (questionFilter: QuestionFilter): number =>
    foundQuestions.filter((foundQuestion) => matchesQuestionFilter(foundQuestion, questionFilter)).length;
  return {
    unanswered: count('unanswered'),
    flagged: count('flagged'),
    conflicts: count('conflicts'),
    mine: count('mine'),
    returned: count('returned'),
  };
}
