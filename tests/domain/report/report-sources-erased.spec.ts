import { expect, test } from 'vitest';
import type { Document } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import { summarizeDocument } from '#domain/kinds/document-summary.ts';
import { erasablePartsOfPath } from '#domain/privacy/path-privacy.ts';
import { makeReport } from '#domain/report/make-report.ts';
import type { ReportCell } from '#domain/report/report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { isWorkshopReport, type ReportCode, reportCodes } from '#domain/report-codes.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';

/** A document without any field that may be erased alone. */
const erasedFrom = (document: Document): Document => ({
  ...document,
  registers: Object.fromEntries(
    Object.entries(document.registers).map(([path, register]) => [
      path as Path, // a key of the same record
      erasablePartsOfPath(document.kind, path).includes('all')
        ? { ...register, heads: register.heads.map((head) => ({ ...head, value: null })) }
        : register,
    ]),
  ),
});

const documents = sampleRecords.documents.map(erasedFrom);

const reportOf = (reportCode: ReportCode, missionRecords: typeof sampleRecords) => {
  const report = makeReport(reportCode, collectReportSources(missionRecords).sources);
  if (typeof report === 'string') throw new Error(report);
  return report;
};
/** Counts and ratings of a report, section by section. */
const figuresOf = (reportCode: ReportCode, missionRecords: typeof sampleRecords) =>
  reportOf(reportCode, missionRecords)
    .sections.filter(({ id }) => !wordsAndPeople.has(id))
    .map(({ id, table }) => [
      id,
      // A row of words alone may be gone.
      table.rows
        .map(({ cells }) => cells.filter((cell) => isFigure(cell)))
        .filter(({ length }) => length > 0),
    ]);
/** The narrative is words alone; the team counts people, whose functions may be erased. */
const wordsAndPeople: ReadonlySet<string> = new Set(['T0', 'T1c']);
const isFigure = ({ kind }: ReportCell): boolean => kind === 'number' || kind === 'share' || kind === 'level';

// R5 counts by lead, which is free text: see below. Reports of a workshop count people, whose marks and answers may
// be erased: they count in nothing then.
test.each(reportCodes.filter((code) => code !== 'R5' && !isWorkshopReport(code)))(
  '[E8] %s rates and counts the same when all words in its records are erased',
  (code) => {
    expect(figuresOf(code, { ...sampleRecords, documents })).toEqual(figuresOf(code, sampleRecords));
  },
);

test('[E8] R5 keeps every plan item after erasure of its text, and counts it without lead', () => {
  const itemsIn = (missionRecords: typeof sampleRecords) =>
    reportOf('R5', missionRecords).sections.find(({ id }) => id === 'T1')?.table.rows.length;
  const items = itemsIn(sampleRecords);
  expect(items).toBeGreaterThan(0);
  expect(itemsIn({ ...sampleRecords, documents })).toBe(items);
});

test('[E8] a record with erased text keeps its status and decisions, without a title', () => {
  const stateOf = (document: Document) => {
    const { status, conflicts, isGone } = summarizeDocument(document);
    return { status, conflicts, isGone };
  };
  expect(documents.map(stateOf)).toEqual(sampleRecords.documents.map(stateOf));
  expect([...new Set(documents.map((document) => summarizeDocument(document).title))]).toEqual(['']);
});
