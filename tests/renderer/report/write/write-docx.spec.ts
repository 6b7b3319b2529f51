import { unzipSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildReportAppendix } from '#domain/report/appendix.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { makeReport } from '#domain/report/make-report.ts';
import { type ReportCell, type Report, type ReportCode, reportCodes } from '#domain/report/report.ts';
import { ReportLanguage } from '#renderer/i18n/language.ts';
import { createReportLabels, type ReportLabels } from '#renderer/report/report-labels.ts';
import { drawFigure } from '#renderer/report/chart/draw-figure.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { writeDocx } from '#renderer/report/write/write-docx.ts';
import { writeXlsx } from '#renderer/report/write/write-xlsx.ts';
import { docxTables, elementsOf, partOf, xlsxSheets } from '#tests/support/files/office-files.ts';

const { sources } = collectReportSources(sampleRecords);
function sample(code: ReportCode): Report {
  const report = makeReport(code, sources);
  if (typeof report === 'string') throw new Error(report);
  return report;
}
const wordsOf = (report: Report, language: ReportLanguage): ReportLabels =>
  createReportLabels(language, report.header.scale, 'UTC');
const onePixel = async () => zlibSync(Uint8Array.of(0));
const every = reportCodes.flatMap((code) =>
  ReportLanguage.options.map((language) => [code, language] as const),
);

/** Cell of a document: a date does not break into two lines. */
const asInDocument = (cell: ReportCell, labels: ReportLabels): string =>
  cell.kind === 'day' ? labels.cell(cell).replaceAll(' ', '\u00a0') : labels.cell(cell);

/** Cell of a workbook: the number itself, else the text. */
function asInSheet(cell: ReportCell, labels: ReportLabels): string | number | null {
  if (cell.kind === 'number' || cell.kind === 'share') return cell.value;
  if (cell.kind === 'level' && cell.isProposed !== true) return cell.level;
  return cell.kind === 'none' ? null : labels.cell(cell);
}

describe.each(every)('%s in %s', (code, language) => {
  const report = sample(code);
  const labels = wordsOf(report, language);

  it('has each cell of its tables and each picture in its Word document', async () => {
    const file = await writeDocx(report, labels, { drawPng: onePixel, hasAppendix: true });
    const tables = docxTables(file);
    // The first is the header, the last two are the appendix.
    const shown = tables.slice(1, -2);
    const expected = report.sections
      .filter(({ table }) => table.rows.length > 0)
      .map(({ table }) => [
        table.columns.map(labels.columnTitle),
        ...table.rows.map((row) =>
          table.columns.map((_, at) => asInDocument(row.cells[at] ?? { kind: 'none' }, labels)),
        ),
      ]);
    expect(shown).toEqual(expected);
    const body = partOf(file, 'word/document.xml');
    const alternatives = elementsOf(body, 'wp:docPr').map(({ attributes }) => attributes['descr'] ?? '');
    const pictures = report.sections.flatMap(({ figure }) => (figure ? drawFigure(figure, labels) : []));
    expect(alternatives).toHaveLength(pictures.length);
    expect(alternatives.every((text) => text.length > 10)).toBe(true);
    expect(Object.keys(unzipSync(file)).filter((name) => name.endsWith('.png'))).toHaveLength(
      alternatives.length > 0 ? 1 : 0,
    );
  });

  it('has in its workbook the numbers of the report as numbers, with all their decimals', async () => {
    const sheets = xlsxSheets(await writeXlsx(report, labels));
    for (const { id, table } of report.sections) {
      const [, head, ...rows] = sheets.get(id) ?? [];
      expect(head).toEqual(table.columns.map(labels.columnTitle));
      const expected = table.rows.map((row) =>
        table.columns.map((_, at) => asInSheet(row.cells[at] ?? { kind: 'none' }, labels)),
      );
      // An empty table says so in one row.
      const shown = expected.length === 0 ? [] : rows.map((row) => padded(row, table.columns.length));
      expect(shown).toEqual(expected);
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
    const [, appendix] = docxTables(
      await writeDocx(report, labels, { drawPng: onePixel, hasAppendix: true }),
    ).slice(-2);
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

describe('a workbook', () => {
  it('makes no formula of text that a person wrote', async () => {
    const report = sample('R2');
    const hostile: Report = {
      ...report,
      sections: report.sections.map((section) => ({
        ...section,
        table: {
          ...section.table,
          rows: section.table.rows.map((row) => ({
            ...row,
            cells: row.cells.map(
              (cell): ReportCell => (cell.kind === 'text' ? { kind: 'text', text: '=1+1' } : cell),
            ),
          })),
        },
      })),
    };
    const sheets = xlsxSheets(await writeXlsx(hostile, wordsOf(report, 'en')));
    expect(sheets.get('T1')?.[2]?.[0]).toBe('=1+1');
  });
});
