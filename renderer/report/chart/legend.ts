import { letterWidths } from '../text-width.ts';
import { words } from './draw.ts';
import { pictureWidth, type Shape } from './picture.ts';

/** What a sign means; `draw` puts it into a box of 16 by 12 pixels at this place. */
export interface LegendEntry {
  readonly text: string;
  readonly draw: (x: number, y: number) => readonly Shape[];
}

export interface Legend {
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** Signs with their words in rows, as many beside each other as there is room for. */
export function legendOf(entries: readonly LegendEntry[], left: number, top: number): Legend {
  const shapes: Shape[] = [];
  let [x, y] = [left, top];
  for (const { text, draw } of entries) {
    const width = 24 + letterWidths(text) * 6.2 + 18;
    if (x + width > pictureWidth && x > left) [x, y] = [left, y + 20];
    shapes.push(...draw(x, y), words(x + 22, y + 10, text, { size: 11, fill: 'ink-2' }));
    x += width;
  }
  return { height: y + 20 - top, shapes };
}
