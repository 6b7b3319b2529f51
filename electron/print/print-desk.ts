import { BrowserWindow } from 'electron';
import { appOrigin } from '../protocol/app-address.ts';
import type { MadePages } from '../protocol/app-protocol.ts';
import { closedPage } from '../window/closed-page.ts';

/** A page to print, and what stands above each sheet (`document.print` of the host contract). */
export interface PrintedPage {
  readonly html: string;
  readonly head: string;
  readonly direction: 'ltr' | 'rtl';
  readonly isLandscape: boolean;
}

export interface PrintDesk {
  /** The bytes of the PDF. One after the other: printing takes memory. */
  readonly print: (page: PrintedPage) => Promise<Uint8Array<ArrayBuffer>>;
  /** What is being printed, for `app://`; gone as soon as it is printed. */
  readonly pages: MadePages;
}

/**
 * Prints pages in a window that nobody sees: sandboxed, without scripts, without a preload, in the app's own session
 * and under its policy (`printHeaders`). The PDF is tagged and has an outline, so that it can be heard and skipped through.
 */
export function createPrintDesk(): PrintDesk {
  let printing: PrintedPage | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const print = async (page: PrintedPage): Promise<Uint8Array<ArrayBuffer>> => {
    printing = page;
    const window = new BrowserWindow({ show: false, width: 900, height: 1_200, webPreferences: silent });
    try {
      await window.loadURL(`${appOrigin}${place}`);
      const pdf = await window.webContents.printToPDF({
        printBackground: true,
        pageSize: 'A4',
        landscape: page.isLandscape,
        // Inches.
        margins: { top: 0.75, bottom: 0.65, left: 0.6, right: 0.6 },
        displayHeaderFooter: true,
        headerTemplate: runningLine(page.direction, escaped(page.head)),
        footerTemplate: runningLine(
          page.direction,
          '<span class="pageNumber"></span> / <span class="totalPages"></span>',
        ),
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      });
      return new Uint8Array(pdf);
    } finally {
      window.destroy();
      printing = null;
    }
  };

  return {
    print: (page) => {
      const printed = last.then(() => print(page));
      last = printed.catch(() => undefined); // whoever asked hears of it; the next page is printed all the same
      return printed;
    },
    pages: (asked) =>
      asked === place && printing !== null ? { type: 'text/html; charset=utf-8', text: printing.html } : null,
  };
}

/** Below `/print/` the headers allow no scripts. */
const place = '/print/document.html';

const silent = { ...closedPage, javascript: false, images: false, devTools: false };

/** Chromium sets these lines by themselves, without the page's style sheets and in letters of no size. */
const runningLine = (direction: 'ltr' | 'rtl', content: string): string =>
  `<div dir="${direction}" style="width:100%;padding:0 0.6in;font:8px 'Noto Sans','Noto Sans Arabic',sans-serif;color:#465462">${content}</div>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
