import { Level } from '#domain/assessment/assessment.ts';
import type { DimensionLine } from '#domain/report/figure.ts';
import { block, fit, hatch, line, mark, rect, words } from './draw.ts';
import { labelWidth, levelAxis, type LevelAxis } from './level-axis.ts';
import { type LegendEntry, legendOf } from './legend.ts';
import { type ChartWords, levelInk, levelPaint, type Picture, pictureWidth, type Shape } from './picture.ts';

const rowHeight = 42;
const top = 26;

/**
 * Bars of the reported levels, with the mean, whiskers from the lowest to the highest possible mean (B6.3), hatching
 * where a level is provisional, and a mark at the level that a gate or the safeguards keep it at.
 */
export const drawDimensionBars = (lines: readonly DimensionLine[], chart: ChartWords): Picture =>
  drawRows(lines, chart, (one, axis, y) => [
    ...barOf(one, axis, y),
    ...whiskerOf(one, axis, y),
    ...capOf(one, axis, y),
  ]);

/** The same as a profile: the reported levels joined from dimension to dimension. */
export function drawDimensionProfile(lines: readonly DimensionLine[], chart: ChartWords): Picture {
  const picture = drawRows(lines, chart, (one, axis, y) => [
    ...whiskerOf(one, axis, y),
    ...capOf(one, axis, y),
  ]);
  const { at } = axisOf(lines.length);
  const points = lines.flatMap(({ score }, row) => {
    const level = Level.safeParse(score.reported);
    return level.success
      ? [
          {
            level: level.data,
            row,
            x: at(level.data),
            y: centreOf(row),
            isProvisional: score.status === 'provisional',
          },
        ]
      : [];
  });
  const joins = points.flatMap((point, index): readonly Shape[] => {
    const next = points[index + 1];
    // A dimension without a level between two others interrupts the line: nothing is known there.
    return next === undefined || next.row !== point.row + 1
      ? []
      : [line(point.x, point.y, next.x, next.y, 'accent', 2)];
  });
  const dots = points.flatMap(({ level, x, y, isProvisional }) => [
    mark(
      'circle',
      x,
      y,
      11,
      isProvisional ? 'surface' : levelPaint(level),
      isProvisional ? 'accent' : 'ink-2',
    ),
    words(x, y + 4, String(level), {
      align: 'middle',
      isStrong: true,
      fill: isProvisional ? 'ink' : levelInk(level),
    }),
  ]);
  return { ...picture, shapes: [...picture.shapes, ...joins, ...dots] };
}

const axisOf = (rows: number): LevelAxis =>
  levelAxis(labelWidth, pictureWidth - 20, top, top + rows * rowHeight);
const centreOf = (row: number): number => top + row * rowHeight + rowHeight / 2;

function drawRows(
  lines: readonly DimensionLine[],
  chart: ChartWords,
  drawRow: (line: DimensionLine, axis: LevelAxis, y: number) => readonly Shape[],
): Picture {
  const axis = axisOf(lines.length);
  const bottom = top + lines.length * rowHeight;
  const legend = legendOf(legendEntries(chart), 0, bottom + 14);
  return {
    width: pictureWidth,
    height: bottom + 14 + legend.height,
    shapes: [
      ...axis.shapes,
      ...lines.flatMap((one, row) => [
        ...nameOf(one, chart, centreOf(row)),
        ...drawRow(one, axis, centreOf(row)),
      ]),
      ...legend.shapes,
    ],
  };
}

/** Code and name, and in the line below what keeps the level down, or why there is none. */
function nameOf({ score, title }: DimensionLine, chart: ChartWords, y: number): readonly Shape[] {
  const note = noteOf(score, chart);
  const lines = fit(title, labelWidth - 46, note === null ? 2 : 1);
  const first = note === null && lines.length === 1 ? y + 4 : y - 3;
  return [
    words(0, first, score.code, { isStrong: true }),
    ...block(30, first, lines),
    ...(note === null
      ? []
      : block(30, y + 13, fit(note, labelWidth - 40, 1, 11), { size: 11, fill: 'ink-2' })),
  ];
}

function noteOf(score: DimensionLine['score'], { say }: ChartWords): string | null {
  if (score.limitedBy !== undefined) return say('report.chart.limited', { by: score.limitedBy });
  if (score.status === 'thin') return say('report.score.thin');
  if (score.status === 'insufficient') return say('report.score.insufficient');
  return score.status === 'provisional' ? say('report.score.provisional') : null;
}

function barOf({ score }: DimensionLine, { at }: LevelAxis, y: number): readonly Shape[] {
  const level = Level.safeParse(score.reported);
  if (!level.success) return [];
  const [x, width] = [at(0), at(level.data) - at(0)];
  return [
    rect(x, y - 11, width, 22, levelPaint(level.data), 'ink-2'),
    ...(score.status === 'provisional' ? hatch(x, y - 11, width, 22, levelInk(level.data)) : []),
    ...(score.status === 'provisional' ? [rect(x + 3, y - 9, 20, 18, levelPaint(level.data))] : []),
    words(x + 13, y + 4, String(level.data), { align: 'middle', isStrong: true, fill: levelInk(level.data) }),
  ];
}

function whiskerOf({ score }: DimensionLine, { at }: LevelAxis, y: number): readonly Shape[] {
  const [low, high] = [at(score.low), at(score.high)];
  const isRange = score.high > score.low;
  return [
    ...(isRange
      ? [
          line(low, y, high, y, 'ink', 1.5),
          line(low, y - 5, low, y + 5, 'ink', 1.5),
          line(high, y - 5, high, y + 5, 'ink', 1.5),
        ]
      : []),
    ...(score.mean === undefined ? [] : [mark('diamond', at(score.mean), y, 6, 'surface', 'ink')]),
  ];
}

/** A thick edge where the band goes no further. */
function capOf({ score }: DimensionLine, { at }: LevelAxis, y: number): readonly Shape[] {
  if (score.limitedBy === undefined || score.reported === undefined) return [];
  const x = at(score.reported);
  return [
    line(x, y - 16, x, y + 16, 'bad', 3),
    line(x - 6, y - 16, x, y - 16, 'bad', 3),
    line(x - 6, y + 16, x, y + 16, 'bad', 3),
  ];
}

const legendEntries = ({ say }: ChartWords): readonly LegendEntry[] => [
  { text: say('report.chart.reported'), draw: (x, y) => [rect(x, y, 16, 12, 'm3', 'ink-2')] },
  {
    text: say('report.chart.provisional'),
    draw: (x, y) => [rect(x, y, 16, 12, 'm3', 'ink-2'), ...hatch(x, y, 16, 12, 'm3-ink')],
  },
  { text: say('report.chart.mean'), draw: (x, y) => [mark('diamond', x + 8, y + 6, 5, 'surface', 'ink')] },
  {
    text: say('report.chart.bounds'),
    draw: (x, y) => [
      line(x, y + 6, x + 16, y + 6, 'ink', 1.5),
      line(x, y + 2, x, y + 10, 'ink', 1.5),
      line(x + 16, y + 2, x + 16, y + 10, 'ink', 1.5),
    ],
  },
  {
    text: say('report.column.limitedBy'),
    draw: (x, y) => [
      line(x + 10, y, x + 10, y + 12, 'bad', 3),
      line(x + 5, y, x + 10, y, 'bad', 3),
      line(x + 5, y + 12, x + 10, y + 12, 'bad', 3),
    ],
  },
];
