import { HeadingLevel } from 'docx';
import { docxTextWidth, packDocx } from '../write/docx-document.ts';
import { createDocxPartMaker } from '../write/docx-parts.ts';
import type { SignInSheet } from './sign-in-sheet.ts';

/** Shares of the width: code, name and institution, then each half-day. */
const filledShares = [3, 6, 6];
const signedShare = 3;

/** Write a sheet to sign as a Word document in landscape; the row of headings is repeated on each page. */
export function writeSignInDocx(sheet: SignInSheet): Promise<Uint8Array<ArrayBuffer>> {
  const { title, note, language } = sheet;
  const make = createDocxPartMaker(sheet, docxTextWidth(true));
  const table = make.table(
    {
      head: [...sheet.head, ...sheet.blocks].map((text) => ({ text, isEnd: false })),
      rows: sheet.rows.map((row) => ({
        isTotal: false,
        // Two lines of height, so that there is room for a signature.
        cells: [...row.map((text) => ({ text })), ...sheet.blocks.map(() => ({ text: '\n' }))],
      })),
    },
    [...filledShares, ...sheet.blocks.map(() => signedShare)],
  );
  return packDocx({ title, head: title, language, isLandscape: true }, [
    make.heading(title, HeadingLevel.TITLE),
    make.note(note),
    table,
  ]);
}
