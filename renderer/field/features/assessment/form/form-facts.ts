import type { UncheckedText } from '#domain/privacy/find-unchecked-texts.ts';
import { conflictPathsOf, type Document, itemIdsBelow, valueAt } from '#domain/document/document.ts';
import { parseAnswerPath } from '#domain/assessment/answer-registers.ts';
import type { FormQuestion } from '#forms/engine/form.ts';
import { formatAnswerText, questionLabelOf } from '#renderer/form/answer-text.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { questionKeyOf } from '#renderer/form/focus-question.ts';
import type { AnswerLine } from './form-answers-view.tsx';
import { findParkedAnswers } from '#domain/assessment/change-instrument.ts';
import type { JsonValue } from '#base/json.ts';
import type { Instrument, QuestionId } from '#forms/model/instrument.ts';
import { commentsToResolve, readAssessmentReview } from '#domain/assessment/review.ts';
import { questionAssigneeOf } from '#domain/assessment/independent-ratings.ts';
import type { PersonId } from '#domain/ids.ts';
import type { PlacedNode } from '#forms/model/placed-nodes.ts';

/** Ids of questions that somebody is waiting for. */
export interface MarkedQuestions {
  /** Questions that the current person is asked for. */
  readonly mine: ReadonlySet<string>;
  /** Questions in which headquarters asks for something that is not done. */
  readonly returned: ReadonlySet<string>;
}

export const markedQuestionsOf = (
  document: Document,
  person: PersonId | null,
  placed: ReadonlyMap<QuestionId, PlacedNode>,
): MarkedQuestions => ({
  mine: new Set(
    person === null || itemIdsBelow(document, 'assignments').length === 0
      ? []
      : [...placed.keys()].filter((qid) => questionAssigneeOf(document, placed, qid) === person),
  ),
  returned: new Set(
    commentsToResolve(readAssessmentReview(document)).flatMap(({ about }) => about.split('/').at(-1) || []),
  ),
});

/** Answers without a question in this version of the instrument: kept, shown, exported, in no count. */
export const parkedAnswerLines = (document: Document, instrument: Instrument): readonly AnswerLine[] =>
  findParkedAnswers(document, instrument, null).map(({ path, value }) => ({
    key: path,
    name: path.slice('answers/'.length),
    value: jsonAsText(value),
  }));

/** All answers of a document as they are, for an instrument that is not on this device. */
export const allAnswerLines = (document: Document): readonly AnswerLine[] =>
  Object.keys(document.registers)
    .filter((path) => path.startsWith('answers/') || path.startsWith('screening/'))
    .flatMap((path): readonly AnswerLine[] => {
      const value = valueAt(document, path) ?? null;
      return value === null ? [] : [{ key: path, name: path, value: jsonAsText(value) }];
    });

const jsonAsText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Keys of the questions with concurrent answers (M3). */
export const conflictingStopKeys = (document: Document): ReadonlySet<string> =>
  new Set(
    conflictPathsOf(document).flatMap((path) => {
      const place = parseAnswerPath(path);
      return place === null || place.kind === 'row' ? [] : [questionKeyOf(place.at)];
    }),
  );

/** Keys of the questions with personal data in their answers. */
export const privacyHitStopKeys = (texts: readonly UncheckedText[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap(({ path }) => {
      const place = parseAnswerPath(path);
      return place?.kind === 'value' ? [questionKeyOf(place.at)] : [];
    }),
  );

/** Answers hidden by skip rules, as people read them. */
export const hiddenAnswerLines = (session: FormSession): readonly AnswerLine[] =>
  session.form.hiddenAnswers().map((question) => ({
    key: questionKeyOf(question.address),
    name: questionLabelOf(question),
    value: formatAnswerText(session, question, question.value()),
  }));

export const isUnansweredQuestion = (question: FormQuestion): boolean => question.value() === null;
