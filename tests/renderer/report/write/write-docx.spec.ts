import { unzipSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildReportAppendix } from '#domain/report/appendix.ts';
import { makeReport } from '#domain/report/make-report.ts';
import type { Report, ReportCell } from '#domain/report/report.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { type ReportCode, reportCodes } from '#domain/report-codes.ts';
import { ReportLanguage } from '#renderer/i18n/language.ts';
import { drawFigure } from '#renderer/report/chart/draw-figure.ts';
import { createReportLabels, type ReportLabels } from '#renderer/report/report-labels.ts';
import { sectionNotesOf } from '#renderer/report/report-sections.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { letterWidths } from '#renderer/report/text-width.ts';
import { writeDocx } from '#renderer/report/write/write-docx.ts';
import { writeXlsx } from '#renderer/report/write/write-xlsx.ts';
import {
  docxTables,
  type Element,
  elementsOf,
  partOf,
  xlsxSheets,
} from '#tests/support/files/office-files.ts';

const { sources } = collectReportSources(sampleRecords);
function sample(reportCode: ReportCode): Report {
  const report = makeReport(reportCode, sources);
  if (typeof report === 'string') throw new Error(report);
  return report;
}
const wordsOf = (report: Report, language: ReportLanguage): ReportLabels =>
  createReportLabels(language, report.header.scale);
const onePixel = async () => zlibSync(Uint8Array.of(0));
const every = reportCodes.flatMap((reportCode) =>
  ReportLanguage.options.map((language) => [reportCode, language] as const),
);

/** Cell of a document: a date does not break into two lines. */
const asInDocument = (reportCell: ReportCell, labels: ReportLabels): string =>
  reportCell.kind === 'day' ? labels.cell(reportCell).replaceAll(' ', '\u00a0') : labels.cell(reportCell);

/** Cell of a workbook: the number itself, a day as days since 30 December 1899, else the text. */
function asInSheet(reportCell: ReportCell, labels: ReportLabels): string | number | null {
  if (reportCell.kind === 'day') return Date.parse(reportCell.day) / 86_400_000 + 25_569;
  if (reportCell.kind === 'number' || reportCell.kind === 'share') return reportCell.value;
  if (reportCell.kind === 'level' && reportCell.isProposed !== true) return reportCell.level;
  return reportCell.kind === 'none' ? null : labels.cell(reportCell);
}

describe.each(every)('%s in %s', (reportCode, nameLanguage) => {
  const report = sample(reportCode);
  const labels = wordsOf(report, nameLanguage);

  it('has each cell of its tables and each picture in its Word document', async () => {
    const file = await writeDocx(report, labels, { drawPng: onePixel, hasAppendix: true });
    const tables = docxTables(file);
    // The first is the header, the last two are the appendix.
    const shown = tables.slice(1, -2);
    const expected = report.sections
      .filter(({ table }) => table.rows.length > 0)
      .map(({ table }) => [
        table.columns.map(labels.columnTitle),
        ...table.rows.map((reportRow) =>
          table.columns.map((_, at) => asInDocument(reportRow.cells[at] ?? { kind: 'none' }, labels)),
        ),
      ]);
    expect(shown).toEqual(expected);
    const body = partOf(file, 'word/document.xml');
    const alternatives = elementsOf(body, 'wp:docPr').map(({ attributes }) => attributes['descr'] ?? '');
    const chartPictures = report.sections.flatMap(({ figure }) => (figure ? drawFigure(figure, labels) : []));
    expect(alternatives).toHaveLength(chartPictures.length);
    const heights = elementsOf(body, 'wp:extent').map(({ attributes }) => Number(attributes['cy']));
    const [paper] = elementsOf(body, 'w:pgSz').map(({ attributes }) => Number(attributes['w:h']));
    // Margins of 1,920 twentieths of a point, each 635 units of a picture.
    expect(Math.max(0, ...heights)).toBeLessThan((((paper ?? 0) - 1_920) / 2) * 635);
    expect(alternatives.every((text) => text.length > 10)).toBe(true);
    expect(Object.keys(unzipSync(file)).filter((name) => name.endsWith('.png'))).toHaveLength(
      alternatives.length > 0 ? 1 : 0,
    );
  });

  it('has in its workbook numbers as numbers, days as dates and its notes', async () => {
    const sheets = xlsxSheets(await writeXlsx(report, labels));
    for (const section of report.sections) {
      const { id, table } = section;
      const [, head, ...rows] = sheets.get(id) ?? [];
      expect(head).toEqual(table.columns.map(labels.columnTitle));
      const expected = table.rows.map((reportRow) =>
        table.columns.map((_, at) => asInSheet(reportRow.cells[at] ?? { kind: 'none' }, labels)),
      );
      // An empty table says so in one row.
      const shown = rows.slice(0, expected.length).map((row) => padded(row, table.columns.length));
      expect(shown).toEqual(expected);
      const notes = sectionNotesOf(section, labels);
      expect(rows.slice(Math.max(1, expected.length)).flat()).toEqual(notes);
    }
  });

  it('says every word in its language', () => {
    const shown = report.sections.flatMap(({ table }) => [
      ...table.columns.map(labels.columnTitle),
      ...table.rows.flatMap(({ cells }) => cells.map(labels.cell)),
    ]);
    expect(shown.filter((text) => text.includes('report.'))).toEqual([]);
  });

  it('names in its appendix the records of every line that has any', async () => {
    const { lines } = buildReportAppendix(report);
    const [records, appendix] = docxTables(
      await writeDocx(report, labels, { drawPng: onePixel, hasAppendix: true }),
    ).slice(-2);
    const kinds = new Set(records?.slice(1).map(([, kind]) => kind));
    expect(['mission', 'assessment', 'workshop', 'action-plan'].filter((kind) => kinds.has(kind))).toEqual(
      [],
    );
    expect(appendix?.slice(1).map(([line]) => line)).toEqual(
      lines.map(({ section, line }) => `${section}.${line}`),
    );
  });
});

const padded = (
  row: readonly (string | number | null)[],
  width: number,
): readonly (string | number | null)[] => Array.from({ length: width }, (_, at) => row[at] ?? null);

describe('a Word document', () => {
  it('repeats the heads of its tables on each page and keeps rows whole', async () => {
    const body = partOf(
      await writeDocx(sample('R2'), wordsOf(sample('R2'), 'en'), { drawPng: onePixel, hasAppendix: true }),
      'word/document.xml',
    );
    const tables = elementsOf(body, 'w:tbl').slice(1);
    expect(tables.every((table) => elementsOf(table, 'w:tblHeader').length === 1)).toBe(true);
  });

  it('runs from right to left in Arabic, tables too', async () => {
    const body = partOf(
      await writeDocx(sample('R3'), wordsOf(sample('R3'), 'ar'), { drawPng: onePixel, hasAppendix: true }),
      'word/document.xml',
    );
    expect(elementsOf(body, 'w:bidiVisual')).toHaveLength(elementsOf(body, 'w:tbl').length);
    expect(elementsOf(body, 'w:bidi').length).toBeGreaterThan(0);
  });
});

/** A report with this text in each cell that a person wrote. */
function withText(text: string, reportCode: ReportCode = 'R2'): Report {
  const report = sample(reportCode);
  const sections = report.sections.map((section) => ({
    ...section,
    table: {
      ...section.table,
      rows: section.table.rows.map((reportRow) => ({
        ...reportRow,
        cells: reportRow.cells.map(
          (reportCell): ReportCell => (reportCell.kind === 'text' ? { kind: 'text', text } : reportCell),
        ),
      })),
    },
  }));
  return { ...report, header: { ...report.header, mission: text }, sections };
}

/** Paragraphs of a document with this text: their direction, side and the directions of their runs. */
const paragraphsWith = (body: Element, text: string) =>
  elementsOf(body, 'w:tc')
    .flatMap((cell) => elementsOf(cell, 'w:p'))
    .filter((element) => elementsOf(element, 'w:t').map(wordsIn).join('') === text)
    .map((element) => ({
      isRtl: elementsOf(element, 'w:bidi').some(({ attributes }) => attributes['w:val'] !== 'false'),
      side: elementsOf(element, 'w:jc')[0]?.attributes['w:val'],
      runs: elementsOf(element, 'w:r').map((run) =>
        elementsOf(run, 'w:rtl').some(({ attributes }) => attributes['w:val'] !== 'false'),
      ),
    }));

const wordsIn = ({ children }: Element): string =>
  children.filter((child): child is string => typeof child === 'string').join('');

/** Titles and widths of the columns of a table; the first one is the header. */
function columnsOf(fileBytes: Uint8Array, at: number) {
  const table = elementsOf(partOf(fileBytes, 'word/document.xml'), 'w:tbl')[at];
  const [head] = table === undefined ? [] : elementsOf(table, 'w:tr');
  return (head === undefined ? [] : elementsOf(head, 'w:tc')).map((cell) => ({
    title: elementsOf(cell, 'w:t').map(wordsIn).join(''),
    width: Number(elementsOf(cell, 'w:tcW')[0]?.attributes['w:w']),
  }));
}

it('brings cells closer together where the words of a table need the room', async () => {
  const report = sample('R3');
  const file = await writeDocx(report, wordsOf(report, 'ru'), { drawPng: onePixel, hasAppendix: false });
  const at = report.sections.findIndex(({ id }) => id === 'T2');
  // Thirteen Cyrillic letters of 8 points.
  const room = letterWidths('Национальный,') * 96;
  expect(columnsOf(file, 1 + at).find(({ title }) => title === 'Сфера')?.width).toBeGreaterThan(room);
});

it('keeps a date in one line beside columns of long words', async () => {
  const report = withText('Verordnungsdurchführungsbestimmung', 'R5');
  const file = await writeDocx(report, wordsOf(report, 'en'), { drawPng: onePixel, hasAppendix: false });
  const columns = columnsOf(file, 1);
  expect(columns.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(15_138);
  // Twelve letters of 8 points, `30 Sept 2026`, and the space beside them.
  expect(columns.find(({ title }) => title === 'To')?.width).toBeGreaterThanOrEqual(12 * 96 + 100);
});

describe('words of people', () => {
  const bodyOf = async (text: string, language: ReportLanguage): Promise<Element> => {
    const report = withText(text);
    const file = await writeDocx(report, wordsOf(report, language), {
      drawPng: onePixel,
      hasAppendix: false,
    });
    return partOf(file, 'word/document.xml');
  };

  it('run from left to right on the right side in an Arabic document, their full stop last', async () => {
    const [first] = paragraphsWith(await bodyOf('Signed in 2025.', 'ar'), 'Signed in 2025.');
    // Left and right are those of the page.
    expect(first).toEqual({ isRtl: false, side: 'right', runs: [false] });
  });

  it('run from right to left on the left side in an English document', async () => {
    const [first] = paragraphsWith(await bodyOf('وقّعت في 2025.', 'en'), 'وقّعت في 2025.');
    expect(first).toEqual({ isRtl: true, side: 'right', runs: [true] });
  });

  it('keep their direction inside a sentence of the other one', async () => {
    const text = 'الجهة: \u2068Police (2025).\u2069 بحلول 2027';
    const [first] = paragraphsWith(await bodyOf(text, 'ar'), text);
    expect(first).toEqual({ isRtl: true, side: undefined, runs: [true, false, true] });
  });

  it.each(['a\u000bb', 'a\u0000b'])(
    'leave files that open with a sign that XML forbids (%j)',
    async (text) => {
      const report = withText(text);
      const labels = wordsOf(report, 'en');
      const docx = await writeDocx(report, labels, { drawPng: onePixel, hasAppendix: true });
      expect(docxTables(docx)[0]?.flat()).toContain('ab');
      expect(xlsxSheets(await writeXlsx(report, labels)).get('T1')?.[2]?.[0]).toBe('ab');
    },
  );
});

describe('a workbook', () => {
  it('makes no formula of text that a person wrote', async () => {
    const hostile = withText('=1+1');
    const sheets = xlsxSheets(await writeXlsx(hostile, wordsOf(hostile, 'en')));
    expect(sheets.get('T1')?.[2]?.[0]).toBe('=1+1');
  });
});
