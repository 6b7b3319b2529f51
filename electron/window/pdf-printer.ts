import { BrowserWindow } from 'electron';
import { createMutex } from '#base/mutex.ts';
import { hardenedWebPreferences } from '../hardening/harden-web-contents.ts';
import { appOrigin, type GeneratedPages } from './app-protocol.ts';

/** Page to print, with the running line of each sheet; empty for none (`document.print` of the host contract). */
interface PageToPrint {
  readonly html: string;
  readonly head: string;
  readonly direction: 'ltr' | 'rtl';
  readonly isLandscape: boolean;
}

export interface PdfPrinter {
  /** Print a page into the bytes of a PDF. One after the other: printing takes memory. */
  readonly print: (pageToPrint: PageToPrint) => Promise<Uint8Array<ArrayBuffer>>;
  /** Pages being printed, for `app://`; removed as soon as they are printed. */
  readonly pages: GeneratedPages;
}

/**
 * Create the printer. The printing window is invisible and sandboxed, without scripts or preload. It has the app's own
 * session and policy (`printHeaders`). The PDF is tagged and has an outline, for screen readers.
 */
export function createPdfPrinter(): PdfPrinter {
  const mutex = createMutex();
  let printing: PageToPrint | null = null;

  const print = async (pageToPrint: PageToPrint): Promise<Uint8Array<ArrayBuffer>> => {
    printing = pageToPrint;
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
        landscape: pageToPrint.isLandscape,
        // In inches.
        margins: { top: 0.75, bottom: 0.65, left: 0.6, right: 0.6 },
        displayHeaderFooter: pageToPrint.head !== '',
        headerTemplate: runningLineHtml(pageToPrint.direction, escapeHtml(pageToPrint.head)),
        footerTemplate: runningLineHtml(
          pageToPrint.direction,
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
    print: (pageToPrint) => mutex(() => print(pageToPrint)),
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

/** Build a running line with its own styles: Chromium ignores the page's style sheets there and uses font size 0. */
const runningLineHtml = (direction: 'ltr' | 'rtl', content: string): string =>
  `<div dir="${direction}" style="width:100%;padding:0 0.6in;font:8px 'Noto Sans','Noto Sans Arabic',sans-serif;color:#465462">${content}</div>`;

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
