import * as z from 'zod';

/** Largest file in bytes: a picture of a telephone, a few minutes of sound. */
export const largestBlobBytes = 25 * 1024 * 1024;

const BlobId = z.string().regex(/^[0-9a-f]{32}$/);

/** Files that are answers, encrypted in the folder of the open vault; a part of the host's contract. */
export const blobChannels = {
  /** On the disk, encrypted, when it is answered. */
  'blob.keep': {
    ask: z.object({
      bytes: z
        .instanceof(Uint8Array)
        .refine(({ length }) => length <= largestBlobBytes, 'larger than is kept'),
    }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('kept'), blob: BlobId }),
      z.object({ kind: z.literal('refused'), code: z.enum(['full', 'failed']) }),
    ]),
  },
  /** Null when this laptop does not have it, or it is damaged. */
  'blob.read': {
    ask: z.object({ blob: BlobId }),
    response: z.instanceof(Uint8Array).nullable(),
  },
} as const;

/** Documents that a person takes out of Fieldbook: reports as DOCX, PDF and XLSX. */
export const documentChannels = {
  /**
   * Print a page to PDF on A4, offline and invisibly.
   * `html` is a whole page of elements and classes. It runs no script and loads only the app's own style
   * sheets and fonts. `head` is above each page, its number below; an empty one leaves out both.
   */
  'document.print': {
    ask: z.object({
      html: z.string().max(30_000_000),
      head: z.string().max(400),
      direction: z.enum(['ltr', 'rtl']),
      isLandscape: z.boolean(),
    }),
    response: z.instanceof(Uint8Array),
  },
  /** Ask the person for the place, and write the file there whole or not at all. */
  'document.save': {
    ask: z.object({ name: z.string().max(200), bytes: z.instanceof(Uint8Array) }),
    response: z.enum(['saved', 'cancelled']),
  },
  /** Name of the last file saved so, and of its folder without the path; null before the first. */
  'document.saved': {
    ask: z.null(),
    response: z.object({ name: z.string(), folder: z.string() }).nullable(),
  },
  /** Show that file in the system's own file manager. */
  'document.show': { ask: z.null(), response: z.null() },
  /** Ask the person for a folder for several files; null where none was chosen. `name`: without its path. */
  'folder.choose': { ask: z.null(), response: z.object({ name: z.string() }).nullable() },
  /** Write a file into that folder whole or not at all; no file there is replaced. */
  'folder.save': {
    ask: z.object({ name: z.string().max(200), bytes: z.instanceof(Uint8Array) }),
    response: z.enum(['saved', 'noFolder']),
  },
  /** Show the last of these files in the system's own file manager. */
  'folder.show': { ask: z.null(), response: z.null() },
} as const;
