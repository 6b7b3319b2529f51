import type { PrintPage } from './print-page.ts';

const frameClass = 'fb-print-frame';

/**
 * Opens the browser's dialog to print a page, or to save it as PDF. It stands in a frame of its own, which runs no script;
 * what stands above and below each sheet is set by a style sheet that is made here, for the console's policy allows none in
 * the page. The frame stays until the next: browsers tell in different ways when they are done with it.
 */
export async function printInBrowser(printed: PrintPage, page: Document): Promise<void> {
  page.querySelector(`.${frameClass}`)?.remove();
  const frame = page.createElement('iframe');
  frame.className = frameClass;
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
  // A sheet belongs to the document in whose window it was made.
  const paper = new (inner as Window & typeof globalThis).CSSStyleSheet();
  paper.replaceSync(paperRule(printed));
  sheet.adoptedStyleSheets.push(paper);
  await sheet.fonts.ready;
  inner.print();
}

const paperRule = ({ head, isLandscape }: PrintPage): string => {
  const margin = 'font: 8px "Noto Sans", "Noto Sans Arabic", sans-serif; color: #465462;';
  return `@page {
    size: A4 ${isLandscape ? 'landscape' : 'portrait'};
    margin: 19mm 15mm 16mm;
    @top-center { content: ${quoted(head)}; ${margin} }
    @bottom-center { content: counter(page) " / " counter(pages); ${margin} }
  }`;
};

/** A text as CSS quotes it: what could end it is escaped by its code point. */
const quoted = (text: string): string =>
  `"${text.replaceAll(/["\\\n\r\f]/g, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`;
