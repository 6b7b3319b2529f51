import { type Table as DocxTable, HeadingLevel, type Paragraph } from 'docx';
import { buildReportAppendix } from '#domain/report/appendix.ts';
import type { Report, ReportTable, Section } from '#domain/report/report.ts';
import type { ChartPicture } from '../chart/chart-picture.ts';
import { drawFigure, figureAlternativeText } from '../chart/draw-figure.ts';
import { reportHeaderFacts, reportRunningHead, reportTitleOf } from '../report-header-facts.ts';
import type { ReportLabels } from '../report-labels.ts';
import { sectionNotesOf, titledSectionsOf } from '../report-sections.ts';
import { docxTextWidth, packDocx } from './docx-document.ts';
import { createDocxPartMaker, type DocxPartMaker, type DocxTextTable } from './docx-parts.ts';
import { isLandscapeReport } from './printable-report.ts';

/** Draw a chart as the bytes of a PNG; a page has a canvas for it, a test something smaller. */
export type DrawPicturePng = (picture: ChartPicture) => Promise<Uint8Array<ArrayBuffer>>;

interface DocxOptions {
  readonly drawPng: DrawPicturePng;
  /** Whether the document ends with the source records of each figure. */
  readonly hasAppendix: boolean;
}

/**
 * Write a report as a Word document.
 * It has headings, tables with repeated head rows, and charts as pictures with their alternatives. Handling and status
 * are above every page, its number below.
 */
export async function writeDocx(
  report: Report,
  labels: ReportLabels,
  { drawPng, hasAppendix }: DocxOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const isLandscape = isLandscapeReport(report);
  const partMaker = createDocxPartMaker(labels, docxTextWidth(isLandscape));
  const parts: (Paragraph | DocxTable)[] = [
    partMaker.heading(reportTitleOf(report, labels), HeadingLevel.TITLE),
    partMaker.table(headerFactTable(report, labels), [3, 7]),
  ];
  for (const { section, title, tableTitle } of titledSectionsOf(report, labels)) {
    parts.push(partMaker.heading(title, HeadingLevel.HEADING_1));
    parts.push(...sectionSentencesOf(section, labels).map(partMaker.note));
    if (section.figure !== undefined) {
      const alternative = figureAlternativeText(section.figure, labels);
      for (const picture of drawFigure(section.figure, labels))
        parts.push(partMaker.picture(picture, await drawPng(picture), title, alternative));
      if (section.table.rows.length > 0) parts.push(partMaker.caption(tableTitle));
    }
    if (section.table.rows.length > 0) parts.push(partMaker.table(docxTableOf(section.table, labels)));
  }
  if (hasAppendix) parts.push(...appendixParts(report, labels, partMaker));
  const paper = {
    title: reportTitleOf(report, labels),
    head: `${reportRunningHead(report, labels)} · ${report.header.code}`,
    language: labels.language,
    isLandscape,
  };
  return packDocx(paper, parts);
}

/** A date in two lines of a narrow column reads as two dates. */
const unbroken = (date: string): string => date.replaceAll(' ', '\u00a0');

const docxTableOf = ({ columns, rows }: ReportTable, labels: ReportLabels): DocxTextTable => ({
  head: columns.map((reportColumn) => ({
    text: labels.columnTitle(reportColumn),
    isEnd: reportColumn.align === 'end',
  })),
  rows: rows.map(({ cells, isTotal }) => ({
    isTotal: isTotal === true,
    cells: columns.map((_, at) => {
      const reportCell = cells[at] ?? { kind: 'none' };
      return {
        text: reportCell.kind === 'day' ? unbroken(labels.cell(reportCell)) : labels.cell(reportCell),
        ...(reportCell.kind === 'level' && reportCell.isBare !== true && { level: reportCell.level }),
      };
    }),
  })),
});

const headerFactTable = (report: Report, labels: ReportLabels): DocxTextTable => ({
  head: [],
  rows: reportHeaderFacts(report, labels).map(({ term, value }) => ({
    isTotal: false,
    cells: [{ text: term }, { text: value }],
  })),
});

const sectionSentencesOf = (section: Section, labels: ReportLabels): readonly string[] => [
  ...sectionNotesOf(section, labels),
  ...(section.withheld !== true && section.table.rows.length === 0
    ? [labels.translate('report.doc.empty')]
    : []),
];

function appendixParts(
  report: Report,
  labels: ReportLabels,
  partMaker: DocxPartMaker,
): readonly (Paragraph | DocxTable)[] {
  const { records, lines } = buildReportAppendix(report);
  const { translate } = labels;
  if (records.length === 0) return [];
  const head = (...titles: readonly string[]): DocxTextTable['head'] =>
    titles.map((text) => ({ text, isEnd: false }));
  const row = (...texts: readonly string[]): DocxTextTable['rows'][number] => ({
    isTotal: false,
    cells: texts.map((text) => ({ text })),
  });
  return [
    partMaker.heading(translate('report.doc.appendix'), HeadingLevel.HEADING_1),
    partMaker.note(translate('report.doc.appendix.text')),
    partMaker.table(
      {
        head: head(
          translate('report.doc.appendix.short'),
          translate('report.column.kind'),
          translate('report.doc.appendix.line'),
          translate('report.doc.appendix.id'),
        ),
        rows: records.map(({ short, kind, title, doc }) => row(short, labels.recordKind(kind), title, doc)),
      },
      [1, 2, 4, 5],
    ),
    partMaker.note(''),
    partMaker.table(
      {
        head: head(
          translate('report.doc.appendix.section'),
          translate('report.doc.appendix.line'),
          translate('report.doc.appendix.from'),
        ),
        rows: lines.map(({ section, line, name, from }) =>
          row(
            `${section}.${line}`,
            labels.cell(name),
            from.map(({ short, paths }) => `${short} ${paths.join(', ')}`).join('\n'),
          ),
        ),
      },
      [1, 4, 8],
    ),
  ];
}
