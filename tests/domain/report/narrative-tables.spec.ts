import { describe, expect, it } from 'vitest';
import { makeReportForReader } from '#domain/report/report-for-reader.ts';
import {
  aMission,
  anAssessmentOf,
  police,
  prosecution,
  rowOf,
  sectionOf,
  sourcesOf,
  theReport,
} from '#tests/support/builders/a-report.ts';

const message = (id: string, text: string, figure?: string) => ({
  [`key-messages/${id}/text`]: text,
  [`key-messages/${id}/order`]: `a${id}`,
  ...(figure !== undefined && { [`key-messages/${id}/figure`]: figure }),
});
const records = [
  aMission({
    ...message('1', 'Two institutions take part.', 'institutions'),
    ...message('2', 'A message alone.'),
    ...message('3', 'Of another version.', 'moon-phase'),
    'report/summary': 'The visit went well.',
    'team/p1/function': 'assessor',
    'team/p2/function': 'assessor',
  }),
  anAssessmentOf(police, 'POL', [['D3.2', 2]], {
    ...message('1', 'People come first.', 'D3'),
    ...message('2', 'Something urgent is open.', 'urgent-actions'),
    'recommendations/r1/text': 'Write it down.',
    'recommendations/r1/horizon': '0-6',
  }),
  anAssessmentOf(prosecution, 'PRO', [['D3.2', 4]]),
];

describe('key messages', () => {
  it('come first in R1, R3 and R4, each beside the figure that supports it', () => {
    for (const code of ['R1', 'R3', 'R4'] as const) {
      const report = theReport(code, records);
      expect(report.sections[0]?.id).toBe('T00');
      const table = sectionOf(report, 'T00');
      expect(rowOf(table, '1')).toEqual({
        message: 'Two institutions take part.',
        figure: 'value.keyFigure.institutions',
        value: 2,
      });
      expect([rowOf(table, '2')['value'], rowOf(table, '3')['value']]).toEqual(['none', 'none']);
    }
  });

  it('of an assessment come first in its R2, with figures of this assessment alone', () => {
    const report = theReport('R2', records);
    const table = sectionOf(report, 'T00');
    expect(rowOf(table, '1')['figure']).toMatch(/^D3 /);
    expect(rowOf(table, '2')['value']).toBe(1);
  });

  it('make no section where nobody wrote one', () => {
    const [, ...otherDocuments] = records;
    expect(theReport('R1', otherDocuments).sections.map(({ id }) => id)).not.toContain('T00');
  });
});

it('R1 counts the team by function and names nobody', () => {
  expect(rowOf(sectionOf(theReport('R1', records), 'T1c'), 'assessor')).toEqual({
    function: 'value.role.assessor',
    people: 2,
  });
});

it.each(['state', 'donor', 'donor-agreed'] as const)(
  '[E5] a copy for a reader outside (%s) does not name the words of the programme',
  (audience) => {
    const copy = makeReportForReader(sourcesOf(records), { code: 'R1', audience });
    if (typeof copy === 'string') throw new Error(copy);
    expect(
      copy.sections.map(({ id }) => id).filter((id) => ['T00', 'T0', 'T1c', 'T1d'].includes(id)),
    ).toEqual([]);
    expect(JSON.stringify(copy)).not.toContain('The visit went well.');
  },
);
