import type { ReportTextKey } from '#domain/report/report-text-key.ts';
import type { MessageKey, MessageValues, TextDirection } from '#renderer/i18n';

/** The colours of charts, by their tokens (`tokens.css`): the screen follows its theme, paper is light. */
export const chartPaints = [
  'ink',
  'ink-2',
  'ink-3',
  'surface',
  'edge',
  'edge-strong',
  'track',
  'accent',
  'accent-soft',
  'accent-ink',
  'wait-soft',
  'bad',
  'm-edge',
  'm1',
  'm2',
  'm3',
  'm4',
  'm5',
  'm1-ink',
  'm2-ink',
  'm3-ink',
  'm4-ink',
  'm5-ink',
] as const;
export type ChartPaint = (typeof chartPaints)[number];

/** Shapes of charts. Few enough that SVG and a canvas draw every one of them alike. */
export type ChartShape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: ChartPaint | null;
      readonly stroke?: ChartPaint;
    }
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly stroke: ChartPaint;
      readonly width: number;
      readonly isDashed?: true;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly align: 'left' | 'middle' | 'right';
      readonly fill: ChartPaint;
      readonly isStrong?: true;
    }
  | {
      readonly kind: 'mark';
      readonly form: 'circle' | 'diamond';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: ChartPaint;
      readonly stroke: ChartPaint;
    };

/** A drawn chart, in CSS pixels; `width` is always `pictureWidth`. */
export interface ChartPicture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly ChartShape[];
}

/** As wide as the text of an A4 page at 96 dots per inch. */
export const pictureWidth = 680;

/** Words of charts, in the language of the report. */
export interface ChartLabels {
  readonly direction: TextDirection;
  readonly translate: (messageKey: MessageKey, messageValues?: MessageValues) => string;
  readonly word: (word: ReportTextKey) => string;
  readonly number: (value: number, decimals?: number) => string;
  readonly day: (day: string) => string;
}

/** Charts are laid out from left to right; mirror one for a language from right to left. */
export function mirrorPicture(picture: ChartPicture, textDirection: TextDirection): ChartPicture {
  if (textDirection === 'ltr') return picture;
  const across = (x: number): number => picture.width - x;
  return {
    ...picture,
    shapes: picture.shapes.map((chartShape): ChartShape => {
      switch (chartShape.kind) {
        case 'rect':
          return { ...chartShape, x: across(chartShape.x + chartShape.width) };
        case 'line':
          return { ...chartShape, x1: across(chartShape.x1), x2: across(chartShape.x2) };
        case 'text':
          return { ...chartShape, x: across(chartShape.x), align: oppositeAlign[chartShape.align] };
        case 'mark':
          return { ...chartShape, x: across(chartShape.x) };
      }
    }),
  };
}
const oppositeAlign = { left: 'right', middle: 'middle', right: 'left' } as const;

/** Colour of a level, and of text on it. */
export const levelPaintOf = (maturityLevel: 1 | 2 | 3 | 4 | 5): ChartPaint => `m${maturityLevel}`;
export const levelInkOf = (maturityLevel: 1 | 2 | 3 | 4 | 5): ChartPaint => `m${maturityLevel}-ink`;
