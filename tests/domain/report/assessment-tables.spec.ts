import { describe, expect, it } from 'vitest';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { anAssessmentOf, police, rowOf, sectionOf, theReport } from '#tests/support/builders/a-report.ts';

/** Every indicator of the police at one level, with some at others. */
const allAt = (level: number, others: Readonly<Record<string, number | null>> = {}) =>
  defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .filter(({ id, types }) => types.includes('POL') && others[id] !== null)
    .map(({ id }) => [id, others[id] ?? level] as const);

describe('R2 of one institution, by the worked examples of B6', () => {
  it('reports level 3 throughout for police at level 3 with E3, and D2 as thin', () => {
    const report = theReport('R2', [
      anAssessmentOf(police, 'POL', allAt(3), { 'screening/S3': 'no', 'screening/S6': 'no' }),
    ]);
    const bars = sectionOf(report, 'F1');
    const reported = bars.table.rows.map(({ id }) => [
      id,
      rowOf(bars, id)['reported'],
      rowOf(bars, id)['status'],
    ]);
    expect(reported).toEqual([
      ['D2', 'missing', 'report.score.thin'],
      ['D3', 3, 'report.score.scored'],
      ['D4', 'missing', 'report.score.thin'],
      ['D5', 3, 'report.score.scored'],
      ['D6', 3, 'report.score.scored'],
      ['D7', 3, 'report.score.scored'],
      ['D8', 3, 'report.score.scored'],
    ]);
    expect(report.header).toMatchObject({
      coverage: 1,
      confidence: { low: 0, medium: 0 },
      statuses: ['report.doc.stand.working'],
      mark: 'C',
    });
  });

  it('[B3] flags a level above its evidence, with the reviewer’s reason for accepting it', () => {
    const remarksOf = (override: object) => {
      const levels = [
        ['D3.2', 5],
        ['D3.3', 3],
      ] as const;
      const report = theReport('R2', [
        anAssessmentOf(police, 'POL', levels, { 'answers/D3.2/override': { ...override } }),
      ]);
      const table = sectionOf(report, 'T2');
      return [rowOf(table, 'D3.2')['remarks'], rowOf(table, 'D3.3')['remarks']];
    };
    const reason = 'The practice was seen on site';
    expect(remarksOf({ reason, level: 5, evidence: 'E3' })).toEqual([
      ['report.remark.aboveEvidence', reason],
      'none',
    ]);
    expect(remarksOf({ reason, level: 4, evidence: 'E3' })).toEqual(['report.remark.aboveEvidence', 'none']);
  });

  it('reports the gate limit 2 of D5 when D5.4 is 1 and D5.2 lacks evidence', () => {
    const report = theReport('R2', [
      anAssessmentOf(police, 'POL', allAt(4, { 'D5.4': 1, 'D5.2': null }), { 'answers/D5.2/state': 'ne' }),
    ]);
    expect(rowOf(sectionOf(report, 'F1'), 'D5')).toMatchObject({ reported: 2, mean: 3.1, limit: 'D5.4' });
    expect(rowOf(sectionOf(report, 'T4'), 'unknown D5.2')).toMatchObject({
      kind: 'value.findingKind.information-gap',
      finding: 'report.unknownGate.sought',
    });
  });

  it('keeps D5 within one level of D7', () => {
    const low = { 'D7.4': 2, 'D7.5': 2, 'D7.7': 2, 'D7.8': 2 };
    const bars = sectionOf(theReport('R2', [anAssessmentOf(police, 'POL', allAt(5, low))]), 'F1');
    expect([
      rowOf(bars, 'D7')['reported'],
      rowOf(bars, 'D5')['reported'],
      rowOf(bars, 'D5')['limit'],
    ]).toEqual([2, 3, 'D7']);
  });

  it('counts the declined answers of an institution without naming them', () => {
    const report = theReport('R2', [
      anAssessmentOf(police, 'POL', allAt(3, { 'D3.2': null, 'D3.3': null }), {
        'answers/D3.2/state': 'declined',
      }),
    ]);
    const table = sectionOf(report, 'T2');
    expect(rowOf(table, 'D3.2')['level']).toBe('report.answer.blank');
    expect(rowOf(table, 'D3.3')['level']).toBe('report.answer.blank');
    expect(table.table.rows.map(({ id }) => id)).not.toContain('declined');
    expect(rowOf(sectionOf(report, 'T2b'), 'declined')['value']).toBe(1);
  });

  it('says what each strength of evidence stands for beside its code', () => {
    const report = theReport('R2', [anAssessmentOf(police, 'POL', [['D3.3', 2, 'E3']])]);
    expect(rowOf(sectionOf(report, 'F2'), 'E3')).toMatchObject({
      code: 'E3',
      strength: 'value.evidenceStrength.E3',
      count: 1,
    });
  });

  it('lists title, date and holder of each piece of evidence, and marks missing values', () => {
    const report = theReport('R2', [
      anAssessmentOf(police, 'POL', allAt(3), {
        'answers/D5.4/evidence/e1/title': 'Order of the head of service',
        'answers/D5.4/evidence/e1/date': '2026-03-01',
        'answers/D5.4/evidence/e1/holder': 'Records unit',
      }),
    ]);
    const register = sectionOf(report, 'T3');
    expect(rowOf(register, 'D5.4 e1')).toMatchObject({
      reference: 'Order of the head of service',
      date: '2026-03-01',
      holder: 'Records unit',
    });
    expect(rowOf(register, 'D5.5 e1')).toMatchObject({ date: 'missing', holder: 'missing' });
  });

  it('lists evidence that supports several indicators once, with all of them', () => {
    const piece = '01a20edb-961d-7237-bfa9-0000000000e1';
    const copy = (question: string) => ({
      [`answers/${question}/evidence/${piece}/title`]: 'Order 14',
      [`answers/${question}/evidence/${piece}/kind`]: 'document',
      [`answers/${question}/evidence/${piece}/strength`]: 'E3',
    });
    const report = theReport('R2', [
      anAssessmentOf(police, 'POL', allAt(3), { ...copy('D5.3'), ...copy('D5.4') }),
    ]);
    const reportRows = sectionOf(report, 'T3').table.rows.filter(({ id }) => id.includes(piece));
    expect(reportRows.map(({ id, records }) => [id, records[0]?.paths?.length])).toEqual([
      [`D5.3 D5.4 ${piece}`, 2],
    ]);
  });

  it('sums the ratings by evidence strength to the total, and names the records of each', () => {
    const report = theReport('R2', [
      anAssessmentOf(police, 'POL', [
        ['D3.2', 3, 'E1'],
        ['D3.3', 2, 'E3'],
        ['D5.4', 4, 'E3'],
      ]),
    ]);
    const bar = sectionOf(report, 'F2');
    expect(bar.table.rows.map(({ id }) => [id, rowOf(bar, id)['count']])).toEqual([
      ['E0', 0],
      ['E1', 1],
      ['E2', 0],
      ['E3', 2],
      ['E4', 0],
      ['total', 3],
    ]);
    expect(bar.table.rows[3]?.records[0]?.paths).toEqual(['answers/D3.3/evidence', 'answers/D5.4/evidence']);
  });

  it('shows a target that was agreed and the gap to it', () => {
    const agreed = { level: 4, reason: 'Agreed', agreedOn: '2026-11-19', agreedBy: 'Police' };
    const report = theReport('R2', [
      anAssessmentOf(police, 'POL', [['D3.2', 2]], { 'targets/D3.2': agreed }),
    ]);
    expect(rowOf(sectionOf(report, 'T2'), 'D3.2')).toMatchObject({
      level: 2,
      target: 4,
      gap: 2,
      confidence: 'value.confidence.high',
    });
  });

  it.each([
    ['draft', 'report.doc.stand.working'],
    ['fieldwork', 'report.doc.stand.working'],
    ['consolidated', 'report.doc.stand.working'],
    ['quality-review', 'report.doc.stand.working'],
    ['shared', 'report.doc.stand.draft'],
    ['comments-addressed', 'value.assessmentStatus.comments-addressed'],
    ['final', 'report.doc.stand.final'],
    ['superseded', 'value.assessmentStatus.superseded'],
  ])('[D] says of an assessment in %s that it is %s', (status, word) => {
    const { header } = theReport('R2', [anAssessmentOf(police, 'POL', [], { status })]);
    expect(header.statuses).toEqual([word]);
  });

  it.each(['R3', 'R4'] as const)('[D] gives %s the status of the least advanced assessment', (code) => {
    const inStatuses = (...statuses: readonly string[]) =>
      theReport(
        code,
        statuses.map((status, at) => anAssessmentOf(at + 1, 'POL', [['D3.2', 2]], { status })),
      ).header.statuses;
    expect(inStatuses('final', 'shared', 'comments-addressed')).toEqual(['report.doc.stand.draft']);
    expect(inStatuses('final', 'fieldwork')).toEqual(['report.doc.stand.working']);
    expect(inStatuses('final', 'final')).toEqual(['report.doc.stand.final']);
  });
});
