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
export const drawDimensionBars = (
  dimensionLines: readonly DimensionLine[],
  chartLabels: ChartLabels,
): ChartPicture =>
  drawDimensionRows(dimensionLines, chartLabels, (dimensionLine, levelAxis, y) => [
    ...scoreBarShapes(dimensionLine, levelAxis, y),
    ...whiskerShapes(dimensionLine, levelAxis, y),
    ...capShapes(dimensionLine, levelAxis, y),
  ]);

/** The same as a profile: the reported levels joined from dimension to dimension. */
export function drawDimensionProfile(
  dimensionLines: readonly DimensionLine[],
  chartLabels: ChartLabels,
): ChartPicture {
  const picture = drawDimensionRows(dimensionLines, chartLabels, (dimensionLine, levelAxis, y) => [
    ...whiskerShapes(dimensionLine, levelAxis, y),
    ...capShapes(dimensionLine, levelAxis, y),
  ]);
  const dimensionRows = dimensionRowsOf(dimensionLines, chartLabels);
  const { at } = dimensionRows.axis;
  const points = dimensionLines.flatMap(({ score }, row) => {
    const level = MaturityLevel.safeParse(score.reported);
    return level.success
      ? [
          {
            level: level.data,
            row,
            x: at(level.data),
            y: dimensionRows.centreOf(row),
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
function dimensionRowsOf(dimensionLines: readonly DimensionLine[], chartLabels: ChartLabels): DimensionRows {
  const most = Math.max(
    ...dimensionLines.map((dimensionLine) => dimensionNameLines(dimensionLine, chartLabels).flat().length),
  );
  const height = Math.max(42, 12 + most * nameLineHeight);
  const bottom = dimensionTop + dimensionLines.length * height;
  return {
    axis: drawLevelAxis(chartLabelWidth, pictureWidth - 20, dimensionTop, bottom),
    bottom,
    centreOf: (row) => dimensionTop + (row + 0.5) * height,
  };
}

function drawDimensionRows(
  dimensionLines: readonly DimensionLine[],
  chartLabels: ChartLabels,
  drawRow: (dimensionLine: DimensionLine, levelAxis: LevelAxis, y: number) => readonly ChartShape[],
): ChartPicture {
  const { axis, bottom, centreOf } = dimensionRowsOf(dimensionLines, chartLabels);
  const chartLegend = drawLegend(dimensionLegendEntries(chartLabels), 0, bottom + 14);
  return {
    width: pictureWidth,
    height: bottom + 14 + chartLegend.height,
    shapes: [
      ...axis.shapes,
      ...dimensionLines.flatMap((dimensionLine, row) => [
        ...dimensionNameShapes(dimensionLine, chartLabels, centreOf(row)),
        ...drawRow(dimensionLine, axis, centreOf(row)),
      ]),
      ...chartLegend.shapes,
    ],
  };
}

/** Lines of the name, and of the limit of the level or the reason why there is none. */
function dimensionNameLines(
  { score, title }: DimensionLine,
  chartLabels: ChartLabels,
): readonly [Lines, Lines] {
  return [
    fitTextLines(title, chartLabelWidth - 46, 3),
    fitTextLines(scoreNoteOf(score, chartLabels) ?? '', chartLabelWidth - 40, 2, 11),
  ];
}
type Lines = readonly string[];

/** Code and name, with the note below it. */
function dimensionNameShapes(
  dimensionLine: DimensionLine,
  chartLabels: ChartLabels,
  y: number,
): readonly ChartShape[] {
  const [name, note] = dimensionNameLines(dimensionLine, chartLabels);
  const first = y + 4 - ((name.length + note.length - 1) * nameLineHeight) / 2;
  return [
    textShape(0, first, dimensionLine.score.code, { isStrong: true }),
    ...textLineShapes(30, first, name),
    ...textLineShapes(30, first + name.length * nameLineHeight, note, { size: 11, fill: 'ink-2' }),
  ];
}

function scoreNoteOf(dimensionScore: DimensionLine['score'], { translate }: ChartLabels): string | null {
  if (dimensionScore.limitedBy !== undefined)
    return translate('report.chart.limited', { by: dimensionScore.limitedBy });
  if (dimensionScore.status === 'thin') return translate('report.score.thin');
  if (dimensionScore.status === 'insufficient') return translate('report.score.insufficient');
  return dimensionScore.status === 'provisional' ? translate('report.score.provisional') : null;
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
