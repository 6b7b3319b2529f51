import { describe, expect, it } from 'vitest';
import { anAssessmentOf, aPlan, rowOf, sectionOf, theReport } from '#tests/support/builders/a-report.ts';

const item = (id: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries({ title: id, ...values }).map(([part, value]) => [`items/${id}/${part}`, value]),
  );
const whole = { lead: 'UN entity', counterpart: 'Police', 'funding-line': 'Line 2', dimension: 'D3' };

describe('R5, the plan', () => {
  it('[A5] shows no days of lateness for a proposal past its end', () => {
    const late = { ...whole, to: '2026-11-10' };
    const report = theReport('R5', [
      aPlan({ ...item('a', { ...late, status: 'agreed' }), ...item('b', { ...late, status: 'proposed' }) }),
    ]);
    const [agreed, proposed] = ['a', 'b'].map((id) => rowOf(sectionOf(report, 'T1'), id)['slippage']);
    expect([agreed, proposed]).toEqual([14, 'none']);
  });

  it('[D] has the statuses of its items, and no confidence of ratings', () => {
    const { header } = theReport('R5', [
      anAssessmentOf(1, 'POL', [['D3.2', 2]], { status: 'final' }),
      aPlan({ ...item('a', { status: 'agreed' }), ...item('b', { status: 'proposed' }), ...item('c', {}) }),
    ]);
    expect(header.statuses).toEqual(['value.planStatus.proposed', 'value.planStatus.agreed']);
    expect(header.confidence).toEqual({ low: 0, medium: 0, high: 0 });
  });

  it('[A5] lists a hundred of very many pairs, counts the rest, and has twenty areas at most', () => {
    const days = { from: '2027-01-11', to: '2027-03-26' };
    const items = Array.from({ length: 40 }, (_, at) =>
      item(`i${at}`, { ...whole, ...days, lead: `Lead ${at}`, dimension: at < 15 ? 'D3' : `X${at}` }),
    );
    const more = Array.from({ length: 10 }, (_, at) =>
      item(`m${at}`, { ...whole, ...days, lead: `Other ${at}` }),
    );
    const report = theReport('R5', [aPlan(Object.assign({}, ...items, ...more))]);
    const overlaps = sectionOf(report, 'T3').table.rows.filter(({ records }) => records.length > 1);
    expect(overlaps).toHaveLength(100);
    // 25 items of D3 are 300 pairs.
    expect(rowOf(sectionOf(report, 'T3'), 'more')).toMatchObject({ items: ['report.overlap.more', 200] });
    const matrix = sectionOf(report, 'T2');
    expect(matrix.table.rows).toHaveLength(51);
    expect(rowOf(matrix, 'total')).toMatchObject({ D3: 25, others: 6, total: 50 });
    expect(Object.keys(rowOf(matrix, 'total'))).toHaveLength(23);
  });

  it('counts items by lead and area, and the sums agree', () => {
    const report = theReport('R5', [
      aPlan({
        ...item('a', whole),
        ...item('b', { ...whole, dimension: 'D5' }),
        ...item('c', { ...whole, lead: 'INTERPOL' }),
      }),
    ]);
    const matrix = sectionOf(report, 'T2');
    expect(rowOf(matrix, 'UN entity')).toMatchObject({ D3: 1, D5: 1, total: 2 });
    expect(rowOf(matrix, 'total')).toMatchObject({ D3: 2, D5: 1, total: 3 });
    const titles = matrix.table.columns.map(({ title }) => title);
    expect(titles).toContainEqual({ text: 'D3 Institutions, people and training' });
  });

  it('warns of possibly duplicated work and of items without responsibility (A5)', () => {
    const days = { from: '2027-01-10', to: '2027-02-20' };
    const report = theReport('R5', [
      aPlan({
        ...item('a', { ...whole, ...days }),
        ...item('b', { ...whole, ...days, lead: 'INTERPOL' }),
        ...item('c', { lead: 'UN entity' }),
      }),
    ]);
    const rows = sectionOf(report, 'T3').table.rows.map(({ cells }) => cells[0]);
    expect(rows).toEqual([
      { kind: 'word', word: 'report.overlap.twice' },
      { kind: 'word', word: 'report.overlap.unassigned' },
    ]);
    expect(rowOf(sectionOf(report, 'T3'), 'c')['what']).toEqual([
      'path.item.counterpart',
      'path.item.fundingLine',
    ]);
  });

  it('[A5] leaves out a pair that a person judged to be no overlap', () => {
    const days = { from: '2027-01-10', to: '2027-02-20' };
    const report = theReport('R5', [
      aPlan({
        ...item('a', { ...whole, ...days, 'apart/b': 'Two courts' }),
        ...item('b', { ...whole, ...days, lead: 'INTERPOL' }),
      }),
    ]);
    expect(sectionOf(report, 'T3').table.rows).toEqual([]);
  });

  it('lists items due within 60 days: dated milestones and ends of items', () => {
    const report = theReport('R5', [
      aPlan(
        item('a', {
          ...whole,
          to: '2027-01-15',
          milestones: '2026-12-01 Draft\nSigned\n[x] 2026-12-05 Sent\n2027-06-01 Reviewed',
        }),
      ),
    ]);
    const table = sectionOf(report, 'T4');
    expect(
      table.table.rows.map(({ id }) => [rowOf(table, id)['day'], rowOf(table, id)['milestone']]),
    ).toEqual([
      ['2026-12-01', 'Draft'],
      ['2027-01-15', 'report.milestone.end'],
    ]);
  });
});
