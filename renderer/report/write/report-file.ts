import type { Report } from '#domain/report/report.ts';
import { pictureToPng } from '../chart/picture-png.ts';
import { titleOf } from '../header-facts.ts';
import type { ReportWords } from '../report-words.ts';
import { type PrintPage, printPage } from './print-page.ts';

export const reportFormats = ['docx', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface ReportFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a file is made from: the report, and the element that shows it. */
export interface ShownReport {
  readonly report: Report;
  readonly words: ReportWords;
  readonly article: Element;
  readonly page: Document;
}

/** Makes a report's file. `print` is the shell's; the writers of the other formats come when they are first asked for. */
export async function reportFile(
  format: ReportFormat,
  shown: ShownReport,
  print: (page: PrintPage) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<ReportFile> {
  if (format !== 'pdf') return reportFileOf(format, shown);
  const { report, words, article, page } = shown;
  return { name: nameOf(report, words, format), bytes: await print(printPage(article, report, words, page)) };
}

/** The files that are written without a printer. */
export async function reportFileOf(
  format: Exclude<ReportFormat, 'pdf'>,
  shown: ShownReport,
): Promise<ReportFile> {
  const { report, words } = shown;
  return { name: nameOf(report, words, format), bytes: await bytesOf(format, shown) };
}

async function bytesOf(
  format: Exclude<ReportFormat, 'pdf'>,
  { report, words, page }: ShownReport,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'docx': {
      const { writeDocx } = await import('./write-docx.ts');
      return writeDocx(report, words, (picture) => pictureToPng(picture, words.direction, page));
    }
    case 'xlsx': {
      const { writeXlsx } = await import('./write-xlsx.ts');
      return writeXlsx(report, words);
    }
  }
}

/** `R2 Institution assessment - Police service - draft`: what tells files apart on a full desktop. */
function nameOf(report: Report, words: ReportWords, format: ReportFormat): string {
  const { institution, mission } = report.header;
  const about = institution || mission;
  const stand = words.say(
    report.header.state === 'final' ? 'report.doc.stand.final' : 'report.doc.stand.draft',
  );
  const name = [titleOf(report, words), about, stand].filter((part) => part !== '').join(' - ');
  return `${name.slice(0, 150)}.${format}`;
}
