import writeExcelFile from 'write-excel-file/universal';
import { buildReportAppendix } from '#domain/report/appendix.ts';
import type { Report, ReportCell, ReportTable } from '#domain/report/report.ts';
import { reportHeaderFacts, reportTitleOf } from '../report-header-facts.ts';
import type { ReportLabels } from '../report-labels.ts';
import { sectionNotesOf, titledSectionsOf } from '../report-sections.ts';
import { letterWidths } from '../text-width.ts';

type SheetCell =
  | {
      readonly value: string;
      readonly type: StringConstructor;
      readonly fontWeight?: 'bold';
      readonly wrap?: boolean;
      readonly alignVertical?: 'top';
    }
  | {
      readonly value: number;
      readonly type: NumberConstructor;
      readonly format: string;
      readonly fontWeight?: 'bold';
      readonly alignVertical?: 'top';
    }
  | {
      readonly value: Date;
      readonly type: DateConstructor;
      readonly format: string;
      readonly fontWeight?: 'bold';
      readonly alignVertical?: 'top';
    }
  | null;

interface WorkbookSheet {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly SheetCell[][];
  /** Conditions and omissions, as a document has them above the table; here below it, apart from its rows. */
  readonly notes?: readonly string[];
}

/**
 * Write a report as a workbook: a sheet for the header, for each table and figure, and for the records behind
 * them.
 * Numbers are numbers with all their decimals, days are dates, levels the number alone. A text is a text, with any
 * first character.
 */
export async function writeXlsx(report: Report, labels: ReportLabels): Promise<Uint8Array<ArrayBuffer>> {
  const workbookSheets = [
    headerSheet(report, labels),
    ...sectionSheets(report, labels),
    ...recordSheets(report, labels),
  ];
  const file = await writeExcelFile(
    workbookSheets.map(({ name, title, columns, rows, notes = [] }) => ({
      sheet: name,
      rightToLeft: labels.direction === 'rtl',
      stickyRowsCount: 2,
      columns: columns.map(({ width }) => ({ width })),
      data: [
        [boldCell(title)],
        columns.map((column) => boldCell(column.title)),
        ...rows,
        ...(notes.length === 0 ? [] : [[null], ...notes.map((note) => [noteCell(note)])]),
      ],
    })),
  ).toBlob();
  return new Uint8Array(await file.arrayBuffer());
}

function headerSheet(report: Report, labels: ReportLabels): WorkbookSheet {
  return {
    name: labels.translate('report.sheet.header'),
    title: reportTitleOf(report, labels),
    columns: [
      { title: labels.translate('report.column.fact'), width: 28 },
      { title: labels.translate('report.column.value'), width: 70 },
    ],
    rows: reportHeaderFacts(report, labels).map(({ term, value }) => [plainCell(term), plainCell(value)]),
  };
}

const sectionSheets = (report: Report, labels: ReportLabels): readonly WorkbookSheet[] =>
  titledSectionsOf(report, labels).map(({ section, title }) => ({
    name: section.id,
    title,
    notes: section.withheld === true ? [] : sectionNotesOf(section, labels),
    columns: section.table.columns.map((reportColumn, at) => ({
      title: labels.columnTitle(reportColumn),
      width: columnWidthOf(section.table, at, labels),
    })),
    rows:
      section.table.rows.length === 0
        ? [
            [
              plainCell(
                labels.translate(section.withheld === true ? 'report.doc.withheld' : 'report.doc.empty'),
              ),
            ],
          ]
        : section.table.rows.map((reportRow) =>
            section.table.columns.map((_, at) =>
              sheetCell(reportRow.cells[at] ?? { kind: 'none' }, labels, reportRow.isTotal === true),
            ),
          ),
  }));

function recordSheets(report: Report, labels: ReportLabels): readonly WorkbookSheet[] {
  const { records, lines } = buildReportAppendix(report);
  if (records.length === 0) return [];
  const docOf = new Map(records.map(({ short, doc }) => [short, doc]));
  const { translate } = labels;
  return [
    {
      name: translate('report.sheet.appendix'),
      title: translate('report.doc.appendix'),
      columns: [
        { title: translate('report.doc.appendix.section'), width: 8 },
        { title: translate('report.doc.appendix.line'), width: 8 },
        { title: translate('report.doc.appendix.line'), width: 40 },
        { title: translate('report.doc.appendix.id'), width: 40 },
        { title: translate('report.doc.appendix.from'), width: 70 },
      ],
      rows: lines.flatMap(({ section, line, name, from }) =>
        from.map(({ short, paths }): SheetCell[] => [
          plainCell(section),
          { value: line, type: Number, format: '0' },
          plainCell(labels.cell(name)),
          plainCell(docOf.get(short) ?? short),
          plainCell(paths.join(', ')),
        ]),
      ),
    },
  ];
}

function sheetCell(reportCell: ReportCell, labels: ReportLabels, isTotal: boolean): SheetCell {
  const looks = { alignVertical: 'top' as const, ...(isTotal && { fontWeight: 'bold' as const }) };
  switch (reportCell.kind) {
    case 'number':
      return {
        value: reportCell.value,
        type: Number,
        format: reportCell.decimals === 0 ? '0' : `0.${'0'.repeat(reportCell.decimals)}`,
        ...looks,
      };
    case 'share':
      return { value: reportCell.value, type: Number, format: '0%', ...looks };
    case 'level':
      // A proposal is no rating, and must not be taken for one in a formula.
      return reportCell.isProposed === true
        ? { value: labels.cell(reportCell), type: String, ...looks }
        : { value: reportCell.level, type: Number, format: '0', ...looks };
    case 'day': {
      // A day has no hour; the workbook counts days of UTC.
      const day = new Date(reportCell.day);
      return Number.isNaN(day.getTime())
        ? { value: reportCell.day, type: String, ...looks }
        : { value: day, type: Date, format: 'yyyy-mm-dd', ...looks };
    }
    case 'none':
      return null;
    default:
      return { value: labels.cell(reportCell), type: String, wrap: true, ...looks };
  }
}

const plainCell = (value: string): SheetCell => ({ value, type: String, wrap: true, alignVertical: 'top' });
/** A sentence runs over the cells beside it. */
const noteCell = (value: string): SheetCell => ({ value, type: String });
const boldCell = (value: string): SheetCell => ({ value, type: String, fontWeight: 'bold' });

function columnWidthOf({ columns, rows }: ReportTable, at: number, labels: ReportLabels): number {
  const reportColumn = columns[at];
  const longest = rows.reduce(
    (most, reportRow) => Math.max(most, letterWidths(labels.cell(reportRow.cells[at] ?? { kind: 'none' }))),
    reportColumn === undefined ? 0 : letterWidths(labels.columnTitle(reportColumn)),
  );
  return Math.min(60, Math.max(9, longest + 2));
}

const characterBounds = { least: 12, most: 40 };

/** Write one table as a workbook with one sheet; the first row stays in view. A text stays one, whatever it begins with. */
export async function writeTableXlsx(
  sheet: string,
  rows: readonly (readonly (string | number)[])[],
): Promise<Blob> {
  const data = rows.map((cells, at) =>
    cells.map((value) => ({
      ...(typeof value === 'number' ? { value, type: Number } : { value, type: String }),
      wrap: at > 0,
      ...(at === 0 && { fontWeight: 'bold' as const }),
    })),
  );
  const columns = (rows[0] ?? []).map((_title, column) => {
    const longest = Math.max(...rows.map((cells) => String(cells[column] ?? '').length)) + 2;
    return { width: Math.min(characterBounds.most, Math.max(characterBounds.least, longest)) };
  });
  return writeExcelFile([{ sheet, stickyRowsCount: 1, columns, data }]).toBlob();
}
