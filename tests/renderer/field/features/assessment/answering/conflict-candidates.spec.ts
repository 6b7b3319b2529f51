import { expect, test } from 'vitest';
import {
  ratingConflictCandidates,
  textConflictCandidates,
} from '#renderer/field/features/assessment/answering/conflict-candidates.ts';
import { after, anEmptyAssessment, otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';

const state = 'answers/D1.1/state';
const level = 'answers/D1.1/level';
const rate = (by: typeof ownDevice, n: number, said: string, value: number | null) => [
  { by, n, path: state, value: said, over: [] },
  { by, n: n + 1, path: level, value, over: [] },
];

test('[M3] two levels given without seeing each other are two answers, newest first', () => {
  const document = after(
    anEmptyAssessment,
    ...rate(ownDevice, 1, 'rated', 2),
    ...rate(otherDevice, 8, 'rated', 3),
  );
  expect(
    ratingConflictCandidates(document, 'D1.1').map(({ device, atMs, shown }) => ({ device, atMs, shown })),
  ).toEqual([
    { device: otherDevice, atMs: 9_000, shown: { kind: 'rating', rating: { state: 'rated', level: 3 } } },
    { device: ownDevice, atMs: 2_000, shown: { kind: 'rating', rating: { state: 'rated', level: 2 } } },
  ]);
});

test('[M3] keeping one writes state and level of that answer together', () => {
  const document = after(
    anEmptyAssessment,
    ...rate(ownDevice, 1, 'rated', 2),
    ...rate(otherDevice, 8, 'na', null),
  );
  const [newest, older] = ratingConflictCandidates(document, 'D1.1');
  expect([newest?.keep, older?.keep]).toEqual([
    [
      { path: state, value: 'na' },
      { path: level, value: null },
    ],
    [
      { path: state, value: 'rated' },
      { path: level, value: 2 },
    ],
  ]);
});

test('[M3] the same answer twice is nothing to decide', () => {
  const document = after(
    anEmptyAssessment,
    ...rate(ownDevice, 1, 'rated', 2),
    ...rate(otherDevice, 8, 'rated', 2),
  );
  expect(ratingConflictCandidates(document, 'D1.1')).toEqual([]);
});

test('[M3] each text of a conflict is offered once, with the writes that keep it', () => {
  const path = 'answers/D1.1/rationale';
  const write = (by: typeof ownDevice, n: number, value: string) => ({ by, n, path, value, over: [] });
  const document = after(anEmptyAssessment, write(ownDevice, 1, 'seen'), write(otherDevice, 2, 'heard'));
  expect(textConflictCandidates(document, path).map(({ shown, keep }) => ({ shown, keep }))).toEqual([
    { shown: { kind: 'text', text: 'heard' }, keep: [{ path, value: 'heard' }] },
    { shown: { kind: 'text', text: 'seen' }, keep: [{ path, value: 'seen' }] },
  ]);
});
