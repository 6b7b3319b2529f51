import { expect, test } from 'vitest';
import { LogId } from '#domain/ids.ts';
import { anOp, deviceA } from '#tests/support/builders/ops.ts';
import { goneWords, type MissionLog } from './gone-words.ts';

const [first, second] = [1, 2].map((n) => LogId.parse(`0192f0c1-0000-7000-8000-00000000000${n}`));

/** A mission whose log has a pack with each of these values. The quarantine is of all missions. */
const mission = (
  logId: LogId | undefined,
  values: readonly string[],
  quarantine: readonly { readonly log: string; readonly payload: string }[] = [],
): MissionLog => ({
  log: LogId.parse(logId),
  entries: () =>
    Promise.resolve(values.map((payload, place) => ({ place, kind: 'pack', device: deviceA, payload }))),
  packOps: (value) => [anOp({ value })],
  parked: () => Promise.resolve(quarantine.map((row) => ({ ...row, code: 'access' }))),
});

test('an erased word is gone only where no mission of headquarters says it', async () => {
  const erased = new Set(['w1', 'w2', 'w3']);
  const missionLogs = [mission(first, ['w1']), mission(second, ['w2', 'w4'])];
  expect([...(await goneWords(erased, missionLogs))]).toEqual(['w3']);
});

test('the quarantine of another mission may say an erased word, that of its own may not', async () => {
  const quarantine = [
    { log: String(first), payload: '{"v":["w1"]}' },
    { log: String(second), payload: '{"v":["w2"]}' },
  ];
  const missionLogs = [mission(first, [], quarantine), mission(second, [], quarantine)];
  expect([...(await goneWords(new Set(['w1', 'w2']), missionLogs))]).toEqual(['w1']);
});
