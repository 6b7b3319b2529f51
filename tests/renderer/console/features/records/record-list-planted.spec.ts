import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { aListedRecord } from '#tests/support/builders/a-listed-record.ts';
import { plantedKind, plantKindAndField } from '#tests/support/kinds/planted-kind.ts';

beforeEach(() => vi.resetModules());
// Later files of this worker load the modules without the planted kind.
afterEach(() => vi.resetModules());

test.each([
  ['shows records', 'record', [plantedKind]],
  ['leaves out editions', 'edition', []],
] as const)('the list of records %s of a planted kind', async (_, listedAs, kinds) => {
  await plantKindAndField({ listedAs });
  const { filterRecords, recordKindsIn } = await import('#renderer/console/features/records/record-list.ts');
  const visits = [aListedRecord(1, { kind: plantedKind })];
  expect(filterRecords(visits, unfilteredRecordList).map(({ kind }) => kind)).toEqual(kinds);
  expect(recordKindsIn(visits)).toEqual(kinds);
});
