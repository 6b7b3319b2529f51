import type { JsonValue } from '#base/json.ts';
import {
  decideReviewAct,
  type ReviewDecisionFacts,
  type ReviewRefusal,
} from '#domain/assessment/review/decide-review-act.ts';
import { ReviewAct } from '#domain/assessment/review/review-act.ts';
import { defaultReviewPeriodLengths } from '#domain/assessment/review/review-dates.ts';
import type { Document } from '#domain/document/document.ts';
import { after, anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDevice } from '#tests/support/builders/sample-ids.ts';

export const facts: ReviewDecisionFacts = {
  hasRated: false,
  hasSuccessor: true,
  today: '2026-11-26',
  periods: defaultReviewPeriodLengths,
};
/** Submitted, with two ratings that need no evidence. */
export const handedIn = (values: Readonly<Record<string, JsonValue>> = {}): Document =>
  anAssessment({ 'answers/D7.1/level': 2, 'answers/D1.1/level': 2, status: 'quality-review', ...values });

/** The assessment after an act of a person at headquarters. */
export function acted(document: Document, said: object, given: Partial<ReviewDecisionFacts> = {}): Document {
  const writes = decideReviewAct(document, ReviewAct.parse(said), { ...facts, ...given });
  if (!writes.ok) throw new Error(writes.refusal.kind);
  return after(
    document,
    ...writes.value.map(({ path, value, over }, at) => ({
      by: aDevice(9),
      n: nextNumber(document) + at,
      path,
      value,
      over,
    })),
  );
}

/** Number of the next write, by any writer. */
export const nextNumber = (document: Document): number =>
  1 +
  Math.max(
    0,
    ...Object.values(document.registers).flatMap(({ heads }) =>
      heads.map(({ dot }) => Number(dot.split('.')[1])),
    ),
  );

/** Reason for refusing an act; null when it is done. */
export const refusalOf = (
  document: Document,
  said: object,
  given: Partial<ReviewDecisionFacts> = {},
): ReviewRefusal | null => {
  const writes = decideReviewAct(document, ReviewAct.parse(said), { ...facts, ...given });
  return writes.ok ? null : writes.refusal;
};

export const sign = { act: 'signOff', decision: 'signed', note: '' };
export const finalize = { act: 'finalize', note: '' };
export const share = { act: 'share', days: 30, note: '', harm: 'none' };
export const letStand = { act: 'overrideRating', question: 'D7.1', reason: 'The practice was seen on site' };
export const withdraw = { act: 'withdrawOverride', question: 'D7.1' };
/** D7.1 is at a level that one oral source does not carry. */
export const above = (): Document =>
  handedIn({ 'answers/D7.1/level': 3, 'answers/D7.1/evidence/e1/strength': 'E1' });
