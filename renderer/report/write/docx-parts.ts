import {
  AlignmentType,
  BorderStyle,
  Table as DocxTable,
  type HeadingLevel,
  ImageRun,
  Paragraph,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { ChartPicture } from '../chart/chart-picture.ts';
import type { ReportLabels } from '../report-labels.ts';
import { letterWidths, maximumWordLetters, wideSigns } from '../text-width.ts';

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
    rightToLeft = isRtl,
  ): TextRun => new TextRun({ ...documentFonts, ...more, text, rightToLeft });
  /** A paragraph for each line; texts of people may have several, each in the direction of its own words. */
  const lines = (
    text: string,
    more: Parameters<typeof run>[1],
    { isEnd, keepNext }: { readonly isEnd: boolean; readonly keepNext: boolean },
  ): readonly Paragraph[] =>
    text.split('\n').map((line) => {
      const isRtlLine = isRtlText(line, isRtl);
      return new Paragraph({
        bidirectional: isRtlLine,
        ...(keepNext && { keepNext }),
        // A line against the direction of the document stays on the side of its column.
        ...((isEnd || isRtlLine !== isRtl) && {
          alignment: isEnd === isRtl ? AlignmentType.LEFT : AlignmentType.RIGHT,
        }),
        children: directedRunsOf(line, isRtlLine).map((one) => run(one.text, more, one.isRtl)),
      });
    });
  const cell = (
    { text, level }: DocxTextCell,
    at: {
      readonly width: number;
      readonly isHead: boolean;
      readonly isStrong: boolean;
      readonly isEnd: boolean;
      readonly keepNext: boolean;
      readonly margin: number;
    },
  ): TableCell => {
    const paper = level === undefined ? null : levelColours[level];
    return new TableCell({
      width: { size: at.width, type: WidthType.DXA },
      margins: { top: 30, bottom: 30, left: at.margin, right: at.margin },
      verticalAlign: at.isHead ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
      ...(at.isHead && { shading: { fill: 'F1F2EF' } }),
      ...(paper !== null && { shading: { fill: paper.fill } }),
      children: [
        ...lines(
          text,
          { size: 16, bold: at.isHead || at.isStrong, ...(paper !== null && { color: paper.ink }) },
          at,
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
      // As in a PDF: a picture of more than half a page would leave more than half of the page before it empty.
      const most = { width: (width / 20) * (96 / 72), height: width < 12_000 ? 435 : 280 };
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
    table: (docxTextTable: DocxTextTable, shares?: readonly number[]): DocxTable => {
      const { widths, margin } =
        shares === undefined
          ? columnWidthsOf(docxTextTable, width)
          : { widths: divideWidth(width, shares), margin: roomyMargin };
      const widthAt = (at: number): number => widths[at] ?? 1_000;
      const head = docxTextTable.head.map(({ text, isEnd }, at) =>
        cell({ text }, { width: widthAt(at), isHead: true, isStrong: true, isEnd, keepNext: true, margin }),
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
          ...docxTextTable.rows.map(
            ({ cells, isTotal }, row) =>
              new TableRow({
                cantSplit: true,
                children: cells.map((docxTextCell, at) =>
                  cell(docxTextCell, {
                    width: widthAt(at),
                    isHead: false,
                    isStrong: isTotal || (docxTextTable.head.length === 0 && at === 0),
                    isEnd: docxTextTable.head[at]?.isEnd ?? false,
                    // No row is alone on the first page of a table, or on its last.
                    keepNext: row === 0 || row === docxTextTable.rows.length - 2,
                    margin,
                  }),
                ),
              }),
          ),
        ],
      });
    },
  };
}

/** Texts that a message isolates from the direction around them (`isolateDirection`), and the text between them. */
const isolatedText = /(\u2068[^\u2068\u2069]*\u2069)/u;

const firstLetter = /\p{L}/u;
const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Return whether a text runs from right to left: by its first letter, as a browser decides; isolated texts do not count. */
function isRtlText(text: string, isRtlAround: boolean): boolean {
  const [letter] = firstLetter.exec(
    text
      .split(isolatedText)
      .filter((_, at) => at % 2 === 0)
      .join(''),
  ) ??
    firstLetter.exec(text) ?? [null];
  return letter === null ? isRtlAround : rtlLetter.test(letter);
}

/**
 * Divide a line into runs of one direction: its own, and those of isolated texts. Word knows no isolation; it places
 * the marks of a run by the direction of the run.
 */
const directedRunsOf = (
  line: string,
  isRtl: boolean,
): readonly { readonly text: string; readonly isRtl: boolean }[] =>
  line
    .split(isolatedText)
    .map((text, at) => ({ text, isRtl: at % 2 === 0 ? isRtl : isRtlText(text.slice(1, -1), isRtl) }))
    .filter(({ text }) => text !== '');

/**
 * Each column has room for its longest word; the rest of the width goes to the long texts. Cells are closer together
 * where the words need the room.
 */
function columnWidthsOf(
  { head, rows }: DocxTextTable,
  width: number,
): { readonly widths: readonly number[]; readonly margin: number } {
  const columns = head.map(({ text }, at) => {
    const texts = rows.map(({ cells }) => cells[at]?.text ?? '');
    const widest = Math.max(longestWordWidth([text], boldLetter), longestWordWidth(texts, letter));
    return {
      least: widest + 2 * tightMargin + 12,
      more: 1 + Math.min(80, Math.max(0, ...texts.map(letterWidths))),
    };
  });
  const tight = columns.map((column) => column.least);
  const roomy = tight.map((one) => one + 2 * (roomyMargin - tightMargin));
  const [least, margin] =
    sumOfNumbers(roomy) <= width ? ([roomy, roomyMargin] as const) : ([tight, tightMargin] as const);
  const left = width - sumOfNumbers(least);
  if (left <= 0) return { widths: capWidths(least, width), margin };
  const more = divideWidth(
    left,
    columns.map((column) => column.more),
  );
  return { widths: least.map((one, at) => one + (more[at] ?? 0)), margin };
}

/** Cut the widest columns alike until all fit: a date or a code that breaks reads as another one. */
function capWidths(widths: readonly number[], width: number): readonly number[] {
  const sorted = widths.toSorted((a, b) => a - b);
  let left = width;
  let cap = 0;
  for (const [at, one] of sorted.entries()) {
    cap = left / (sorted.length - at);
    if (one > cap) break;
    left -= one;
  }
  return widths.map((one) => Math.floor(Math.min(one, cap)));
}

/** Width of the longest word of these. */
const longestWordWidth = (texts: readonly string[], ofLetter: number): number =>
  Math.min(maximumWordLetters, Math.max(0, ...texts.flatMap(unbreakableWordsOf).map(letterWidths))) *
  ofLetter;

/** Width of a letter of 8 points, in twentieths of a point. */
const [letter, boldLetter] = [96, 100];
/** Space beside the text of a cell, in twentieths of a point. */
const [tightMargin, roomyMargin] = [50, 70];
const divideWidth = (width: number, shares: readonly number[]): readonly number[] =>
  shares.map((one) => Math.floor((width * one) / sumOfNumbers(shares)));

const sumOfNumbers = (all: readonly number[]): number => all.reduce((so, one) => so + one, 0);

/** Parts that stay together on a line, as do those around a space that does not break. */
const unbreakableWordsOf = (text: string): readonly string[] =>
  text.split(/[^\S\u00A0\u202F]+/).flatMap((word) => (wideSigns.test(word) ? Array.from(word) : [word]));

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
