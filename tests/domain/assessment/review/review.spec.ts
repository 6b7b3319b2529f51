import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import {
  commentsToResolve,
  openCommentsOf,
  readAssessmentReview,
  sentCommentsOf,
} from '#domain/assessment/review/review.ts';
import { reviewStepsFor } from '#domain/assessment/review/review-steps.ts';
import type { Role } from '#domain/people/role.ts';
import { after, anAssessment, otherDevice } from '#tests/support/builders/an-assessment.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';

const point = (id: string, about: string, round: number): Readonly<Record<string, JsonValue>> => ({
  [`review/points/${id}/about`]: about,
  [`review/points/${id}/text`]: `Mend ${id}`,
  [`review/points/${id}/round`]: round,
});
const returned = {
  status: 'consolidated',
  'review/returns/1': { reason: 'Evidence is missing.' },
  ...point('p2', 'D5.4', 1),
  ...point('p1', '', 1),
};

describe('the review of an assessment', () => {
  test('points of the whole come first, then by question, each with its reply', () => {
    const document = anAssessment({
      ...returned,
      'review/replies/p2/text': 'Reference added.',
      'review/replies/p2/mended': true,
    });
    const assessmentReview = readAssessmentReview(document);
    expect(
      assessmentReview.points.map(({ id, about, reply }) => [id, about, reply.text, reply.mended]),
    ).toEqual([
      ['p1', '', '', false],
      ['p2', 'D5.4', 'Reference added.', true],
    ]);
    expect(assessmentReview.round).toBe(1);
    expect(commentsToResolve(assessmentReview).map(({ id }) => id)).toEqual(['p1']);
    expect(openCommentsOf(assessmentReview)).toHaveLength(2);
  });

  test('a comment drafted for the next return is not sent to the field', () => {
    const assessmentReview = readAssessmentReview(anAssessment({ ...returned, ...point('p3', 'D1.1', 2) }));
    expect(sentCommentsOf(assessmentReview).map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect(readAssessmentReview(anAssessment(point('p3', 'D1.1', 1))).round).toBe(0);
  });

  test('a settled point is no longer to mend, and a removed one is not there', () => {
    const document = anAssessment({
      ...returned,
      'review/points/p1/settled': true,
      'review/points/p2/removed': true,
    });
    expect(openCommentsOf(readAssessmentReview(document))).toEqual([]);
    expect(readAssessmentReview(document).points).toHaveLength(1);
  });

  test('a return has its author and time beside the reason', () => {
    const document = after(anAssessment({}), {
      by: otherDevice,
      n: 9,
      path: 'review/returns/1',
      value: { reason: 'Look again.' },
    });
    expect(readAssessmentReview(document).returns).toEqual([
      { round: 1, reason: 'Look again.', written: { device: otherDevice, atMs: 9_000 } },
    ]);
  });

  test('a value of a newer version with another shape is left out', () => {
    const assessmentReview = readAssessmentReview(
      anAssessment({ 'review/returns/1': { note: 'x' }, 'review/approval': 'yes', 'sign-off/adviser': 7 }),
    );
    expect(assessmentReview).toMatchObject({ returns: [], round: 0, approval: null, signOff: null });
  });
});

describe('[A2] the next step', () => {
  const steps = (roles: readonly Role[], values: Readonly<Record<string, JsonValue>>) =>
    reviewStepsFor(anAssessment(values), roles).map(({ act, isMine, obstacles }) =>
      [act, isMine, ...obstacles.map(({ kind }) => kind)].join(' '),
    );

  test.each<[string, string[], string[]]>([
    ['draft', ['begin true'], ['begin true']],
    ['fieldwork', ['consolidate true'], ['consolidate true']],
    ['consolidated', ['submit true'], ['submit true']],
    [
      'quality-review',
      ['share false approvalMissing', 'return true', 'takeBack true'],
      ['share true approvalMissing', 'return true', 'takeBack true'],
    ],
    ['shared', ['addressComments true'], ['addressComments true']],
    [
      'comments-addressed',
      ['finalize false signOffMissing', 'return true'],
      ['finalize true signOffMissing', 'return true'],
    ],
    ['final', ['supersede false'], ['supersede true']],
    ['superseded', [], []],
  ])('from %s the field is offered %j, headquarters %j', (status, field, headquarters) => {
    expect(steps(['lead'], { status })).toEqual(field);
    expect(steps(['reviewer'], { status })).toEqual(headquarters);
  });

  test.each<[string, JsonValue]>([
    ['review/assignees/reviewer', aPerson(3)],
    ['review/approval', { note: '' }],
    ['sign-off/adviser', { decision: 'signed', note: '' }],
  ])('the team takes a submission back only while nobody has it: %s', (path, value) => {
    const submitted = { status: 'quality-review' };
    expect(steps(['lead'], submitted)).toContain('takeBack true');
    expect(steps(['lead'], { ...submitted, [path]: value })).toContain('takeBack false');
    expect(steps(['lead'], { ...submitted, [path]: null })).toContain('takeBack true');
  });

  test('a returned assessment is submitted once all comments are resolved; otherwise unresolved ones are named', () => {
    expect(steps(['lead'], returned)).toEqual(['resubmit true commentsUnresolved']);
    const mended = { 'review/replies/p1/mended': true, 'review/replies/p2/mended': true };
    expect(steps(['lead'], { ...returned, ...mended })).toEqual(['resubmit true']);
  });

  test('[B3] an unexplained rating above its evidence is shown to the field as headquarters’ obstacle', () => {
    const above = { 'answers/D5.4/level': 3, 'review/approval': { note: '' } };
    expect(steps(['lead'], { ...above, status: 'quality-review' })[0]).toBe('share false ratingsUnexplained');
    expect(steps(['lead'], { ...above, status: 'comments-addressed' })[0]).toBe(
      'finalize false signOffMissing ratingsUnexplained',
    );
    const explained = { ...above, 'answers/D5.4/override': { reason: 'Seen.', level: 3, evidence: 'E0' } };
    expect(steps(['lead'], { ...explained, status: 'quality-review' })[0]).toBe('share false');
  });

  test('it is shared once approved, and final once the adviser has signed', () => {
    const approved = { 'review/approval': { note: '' } };
    expect(steps(['reviewer'], { status: 'quality-review', ...approved })[0]).toBe('share true');
    const signed = (decision: string) => ({ 'sign-off/adviser': { decision, note: '' } });
    expect(steps(['reviewer'], { status: 'comments-addressed', ...signed('withheld') })[0]).toBe(
      'finalize true signOffWithheld',
    );
    expect(steps(['reviewer'], { status: 'comments-addressed', ...signed('signed') })[0]).toBe(
      'finalize true',
    );
  });
});
