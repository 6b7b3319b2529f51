import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { appendixOf } from '#domain/report/appendix.ts';
import type { Report, Section, Table } from '#domain/report/report.ts';
import { drawFigure } from '../chart/draw-figure.ts';
import { figureAlternative } from '../chart/figure-alternative.ts';
import type { Picture } from '../chart/picture.ts';
import { headerFacts, runningHead, titleOf } from '../header-facts.ts';
import type { ReportWords } from '../report-words.ts';
import { titledSections } from '../section-titles.ts';
import { isAcross } from './print-page.ts';

/** Draws a chart as the bytes of a PNG; a page has a canvas for it, a test something smaller. */
export type DrawPng = (picture: Picture) => Promise<Uint8Array<ArrayBuffer>>;

const looks = {
  font: { ascii: 'Noto Sans', hAnsi: 'Noto Sans', cs: 'Noto Sans Arabic', eastAsia: 'Noto Sans SC' },
} as const;
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
    parts.push(...notesOf(section, words).map(make.note));
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
            language: { value: words.locale.slice(0, 5), bidirectional: 'ar-SA' },
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

/** A table in words: what every writer of tables needs. */
interface TextTable {
  readonly head: readonly { readonly text: string; readonly isEnd: boolean }[];
  readonly rows: readonly { readonly cells: readonly TextCell[]; readonly isTotal: boolean }[];
}
interface TextCell {
  readonly text: string;
  readonly level?: 1 | 2 | 3 | 4 | 5;
}

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

const notesOf = (section: Section, { word, say }: ReportWords): readonly string[] => [
  ...(section.notes ?? []).map(word),
  ...(section.withheld === true ? [say('report.doc.withheld')] : []),
  ...(section.withheld !== true && section.table.rows.length === 0 ? [say('report.doc.empty')] : []),
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

type Maker = ReturnType<typeof makerFor>;

/** Makes the parts of a document in one language, in a column of so many twentieths of a point. */
function makerFor(words: ReportWords, width: number) {
  const isRtl = words.direction === 'rtl';
  const run = (
    text: string,
    more: { readonly size?: number; readonly bold?: boolean; readonly color?: string } = {},
  ): TextRun => new TextRun({ ...looks, ...more, text, rightToLeft: isRtl });
  /** A paragraph for each line; what people wrote may have several. */
  const lines = (text: string, more: Parameters<typeof run>[1], isEnd: boolean): readonly Paragraph[] =>
    text.split('\n').map(
      (one) =>
        new Paragraph({
          bidirectional: isRtl,
          ...(isEnd && { alignment: isRtl ? AlignmentType.LEFT : AlignmentType.RIGHT }),
          children: [run(one, more)],
        }),
    );
  const cell = (
    { text, level }: TextCell,
    at: {
      readonly width: number;
      readonly isHead: boolean;
      readonly isStrong: boolean;
      readonly isEnd: boolean;
    },
  ): TableCell => {
    const paper = level === undefined ? null : levelColours[level];
    return new TableCell({
      width: { size: at.width, type: WidthType.DXA },
      margins: { top: 30, bottom: 30, left: 70, right: 70 },
      verticalAlign: at.isHead ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
      ...(at.isHead && { shading: { fill: 'F1F2EF' } }),
      ...(paper !== null && { shading: { fill: paper.fill } }),
      children: [
        ...lines(
          text,
          { size: 16, bold: at.isHead || at.isStrong, ...(paper !== null && { color: paper.ink }) },
          at.isEnd,
        ),
      ],
    });
  };
  return {
    heading: (text: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph =>
      new Paragraph({ heading, bidirectional: isRtl, children: [run(text)] }),
    note: (text: string): Paragraph =>
      new Paragraph({
        bidirectional: isRtl,
        spacing: { after: 100 },
        children: [run(text, { size: 17, color: '465462' })],
      }),
    caption: (text: string): Paragraph =>
      new Paragraph({
        bidirectional: isRtl,
        keepNext: true,
        spacing: { before: 120, after: 60 },
        children: [run(text, { size: 17, bold: true, color: '465462' })],
      }),
    picture: (picture: Picture, png: Uint8Array, title: string, description: string): Paragraph => {
      // 567 twentieths of a point are a centimetre; a picture that is higher than a page shrinks to it.
      const most = { width: (width / 20) * (96 / 72), height: isRtl || width < 12_000 ? 900 : 560 };
      const scale = Math.min(1, most.width / picture.width, most.height / picture.height);
      return new Paragraph({
        bidirectional: isRtl,
        alignment: AlignmentType.CENTER,
        children: [
          new ImageRun({
            type: 'png',
            data: png,
            transformation: {
              width: Math.round(picture.width * scale),
              height: Math.round(picture.height * scale),
            },
            altText: { name: title, title, description },
          }),
        ],
      });
    },
    table: (table: TextTable, shares: readonly number[] = sharesOf(table)): DocxTable => {
      const all = shares.reduce((sum, one) => sum + one, 0);
      const widths = shares.map((one) => Math.floor((width * one) / all));
      const widthAt = (at: number): number => widths[at] ?? 1_000;
      const head = table.head.map(({ text, isEnd }, at) =>
        cell({ text }, { width: widthAt(at), isHead: true, isStrong: true, isEnd }),
      );
      return new DocxTable({
        width: { size: width, type: WidthType.DXA },
        columnWidths: [...widths],
        layout: TableLayoutType.FIXED,
        visuallyRightToLeft: isRtl,
        borders: thinLines,
        rows: [
          ...(head.length === 0
            ? []
            : [new TableRow({ tableHeader: true, cantSplit: true, children: head })]),
          ...table.rows.map(
            ({ cells, isTotal }) =>
              new TableRow({
                cantSplit: true,
                children: cells.map((one, at) =>
                  cell(one, {
                    width: widthAt(at),
                    isHead: false,
                    isStrong: isTotal || (table.head.length === 0 && at === 0),
                    isEnd: table.head[at]?.isEnd ?? false,
                  }),
                ),
              }),
          ),
        ],
      });
    },
  };
}

/** Columns as wide as what stands in them: between the longest word and a line of forty letters. */
const sharesOf = ({ head, rows }: TextTable): readonly number[] =>
  head.map(({ text }, at) => {
    const texts = [text, ...rows.map(({ cells }) => cells[at]?.text ?? '')];
    const longestWord = Math.max(...texts.flatMap((one) => one.split(/\s+/)).map(({ length }) => length));
    const average = texts.reduce((sum, one) => sum + one.length, 0) / texts.length;
    return Math.max(6, Math.min(18, longestWord + 2), Math.min(40, average + 2));
  });

const thin = { style: BorderStyle.SINGLE, size: 4, color: 'DFE2DE' } as const;
const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thinLines = {
  top: thin,
  bottom: thin,
  insideHorizontal: thin,
  left: noLine,
  right: noLine,
  insideVertical: noLine,
};

// The light colours of the tokens --m1 to --m5: a document has no style sheet of ours.
const levelColours = {
  1: { fill: 'F2E6CF', ink: '16202B' },
  2: { fill: 'D9D7A8', ink: '16202B' },
  3: { fill: '9CC3A0', ink: '16202B' },
  4: { fill: '5BA0AB', ink: '0D161F' },
  5: { fill: '245B86', ink: 'FFFFFF' },
} as const;
