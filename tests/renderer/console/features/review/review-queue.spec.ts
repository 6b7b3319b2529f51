import { describe, expect, test } from 'vitest';
import type { ReviewRow } from '#api/review-api.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import {
  isReviewWanted,
  reviewDueDays,
  reviewsWaitingForMe,
  reviewsWaitingForOthers,
  waitingPartyOf,
} from '#renderer/console/features/review/review-queue.ts';
import { emptyReviewFacts } from '#renderer/console/features/review/sample-review-queue.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';

const today = '2026-11-26';
const [self, colleague] = [aPerson(1), aPerson(2)];

const aRow = (
  status: ReviewRow['status'],
  roles: readonly Role[],
  facts: Partial<ReviewRow['facts']> = {},
  doc = 1,
): ReviewRow => ({
  log: aLog(),
  mission: 'A mission',
  roles,
  doc: aDoc(doc),
  title: 'An assessment',
  institution: null,
  status,
  facts: { ...emptyReviewFacts, ...facts },
});

describe('the review task of a person at headquarters', () => {
  test('a review without a task for the person waits for another party, unless final', () => {
    const reviewRows = [
      aRow('quality-review', ['adviser'], { signOff: 'signed' }, 1),
      aRow('consolidated', ['adviser'], { round: 1 }, 2),
      aRow('shared', ['adviser'], { commentsUntil: '2026-12-01', signOff: 'signed' }, 3),
      aRow('final', ['adviser'], {}, 4),
      aRow('quality-review', ['adviser'], {}, 5),
    ];
    expect(reviewsWaitingForMe(reviewRows, today).map(({ doc }) => doc)).toEqual([aDoc(5)]);
    expect(reviewsWaitingForOthers(reviewRows, today).map((row) => waitingPartyOf(row, today))).toEqual([
      'reviewer',
      'field',
      'state',
    ]);
  });
});

test('due days are listed in order, and a day is over once it has passed', () => {
  const reviewRows = [
    aRow('final', ['reviewer'], { progressNoteDue: '2026-11-25', followUpFrom: '2027-02-26' }, 1),
    aRow('shared', ['reviewer'], { commentsUntil: today }, 2),
    aRow('comments-addressed', ['reviewer'], { commentsUntil: '2026-11-20' }, 3),
  ];
  expect(reviewDueDays(reviewRows, today).map(({ what, day, isOver }) => [what, day, isOver])).toEqual([
    ['progress-note-due', '2026-11-25', true],
    ['comments-until', today, false],
    ['follow-up-from', '2027-02-26', false],
  ]);
});

test('the queue is found by any word of institution and mission', () => {
  const court = { ...aRow('quality-review', ['reviewer'], { openPoints: 4 }), institution: 'High Court' };
  const isFound = (find: string): boolean => isReviewWanted(court, { ...unfilteredList, find }, self);
  expect(['COURT mission', 'police court'].map(isFound)).toEqual([true, false]);
});

test('the queue keeps those assigned to me, to others or to no one, each by the duty of the reader', () => {
  const assigned = (doc: number, reviewDuty: 'reviewer' | 'adviser', person: PersonId): ReviewRow => ({
    ...aRow('quality-review', ['reviewer'], {}, doc),
    assignees: { [reviewDuty]: { person, name: 'Somebody' } },
  });
  const reviewRows = [
    assigned(1, 'reviewer', self),
    assigned(2, 'reviewer', colleague),
    // An adviser has it for the sign-off, and no one for the review.
    assigned(3, 'adviser', self),
    aRow('quality-review', ['reviewer'], {}, 4),
  ];
  const kept = (status: string) =>
    reviewRows.flatMap((reviewRow, at) =>
      isReviewWanted(reviewRow, { ...unfilteredList, status }, self) ? [at + 1] : [],
    );
  expect([kept('mine'), kept('others'), kept('nobody')]).toEqual([[1], [2], [3, 4]]);
});
