import { describe, expect, it } from 'vitest';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report, ReportFigure } from '#domain/report/report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { reportCodes } from '#domain/report-codes.ts';
import { ReportLanguage } from '#renderer/i18n/language.ts';
import { drawFigure } from '#renderer/report/chart/draw-figure.ts';
import { createReportLabels } from '#renderer/report/report-labels.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';

const reportsIn = (language: ReportLanguage): readonly Report[] => {
  // Statements of the evaluation are in the language of the report.
  const { sources } = collectReportSources({ ...sampleRecords, language });
  return reportCodes.flatMap((reportCode) => {
    const report = makeReport(reportCode, sources);
    return typeof report === 'string' ? [] : [report];
  });
};

describe.each(ReportLanguage.options)('Figures of the sample mission in %s', (nameLanguage) => {
  it.each(reportsIn(nameLanguage).map((report) => [report.header.code, report] as const))(
    '%s writes each label whole',
    (_, { header, sections }) => {
      const labels = createReportLabels(nameLanguage, header.scale);
      const texts = sections
        .flatMap(({ figure }) => (figure ? drawFigure(figure, labels) : []))
        .flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])));
      expect(texts.filter((text) => /…\u200E?$/.test(text))).toEqual([]);
    },
  );
});

it('names that do not fit above their columns are written whole in a key, with the numbers of the columns', () => {
  const long = 'Directorate-General for Judicial Cooperation and Electronic Evidence, Ministry of Justice';
  const institutions = ['Police', ...Array.from({ length: 7 }, (_, at) => `${long}, branch ${at + 2}`)];
  const cell = { level: 3, state: 'rated' } as const;
  const reportFigure: ReportFigure = {
    kind: 'heat-map',
    institutions,
    rows: [
      { indicator: 'D1.1', title: 'A', isGate: false, cells: institutions.map(() => cell), records: [] },
    ],
  };
  const chartPictures = drawFigure(reportFigure, createReportLabels('en', []));
  const texts = chartPictures.flatMap(({ shapes }) =>
    shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])),
  );
  expect(texts.filter((text) => text.includes('…'))).toEqual([]);
  for (const name of institutions) expect(texts.join(' ')).toContain(name);
  // Each number is in the key and above its column.
  for (const at of [6, 7, 8]) expect(texts.filter((text) => text === String(at))).toHaveLength(2);
});

it('a timeline writes the long titles of its items whole, below half a page', () => {
  const title =
    'Course for investigators and prosecutors on the custody, examination and handover of evidence';
  const reportFigure: ReportFigure = {
    kind: 'timeline',
    today: '2026-11-24',
    lines: Array.from({ length: 9 }, (_, at) => ({
      title: `${title}, session ${at + 1}`,
      from: null,
      to: null,
      status: 'agreed' as const,
      records: [],
    })),
  };
  const parts = drawFigure(reportFigure, createReportLabels('en', []));
  expect(parts.every(({ height }) => height < (175 / 2 / 25.4) * 96)).toBe(true);
  const text = parts
    .flatMap(({ shapes }) => shapes.map((shape) => (shape.kind === 'text' ? shape.text : '')))
    .join(' ');
  expect(reportFigure.lines.every((line) => text.includes(line.title))).toBe(true);
});

it('A figure of many rows is drawn whole, in parts below half a page', () => {
  const labels = createReportLabels('en', []);
  const line = (at: number) =>
    ({ title: `Item ${at}.`, from: null, to: null, status: 'agreed', records: [] }) as const;
  const reportFigure: ReportFigure = {
    kind: 'timeline',
    today: '2026-11-24',
    lines: Array.from({ length: 17 }, (_, at) => line(at + 1)),
  };
  const parts = drawFigure(reportFigure, labels);
  // Landscape paper has 175 mm for a page, at 96 pixels an inch.
  expect(parts.every(({ height }) => height < (175 / 2 / 25.4) * 96)).toBe(true);
  const drawn = parts.flatMap(({ shapes }) =>
    shapes.map((shape) => (shape.kind === 'text' ? shape.text : '')),
  );
  expect(reportFigure.lines.every(({ title }) => drawn.includes(title))).toBe(true);
});
