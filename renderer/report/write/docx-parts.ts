import {
  AlignmentType,
  BorderStyle,
  type HeadingLevel,
  ImageRun,
  Paragraph,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { ChartPicture } from '../chart/chart-picture.ts';
import type { ReportLabels } from '../report-labels.ts';
import { letterWidths, wideSigns } from '../text-width.ts';

/** The fonts of a document, by script; a machine without them takes its own. */
export const documentFonts = {
  font: { ascii: 'Noto Sans', hAnsi: 'Noto Sans', cs: 'Noto Sans Arabic', eastAsia: 'Noto Sans SC' },
} as const;

/** Table in words for every writer of tables. */
export interface DocxTextTable {
  readonly head: readonly { readonly text: string; readonly isEnd: boolean }[];
  readonly rows: readonly { readonly cells: readonly DocxTextCell[]; readonly isTotal: boolean }[];
}
interface DocxTextCell {
  readonly text: string;
  readonly level?: 1 | 2 | 3 | 4 | 5;
}

export type DocxPartMaker = ReturnType<typeof createDocxPartMaker>;

/**
 * Make the parts of a document in one language.
 * @param width Width of its column, in twentieths of a point.
 */
export function createDocxPartMaker(labels: Pick<ReportLabels, 'direction'>, width: number) {
  const isRtl = labels.direction === 'rtl';
  const run = (
    text: string,
    more: { readonly size?: number; readonly bold?: boolean; readonly color?: string } = {},
  ): TextRun => new TextRun({ ...documentFonts, ...more, text, rightToLeft: isRtl });
  /** A paragraph for each line; texts of people may have several. */
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
    { text, level }: DocxTextCell,
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
      margins: { top: 30, bottom: 30, left: 50, right: 50 },
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
        keepNext: true,
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
    picture: (picture: ChartPicture, png: Uint8Array, title: string, description: string): Paragraph => {
      // 567 twentieths of a point are a centimetre; a picture that is higher than a page shrinks to it.
      const most = { width: (width / 20) * (96 / 72), height: width < 12_000 ? 900 : 560 };
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
    table: (table: DocxTextTable, shares?: readonly number[]): DocxTable => {
      const widths = shares === undefined ? columnWidthsOf(table, width) : divideWidth(width, shares);
      const widthAt = (at: number): number => widths[at] ?? 1_000;
      const head = table.head.map(({ text, isEnd }, at) =>
        cell({ text }, { width: widthAt(at), isHead: true, isStrong: true, isEnd }),
      );
      return new DocxTable({
        width: { size: width, type: WidthType.DXA },
        columnWidths: [...widths],
        layout: TableLayoutType.FIXED,
        visuallyRightToLeft: isRtl,
        borders: thinTableBorders,
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

/** Each column has room for its longest word; the rest of the width goes to the long texts. */
function columnWidthsOf({ head, rows }: DocxTextTable, width: number): readonly number[] {
  const columns = head.map(({ text }, at) => {
    const texts = rows.map(({ cells }) => cells[at]?.text ?? '');
    const widest = Math.max(longestWordWidth([text], boldLetter), longestWordWidth(texts, letter));
    return { least: widest + padding, more: 1 + Math.min(80, Math.max(0, ...texts.map(letterWidths))) };
  });
  const least = columns.map((column) => column.least);
  const left = width - sumOfNumbers(least);
  if (left <= 0) return divideWidth(width, least);
  const more = divideWidth(
    left,
    columns.map((column) => column.more),
  );
  return least.map((one, at) => one + (more[at] ?? 0));
}

/** Width of the longest word of these. */
const longestWordWidth = (texts: readonly string[], ofLetter: number): number =>
  Math.min(maximumWordLetters, Math.max(0, ...texts.flatMap(unbreakableWordsOf).map(letterWidths))) *
  ofLetter;

/** Width of a letter of 8 points, and the padding of a cell, in twentieths of a point. */
const [letter, boldLetter, padding] = [96, 100, 112];
/** A longer word is an address or an id, which may be broken. */
const maximumWordLetters = 22;

const divideWidth = (width: number, shares: readonly number[]): readonly number[] =>
  shares.map((one) => Math.floor((width * one) / sumOfNumbers(shares)));

const sumOfNumbers = (all: readonly number[]): number => all.reduce((so, one) => so + one, 0);

/** Parts that stay together on a line. */
const unbreakableWordsOf = (text: string): readonly string[] =>
  text.split(/\s+/).flatMap((word) => (wideSigns.test(word) ? Array.from(word) : [word]));

const thinLine = { style: BorderStyle.SINGLE, size: 4, color: 'DFE2DE' } as const;
const noBorderLine = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thinTableBorders = {
  top: thinLine,
  bottom: thinLine,
  insideHorizontal: thinLine,
  left: noBorderLine,
  right: noBorderLine,
  insideVertical: noBorderLine,
};

// The light colours of the tokens --m1 to --m5: a document has no style sheet of ours.
const levelColours = {
  1: { fill: 'F2E6CF', ink: '16202B' },
  2: { fill: 'D9D7A8', ink: '16202B' },
  3: { fill: '9CC3A0', ink: '16202B' },
  4: { fill: '5BA0AB', ink: '0D161F' },
  5: { fill: '245B86', ink: 'FFFFFF' },
} as const;
