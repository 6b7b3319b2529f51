import { expect, test } from 'vitest';
import { mayReplyToReview, offeredStatuses, type WriteMode, writeModeOf } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const draft = anAssessment({ status: 'draft' });
const final = anAssessment({ status: 'final' });

test.each<[Role[], WriteMode, WriteMode]>([
  [['assessor'], 'open', 'final'],
  [['lead', 'adviser'], 'open', 'final'],
  [['adviser'], 'comments', 'final'],
  [['manager'], 'reading', 'final'],
  [[], 'reading', 'final'],
])('[M7] roles %j: a draft is %s, a final one %s', (roles, whenDraft, whenFinal) => {
  expect([writeModeOf(roles, draft), writeModeOf(roles, final)]).toEqual([whenDraft, whenFinal]);
});

test('[M5] a removed record is written by nobody until it is brought back', () => {
  const removedDocument = anAssessment({ status: 'draft', removed: true });
  expect(writeModeOf(['lead'], removedDocument)).toBe('removed');
  expect(mayReplyToReview(['lead'], removedDocument)).toBe(false);
  expect(mayReplyToReview(['lead'], draft)).toBe(true);
});

test.each<[Role[], string[]]>([
  [['lead'], ['fieldwork', 'quality-review']],
  [['reviewer'], ['fieldwork', 'quality-review', 'final']],
  [['trainer'], ['fieldwork']],
])('[J5] roles %j are offered the steps that would be taken: %j', (roles, offered) => {
  const fieldwork = anAssessment({ status: 'fieldwork' });
  expect(offeredStatuses(roles, fieldwork, ['fieldwork', 'quality-review', 'final'])).toEqual(offered);
});
