import { describe, expect, test } from 'vitest';
import { reviewFactsOf } from '#domain/assessment/assessment-summary.ts';
import { readReviewAssignee } from '#domain/assessment/review/review.ts';
import { contentHashForAct, ReviewAct } from '#domain/assessment/review/review-act.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { acted, finalize, handedIn, refusalOf } from './a-review.ts';

const assign = (person: string | null, duty = 'reviewer') => ({ act: 'assign', duty, person });

describe('the assignment of a review', () => {
  test('is one person for each duty, and null after it is given back', () => {
    const taken = acted(acted(handedIn(), assign(aPerson(1))), assign(aPerson(2), 'adviser'));
    expect([readReviewAssignee(taken, 'reviewer'), readReviewAssignee(taken, 'adviser')]).toEqual([
      aPerson(1),
      aPerson(2),
    ]);
    expect(reviewFactsOf(taken)?.assignees).toEqual({ reviewer: aPerson(1), adviser: aPerson(2) });
    const back = acted(taken, assign(null));
    expect(reviewFactsOf(back)?.assignees).toEqual({ adviser: aPerson(2) });
  });

  test('ends with the review: a final assessment is assigned to nobody else', () => {
    expect(refusalOf(handedIn({ status: 'final' }), assign(aPerson(1)))).toMatchObject({
      kind: 'recordLocked',
    });
    expect(refusalOf(handedIn({ status: 'fieldwork' }), assign(aPerson(1)))).toMatchObject({
      kind: 'notAtThisStep',
    });
  });

  test('makes no other act wait for another look, except a second assignment of the same duty', () => {
    const [previousDocument, after] = [handedIn(), acted(handedIn(), assign(aPerson(1)))];
    const hash = (document: typeof previousDocument, said: object) =>
      contentHashForAct(document, ReviewAct.parse(said));
    expect(hash(after, finalize)).toBe(hash(previousDocument, finalize));
    expect(hash(after, assign(aPerson(2), 'adviser'))).toBe(
      hash(previousDocument, assign(aPerson(2), 'adviser')),
    );
    expect(hash(after, assign(aPerson(2)))).not.toBe(hash(previousDocument, assign(aPerson(2))));
  });
});
