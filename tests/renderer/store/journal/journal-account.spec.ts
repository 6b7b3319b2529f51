import { expect, test } from 'vitest';
import { JournalAccount } from '#renderer/store/journal/journal-account.ts';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';

test('a journal that is read anew says all of it again, former identities too', () => {
  const account = new JournalAccount();
  const traffic = { roundTrips: 1, bytesUp: 0, bytesDown: 0, changesUp: 0, changesDown: 0 };
  const run = { startedAtMs: 1, endedAtMs: 2, outcome: 'done' as const, code: null, ...traffic };
  account.addEntries(1, [
    { kind: 'adopted', from: deviceA, to: deviceB, logs: [] },
    { kind: 'runs', runs: [run] },
  ]);
  expect([account.isFormerDevice(deviceA), account.isFormerDevice(deviceB), account.hasRun(run)]).toEqual([
    true,
    false,
    true,
  ]);
  account.clear();
  expect([account.isFormerDevice(deviceA), account.hasRun(run)]).toEqual([false, false]);
});
