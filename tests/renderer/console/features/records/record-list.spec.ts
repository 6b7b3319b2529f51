import { describe, expect, test } from 'vitest';
import { DocumentKind } from '#domain/document/op.ts';
import { type RecordList, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { filterRecords, withTableSort } from '#renderer/console/features/records/record-list.ts';
import { sampleLead } from '#renderer/console/stories/sample-people.ts';
import { aListedRecord } from '#tests/support/builders/a-listed-record.ts';

const records = [
  aListedRecord(1, { title: 'Court of Appeal', status: 'final' }),
  aListedRecord(2, { title: 'National Police', conflicts: 2 }),
  aListedRecord(3, { title: 'Policy planning', kind: DocumentKind.parse('workshop'), held: 1 }),
  aListedRecord(4, { title: 'Tried out', removed: true }),
  aListedRecord(5, { title: 'Forensic laboratory', changedAtMs: null, held: 4 }),
];
const titles = (recordList: Partial<RecordList>): readonly string[] =>
  filterRecords(records, { ...unfilteredRecordList, ...recordList }).map(({ title }) => title);

describe('the records of a mission', () => {
  test('are listed newest change first, those without effect last, and removed ones not at all', () => {
    expect(titles({})).toEqual([
      'Policy planning',
      'National Police',
      'Court of Appeal',
      'Forensic laboratory',
    ]);
  });

  test('are found by the beginnings and middles of words, in any order and case', () => {
    expect(titles({ find: 'POLICE nat' })).toEqual(['National Police']);
    expect(titles({ find: sampleLead.name.slice(0, 4) })).toHaveLength(4);
  });

  test.each<[Partial<RecordList>, readonly string[]]>([
    [{ kind: 'workshop' }, ['Policy planning']],
    [{ status: 'final' }, ['Court of Appeal']],
    [{ needs: 'conflict' }, ['National Police']],
    [{ needs: 'held', sort: 'attention' }, ['Forensic laboratory', 'Policy planning']],
    [{ needs: 'held', kind: 'assessment' }, ['Forensic laboratory']],
  ])('are narrowed by %o', (list, expected) => {
    expect(titles(list)).toEqual(expected);
  });

  test('show removed records on request', () => {
    expect(titles({ removed: 'yes' })).toContain('Tried out');
  });

  test('are ordered by a heading that is a column, and by nothing else', () => {
    const byTitle = withTableSort(unfilteredRecordList, { column: 'title', direction: 'ascending' });
    expect(filterRecords(records, byTitle).map(({ title }) => title)).toEqual([
      'Court of Appeal',
      'Forensic laboratory',
      'National Police',
      'Policy planning',
    ]);
    expect(withTableSort(unfilteredRecordList, { column: 'toString', direction: 'ascending' })).toBe(
      unfilteredRecordList,
    );
  });
});
