import { isWideSign, letterWidths } from '../text-width.ts';
import { type ChartLabels, type ChartPaint, type ChartShape, pictureWidth } from './chart-picture.ts';

/** A scale of maturity levels from 0 to 5, with a line at each level. */
export interface LevelAxis {
  readonly at: (level: number) => number;
  readonly shapes: readonly ChartShape[];
}

/** Room for the names, before the axis. */
export const chartLabelWidth = 250;

/** Draw the axis of the levels, with a line and a number for each from 1 to 5. */
export function drawLevelAxis(left: number, right: number, top: number, bottom: number): LevelAxis {
  const at = (level: number): number => left + ((right - left) * level) / 5;
  return {
    at,
    shapes: [
      ...[1, 2, 3, 4, 5].flatMap((level) => [
        lineShape(at(level), top, at(level), bottom, 'edge'),
        textShape(at(level), top - 6, String(level), { align: 'middle', fill: 'ink-2', size: 11 }),
      ]),
      lineShape(left, top, left, bottom, 'edge-strong'),
    ],
  };
}

/** Meaning of a sign; `draw` puts it into a box of 16 by 12 pixels at this place. */
export interface LegendEntry {
  readonly text: string;
  readonly draw: (x: number, y: number) => readonly ChartShape[];
}

interface ChartLegend {
  readonly height: number;
  readonly shapes: readonly ChartShape[];
}

/** Signs with their words in rows, as many beside each other as there is room for. */
export function drawLegend(legendEntries: readonly LegendEntry[], left: number, top: number): ChartLegend {
  const chartShapes: ChartShape[] = [];
  let [x, y] = [left, top];
  for (const { text, draw } of legendEntries) {
    const width = 24 + letterWidths(text) * 6.2 + 18;
    if (x + width > pictureWidth && x > left) [x, y] = [left, y + 20];
    chartShapes.push(...draw(x, y), textShape(x + 22, y + 10, text, { size: 11, fill: 'ink-2' }));
    x += width;
  }
  return { height: y + 20 - top, shapes: chartShapes };
}

/** Legend of a hollow dot before and a full one after. */
export function drawBeforeAfterLegend({ translate }: ChartLabels, top: number): ChartLegend {
  const dot =
    (fill: ChartPaint): LegendEntry['draw'] =>
    (x, y) => [markShape('circle', x + 8, y + 6, 5, fill, 'ink')];
  return drawLegend(
    [
      { text: translate('report.chart.before'), draw: dot('surface') },
      { text: translate('report.chart.after'), draw: dot('m4') },
    ],
    0,
    top,
  );
}

/** Height of a line of text, in sizes. */
const textLineHeight = 1.3;

type TextAlign = 'left' | 'middle' | 'right';

/** Rectangle; lengths are in units of the picture. */
export const rectShape = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: ChartPaint | null,
  stroke?: ChartPaint,
): ChartShape => ({
  kind: 'rect',
  x,
  y,
  width,
  height,
  fill,
  ...(stroke !== undefined && { stroke }),
});

/** Line from one point to another; `width` is its thickness. */
export const lineShape = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: ChartPaint = 'edge',
  width = 1,
): ChartShape => ({
  kind: 'line',
  x1,
  y1,
  x2,
  y2,
  stroke,
  width,
});

/** Dashed line from one point to another. */
export const dashedLineShape = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: ChartPaint,
): ChartShape => ({
  kind: 'line',
  x1,
  y1,
  x2,
  y2,
  stroke,
  width: 1.5,
  isDashed: true,
});

interface TextLooks {
  readonly size?: number;
  readonly align?: TextAlign;
  readonly fill?: ChartPaint;
  readonly isStrong?: boolean;
}

/** A text with its baseline at `y`. */
export const textShape = (x: number, y: number, text: string, textLooks: TextLooks = {}): ChartShape => ({
  kind: 'text',
  x,
  y,
  text,
  size: textLooks.size ?? 12,
  align: textLooks.align ?? 'left',
  fill: textLooks.fill ?? 'ink',
  ...(textLooks.isStrong === true && { isStrong: true }),
});

/** Mark with its centre at a point. */
export const markShape = (
  form: 'circle' | 'diamond',
  x: number,
  y: number,
  radius: number,
  fill: ChartPaint,
  stroke: ChartPaint,
): ChartShape => ({
  kind: 'mark',
  form,
  x,
  y,
  radius,
  fill,
  stroke,
});

/**
 * Lines at 45 degrees within a box, for provisional values: a sign that survives a black-and-white printer.
 */
export function hatchShapes(
  x: number,
  y: number,
  width: number,
  height: number,
  stroke: ChartPaint,
): readonly ChartShape[] {
  const lines: ChartShape[] = [];
  for (let start = 6; start < width + height; start += 6) {
    const [from, to] = [Math.max(0, start - height), Math.min(width, start)];
    if (from < to) lines.push(lineShape(x + from, y + start - from, x + to, y + start - to, stroke, 1));
  }
  return lines;
}

/** Several lines of one text, the first with its baseline at `y`. */
export const textLineShapes = (
  x: number,
  y: number,
  lines: readonly string[],
  textLooks: TextLooks = {},
): readonly ChartShape[] =>
  lines.map((text, at) => textShape(x, y + at * (textLooks.size ?? 12) * textLineHeight, text, textLooks));

/**
 * Break a text into at most so many lines of so many pixels; an ellipsis ends a longer one.
 * Nothing is measured, so that a picture is the same on every machine. Letters count as 0.56 of their size,
 * which is wide for Noto Sans.
 */
export function fitTextLines(text: string, width: number, mostLines: number, size = 12): readonly string[] {
  const room = Math.max(3, Math.floor(width / (size * 0.56)));
  const lines: string[] = [];
  // Keeps the ellipsis at the end of a Latin text in a picture that runs from right to left.
  const ellipsis = /^\P{L}*\p{Script=Latin}/u.test(text) ? '…\u200E' : '…';
  let rest = text.trim();
  while (rest !== '' && lines.length < mostLines) {
    const isLast = lines.length === mostLines - 1;
    const most = fittingLength(rest, room);
    if (most >= rest.length) return [...lines, rest];
    const end = lineBreakBefore(rest, most);
    lines.push(
      isLast
        ? `${rest.slice(0, Math.min(end, fittingLength(rest, room - 1))).trimEnd()}${ellipsis}`
        : rest.slice(0, end),
    );
    rest = rest.slice(end).trim();
  }
  return lines;
}

/** Number of its first characters that fit into so many letters. */
function fittingLength(text: string, room: number): number {
  let [left, end] = [room, 0];
  for (const sign of text) {
    left -= letterWidths(sign);
    if (left < 0) return end;
    end += sign.length;
  }
  return end;
}

/** End of a line of at most so many characters: at a space, or between two characters that need none. */
function lineBreakBefore(text: string, most: number): number {
  if (isWideSign(text.charAt(most)) && !/[、。，；：！？）》」]/.test(text.charAt(most))) return most;
  const cut = text.lastIndexOf(' ', most);
  return cut > most / 3 ? cut : most;
}
