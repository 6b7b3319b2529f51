import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import { languageFacts, type ReportLanguage } from '#renderer/i18n/language.ts';
import { documentFonts } from './docx-parts.ts';

/** Width of the text in twentieths of a point: A4 with margins of 15 mm. */
const pageMargin = 850;
const pageSize = { width: 11_906, height: 16_838 };

/** Width of the text of a page, in twentieths of a point. */
export const docxTextWidth = (isLandscape: boolean): number =>
  (isLandscape ? pageSize.height : pageSize.width) - 2 * pageMargin;

/** Paper of a Word document: the text above every page, its language and direction. */
interface DocxPaper {
  readonly title: string;
  readonly head: string;
  readonly language: ReportLanguage;
  readonly isLandscape: boolean;
}

/** Write a Word document with these parts. The number of each page is below it. */
export async function packDocx(
  docxPaper: DocxPaper,
  children: readonly (Paragraph | Table)[],
): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await Packer.toBlob(createDocxDocument(docxPaper, children));
  return new Uint8Array(await blob.arrayBuffer());
}

function createDocxDocument(
  { title, head, language, isLandscape }: DocxPaper,
  children: readonly (Paragraph | Table)[],
): Document {
  const isRtl = languageFacts[language].direction === 'rtl';
  const running = (run: TextRun): Paragraph => new Paragraph({ bidirectional: isRtl, children: [run] });
  return new Document({
    title,
    creator: 'Fieldbook',
    lastModifiedBy: 'Fieldbook',
    styles: {
      default: {
        document: {
          run: {
            ...documentFonts,
            size: 19,
            language: { value: wordLanguageTags[language], eastAsia: 'zh-CN', bidirectional: 'ar-SA' },
          },
        },
        title: {
          run: { ...documentFonts, size: 40, bold: true, color: '16202B' },
          paragraph: { spacing: { after: 160 } },
        },
        heading1: {
          run: { ...documentFonts, size: 26, bold: true, color: '1B4F8F' },
          paragraph: { spacing: { before: 360, after: 120 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: pageSize.width,
              height: pageSize.height,
              orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              top: 1_020,
              bottom: 900,
              left: pageMargin,
              right: pageMargin,
              header: 500,
              footer: 400,
            },
          },
        },
        headers: {
          default: new Header({
            children: [
              running(
                new TextRun({
                  ...documentFonts,
                  text: head,
                  size: 16,
                  color: '465462',
                  rightToLeft: isRtl,
                }),
              ),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                bidirectional: isRtl,
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({
                    ...documentFonts,
                    size: 16,
                    color: '465462',
                    children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [...children],
      },
    ],
  });
}

/** Word's names of the languages, for its spell checker. */
const wordLanguageTags: { readonly [L in ReportLanguage]: string } = {
  en: 'en-GB',
  fr: 'fr-FR',
  ar: 'ar-SA',
  es: 'es-ES',
  ru: 'ru-RU',
  zh: 'zh-CN',
};
