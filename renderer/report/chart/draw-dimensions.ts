import { MaturityLevel } from '#domain/assessment/assessment.ts';
import type { DimensionLine } from '#domain/report/report.ts';
import {
  type ChartLabels,
  type ChartPicture,
  type ChartShape,
  levelInkOf,
  levelPaintOf,
  pictureWidth,
} from './chart-picture.ts';
import {
  chartLabelWidth,
  drawLegend,
  drawLevelAxis,
  fitTextLines,
  hatchShapes,
  type LegendEntry,
  type LevelAxis,
  lineShape,
  markShape,
  rectShape,
  textLineShapes,
  textShape,
} from './chart-shapes.ts';

const dimensionTop = 26;
const nameLineHeight = 15;

/**
 * Bars of the reported levels, with the mean and whiskers from the lowest to the highest possible mean
 * (B6.3).
 * Hatching marks a provisional level; a mark shows the level of a limit by a gate or the safeguards.
 */
export const drawDimensionBars = (lines: readonly DimensionLine[], chart: ChartLabels): ChartPicture =>
  drawDimensionRows(lines, chart, (one, axis, y) => [
    ...scoreBarShapes(one, axis, y),
    ...whiskerShapes(one, axis, y),
    ...capShapes(one, axis, y),
  ]);

/** The same as a profile: the reported levels joined from dimension to dimension. */
export function drawDimensionProfile(lines: readonly DimensionLine[], chart: ChartLabels): ChartPicture {
  const picture = drawDimensionRows(lines, chart, (one, axis, y) => [
    ...whiskerShapes(one, axis, y),
    ...capShapes(one, axis, y),
  ]);
  const rows = dimensionRowsOf(lines, chart);
  const { at } = rows.axis;
  const points = lines.flatMap(({ score }, row) => {
    const level = MaturityLevel.safeParse(score.reported);
    return level.success
      ? [
          {
            level: level.data,
            row,
            x: at(level.data),
            y: rows.centreOf(row),
            isProvisional: score.status === 'provisional',
          },
        ]
      : [];
  });
  const joins = points.flatMap((point, index): readonly ChartShape[] => {
    const next = points[index + 1];
    // A dimension without a level between two others interrupts the line: nothing is known there.
    return next === undefined || next.row !== point.row + 1
      ? []
      : [lineShape(point.x, point.y, next.x, next.y, 'accent', 2)];
  });
  const dots = points.flatMap(({ level, x, y, isProvisional }) => [
    markShape(
      'circle',
      x,
      y,
      11,
      isProvisional ? 'surface' : levelPaintOf(level),
      isProvisional ? 'accent' : 'ink-2',
    ),
    textShape(x, y + 4, String(level), {
      align: 'middle',
      isStrong: true,
      fill: isProvisional ? 'ink' : levelInkOf(level),
    }),
  ]);
  return { ...picture, shapes: [...picture.shapes, ...joins, ...dots] };
}

interface DimensionRows {
  readonly axis: LevelAxis;
  readonly bottom: number;
  readonly centreOf: (row: number) => number;
}

/** Rows of one height, with room for the longest name. */
function dimensionRowsOf(lines: readonly DimensionLine[], chart: ChartLabels): DimensionRows {
  const most = Math.max(...lines.map((one) => dimensionNameLines(one, chart).flat().length));
  const height = Math.max(42, 12 + most * nameLineHeight);
  const bottom = dimensionTop + lines.length * height;
  return {
    axis: drawLevelAxis(chartLabelWidth, pictureWidth - 20, dimensionTop, bottom),
    bottom,
    centreOf: (row) => dimensionTop + (row + 0.5) * height,
  };
}

function drawDimensionRows(
  lines: readonly DimensionLine[],
  chart: ChartLabels,
  drawRow: (line: DimensionLine, axis: LevelAxis, y: number) => readonly ChartShape[],
): ChartPicture {
  const { axis, bottom, centreOf } = dimensionRowsOf(lines, chart);
  const legend = drawLegend(dimensionLegendEntries(chart), 0, bottom + 14);
  return {
    width: pictureWidth,
    height: bottom + 14 + legend.height,
    shapes: [
      ...axis.shapes,
      ...lines.flatMap((one, row) => [
        ...dimensionNameShapes(one, chart, centreOf(row)),
        ...drawRow(one, axis, centreOf(row)),
      ]),
      ...legend.shapes,
    ],
  };
}

/** Lines of the name, and of the limit of the level or the reason why there is none. */
function dimensionNameLines({ score, title }: DimensionLine, chart: ChartLabels): readonly [Lines, Lines] {
  return [
    fitTextLines(title, chartLabelWidth - 46, 3),
    fitTextLines(scoreNoteOf(score, chart) ?? '', chartLabelWidth - 40, 2, 11),
  ];
}
type Lines = readonly string[];

/** Code and name, with the note below it. */
function dimensionNameShapes(one: DimensionLine, chart: ChartLabels, y: number): readonly ChartShape[] {
  const [name, note] = dimensionNameLines(one, chart);
  const first = y + 4 - ((name.length + note.length - 1) * nameLineHeight) / 2;
  return [
    textShape(0, first, one.score.code, { isStrong: true }),
    ...textLineShapes(30, first, name),
    ...textLineShapes(30, first + name.length * nameLineHeight, note, { size: 11, fill: 'ink-2' }),
  ];
}

function scoreNoteOf(score: DimensionLine['score'], { translate }: ChartLabels): string | null {
  if (score.limitedBy !== undefined) return translate('report.chart.limited', { by: score.limitedBy });
  if (score.status === 'thin') return translate('report.score.thin');
  if (score.status === 'insufficient') return translate('report.score.insufficient');
  return score.status === 'provisional' ? translate('report.score.provisional') : null;
}

function scoreBarShapes({ score }: DimensionLine, { at }: LevelAxis, y: number): readonly ChartShape[] {
  const level = MaturityLevel.safeParse(score.reported);
  if (!level.success) return [];
  const [x, width] = [at(0), at(level.data) - at(0)];
  return [
    rectShape(x, y - 11, width, 22, levelPaintOf(level.data), 'ink-2'),
    ...(score.status === 'provisional' ? hatchShapes(x, y - 11, width, 22, levelInkOf(level.data)) : []),
    ...(score.status === 'provisional' ? [rectShape(x + 3, y - 9, 20, 18, levelPaintOf(level.data))] : []),
    textShape(x + 13, y + 4, String(level.data), {
      align: 'middle',
      isStrong: true,
      fill: levelInkOf(level.data),
    }),
  ];
}

function whiskerShapes({ score }: DimensionLine, { at }: LevelAxis, y: number): readonly ChartShape[] {
  const [low, high] = [at(score.low), at(score.high)];
  const isRange = score.high > score.low;
  return [
    ...(isRange
      ? [
          lineShape(low, y, high, y, 'ink', 1.5),
          lineShape(low, y - 5, low, y + 5, 'ink', 1.5),
          lineShape(high, y - 5, high, y + 5, 'ink', 1.5),
        ]
      : []),
    ...(score.mean === undefined ? [] : [markShape('diamond', at(score.mean), y, 6, 'surface', 'ink')]),
  ];
}

/** A thick edge at the limit of the band. */
function capShapes({ score }: DimensionLine, { at }: LevelAxis, y: number): readonly ChartShape[] {
  if (score.limitedBy === undefined || score.reported === undefined) return [];
  const x = at(score.reported);
  return [
    lineShape(x, y - 16, x, y + 16, 'bad', 3),
    lineShape(x - 6, y - 16, x, y - 16, 'bad', 3),
    lineShape(x - 6, y + 16, x, y + 16, 'bad', 3),
  ];
}

const dimensionLegendEntries = ({ translate }: ChartLabels): readonly LegendEntry[] => [
  { text: translate('report.chart.reported'), draw: (x, y) => [rectShape(x, y, 16, 12, 'm3', 'ink-2')] },
  {
    text: translate('report.chart.provisional'),
    draw: (x, y) => [rectShape(x, y, 16, 12, 'm3', 'ink-2'), ...hatchShapes(x, y, 16, 12, 'm3-ink')],
  },
  {
    text: translate('report.chart.mean'),
    draw: (x, y) => [markShape('diamond', x + 8, y + 6, 5, 'surface', 'ink')],
  },
  {
    text: translate('report.chart.bounds'),
    draw: (x, y) => [
      lineShape(x, y + 6, x + 16, y + 6, 'ink', 1.5),
      lineShape(x, y + 2, x, y + 10, 'ink', 1.5),
      lineShape(x + 16, y + 2, x + 16, y + 10, 'ink', 1.5),
    ],
  },
  {
    text: translate('report.column.limitedBy'),
    draw: (x, y) => [
      lineShape(x + 10, y, x + 10, y + 12, 'bad', 3),
      lineShape(x + 5, y, x + 10, y, 'bad', 3),
      lineShape(x + 5, y + 12, x + 10, y + 12, 'bad', 3),
    ],
  },
];
