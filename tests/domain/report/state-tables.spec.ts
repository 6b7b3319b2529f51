import { describe, expect, it } from 'vitest';
import {
  aMission,
  anAssessmentOf,
  police,
  prosecution,
  rowOf,
  sectionOf,
  theReport,
} from '#tests/support/builders/a-report.ts';

const third = 13;
const policeDoc = anAssessmentOf(police, 'POL', []).doc;

describe('R3 of a State', () => {
  it('takes the lower median of institutions with the range, and flags a two-level spread (B6.8)', () => {
    const report = theReport('R3', [
      anAssessmentOf(police, 'POL', [
        ['D3.2', 2],
        ['D3.3', 3],
      ]),
      anAssessmentOf(prosecution, 'PRO', [
        ['D3.2', 4],
        ['D3.3', 3],
      ]),
      anAssessmentOf(third, 'FOR', [
        ['D3.2', 5],
        ['D3.3', 2],
      ]),
    ]);
    const table = sectionOf(report, 'T2');
    expect(rowOf(table, 'D3.2')).toMatchObject({
      level: 4,
      lowest: 2,
      highest: 5,
      spread: 'report.spread.wide',
      rated: [3, 3],
    });
    expect(rowOf(table, 'D3.3')).toMatchObject({ level: 3, lowest: 2, highest: 3, spread: 'none' });
    const map = sectionOf(report, 'F2');
    expect(rowOf(map, 'D3.2')).toMatchObject({ 'institution-1': 2, 'institution-2': 4, 'institution-3': 5 });
  });

  it('proposes the lower median for a national indicator until the lead assessor has decided', () => {
    const firstDocument = anAssessmentOf(police, 'POL', [['D2.5', 2]]);
    const second = anAssessmentOf(prosecution, 'MIN', [['D2.5', 4]]);
    const decided = aMission({
      'national/D2.5': { level: 3, reason: 'The rules bind both.', proposed: 2 },
      // An institution indicator has no level that a person decides for the State.
      'national/D3.2': { level: 5, reason: 'No.', proposed: 2 },
    });
    const scopeAndLevel = (documents: readonly (typeof firstDocument)[]) => {
      const { scope, level } = rowOf(sectionOf(theReport('R3', documents), 'T2'), 'D2.5');
      return [scope, level];
    };
    expect(scopeAndLevel([firstDocument, second])).toEqual(['report.scope.nationalProposed', 2]);
    expect(scopeAndLevel([decided, firstDocument, second])).toEqual(['report.scope.nationalDecided', 3]);

    const report = theReport('R3', [decided, firstDocument, second]);
    const reasons = sectionOf(report, 'T2b');
    expect(reasons.table.rows.map(({ id }) => id)).toEqual(['D2.5']);
    expect(rowOf(reasons, 'D2.5')).toMatchObject({ level: 3, proposed: 2, reason: 'The rules bind both.' });
    expect(reasons.table.rows[0]?.records).toContainEqual({ doc: decided.doc, paths: ['national/D2.5'] });
    expect(rowOf(sectionOf(report, 'T1'), 'D2')).toMatchObject({ mean: 3 });
  });

  it('keeps a consolidation of one institution out of the decision for the State', () => {
    const one = anAssessmentOf(police, 'POL', [['D2.5', 2]]);
    const otherDocument = anAssessmentOf(prosecution, 'MIN', [['D2.5', 4]], {
      'consolidations/D2.5': { level: 4, reason: 'Two assessors differed here.', first: 3 },
    });
    const report = theReport('R3', [one, otherDocument]);
    expect(rowOf(sectionOf(report, 'T2'), 'D2.5')).toMatchObject({
      scope: 'report.scope.nationalProposed',
      level: 2,
    });
    expect(report.sections.some(({ id }) => id === 'T2b')).toBe(false);
  });

  it('shows a level that a rule proposes wherever it counts, as proposed (B4)', () => {
    // No approved policy (D1.1): there is no progress to report on (D1.5).
    const report = theReport('R3', [anAssessmentOf(police, 'COO', [['D1.1', 1]])]);
    const reportRow = sectionOf(report, 'T2').table.rows.find(({ id }) => id === 'D1.5');
    expect(reportRow?.cells).toContainEqual({ kind: 'level', level: 1, isProposed: true });
    expect(reportRow?.records).toEqual([{ doc: policeDoc, paths: ['answers/D1.5'] }]);
    expect(rowOf(sectionOf(report, 'F2'), 'D1.5')).toMatchObject({ 'institution-1': 1 });
    expect(rowOf(sectionOf(report, 'F3'), 'D1')).toMatchObject({ 'level-1': 2 });
  });

  it('proposes a level for the State from the lead assessor’s decision on the rule’s condition', () => {
    const decided = aMission({
      'national/D1.1': { level: 1, reason: 'The draft was never approved.', proposed: 2 },
    });
    const one = anAssessmentOf(police, 'COO', [['D1.1', 2]]);
    const levels = (documents: readonly (typeof one)[]) => {
      const report = theReport('R3', documents);
      return [
        rowOf(sectionOf(report, 'T2'), 'D1.5')['level'],
        rowOf(sectionOf(report, 'F3'), 'D1')['level-1'],
      ];
    };
    expect(levels([one])).toEqual(['missing', 0]);
    expect(levels([decided, one])).toEqual([1, 2]);
    const rule = sectionOf(theReport('R3', [decided, one]), 'T2').table.rows.find(({ id }) => id === 'D1.5');
    expect(rule?.records).toContainEqual({ doc: decided.doc, paths: ['national/D1.1'] });
  });

  it('says nothing of how sure a rating is that a rule hides', () => {
    // Rated first; later S6 said that the institution does no training.
    const hiddenDocument = anAssessmentOf(police, 'POL', [['D3.7', 3]], { 'screening/S6': 'no' });
    const otherDocument = anAssessmentOf(prosecution, 'PRO', [['D3.2', 3]], { 'screening/S6': 'yes' });
    const reportRow = sectionOf(theReport('R3', [hiddenDocument, otherDocument]), 'T2').table.rows.find(
      ({ id }) => id === 'D3.7',
    );
    expect(reportRow?.records).toEqual([]);
    expect(reportRow?.cells.at(-1)).toEqual({ kind: 'missing' });
  });

  it('distributes as many indicators as were asked, with those that nobody rated', () => {
    const report = theReport('R3', [
      anAssessmentOf(police, 'POL', [
        ['D3.2', 2],
        ['D3.3', 2],
      ]),
    ]);
    const line = rowOf(sectionOf(report, 'F3'), 'D3');
    const parts = [1, 2, 3, 4, 5].map((at) => Number(line[`level-${at}`]));
    expect(parts[1]).toBe(2);
    expect(parts.reduce((sum, one) => sum + one, Number(line['unrated']))).toBe(line['total']);
  });

  it('lists rights and gender across the dimensions with a distribution and no score (B6.9)', () => {
    const report = theReport('R3', [
      anAssessmentOf(police, 'POL', [
        ['D7.4', 3],
        ['D5.4', 1],
        ['D8.2', 2],
      ]),
    ]);
    const rights = sectionOf(report, 'T4');
    expect(rowOf(rights, 'D7.4')['level']).toBe(3);
    expect(rowOf(sectionOf(report, 'T4b'), 'level-3')).toEqual({ level: 3, count: 1 });
    // A count in a column of levels reads as a level.
    expect(rights.table.rows.every(({ id }) => id.startsWith('D'))).toBe(true);
    expect(rights.table.columns.map(({ id }) => id)).not.toContain('score');
    expect(rowOf(sectionOf(report, 'T5'), 'D8.2')['level']).toBe(2);
  });

  it('says which gate limits its dimension', () => {
    const report = theReport('R3', [
      anAssessmentOf(police, 'POL', [
        ['D5.1', 5],
        ['D5.2', 5],
        ['D5.3', 5],
        ['D5.4', 1],
        ['D5.5', 5],
        ['D5.6', 5],
      ]),
    ]);
    expect(rowOf(sectionOf(report, 'T3'), 'D5.4')['limits']).toBe('report.yes');
    expect(rowOf(sectionOf(report, 'T1'), 'D5')).toMatchObject({ reported: 2, limit: 'D5.4' });
  });

  it('lists information gaps separately, gates first (B6.12)', () => {
    const report = theReport('R3', [anAssessmentOf(police, 'POL', [], { 'answers/D3.2/state': 'ne' })]);
    const reportRows = sectionOf(report, 'T6').table.rows;
    expect(reportRows[0]?.cells[4]).toEqual({ kind: 'word', word: 'value.priorityBand.High' });
    expect(reportRows.at(-1)?.id).toBe(`D3.2 ${policeDoc}`);
  });

  it('names for every row the records that it was computed from', () => {
    const report = theReport('R3', [
      anAssessmentOf(police, 'POL', [['D3.2', 2]]),
      anAssessmentOf(prosecution, 'PRO', [['D3.2', 4]]),
    ]);
    const reportRow = sectionOf(report, 'T2').table.rows.find(({ id }) => id === 'D3.2');
    expect(reportRow?.records.map(({ paths }) => paths)).toEqual([['answers/D3.2'], ['answers/D3.2']]);
  });
});

describe('[B6.13] change between two assessments', () => {
  const before = (levels: Parameters<typeof anAssessmentOf>[2]) => anAssessmentOf(police, 'POL', levels);
  const after = (levels: Parameters<typeof anAssessmentOf>[2]) =>
    anAssessmentOf(third, 'POL', levels, {
      follows: policeDoc,
      type: 'follow-up',
      'institution/name': 'Institution 11',
    });

  it('reports improved or declined only with E2 at both dates and a level difference', () => {
    const report = theReport('R3', [
      before([
        ['D3.2', 2],
        ['D3.3', 3, 'E2'],
        ['D3.4', 2, 'E1'],
        ['D5.4', 3],
      ]),
      after([
        ['D3.2', 3],
        ['D3.3', 2, 'E2'],
        ['D3.4', 4],
        ['D5.4', 3],
      ]),
    ]);
    const lines = sectionOf(report, 'F4').table.rows.map(({ id, cells }) => [id.split(' ')[0], cells[6]]);
    expect(lines).toEqual([
      ['D3.2', { kind: 'word', word: 'report.change.improved' }],
      ['D3.3', { kind: 'word', word: 'report.change.declined' }],
      ['D3.4', { kind: 'word', word: 'report.change.none' }],
      ['D5.4', { kind: 'word', word: 'report.change.none' }],
    ]);
  });

  it('takes the newer rating into the profile, and the older one where nobody asked again', () => {
    const report = theReport('R3', [
      before([
        ['D3.2', 2],
        ['D3.3', 4],
      ]),
      after([['D3.2', 3]]),
    ]);
    const table = sectionOf(report, 'T2');
    expect([
      rowOf(table, 'D3.2')['level'],
      rowOf(table, 'D3.3')['level'],
      rowOf(table, 'D3.2')['rated'],
    ]).toEqual([3, 4, [1, 1]]);
    expect(report.header.institutions).toBe(1);
  });
});
