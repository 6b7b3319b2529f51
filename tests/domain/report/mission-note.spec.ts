import { describe, expect, it } from 'vitest';
import { buildReportAppendix } from '#domain/report/appendix.ts';
import {
  anAssessmentOf,
  police,
  prosecution,
  rowOf,
  sectionOf,
  theReport,
} from '#tests/support/builders/a-report.ts';

const interview = (indicator: string, title: string) => ({
  [`answers/${indicator}/evidence/e2/title`]: title,
  [`answers/${indicator}/evidence/e2/kind`]: 'interview',
  [`answers/${indicator}/evidence/e2/strength`]: 'E1',
});

describe('R1, the mission note', () => {
  it('counts an interview once, however many ratings it supports', () => {
    const report = theReport('R1', [
      anAssessmentOf(police, 'POL', [], {
        ...interview('D3.2', 'Head of unit, 12 November'),
        ...interview('D3.3', 'Head of unit, 12 November '),
      }),
      anAssessmentOf(prosecution, 'PRO', [], interview('D3.2', 'Prosecutor, 13 November')),
    ]);
    const table = sectionOf(report, 'T2');
    expect(
      table.table.rows.map(({ id }) => [
        rowOf(table, id)['function'],
        rowOf(table, id)['meetings'],
        rowOf(table, id)['ratings'],
      ]),
    ).toEqual([
      ['Head of unit, 12 November', 1, 2],
      ['Prosecutor, 13 November', 1, 1],
    ]);
  });

  it('lists open recommendations for the next six months, without completed or refused ones', () => {
    const recommendation = (id: string, horizon: string, status: string) => ({
      [`recommendations/${id}/text`]: id,
      [`recommendations/${id}/horizon`]: horizon,
      [`recommendations/${id}/status`]: status,
    });
    const report = theReport('R1', [
      anAssessmentOf(police, 'POL', [], {
        ...recommendation('now', '0-6', 'accepted'),
        ...recommendation('later', '6-18', 'accepted'),
        ...recommendation('over', '0-6', 'verified'),
      }),
    ]);
    expect(sectionOf(report, 'T3').table.rows.map(({ id }) => id)).toEqual(['now']);
  });

  it('says roles and never names, and how new its data are', () => {
    const { header } = theReport('R1', [anAssessmentOf(police, 'POL', [])]);
    expect(header).toMatchObject({
      roles: ['lead'],
      country: 'XA',
      from: '2026-11-09',
      to: '2026-11-20',
      institutions: 1,
    });
    expect(header.cutOffMs).toBeGreaterThan(Date.UTC(2026, 10, 20));
  });

  it('names in its appendix every record that a line was computed from', () => {
    const report = theReport('R1', [anAssessmentOf(police, 'POL', [])]);
    const { records, lines } = buildReportAppendix(report);
    expect(records.map(({ short, kind }) => [short, kind])).toEqual([
      ['S1', 'mission'],
      ['S2', 'assessment'],
    ]);
    expect(lines.find(({ section }) => section === 'T1')?.from).toEqual([{ short: 'S1', paths: ['title'] }]);
  });
});
