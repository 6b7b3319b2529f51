import * as z from 'zod';

/** Documents that a person takes out of Fieldbook: reports as DOCX, PDF and XLSX. */
export const documentChannels = {
  /**
   * Prints a page to PDF on A4, offline and where nobody sees it. `html` is a whole page of elements and classes: it runs
   * no script and loads nothing but the app's own style sheets and fonts. `head` stands above each page, its number below.
   */
  'document.print': {
    ask: z.object({
      html: z.string().max(30_000_000),
      head: z.string().max(400),
      direction: z.enum(['ltr', 'rtl']),
      isLandscape: z.boolean(),
    }),
    answer: z.instanceof(Uint8Array),
  },
  /** Asks the person where to, and writes the file there whole or not at all. */
  'document.save': {
    ask: z.object({ name: z.string().max(200), bytes: z.instanceof(Uint8Array) }),
    answer: z.enum(['saved', 'cancelled']),
  },
} as const;
