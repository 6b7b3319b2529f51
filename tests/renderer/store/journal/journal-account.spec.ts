import { expect, test } from 'vitest';
import { JournalAccount } from '#renderer/store/journal/journal-account.ts';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';

test('a journal that is read anew says all of it again, former identities too', () => {
  const journalAccount = new JournalAccount();
  const traffic = { roundTrips: 1, bytesUp: 0, bytesDown: 0, changesUp: 0, changesDown: 0 };
  const run = { startedAtMs: 1, endedAtMs: 2, outcome: 'done' as const, code: null, ...traffic };
  journalAccount.addEntries(1, [
    { kind: 'adopted', from: deviceA, to: deviceB, logs: [] },
    { kind: 'runs', runs: [run] },
  ]);
  expect([
    journalAccount.isFormerDevice(deviceA),
    journalAccount.isFormerDevice(deviceB),
    journalAccount.hasRun(run),
  ]).toEqual([true, false, true]);
  journalAccount.clear();
  expect([journalAccount.isFormerDevice(deviceA), journalAccount.hasRun(run)]).toEqual([false, false]);
});
