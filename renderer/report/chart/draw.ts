import { isWide, letterWidths } from '../text-width.ts';
import type { Paint, Shape } from './picture.ts';

/** Height of a line of text, in sizes. */
export const lineHeight = 1.3;

type Align = 'left' | 'middle' | 'right';

export const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: Paint | null,
  stroke?: Paint,
): Shape => ({
  kind: 'rect',
  x,
  y,
  width,
  height,
  fill,
  ...(stroke !== undefined && { stroke }),
});

export const line = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: Paint = 'edge',
  width = 1,
): Shape => ({
  kind: 'line',
  x1,
  y1,
  x2,
  y2,
  stroke,
  width,
});

export const dashed = (x1: number, y1: number, x2: number, y2: number, stroke: Paint): Shape => ({
  kind: 'line',
  x1,
  y1,
  x2,
  y2,
  stroke,
  width: 1.5,
  isDashed: true,
});

interface Looks {
  readonly size?: number;
  readonly align?: Align;
  readonly fill?: Paint;
  readonly isStrong?: boolean;
}

/** A text whose baseline is at `y`. */
export const words = (x: number, y: number, text: string, looks: Looks = {}): Shape => ({
  kind: 'text',
  x,
  y,
  text,
  size: looks.size ?? 12,
  align: looks.align ?? 'left',
  fill: looks.fill ?? 'ink',
  ...(looks.isStrong === true && { isStrong: true }),
});

export const mark = (
  form: 'circle' | 'diamond',
  x: number,
  y: number,
  radius: number,
  fill: Paint,
  stroke: Paint,
): Shape => ({
  kind: 'mark',
  form,
  x,
  y,
  radius,
  fill,
  stroke,
});

/** Lines at 45 degrees within a box, for what is provisional: a sign that survives a black-and-white printer. */
export function hatch(x: number, y: number, width: number, height: number, stroke: Paint): readonly Shape[] {
  const lines: Shape[] = [];
  for (let start = 6; start < width + height; start += 6) {
    const [from, to] = [Math.max(0, start - height), Math.min(width, start)];
    if (from < to) lines.push(line(x + from, y + start - from, x + to, y + start - to, stroke, 1));
  }
  return lines;
}

/** Several lines of one text, the first with its baseline at `y`. */
export const block = (x: number, y: number, lines: readonly string[], looks: Looks = {}): readonly Shape[] =>
  lines.map((text, at) => words(x, y + at * (looks.size ?? 12) * lineHeight, text, looks));

/**
 * Breaks a text into at most so many lines of so many pixels; what is left over ends in an ellipsis. Nothing is measured,
 * so that a picture is the same wherever it is drawn: letters count as 0.56 of their size, which is wide for Noto Sans.
 */
export function fit(text: string, width: number, mostLines: number, size = 12): readonly string[] {
  const room = Math.max(3, Math.floor(width / (size * 0.56)));
  const lines: string[] = [];
  // Keeps the ellipsis at the end of a Latin text in a picture that runs from right to left.
  const ellipsis = /^\P{L}*\p{Script=Latin}/u.test(text) ? '…\u200E' : '…';
  let rest = text.trim();
  while (rest !== '' && lines.length < mostLines) {
    const isLast = lines.length === mostLines - 1;
    const most = fitting(rest, room);
    if (most >= rest.length) return [...lines, rest];
    const end = breakBefore(rest, most);
    lines.push(
      isLast
        ? `${rest.slice(0, Math.min(end, fitting(rest, room - 1))).trimEnd()}${ellipsis}`
        : rest.slice(0, end),
    );
    rest = rest.slice(end).trim();
  }
  return lines;
}

/** How many of its first signs have room in so many letters. */
function fitting(text: string, room: number): number {
  let [left, end] = [room, 0];
  for (const sign of text) {
    left -= letterWidths(sign);
    if (left < 0) return end;
    end += sign.length;
  }
  return end;
}

/** Where a line ends that may have so many signs: at a space, or between two signs that need none. */
function breakBefore(text: string, most: number): number {
  if (isWide(text.charAt(most)) && !/[、。，；：！？）》」]/.test(text.charAt(most))) return most;
  const cut = text.lastIndexOf(' ', most);
  return cut > most / 3 ? cut : most;
}
