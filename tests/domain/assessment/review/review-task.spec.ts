import { describe, expect, test } from 'vitest';
import { civilDayMs } from '#base/civil-date.ts';
import type { AssessmentStatus } from '#domain/assessment/assessment.ts';
import type { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import { isLongInStatus, reviewTaskOf } from '#domain/assessment/review/review-task.ts';
import type { Role } from '#domain/people/role.ts';

const today = '2026-11-26';
type Facts = Parameters<typeof reviewTaskOf>[0]['facts'];
const calm: Facts = { openPoints: 0, unexplained: 0, signOff: 'missing', commentsUntil: null };

describe('the review task of a person at headquarters', () => {
  test.each<[AssessmentStatus, readonly Role[], Partial<ReviewFacts>, ReturnType<typeof reviewTaskOf>]>([
    ['quality-review', ['reviewer'], {}, 'read'],
    ['quality-review', ['reviewer'], { openPoints: 2 }, 'settle'],
    ['quality-review', ['reviewer'], { signOff: 'signed' }, 'decide'],
    // Nothing is approved before they are given (docs/requirements.md B3).
    ['quality-review', ['reviewer'], { signOff: 'signed', unexplained: 2 }, 'explain'],
    ['quality-review', ['reviewer'], { openPoints: 1, signOff: 'signed', unexplained: 2 }, 'settle'],
    ['comments-addressed', ['reviewer'], { signOff: 'signed', unexplained: 1 }, 'explain'],
    ['quality-review', ['adviser'], {}, 'signOff'],
    ['quality-review', ['adviser'], { signOff: 'outdated' }, 'signOff'],
    ['quality-review', ['adviser'], { signOff: 'signed' }, null],
    // A person who rates does not approve, whatever their other roles.
    ['quality-review', ['reviewer', 'assessor'], {}, null],
    ['quality-review', ['manager'], {}, null],
    ['shared', ['reviewer'], { commentsUntil: today }, null],
    ['shared', ['reviewer'], { commentsUntil: '2026-11-25' }, 'commentsOver'],
    ['comments-addressed', ['reviewer'], { signOff: 'signed' }, 'decide'],
    ['comments-addressed', ['adviser'], {}, 'signOff'],
    ['consolidated', ['reviewer'], { round: 1, openPoints: 3 }, null],
    ['final', ['reviewer'], { progressNoteDue: '2026-01-01' }, null],
  ])('%s, as %j, %j: %s', (status, roles, facts, reviewTask) => {
    expect(reviewTaskOf({ roles, status, facts: { ...calm, ...facts } }, today)).toBe(reviewTask);
  });
});

test('an assessment is long in its status after two weeks', () => {
  const sinceMs = Date.parse(today);
  expect(
    [14 * civilDayMs, 14 * civilDayMs + 1].map((ms) => isLongInStatus({ sinceMs }, sinceMs + ms)),
  ).toEqual([false, true]);
});
