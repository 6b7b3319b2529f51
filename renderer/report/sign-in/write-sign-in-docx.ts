import { Document, HeadingLevel, Packer, PageOrientation } from 'docx';
import { createDocxPartMaker } from '../write/docx-parts.ts';
import type { SignInSheet } from './sign-in-sheet.ts';

/** A4 on its side with margins of 15 mm, in twentieths of a point. */
const pageMargin = 850;
const pageSize = { width: 11_906, height: 16_838 };
/** Shares of the width: code, name and institution, then each half-day. */
const filledShares = [3, 6, 6];
const signedShare = 3;

/** Write a sheet to sign as a Word document; the row of headings is repeated on each page. */
export async function writeSignInDocx(sheet: SignInSheet): Promise<Uint8Array<ArrayBuffer>> {
  const make = createDocxPartMaker(sheet, pageSize.height - 2 * pageMargin);
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
  const blob = await Packer.toBlob(
    new Document({
      title: sheet.title,
      creator: 'Fieldbook',
      sections: [
        {
          properties: {
            page: {
              size: { ...pageSize, orientation: PageOrientation.LANDSCAPE },
              margin: { top: pageMargin, bottom: pageMargin, left: pageMargin, right: pageMargin },
            },
          },
          children: [make.heading(sheet.title, HeadingLevel.TITLE), make.note(sheet.note), table],
        },
      ],
    }),
  );
  return new Uint8Array(await blob.arrayBuffer());
}
