import writeExcelFile from 'write-excel-file/universal';
import { appendixOf } from '#domain/report/appendix.ts';
import type { Cell, Report, Table } from '#domain/report/report.ts';
import { headerFacts, titleOf } from '../header-facts.ts';
import type { ReportWords } from '../report-words.ts';
import { titledSections } from '../section-titles.ts';
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
  | null;

interface Sheet {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly SheetCell[][];
}

/**
 * A report as a workbook: a sheet for the header, for each table and figure, and for the records behind them. Numbers
 * are numbers with all their decimals, levels the number alone; a text is a text, whatever it begins with.
 */
export async function writeXlsx(report: Report, words: ReportWords): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = [aboutSheet(report, words), ...sectionSheets(report, words), ...recordSheets(report, words)];
  const file = await writeExcelFile(
    sheets.map(({ name, title, columns, rows }) => ({
      sheet: name,
      rightToLeft: words.direction === 'rtl',
      stickyRowsCount: 2,
      columns: columns.map(({ width }) => ({ width })),
      data: [[bold(title)], columns.map((column) => bold(column.title)), ...rows],
    })),
  ).toBlob();
  return new Uint8Array(await file.arrayBuffer());
}

function aboutSheet(report: Report, words: ReportWords): Sheet {
  return {
    name: words.say('report.sheet.header'),
    title: titleOf(report, words),
    columns: [
      { title: words.say('report.column.fact'), width: 28 },
      { title: words.say('report.column.value'), width: 70 },
    ],
    rows: headerFacts(report, words).map(({ term, value }) => [plain(term), plain(value)]),
  };
}

const sectionSheets = (report: Report, words: ReportWords): readonly Sheet[] =>
  titledSections(report, words).map(({ section, title }) => ({
    name: section.id,
    title,
    columns: section.table.columns.map((column, at) => ({
      title: words.columnTitle(column),
      width: widthOf(section.table, at, words),
    })),
    rows:
      section.table.rows.length === 0
        ? [[plain(words.say(section.withheld === true ? 'report.doc.withheld' : 'report.doc.empty'))]]
        : section.table.rows.map((row) =>
            section.table.columns.map((_, at) =>
              sheetCell(row.cells[at] ?? { kind: 'none' }, words, row.isTotal === true),
            ),
          ),
  }));

function recordSheets(report: Report, words: ReportWords): readonly Sheet[] {
  const { records, lines } = appendixOf(report);
  if (records.length === 0) return [];
  const docOf = new Map(records.map(({ short, doc }) => [short, doc]));
  const { say } = words;
  return [
    {
      name: say('report.sheet.appendix'),
      title: say('report.doc.appendix'),
      columns: [
        { title: say('report.doc.appendix.section'), width: 8 },
        { title: say('report.doc.appendix.line'), width: 8 },
        { title: say('report.doc.appendix.line'), width: 40 },
        { title: say('report.doc.appendix.id'), width: 40 },
        { title: say('report.doc.appendix.from'), width: 70 },
      ],
      rows: lines.flatMap(({ section, line, name, from }) =>
        from.map(({ short, paths }): SheetCell[] => [
          plain(section),
          { value: line, type: Number, format: '0' },
          plain(words.cell(name)),
          plain(docOf.get(short) ?? short),
          plain(paths.join(', ')),
        ]),
      ),
    },
  ];
}

function sheetCell(cell: Cell, words: ReportWords, isTotal: boolean): SheetCell {
  const looks = { alignVertical: 'top' as const, ...(isTotal && { fontWeight: 'bold' as const }) };
  switch (cell.kind) {
    case 'number':
      return {
        value: cell.value,
        type: Number,
        format: cell.decimals === 0 ? '0' : `0.${'0'.repeat(cell.decimals)}`,
        ...looks,
      };
    case 'share':
      return { value: cell.value, type: Number, format: '0%', ...looks };
    case 'level':
      // What a rule proposes is not a rating, and must not be taken for one in a formula.
      return cell.isProposed === true
        ? { value: words.cell(cell), type: String, ...looks }
        : { value: cell.level, type: Number, format: '0', ...looks };
    case 'none':
      return null;
    default:
      return { value: words.cell(cell), type: String, wrap: true, ...looks };
  }
}

const plain = (value: string): SheetCell => ({ value, type: String, wrap: true, alignVertical: 'top' });
const bold = (value: string): SheetCell => ({ value, type: String, fontWeight: 'bold' });

function widthOf({ columns, rows }: Table, at: number, words: ReportWords): number {
  const column = columns[at];
  const longest = rows.reduce(
    (most, row) => Math.max(most, letterWidths(words.cell(row.cells[at] ?? { kind: 'none' }))),
    column === undefined ? 0 : letterWidths(words.columnTitle(column)),
  );
  return Math.min(60, Math.max(9, longest + 2));
}
