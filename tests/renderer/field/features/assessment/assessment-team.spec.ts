import { expect, test } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import {
  type AssessmentTeam,
  offeredMembers,
  ratingDevicesOf,
  teamPartOf,
} from '#renderer/field/features/assessment/assignment/assessment-team.ts';
import { after, anEmptyAssessment, otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';

const [lead, trainer, colleague] = [aPerson(1), aPerson(2), aPerson(3)];
const listed = [
  { id: lead, role: 'lead' },
  { id: trainer, role: 'trainer' },
] as const;

test('a function in the team list tells who rates', () => {
  expect([lead, trainer, colleague].map((person) => teamPartOf(person, listed, false))).toEqual([
    'rates',
    'other',
    'unknown',
  ]);
  expect(teamPartOf(trainer, listed, true)).toBe('rates');
});

test('people who rate are offered first, then those without a function; a trainer only once chosen', () => {
  const member = (personId: PersonId, part: AssessmentTeam[number]['part']) => ({
    person: personId,
    name: personId,
    part,
  });
  const team = [member(colleague, 'unknown'), member(trainer, 'other'), member(lead, 'rates')];
  const offered = (chosenPersonId: PersonId | null) =>
    offeredMembers(team, chosenPersonId).map(({ person }) => person);
  expect(offered(null)).toEqual([lead, colleague]);
  expect(offered(trainer)).toEqual([lead, colleague, trainer]);
});

test('a rating here shows that its writer may rate', () => {
  const document = after(
    anEmptyAssessment,
    { by: ownDevice, n: 1, path: 'title', value: 'Baseline' },
    { by: otherDevice, n: 2, path: 'answers/D5.4/level', value: 3 },
  );
  expect(ratingDevicesOf(document)).toEqual([otherDevice]);
});
