import { HeadingLevel } from 'docx';
import { docxTextWidth, packDocx } from '../write/docx-document.ts';
import { createDocxPartMaker } from '../write/docx-parts.ts';
import type { SignInSheet } from './sign-in-sheet.ts';

/** Shares of the width: code, name and institution, then each half-day. */
const filledShares = [3, 6, 6];
const signedShare = 3;

/** Write a sheet to sign as a Word document in landscape; the row of headings is repeated on each page. */
export function writeSignInDocx(signInSheet: SignInSheet): Promise<Uint8Array<ArrayBuffer>> {
  const { title, note, language } = signInSheet;
  const partMaker = createDocxPartMaker(signInSheet, docxTextWidth(true));
  const table = partMaker.table(
    {
      head: [...signInSheet.head, ...signInSheet.blocks].map((text) => ({ text, isEnd: false })),
      rows: signInSheet.rows.map((row) => ({
        isTotal: false,
        // Two lines of height, so that there is room for a signature.
        cells: [...row.map((text) => ({ text })), ...signInSheet.blocks.map(() => ({ text: '\n' }))],
      })),
    },
    [...filledShares, ...signInSheet.blocks.map(() => signedShare)],
  );
  return packDocx({ title, head: title, language, isLandscape: true }, [
    partMaker.heading(title, HeadingLevel.TITLE),
    partMaker.note(note),
    table,
  ]);
}
