import { describe, expect, it } from 'vitest';
import { donorView } from '#domain/report/donor-view.ts';
import { makeReport } from '#domain/report/make-report.ts';
import { collectSources } from '#domain/report/collect-sources.ts';
import { type Report, type ReportCode, reportCodes } from '#domain/report/report.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { anAssessmentOf, rowOf, sectionOf, theReport } from './a-mission.ts';

const { sources } = collectSources(sampleRecords);
function sample(code: ReportCode): Report {
  const report = makeReport(code, sources);
  if (typeof report === 'string') throw new Error(report);
  return report;
}

const institutions = (count: number) =>
  Array.from({ length: count }, (_, at) => anAssessmentOf(30 + at, 'POL', [['D3.2', (at % 3) + 2]]));

describe("[E 5] a donor's copy", () => {
  it.each(reportCodes)('%s has no level of one institution, and no record that leads to one', (code) => {
    const text = JSON.stringify(donorView(sample(code), false));
    const docs = sources.assessments.map(({ document }) => document.doc);
    expect(docs.filter((doc) => text.includes(doc))).toEqual([]);
    expect(text).not.toContain('"kind":"level"');
  });

  it('has nothing of what was written about an institution', () => {
    const text =
      JSON.stringify(donorView(sample('R2'), false)) + JSON.stringify(donorView(sample('R4'), false));
    for (const written of [
      'written procedure for records',
      'depends on one person',
      'Deputy head of unit',
      'terms of reference',
      'Posts are filled',
    ])
      expect(text).not.toContain(written);
  });

  it.each([
    ['R1', ['T2', 'T3']],
    ['R2', ['F1', 'F2', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6']],
    ['R3', ['F2', 'F4']],
    ['R4', ['F1', 'T1']],
    ['R5', []],
  ] as const)('%s says which of its parts are left out', (code, leftOut) => {
    expect(
      donorView(sample(code), false)
        .sections.filter(({ withheld }) => withheld)
        .map(({ id }) => id),
    ).toEqual(leftOut);
  });

  it('shows the level of a State only over five institutions or more', () => {
    const levelOver = (count: number) =>
      rowOf(sectionOf(donorView(theReport('R3', institutions(count)), false), 'T2'), 'D3.2');
    expect(levelOver(4)).toMatchObject({
      level: 'hidden: small',
      lowest: 'hidden: small',
      highest: 'hidden: small',
    });
    expect(levelOver(5)).toMatchObject({ level: 3, lowest: 2, highest: 4 });
  });

  it('keeps no sum from which a hidden row could be worked out', () => {
    const rights = sectionOf(donorView(theReport('R3', institutions(5)), false), 'T4');
    expect(rowOf(rights, 'level-3')['lowest']).toBe('hidden: small');
  });

  it('keeps the plan: who does what is what a donor pays for', () => {
    const donor = donorView(sample('R5'), false);
    expect(donor.sections.map(({ table }) => table.rows.length)).toEqual(
      sample('R5').sections.map(({ table }) => table.rows.length),
    );
  });

  it('is everything where the State agrees', () => {
    expect(donorView(sample('R2'), true).sections).toEqual(sample('R2').sections);
  });
});
