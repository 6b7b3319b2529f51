import { Level } from '#domain/assessment/assessment.ts';
import type { Figure, HeatCell } from '#domain/report/figure.ts';
import { stateWords } from '#domain/report/word-tables.ts';
import { block, fit, line, rect, words } from './draw.ts';
import { legendOf } from './legend.ts';
import { type ChartWords, levelInk, levelPaint, type Picture, pictureWidth, type Shape } from './picture.ts';

const rowHeight = 17;
const nameWidth = 290;
const headHeight = 58;

/** R3 F2: a square for each indicator in each institution; the number stands in it, and a dash where it is not asked. */
export function drawHeatMap(
  { institutions, rows }: Extract<Figure, { readonly kind: 'heat-map' }>,
  chart: ChartWords,
): Picture {
  const columnWidth = Math.min(96, (pictureWidth - nameWidth) / Math.max(1, institutions.length));
  const bottom = headHeight + rows.length * rowHeight;
  const legend = legendOf(legendEntries(chart), 0, bottom + 12);
  return {
    width: pictureWidth,
    height: bottom + 12 + legend.height,
    shapes: [
      ...institutions.flatMap((name, at) => {
        const lines = fit(name, columnWidth - 4, 4, 10);
        return block(nameWidth + (at + 0.5) * columnWidth, headHeight - 6 - (lines.length - 1) * 13, lines, {
          size: 10,
          align: 'middle',
        });
      }),
      ...rows.flatMap(({ indicator, title, isGate, cells }, row) => {
        const y = headHeight + row * rowHeight;
        return [
          ...(isNewDimension(rows, row)
            ? [line(0, y, nameWidth + institutions.length * columnWidth, y, 'edge-strong')]
            : []),
          words(0, y + 12, indicator, { size: 10, isStrong: true }),
          ...(isGate ? [words(34, y + 12, '★', { size: 9, fill: 'ink-2' })] : []),
          ...block(46, y + 12, fit(title, nameWidth - 54, 1, 10), { size: 10 }),
          ...cells.flatMap((cell, at) => square(cell, nameWidth + at * columnWidth, y, columnWidth)),
        ];
      }),
      ...legend.shapes,
    ],
  };
}

const isNewDimension = (rows: readonly { readonly indicator: string }[], row: number): boolean =>
  dimensionOf(rows[row]?.indicator) !== dimensionOf(rows[row - 1]?.indicator);
const dimensionOf = (indicator: string | undefined): string => indicator?.split('.')[0] ?? '';

function square(cell: HeatCell, x: number, y: number, width: number): readonly Shape[] {
  const middle = x + width / 2;
  if (cell.level !== null)
    return [
      rect(x + 1, y + 1, width - 2, rowHeight - 2, levelPaint(cell.level), 'm-edge'),
      words(middle, y + 12, String(cell.level), {
        size: 10,
        align: 'middle',
        isStrong: true,
        fill: levelInk(cell.level),
      }),
    ];
  if (cell.state === null) return [words(middle, y + 12, '–', { size: 10, align: 'middle', fill: 'ink-3' })];
  return [
    rect(x + 1, y + 1, width - 2, rowHeight - 2, 'surface', 'edge-strong'),
    words(middle, y + 12, cell.state === 'ne' ? '?' : '', { size: 10, align: 'middle', fill: 'ink-2' }),
  ];
}

const legendEntries = ({ say, word }: ChartWords): Parameters<typeof legendOf>[0] => [
  ...Level.options.map(({ value }) => ({
    text: say('report.chart.level', { level: value }),
    draw: (x: number, y: number): readonly Shape[] => [
      rect(x, y, 16, 12, levelPaint(value), 'm-edge'),
      words(x + 8, y + 10, String(value), { size: 9, align: 'middle', fill: levelInk(value) }),
    ],
  })),
  {
    text: word(stateWords.ne),
    draw: (x, y) => [
      rect(x, y, 16, 12, 'surface', 'edge-strong'),
      words(x + 8, y + 10, '?', { size: 10, align: 'middle' }),
    ],
  },
  { text: word(stateWords.blank), draw: (x, y) => [rect(x, y, 16, 12, 'surface', 'edge-strong')] },
  {
    text: say('report.chart.notAsked'),
    draw: (x, y) => [words(x + 8, y + 10, '–', { size: 10, align: 'middle' })],
  },
  {
    text: say('report.chart.gate').replace('★', '').trim(),
    draw: (x, y) => [words(x + 8, y + 10, '★', { size: 10, align: 'middle' })],
  },
];
