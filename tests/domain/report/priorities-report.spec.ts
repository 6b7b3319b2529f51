import { describe, expect, it } from 'vitest';
import {
  anAssessmentOf,
  police,
  prosecution,
  rowOf,
  sectionOf,
  theReport,
} from '#tests/support/builders/a-report.ts';

describe('R4, by the worked examples of B6.11', () => {
  it('ranks gaps by score, with those of gates at least High', () => {
    const report = theReport('R4', [
      anAssessmentOf(
        police,
        'POL',
        [
          ['D3.2', 2],
          ['D5.4', 3],
          ['D3.1', 1],
        ],
        {
          'priorities/D3.2/ownership': 1,
          'priorities/D3.2/feasibility': 0.5,
          'priorities/D3.2/alignment': 1,
        },
      ),
    ]);
    const table = sectionOf(report, 'T1');
    // Weight 2, level 2, target 3, asked for, feasible in part, aligned: 62.5. A gate at 3 with target 4: 60.
    expect(rowOf(table, 'D3.2 Institution 11')).toMatchObject({
      rank: 1,
      score: 62.5,
      band: 'value.priorityBand.High',
    });
    expect(rowOf(table, 'D5.4 Institution 11')).toMatchObject({
      rank: 2,
      score: 60,
      band: 'value.priorityBand.High',
    });
  });

  it('scores a national indicator once for the State, at 70 in the worked example', () => {
    const report = theReport('R4', [
      anAssessmentOf(police, 'COO', [['D1.2', 1]], { 'priorities/D1.2/feasibility': 0.5 }),
      anAssessmentOf(prosecution, 'COO', [['D1.2', 2]]),
    ]);
    const table = sectionOf(report, 'T1');
    expect(table.table.rows.filter(({ id }) => id.startsWith('D1.2'))).toHaveLength(1);
    expect(rowOf(table, 'D1.2 -')).toMatchObject({
      institution: 'report.wholeState',
      level: 1,
      target: 3,
      score: 70,
    });
  });

  it('shows the manual priority with its reason beside the computed one', () => {
    const override = { band: 'High', reason: 'Posts are filled in spring' };
    const report = theReport('R4', [
      anAssessmentOf(police, 'POL', [['D3.3', 2]], { 'priorities/D3.3/override': override }),
    ]);
    expect(rowOf(sectionOf(report, 'T1'), 'D3.3 Institution 11')).toMatchObject({
      computed: 'value.priorityBand.Low',
      band: 'value.priorityBand.High',
      reason: 'Posts are filled in spring',
    });
  });

  it('has as many points as gaps in the figure', () => {
    const report = theReport('R4', [
      anAssessmentOf(police, 'POL', [
        ['D3.2', 2],
        ['D3.3', 1],
        ['D3.4', 5],
      ]),
    ]);
    expect(sectionOf(report, 'F1').table.rows).toHaveLength(sectionOf(report, 'T1').table.rows.length);
  });

  it('names each indicator and says how feasible a change is, beside the figure', () => {
    const report = theReport('R4', [
      anAssessmentOf(
        police,
        'POL',
        [
          ['D3.2', 2],
          ['D3.3', 1],
        ],
        { 'priorities/D3.2/feasibility': 0.5 },
      ),
    ]);
    const table = sectionOf(report, 'F1');
    expect(rowOf(table, 'D3.2 Institution 11')).toMatchObject({
      code: 'D3.2',
      indicator: 'Assigned responsibility',
      feasibility: 'report.chart.feasibility.half',
    });
    expect(rowOf(table, 'D3.3 Institution 11')['feasibility']).toBe('missing');
  });
});
