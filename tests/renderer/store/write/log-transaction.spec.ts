import { expect, test } from 'vitest';
import { newLogRow } from '#renderer/store/db/log-row.ts';
import { LogTransaction } from '#renderer/store/write/log-transaction.ts';
import { aLog, deviceA } from '#tests/support/builders/ops.ts';

test.each([
  [3, undefined],
  [2, { [deviceA]: 3 }],
  [0, { [deviceA]: 3 }],
])('[P2] a chain of 3 ops cut after %i keeps its used numbers known', (upTo, parted) => {
  const work = new LogTransaction({ ...newLogRow(aLog), have: { [deviceA]: 3 } }, new Map());
  work.cutChain(deviceA, upTo, null);
  expect(work.row.parted).toEqual(parted);
  expect(work.row.have).toEqual(upTo === 0 ? {} : { [deviceA]: upTo });
});

test('[J4g] a chain that was cut stays cut when a later pack of it is refused as well', () => {
  const work = new LogTransaction({ ...newLogRow(aLog), have: { [deviceA]: 6 } }, new Map());
  work.cutChain(deviceA, 4, null);
  work.cutChain(deviceA, 5, null);
  expect(work.row.have).toEqual({ [deviceA]: 4 });
  expect(work.row.parted).toEqual({ [deviceA]: 6 });
});
