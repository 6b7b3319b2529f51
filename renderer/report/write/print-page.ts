import type { Report } from '#domain/report/report.ts';
import { type Direction, languages } from '#renderer/i18n/language.ts';
import { runningHead, titleOf } from '../header-facts.ts';
import type { ReportWords } from '../report-words.ts';

/** What the shell prints: a page without scripts, and its paper (`document.print` of the host contract). */
export interface PrintPage {
  readonly html: string;
  readonly head: string;
  readonly direction: Direction;
  readonly isLandscape: boolean;
}

/** Reports with wide tables lie across the page. */
export const isAcross = ({ header }: Report): boolean => header.code === 'R4' || header.code === 'R5';

/**
 * The report that is shown, as a page to print: the same elements with the app's own style sheets, with handling and
 * status above each page and its number below. `article` is the element of `ReportView`.
 */
export function printPage(article: Element, report: Report, words: ReportWords, page: Document): PrintPage {
  const { direction } = languages[words.language];
  const sheets = [...page.styleSheets].flatMap(({ href }) => (href === null ? [] : [href]));
  const links = sheets.map((href) => `<link rel="stylesheet" href="${escaped(href)}">`).join('');
  const top = `<meta charset="utf-8"><title>${escaped(titleOf(report, words))}</title>${links}`;
  const root = `lang="${words.language}" dir="${direction}" data-theme="light"`;
  return {
    html: `<!doctype html><html ${root}><head>${top}</head><body class="fb-print">${article.outerHTML}</body></html>`,
    head: `${runningHead(report, words)} · ${report.header.code}`,
    direction,
    isLandscape: isAcross(report),
  };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
