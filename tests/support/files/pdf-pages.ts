import zlib from 'node:zlib';

/** A text on a page, in points from the top of the page. */
interface PlacedText {
  readonly top: number;
  readonly size: number;
}

/** Height of a page in points, and its texts in the order of drawing. */
export interface PdfPage {
  readonly height: number;
  readonly texts: readonly PlacedText[];
}

/** Matrix of PDF: a, b, c, d, e, f. */
type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Read where each page of a PDF of Chromium has texts: its objects lie open, and its streams are deflated. */
export function pdfPages(bytes: Uint8Array): readonly PdfPage[] {
  const pdf = Buffer.from(bytes);
  const source = pdf.toString('latin1');
  return [
    ...source.matchAll(/\d+ 0 obj\s*<<(?:(?!endobj)[\s\S])*?\/Type \/Page\b(?:(?!endobj)[\s\S])*?endobj/g),
  ].map(([page]) => {
    const height = Number(/\/MediaBox \[\S+ \S+ \S+ (\S+?)\]/.exec(page)?.[1]);
    const contents = Number(/\/Contents (\d+) 0 R/.exec(page)?.[1]);
    return { height, texts: placedTexts(streamOf(pdf, source, contents), height) };
  });
}

function streamOf(pdf: Buffer, source: string, id: number): string {
  const object = source.indexOf(`\n${id} 0 obj`);
  const from = /stream\r?\n/.exec(source.slice(object));
  if (object < 0 || from === null) throw new Error(`No stream ${id}`);
  const start = object + from.index + from[0].length;
  const length = Number(/\/Length (\d+)/.exec(source.slice(object, start))?.[1]);
  return zlib.inflateSync(pdf.subarray(start, start + length)).toString('latin1');
}

function placedTexts(content: string, height: number): readonly PlacedText[] {
  const texts: PlacedText[] = [];
  const savedMatrixes: Matrix[] = [];
  let [now, line, size]: [Matrix, Matrix, number] = [identity, identity, 0];
  let operands: number[] = [];
  // Strings are passed over: only the place of a text counts.
  for (const [token] of content.matchAll(/<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\)])*\)|\/\S+|[^\s[\]<>()/]+/g)) {
    const number = Number(token);
    if (!Number.isNaN(number)) {
      operands.push(number);
      continue;
    }
    if (/^[<(/]/.test(token)) continue;
    const six = operands.slice(-6) as unknown as Matrix;
    const [x = 0, y = 0] = operands.slice(-2);
    if (token === 'q') savedMatrixes.push(now);
    else if (token === 'Q') now = savedMatrixes.pop() ?? identity;
    else if (token === 'cm') now = product(six, now);
    else if (token === 'BT') line = identity;
    else if (token === 'Tm') line = six;
    else if (token === 'Td') line = product([1, 0, 0, 1, x, y], line);
    else if (token === 'Tf') size = operands.at(-1) ?? 0;
    else if (token === 'Tj' || token === 'TJ') {
      const at = product(line, now);
      texts.push({ top: height - at[5], size: size * Math.hypot(at[2], at[3]) });
    }
    operands = [];
  }
  return texts;
}

const product = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
];

/** Margins of a printed report in points: its head is above, its page number below. */
const [marginTop, marginBottom] = [54, 45];

/**
 * Pages of a report whose lower half has no text, counted from 1. The last page may have none, and the page before
 * the appendix, which begins on a new page.
 */
export function halfEmptyPages(bytes: Uint8Array): readonly number[] {
  const pages = pdfPages(bytes);
  // The appendix has the smallest tables. A page that is too wide shrinks all sizes alike.
  const sizes = pages.map(usualTextSize);
  const appendix = sizes.findLastIndex((size) => Math.abs(size - (sizes.at(-1) ?? 0)) > 0.3) + 1;
  return pages.flatMap((pdfPage, at) => {
    const middle = marginTop + (pdfPage.height - marginTop - marginBottom) / 2;
    const isHalfEmpty = bodyTextsOf(pdfPage).every(({ top }) => top < middle);
    return isHalfEmpty && at !== pages.length - 1 && at !== appendix - 1 ? [at + 1] : [];
  });
}

const bodyTextsOf = ({ texts, height }: PdfPage): readonly PlacedText[] =>
  texts.filter(({ top }) => top > marginTop - 9 && top < height - marginBottom + 5);

/** The size of most texts of a page, in points. */
function usualTextSize(pdfPage: PdfPage): number {
  const counts = new Map<number, number>();
  for (const { size } of bodyTextsOf(pdfPage)) {
    const tenth = Math.round(size * 10) / 10;
    counts.set(tenth, (counts.get(tenth) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
