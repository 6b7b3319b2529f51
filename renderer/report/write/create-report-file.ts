import type { Report } from '#domain/report/report.ts';
import type { TextDirection } from '#renderer/i18n';
import { type ChartPaint, type ChartPicture, type ChartShape, chartPaints } from '../chart/chart-picture.ts';
import { reportTitleOf } from '../report-header-facts.ts';
import type { ReportLabels } from '../report-labels.ts';
import { createPrintableReport, type PrintableReport } from './printable-report.ts';
import type { DrawPicturePng } from './write-docx.ts';

export const reportFormats = ['docx', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

interface ReportFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Source of a file: the report, and the element that shows it. */
export interface ShownReport {
  readonly report: Report;
  readonly labels: ReportLabels;
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
  shownReport: ShownReport,
  print: (page: PrintableReport) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<ReportFile> {
  if (format !== 'pdf') return createOfficeFile(format, shownReport);
  const { report, labels, article, page } = shownReport;
  return {
    name: reportFileName(report, labels, format),
    bytes: await print(createPrintableReport(article, report, labels, page)),
  };
}

/** The files that are written without a printer. */
export async function createOfficeFile(
  format: Exclude<ReportFormat, 'pdf'>,
  shownReport: ShownReport,
): Promise<ReportFile> {
  const { report, labels } = shownReport;
  return { name: reportFileName(report, labels, format), bytes: await writeReportBytes(format, shownReport) };
}

async function writeReportBytes(
  format: Exclude<ReportFormat, 'pdf'>,
  { report, labels, page, hasAppendix }: ShownReport,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'docx': {
      const { writeDocx } = await import('./write-docx.ts');
      const drawPng: DrawPicturePng = (picture) => renderPicturePng(picture, labels.direction, page);
      return writeDocx(report, labels, { drawPng, hasAppendix });
    }
    case 'xlsx': {
      const { writeXlsx } = await import('./write-xlsx.ts');
      return writeXlsx(report, labels);
    }
  }
}

/** `R2 Institution assessment - Police service - draft`: distinguishes files on a full desktop. */
function reportFileName(report: Report, labels: ReportLabels, format: ReportFormat): string {
  const { institution, mission } = report.header;
  const about = institution || mission;
  const statuses = report.header.statuses.map(labels.word);
  const name = [reportTitleOf(report, labels), about, ...statuses].filter((part) => part !== '').join(' - ');
  return `${name.slice(0, 150)}.${format}`;
}

/** Dots per CSS pixel: sharp on paper at 190 dots per inch. */
const dotsPerPixel = 2;

/** A chart as the bytes of a PNG, for documents without SVG. In the light colours, on white. */
async function renderPicturePng(
  picture: ChartPicture,
  textDirection: TextDirection,
  page: Document,
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = page.createElement('canvas');
  canvas.width = Math.ceil(picture.width * dotsPerPixel);
  canvas.height = Math.ceil(picture.height * dotsPerPixel);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This machine gives the page no canvas');
  const { colourOf, font } = readLightTheme(page);
  await loadPictureFonts(picture, font, page);

  context.scale(dotsPerPixel, dotsPerPixel);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, picture.width, picture.height);
  context.direction = textDirection;
  for (const chartShape of picture.shapes) drawShapeOnCanvas(context, chartShape, colourOf, font);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error('The picture could not be made');
  return new Uint8Array(await blob.arrayBuffer());
}

type PaintColourOf = (chartPaint: ChartPaint) => string;

function drawShapeOnCanvas(
  context: CanvasRenderingContext2D,
  chartShape: ChartShape,
  colourOf: PaintColourOf,
  font: string,
): void {
  context.setLineDash([]);
  switch (chartShape.kind) {
    case 'rect':
      if (chartShape.fill !== null) {
        context.fillStyle = colourOf(chartShape.fill);
        context.fillRect(chartShape.x, chartShape.y, chartShape.width, chartShape.height);
      }
      if (chartShape.stroke !== undefined) {
        context.strokeStyle = colourOf(chartShape.stroke);
        context.lineWidth = 1;
        context.strokeRect(chartShape.x, chartShape.y, chartShape.width, chartShape.height);
      }
      return;
    case 'line':
      if (chartShape.isDashed === true) context.setLineDash([4, 3]);
      context.strokeStyle = colourOf(chartShape.stroke);
      context.lineWidth = chartShape.width;
      context.beginPath();
      context.moveTo(chartShape.x1, chartShape.y1);
      context.lineTo(chartShape.x2, chartShape.y2);
      context.stroke();
      return;
    case 'text':
      context.font = canvasFontOf(chartShape, font);
      context.textAlign = chartShape.align === 'middle' ? 'center' : chartShape.align;
      context.fillStyle = colourOf(chartShape.fill);
      context.fillText(chartShape.text, chartShape.x, chartShape.y);
      return;
    case 'mark':
      context.fillStyle = colourOf(chartShape.fill);
      context.strokeStyle = colourOf(chartShape.stroke);
      context.lineWidth = 1.5;
      context.beginPath();
      traceMarkOutline(context, chartShape);
      context.closePath();
      context.fill();
      context.stroke();
  }
}

function traceMarkOutline(
  context: CanvasRenderingContext2D,
  { form, x, y, radius }: Extract<ChartShape, { kind: 'mark' }>,
): void {
  if (form === 'circle') {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.lineTo(x - radius, y);
}

const canvasFontOf = ({ size, isStrong }: Extract<ChartShape, { kind: 'text' }>, font: string): string =>
  `${isStrong === true ? 650 : 400} ${size}px ${font}`;

/** The page fetches fonts by the letters that it shows; a canvas does not wait for them. */
async function loadPictureFonts(picture: ChartPicture, font: string, page: Document): Promise<void> {
  const texts = picture.shapes.filter((shape) => shape.kind === 'text');
  const letters = [...new Set(texts.map(({ text }) => text).join(''))].join('');
  await Promise.all([400, 650].map((weight) => page.fonts.load(`${weight} 12px ${font}`, letters)));
}

/** Colours of the tokens in the light theme, in any theme of the screen: paper is white. */
function readLightTheme(page: Document): { readonly colourOf: PaintColourOf; readonly font: string } {
  const probe = page.createElement('span');
  probe.style.colorScheme = 'light';
  page.body.append(probe);
  const looks = getComputedStyle(probe);
  const font = looks.fontFamily;
  const known = new Map<ChartPaint, string>();
  for (const chartPaint of chartPaints) {
    probe.style.color = `var(--${chartPaint})`;
    known.set(chartPaint, getComputedStyle(probe).color);
  }
  probe.remove();
  return { colourOf: (chartPaint) => known.get(chartPaint) ?? '#000000', font };
}
