import { line, words } from './draw.ts';
import type { Shape } from './picture.ts';

/** A scale of maturity levels from 0 to 5, with a line at each level. */
export interface LevelAxis {
  readonly at: (level: number) => number;
  readonly shapes: readonly Shape[];
}

/** Where the names stand, before the axis. */
export const labelWidth = 250;

export function levelAxis(left: number, right: number, top: number, bottom: number): LevelAxis {
  const at = (level: number): number => left + ((right - left) * level) / 5;
  return {
    at,
    shapes: [
      ...[1, 2, 3, 4, 5].flatMap((level) => [
        line(at(level), top, at(level), bottom, 'edge'),
        words(at(level), top - 6, String(level), { align: 'middle', fill: 'ink-2', size: 11 }),
      ]),
      line(left, top, left, bottom, 'edge-strong'),
    ],
  };
}
