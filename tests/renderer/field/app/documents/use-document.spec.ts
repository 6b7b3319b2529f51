import { expect, test } from 'vitest';
import { valueAt } from '#domain/document/document.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import {
  type PendingValues,
  shownHeadsKey,
  unconfirmedValues,
  withPendingValues,
} from '#renderer/field/app/documents/use-document.ts';
import { after, anAssessment, otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';

const level = Path.parse('answers/D1.1/level');
const before = anAssessment({ [level]: 2 });
const choosing = (saved: { dot: ReturnType<typeof dotOf>; shown: string } | null): PendingValues =>
  new Map([[level, { value: 3, choice: {}, over: [dotOf(ownDevice, 1)], saved }]]);
const dot = dotOf(ownDevice, 2);

test('a chosen value is shown before the disk has it', () => {
  expect(valueAt(withPendingValues(before, [{ path: level, value: 3 }]), level)).toBe(3);
});

test('a chosen value stays shown until the store shows it, also when already saved', () => {
  const savedPendingValues = choosing({ dot, shown: shownHeadsKey(before, level) });
  expect(unconfirmedValues(savedPendingValues, before).size).toBe(1);
  expect(unconfirmedValues(savedPendingValues, after(before, { n: 2, path: level, value: 3 })).size).toBe(0);
});

test('a chosen value stays shown while a late answer shows the own choice before it', () => {
  const savedPendingValues = choosing({ dot: dotOf(ownDevice, 3), shown: shownHeadsKey(before, level) });
  const late = after(before, { n: 2, path: level, value: 4, over: [dotOf(ownDevice, 1)] });
  expect(unconfirmedValues(savedPendingValues, late).size).toBe(1);
});

test('[M3] a colleague’s concurrent write shows as a conflict once the choice is saved', () => {
  const savedPendingValues = choosing({ dot, shown: shownHeadsKey(before, level) });
  const contested = after(
    before,
    { by: otherDevice, n: 1, path: level, value: 5 },
    { n: 2, path: level, value: 3, over: [dotOf(ownDevice, 1)] },
  );
  expect(unconfirmedValues(savedPendingValues, contested).size).toBe(0);
});
