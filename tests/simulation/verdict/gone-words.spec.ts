import { expect, test } from 'vitest';
import { anOp, deviceA } from '#tests/support/builders/ops.ts';
import { goneWords, type MissionLog } from './gone-words.ts';

/** A mission whose log has a pack with each of these values. */
const missionThatSays = (...values: readonly string[]): MissionLog => ({
  entries: () =>
    Promise.resolve(values.map((payload, place) => ({ place, kind: 'pack', device: deviceA, payload }))),
  packOps: (value) => [anOp({ value })],
});

test('an erased word is gone only where no mission of headquarters says it', async () => {
  const erased = new Set(['w1', 'w2', 'w3']);
  const [first, second] = [missionThatSays('w1'), missionThatSays('w2', 'w4')];
  expect([...(await goneWords(erased, [first, second]))]).toEqual(['w3']);
});
