import type { Report } from '#domain/report/report.ts';
import { languageFacts, type ReportLanguage, type TextDirection } from '#renderer/i18n/language.ts';
import { reportRunningHead, reportTitleOf } from '../report-header-facts.ts';
import type { ReportLabels } from '../report-labels.ts';

const printFrameClass = 'fb-print-frame';

/**
 * Open the browser's dialog to print a page, or to save it as PDF.
 * The page is in a frame of its own, which runs no script. A constructed style sheet sets the text above and
 * below each sheet, since the console's policy allows none in the page. The frame stays until the next print:
 * browsers differ in how they report the end.
 */
export async function printInBrowser(printed: PrintableReport, page: Document): Promise<void> {
  page.querySelector(`.${printFrameClass}`)?.remove();
  const frame = page.createElement('iframe');
  frame.className = printFrameClass;
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.srcdoc = printed.html;
  const isLoaded = new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  page.body.append(frame);
  await isLoaded;
  const inner = frame.contentWindow;
  if (inner === null) return;
  const { document: sheet } = inner;
  // A style sheet belongs to the document of the window that made it.
  const paper = new (inner as Window & typeof globalThis).CSSStyleSheet();
  paper.replaceSync(paperStyleRule(printed));
  sheet.adoptedStyleSheets.push(paper);
  await sheet.fonts.ready;
  inner.print();
}

const paperStyleRule = ({ head, isLandscape }: PrintableReport): string => {
  const margin = 'font: 8px "Noto Sans", "Noto Sans Arabic", sans-serif; color: #465462;';
  return `@page {
    size: A4 ${isLandscape ? 'landscape' : 'portrait'};
    margin: 19mm 15mm 16mm;
    @top-center { content: ${cssQuoted(head)}; ${margin} }
    @bottom-center { content: counter(page) " / " counter(pages); ${margin} }
  }`;
};

/** Text as CSS quotes it: characters that could end it are escaped by their code points. */
const cssQuoted = (text: string): string =>
  `"${text.replaceAll(/["\\\n\r\f]/g, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`;

/** Page for the shell to print: without scripts, and its paper (`document.print` of the host contract). */
export interface PrintableReport {
  readonly html: string;
  readonly head: string;
  readonly direction: TextDirection;
  readonly isLandscape: boolean;
}

/** Reports with wide tables are in landscape. */
export const isLandscapeReport = ({ header }: Report): boolean =>
  header.code === 'R4' || header.code === 'R5';

/**
 * Make the page to print of the report on the screen. Handling and status are above each page, its number below.
 * @param article Element of `ReportView`.
 */
export const createPrintableReport = (
  article: Element,
  report: Report,
  labels: ReportLabels,
  page: Document,
): PrintableReport =>
  createPrintablePage(
    article,
    {
      title: reportTitleOf(report, labels),
      head: `${reportRunningHead(report, labels)} · ${report.header.code}`,
      language: labels.language,
      isLandscape: isLandscapeReport(report),
    },
    page,
  );

/** Paper of a printed element: its title, and the text above each page. */
interface PrintedPaper {
  readonly title: string;
  readonly head: string;
  readonly language: ReportLanguage;
  readonly isLandscape?: boolean;
}

/** Make the page to print of an element on the screen, with the app's own style sheets. */
export function createPrintablePage(
  article: Element,
  { title, head, language, isLandscape = false }: PrintedPaper,
  page: Document,
): PrintableReport {
  const { direction } = languageFacts[language];
  const body = article.outerHTML;
  return {
    html: printedPageHtml({ language, direction, title, body }, styleSheetsOf(page)),
    head,
    direction,
    isLandscape,
  };
}

/** Text as HTML shows it, in elements and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Addresses of the style sheets of a page, with the fonts of the app. */
export const styleSheetsOf = (page: Document): readonly string[] =>
  [...page.styleSheets].flatMap(({ href }) => (href === null ? [] : [href]));

/** Page to print: its language, its title, and its elements as HTML. */
interface PrintedPage {
  readonly language: string;
  readonly direction: string;
  readonly title: string;
  /** HTML without scripts, its texts escaped. */
  readonly body: string;
}

/**
 * Make the HTML of a page to print, light in every theme.
 * @param styleSheets addresses of the app's own style sheets
 */
export function printedPageHtml(printedPage: PrintedPage, styleSheets: readonly string[]): string {
  const { language, direction, title, body } = printedPage;
  const links = styleSheets.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`).join('');
  const top = `<meta charset="utf-8"><title>${escapeHtml(title)}</title>${links}`;
  const root = `lang="${escapeHtml(language)}" dir="${escapeHtml(direction)}" data-theme="light"`;
  return `<!doctype html><html ${root}><head>${top}</head><body class="fb-print">${body}</body></html>`;
}
