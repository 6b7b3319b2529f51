import { BrowserWindow } from 'electron';
import { appOrigin } from './app-address.ts';
import type { GeneratedPages } from './app-protocol.ts';
import { hardenedWebPreferences } from '../hardening/harden-web-contents.ts';

/** A page to print, and what stands above each sheet (`document.print` of the host contract). */
export interface PageToPrint {
  readonly html: string;
  readonly head: string;
  readonly direction: 'ltr' | 'rtl';
  readonly isLandscape: boolean;
}

export interface PdfPrinter {
  /** The bytes of the PDF. One after the other: printing takes memory. */
  readonly print: (page: PageToPrint) => Promise<Uint8Array<ArrayBuffer>>;
  /** What is being printed, for `app://`; gone as soon as it is printed. */
  readonly pages: GeneratedPages;
}

/**
 * Prints pages in a window that nobody sees: sandboxed, without scripts, without a preload, in the app's own session
 * and under its policy (`printHeaders`). The PDF is tagged and has an outline, so that it can be heard and skipped through.
 */
export function createPdfPrinter(): PdfPrinter {
  let printing: PageToPrint | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const print = async (page: PageToPrint): Promise<Uint8Array<ArrayBuffer>> => {
    printing = page;
    const window = new BrowserWindow({
      show: false,
      width: 900,
      height: 1_200,
      webPreferences: printWindowPreferences,
    });
    try {
      await window.loadURL(`${appOrigin}${printedDocumentPath}`);
      const pdf = await window.webContents.printToPDF({
        printBackground: true,
        pageSize: 'A4',
        landscape: page.isLandscape,
        // Inches.
        margins: { top: 0.75, bottom: 0.65, left: 0.6, right: 0.6 },
        displayHeaderFooter: true,
        headerTemplate: runningLineHtml(page.direction, escapeHtml(page.head)),
        footerTemplate: runningLineHtml(
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
      asked === printedDocumentPath && printing !== null
        ? { type: 'text/html; charset=utf-8', text: printing.html }
        : null,
  };
}

/** Below `/print/` the headers allow no scripts. */
const printedDocumentPath = '/print/document.html';

const printWindowPreferences = {
  ...hardenedWebPreferences,
  javascript: false,
  images: false,
  devTools: false,
};

/** Chromium sets these lines by themselves, without the page's style sheets and in letters of no size. */
const runningLineHtml = (direction: 'ltr' | 'rtl', content: string): string =>
  `<div dir="${direction}" style="width:100%;padding:0 0.6in;font:8px 'Noto Sans','Noto Sans Arabic',sans-serif;color:#465462">${content}</div>`;

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
