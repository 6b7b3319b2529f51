import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { ok } from '#base/result.ts';
import { ReviewFacts, reviewFactsOf } from '#domain/assessment/assessment-summary.ts';
import { readRatingAboveEvidence } from '#domain/assessment/read-answer.ts';
import { decideReviewAct } from '#domain/assessment/review/decide-review-act.ts';
import { contentHashForAct, ReviewAct } from '#domain/assessment/review/review-act.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { mayWriteAt } from '#domain/kinds/permit.ts';
import { Role } from '#domain/people/role.ts';
import { after } from '#tests/support/builders/an-assessment.ts';
import { aDevice } from '#tests/support/builders/sample-ids.ts';
import {
  above,
  acted,
  facts,
  finalize,
  handedIn,
  letStand,
  nextNumber,
  refusalOf,
  share,
  sign,
  withdraw,
} from './review/a-review.ts';

describe('[B3] a rating above its evidence', () => {
  const unexplained = { kind: 'ratingsUnexplained', questions: ['D7.1'] };

  test('is approved as draft for the State and as final only with a reviewer’s reason', () => {
    const signedDocument = acted(above(), sign);
    expect(refusalOf(signedDocument, share)).toEqual(unexplained);
    expect(refusalOf(signedDocument, finalize)).toEqual(unexplained);
    const explained = acted(signedDocument, letStand);
    expect(refusalOf(explained, share)).toBeNull();
    expect(refusalOf(explained, finalize)).toBeNull();
  });

  test('keeps its reason with the level, evidence, author and time of the decision', () => {
    const explained = acted(above(), letStand);
    expect(readRatingAboveEvidence(explained, 'D7.1')).toEqual({
      question: 'D7.1',
      level: 3,
      evidence: 'E1',
      override: {
        reason: 'The practice was seen on site',
        level: 3,
        evidence: 'E1',
        written: { device: aDevice(9), atMs: expect.any(Number) },
      },
      isExplained: true,
    });
    expect(valueAt(explained, 'answers/D7.1/level')).toBe(3);
  });

  test('needs a new reason once its level rises or evidence falls, unless the evidence suffices', () => {
    const explained = acted(acted(above(), letStand), sign);
    const changed = (path: string, value: JsonValue) =>
      acted(after(explained, { n: nextNumber(explained), path, value }), sign);
    expect(refusalOf(changed('answers/D7.1/level', 4), finalize)).toEqual(unexplained);
    expect(refusalOf(changed('answers/D7.1/evidence/e1/removed', true), finalize)).toEqual(unexplained);
    expect(refusalOf(changed('answers/D7.1/evidence/e1/strength', 'E2'), finalize)).toBeNull();
    expect(refusalOf(changed('answers/D7.1/level', 2), finalize)).toBeNull();
  });

  test('waits again when the reason is taken back', () => {
    const back = acted(acted(acted(above(), letStand), withdraw), sign);
    expect(refusalOf(back, finalize)).toEqual(unexplained);
    expect(decideReviewAct(back, ReviewAct.parse(withdraw), facts)).toEqual(ok([]));
  });

  test('is kept with a reason, and by nobody who rated', () => {
    expect(ReviewAct.safeParse({ ...letStand, reason: '  ' }).success).toBe(false);
    expect(refusalOf(above(), letStand, { hasRated: true })).toEqual({ kind: 'sameAsRater' });
  });

  test('[A3] is accepted by the reviewer alone: an adviser’s or author’s acceptance is held', () => {
    const writers = Role.options.filter((role) => mayWriteAt([role], above(), 'answers/D7.1/override'));
    expect(writers).toEqual(['reviewer']);
    expect(mayWriteAt(['assessor', 'reviewer'], above(), 'answers/D7.1/override')).toBe(false);
  });

  test('is explained only at headquarters, and needs no reason when its evidence suffices', () => {
    expect(refusalOf(handedIn(), letStand)).toEqual({ kind: 'notAboveEvidence' });
    const returned = after(above(), { n: 90, path: 'status', value: 'consolidated' });
    expect(refusalOf(returned, letStand)).toEqual({ kind: 'notAtThisStep', status: 'consolidated' });
    expect(refusalOf(handedIn({ status: 'final' }), letStand)).toEqual({ kind: 'recordLocked' });
  });

  test('keeps the adviser’s signature when the reason comes after it: no answer has changed', () => {
    expect(reviewFactsOf(acted(acted(above(), sign), letStand))?.signOff).toBe('signed');
  });

  test('counts in the queue until it has a reason; an older row counts as zero', () => {
    const unexplainedIn = (document: Document) => reviewFactsOf(document)?.unexplained;
    expect([handedIn(), above(), acted(above(), letStand)].map(unexplainedIn)).toEqual([0, 1, 0]);
    const { unexplained: _, ...written } = reviewFactsOf(above()) ?? {};
    expect(ReviewFacts.parse(written).unexplained).toBe(0);
  });

  test('is kept as it was seen: a level that came in since is not', () => {
    const previousDocument = above();
    const changedDocument = after(previousDocument, {
      n: nextNumber(previousDocument),
      path: 'answers/D7.1/level',
      value: 5,
    });
    const sees = (document: Document) => contentHashForAct(document, ReviewAct.parse(letStand));
    expect(sees(changedDocument)).not.toBe(sees(previousDocument));
  });
});
