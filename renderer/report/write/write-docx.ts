import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table as DocxTable,
  TextRun,
} from 'docx';
import { appendixOf } from '#domain/report/appendix.ts';
import type { Report, Section, Table } from '#domain/report/report.ts';
import type { ReportLanguage } from '#renderer/i18n/language.ts';
import { drawFigure } from '../chart/draw-figure.ts';
import { figureAlternative } from '../chart/figure-alternative.ts';
import type { Picture } from '../chart/picture.ts';
import { headerFacts, runningHead, titleOf } from '../header-facts.ts';
import type { ReportWords } from '../report-words.ts';
import { notesOf } from '../section-notes.ts';
import { titledSections } from '../section-titles.ts';
import { looks, type Maker, makerFor, type TextTable } from './docx-parts.ts';
import { isAcross } from './print-page.ts';

/** Draws a chart as the bytes of a PNG; a page has a canvas for it, a test something smaller. */
export type DrawPng = (picture: Picture) => Promise<Uint8Array<ArrayBuffer>>;

/** Width of the text in twentieths of a point: A4 with margins of 15 mm. */
const margin = 850;
const page = { width: 11_906, height: 16_838 };

/**
 * A report as a Word document: headings, tables whose heads come again on each page, charts as pictures with their
 * alternatives, handling and status above and the number of the page below every page, the appendix of records at the end.
 */
export async function writeDocx(
  report: Report,
  words: ReportWords,
  drawPng: DrawPng,
): Promise<Uint8Array<ArrayBuffer>> {
  const make = makerFor(words, isAcross(report) ? page.height - 2 * margin : page.width - 2 * margin);
  const parts: (Paragraph | DocxTable)[] = [
    make.heading(titleOf(report, words), HeadingLevel.TITLE),
    make.table(factTable(report, words), [3, 7]),
  ];
  for (const { section, title, tableTitle } of titledSections(report, words)) {
    parts.push(make.heading(title, HeadingLevel.HEADING_1));
    parts.push(...sentencesOf(section, words).map(make.note));
    if (section.figure !== undefined) {
      const picture = drawFigure(section.figure, words);
      parts.push(
        make.picture(picture, await drawPng(picture), title, figureAlternative(section.figure, words)),
      );
      if (section.table.rows.length > 0) parts.push(make.caption(tableTitle));
    }
    if (section.table.rows.length > 0) parts.push(make.table(textTable(section.table, words)));
  }
  parts.push(...appendix(report, words, make));
  const blob = await Packer.toBlob(documentOf(report, words, parts));
  return new Uint8Array(await blob.arrayBuffer());
}

function documentOf(
  report: Report,
  words: ReportWords,
  children: readonly (Paragraph | DocxTable)[],
): Document {
  const isRtl = words.direction === 'rtl';
  const running = (run: TextRun): Paragraph => new Paragraph({ bidirectional: isRtl, children: [run] });
  return new Document({
    title: titleOf(report, words),
    creator: 'Fieldbook',
    styles: {
      default: {
        document: {
          run: {
            ...looks,
            size: 19,
            language: { value: tags[words.language], eastAsia: 'zh-CN', bidirectional: 'ar-SA' },
          },
        },
        title: {
          run: { ...looks, size: 40, bold: true, color: '16202B' },
          paragraph: { spacing: { after: 160 } },
        },
        heading1: {
          run: { ...looks, size: 26, bold: true, color: '1B4F8F' },
          paragraph: { spacing: { before: 360, after: 120 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: page.width,
              height: page.height,
              orientation: isAcross(report) ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: 1_020, bottom: 900, left: margin, right: margin, header: 500, footer: 400 },
          },
        },
        headers: {
          default: new Header({
            children: [
              running(
                new TextRun({
                  ...looks,
                  text: `${runningHead(report, words)} · ${report.header.code}`,
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
                    ...looks,
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

/** Word's names of the languages, by which it checks spelling. */
const tags: { readonly [L in ReportLanguage]: string } = {
  en: 'en-GB',
  fr: 'fr-FR',
  ar: 'ar-SA',
  es: 'es-ES',
  ru: 'ru-RU',
  zh: 'zh-CN',
};

const textTable = ({ columns, rows }: Table, words: ReportWords): TextTable => ({
  head: columns.map((column) => ({ text: words.columnTitle(column), isEnd: column.align === 'end' })),
  rows: rows.map(({ cells, isTotal }) => ({
    isTotal: isTotal === true,
    cells: columns.map((_, at) => {
      const cell = cells[at] ?? { kind: 'none' };
      return {
        text: words.cell(cell),
        ...(cell.kind === 'level' && cell.isBare !== true && { level: cell.level }),
      };
    }),
  })),
});

const factTable = (report: Report, words: ReportWords): TextTable => ({
  head: [],
  rows: headerFacts(report, words).map(({ term, value }) => ({
    isTotal: false,
    cells: [{ text: term }, { text: value }],
  })),
});

const sentencesOf = (section: Section, words: ReportWords): readonly string[] => [
  ...notesOf(section, words),
  ...(section.withheld !== true && section.table.rows.length === 0 ? [words.say('report.doc.empty')] : []),
];

function appendix(report: Report, words: ReportWords, make: Maker): readonly (Paragraph | DocxTable)[] {
  const { records, lines } = appendixOf(report);
  const { say } = words;
  if (records.length === 0) return [];
  const head = (...titles: readonly string[]): TextTable['head'] =>
    titles.map((text) => ({ text, isEnd: false }));
  const row = (...texts: readonly string[]): TextTable['rows'][number] => ({
    isTotal: false,
    cells: texts.map((text) => ({ text })),
  });
  return [
    make.heading(say('report.doc.appendix'), HeadingLevel.HEADING_1),
    make.note(say('report.doc.appendix.text')),
    make.table(
      {
        head: head(
          say('report.doc.appendix.short'),
          say('report.column.kind'),
          say('report.doc.appendix.line'),
          say('report.doc.appendix.id'),
        ),
        rows: records.map(({ short, kind, title, doc }) => row(short, kind, title, doc)),
      },
      [1, 2, 4, 5],
    ),
    make.note(''),
    make.table(
      {
        head: head(
          say('report.doc.appendix.section'),
          say('report.doc.appendix.line'),
          say('report.doc.appendix.from'),
        ),
        rows: lines.map(({ section, line, name, from }) =>
          row(
            `${section}.${line}`,
            words.cell(name),
            from.map(({ short, paths }) => `${short} ${paths.join(', ')}`).join('\n'),
          ),
        ),
      },
      [1, 4, 8],
    ),
  ];
}
