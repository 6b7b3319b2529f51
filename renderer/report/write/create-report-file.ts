import type { Report } from '#domain/report/report.ts';
import { renderPicturePng } from '../chart/render-picture-png.ts';
import { reportTitleOf } from '../report-header-facts.ts';
import type { ReportLabels } from '../report-labels.ts';
import { type PrintableReport, createPrintableReport } from './printable-report.ts';
import type { DrawPicturePng } from './write-docx.ts';

export const reportFormats = ['docx', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface ReportFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Source of a file: the report, and the element that shows it. */
export interface ShownReport {
  readonly report: Report;
  readonly words: ReportLabels;
  readonly article: Element;
  /** Whether the document ends with the source records of each figure. */
  readonly hasAppendix: boolean;
  readonly page: Document;
}

/**
 * Make a report's file. `print` is the shell's; the writers of the other formats are loaded at their first
 * use.
 */
export async function createReportFile(
  format: ReportFormat,
  shown: ShownReport,
  print: (page: PrintableReport) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<ReportFile> {
  if (format !== 'pdf') return createOfficeFile(format, shown);
  const { report, words, article, page } = shown;
  return {
    name: reportFileName(report, words, format),
    bytes: await print(createPrintableReport(article, report, words, page)),
  };
}

/** The files that are written without a printer. */
export async function createOfficeFile(
  format: Exclude<ReportFormat, 'pdf'>,
  shown: ShownReport,
): Promise<ReportFile> {
  const { report, words } = shown;
  return { name: reportFileName(report, words, format), bytes: await writeReportBytes(format, shown) };
}

async function writeReportBytes(
  format: Exclude<ReportFormat, 'pdf'>,
  { report, words, page, hasAppendix }: ShownReport,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'docx': {
      const { writeDocx } = await import('./write-docx.ts');
      const drawPng: DrawPicturePng = (picture) => renderPicturePng(picture, words.direction, page);
      return writeDocx(report, words, { drawPng, hasAppendix });
    }
    case 'xlsx': {
      const { writeXlsx } = await import('./write-xlsx.ts');
      return writeXlsx(report, words);
    }
  }
}

/** `R2 Institution assessment - Police service - draft`: distinguishes files on a full desktop. */
function reportFileName(report: Report, words: ReportLabels, format: ReportFormat): string {
  const { institution, mission } = report.header;
  const about = institution || mission;
  const statuses = report.header.statuses.map(words.word);
  const name = [reportTitleOf(report, words), about, ...statuses].filter((part) => part !== '').join(' - ');
  return `${name.slice(0, 150)}.${format}`;
}
