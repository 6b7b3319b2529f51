import type { JsonValue } from '#base/json.ts';
import { type Authorship, authorshipAt, type Document, plainTextAt, valueAt } from '../document/document.ts';
import { AnswerStatus, ExplainedAnswer, MaturityLevel } from './assessment.ts';

/** Register beside a rationale: the answer that stood when a person wrote the rationale. */
export const rationaleForPath = (qid: string): string => `answers/${qid}/rationale-for`;

/** Answer of one question that a rationale can explain; null while it is blank. */
export const explainedAnswerAt = (document: Document | undefined, qid: string): ExplainedAnswer | null =>
  explainedAnswerOf((field) => valueAt(document, `answers/${qid}/${field}`));

/** The same from the values of its registers. A level without a status is a rating, as `readIndicatorAnswer` has it. */
export function explainedAnswerOf(
  valueOf: (field: 'state' | 'level') => JsonValue | undefined,
): ExplainedAnswer | null {
  const state = AnswerStatus.catch('rated').parse(valueOf('state'));
  return (state === 'rated' ? MaturityLevel : ExplainedAnswer)
    .nullable()
    .catch(null)
    .parse((state === 'rated' ? valueOf('level') : state) ?? null);
}

/** Rationale of one person beside an answer that another person gave. */
export interface MismatchedRationale {
  readonly writtenFor: ExplainedAnswer;
  readonly answer: ExplainedAnswer;
  readonly writer: Authorship | null;
}

/**
 * Rationale that was written for another answer than the present one, which a different person gave; else null. The
 * registers merge one by one (sync/SPEC.md M1), so neither person need have seen the other.
 */
export function readMismatchedRationale(
  document: Document | undefined,
  qid: string,
): MismatchedRationale | null {
  const rationalePath = `answers/${qid}/rationale`;
  const writtenFor = ExplainedAnswer.safeParse(valueAt(document, rationaleForPath(qid)));
  const answer = explainedAnswerAt(document, qid);
  if (!writtenFor.success || answer === null || answer === writtenFor.data) return null;
  if (plainTextAt(document, rationalePath).trim() === '') return null;
  const writer = authorshipAt(document, rationalePath);
  const rater = authorshipAt(document, `answers/${qid}/${typeof answer === 'number' ? 'level' : 'state'}`);
  // One person who changed the own answer knows the own rationale.
  return writer?.device === rater?.device ? null : { writtenFor: writtenFor.data, answer, writer };
}
