import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { answerStatusLabels } from '#domain/report/code-labels.ts';
import type { HeatMapCell, HeatMapRow, ReportFigure } from '#domain/report/report.ts';
import { isWideSign } from '../text-width.ts';
import {
  type ChartLabels,
  type ChartPicture,
  type ChartShape,
  levelInkOf,
  levelPaintOf,
  pictureWidth,
} from './chart-picture.ts';
import { drawLegend, fitTextLines, lineShape, rectShape, textLineShapes, textShape } from './chart-shapes.ts';

const heatRowHeight = 17;
const indicatorNameWidth = 290;
const heatLineHeight = 12;
const heatHeadHeight = 58;

type HeatMap = Extract<ReportFigure, { readonly kind: 'heat-map' }>;

const columnWidthOf = ({ institutions }: Pick<HeatMap, 'institutions'>): number =>
  Math.min(96, (pictureWidth - indicatorNameWidth) / Math.max(1, institutions.length));

const headLinesOf = (name: string, columnWidth: number): readonly string[] =>
  fitTextLines(name, columnWidth - 4, 4, 10);

/** Return whether each name of an institution fits above its column, with every word whole. */
export const areHeadsWhole = (heatMap: HeatMap): boolean =>
  heatMap.institutions.every(
    (name) =>
      headLinesOf(name, columnWidthOf(heatMap)).join(' ') === name.trim().replaceAll(/\s+/g, ' ') ||
      isWideSign(name.trim().charAt(0)),
  );

/** Numbers of the columns with the names of their institutions, where these do not fit above them. */
export function drawInstitutionKey(names: readonly string[], first: number): ChartPicture {
  let y = 14;
  const shapes = names.flatMap((name, at) => {
    const lines = fitTextLines(name, pictureWidth - 34, 6, 10);
    const top = y;
    y += lines.length * 13 + 4;
    return [
      textShape(0, top, String(first + at), { size: 10, isStrong: true }),
      ...textLineShapes(30, top, lines, { size: 10 }),
    ];
  });
  return { width: pictureWidth, height: y, shapes };
}

/**
 * R3 F2: a square for each indicator in each institution, with the number in it, or a dash where it is not
 * asked.
 */
export function drawHeatMap(heatMap: HeatMap, chartLabels: ChartLabels): ChartPicture {
  const { institutions, rows } = heatMap;
  const columnWidth = columnWidthOf(heatMap);
  const placed: { readonly row: HeatMapRow; readonly lines: readonly string[]; readonly y: number }[] = [];
  let bottom = heatHeadHeight;
  for (const heatMapRow of rows) {
    const lines = fitTextLines(heatMapRow.title, indicatorNameWidth - 54, 2, 10);
    placed.push({ row: heatMapRow, lines, y: bottom });
    bottom += heatRowHeight + (lines.length - 1) * heatLineHeight;
  }
  const chartLegend = drawLegend(heatLegendEntries(chartLabels), 0, bottom + 12);
  return {
    width: pictureWidth,
    height: bottom + 12 + chartLegend.height,
    shapes: [
      ...institutions.flatMap((name, at) => {
        const lines = headLinesOf(name, columnWidth);
        return textLineShapes(
          indicatorNameWidth + (at + 0.5) * columnWidth,
          heatHeadHeight - 6 - (lines.length - 1) * 13,
          lines,
          {
            size: 10,
            align: 'middle',
          },
        );
      }),
      ...placed.flatMap(({ row: { indicator, isGate, cells }, lines, y }, at) => {
        return [
          ...(isNewDimension(rows, at)
            ? [lineShape(0, y, indicatorNameWidth + institutions.length * columnWidth, y, 'edge-strong')]
            : []),
          textShape(0, y + 12, indicator, { size: 10, isStrong: true }),
          ...(isGate ? [textShape(34, y + 12, '★', { size: 9, fill: 'ink-2' })] : []),
          ...textLineShapes(46, y + 12, lines, { size: 10 }),
          ...cells.flatMap((heatMapCell, column) =>
            heatSquareShapes(heatMapCell, indicatorNameWidth + column * columnWidth, y, columnWidth),
          ),
        ];
      }),
      ...chartLegend.shapes,
    ],
  };
}

const isNewDimension = (rows: readonly { readonly indicator: string }[], row: number): boolean =>
  dimensionCodeOf(rows[row]?.indicator) !== dimensionCodeOf(rows[row - 1]?.indicator);
const dimensionCodeOf = (indicator: string | undefined): string => indicator?.split('.')[0] ?? '';

function heatSquareShapes(
  heatMapCell: HeatMapCell,
  x: number,
  y: number,
  width: number,
): readonly ChartShape[] {
  const middle = x + width / 2;
  if (heatMapCell.level !== null)
    return [
      rectShape(x + 1, y + 1, width - 2, heatRowHeight - 2, levelPaintOf(heatMapCell.level), 'm-edge'),
      textShape(middle, y + 12, String(heatMapCell.level), {
        size: 10,
        align: 'middle',
        isStrong: true,
        fill: levelInkOf(heatMapCell.level),
      }),
    ];
  if (heatMapCell.state === null)
    return [textShape(middle, y + 12, '–', { size: 10, align: 'middle', fill: 'ink-3' })];
  return [
    rectShape(x + 1, y + 1, width - 2, heatRowHeight - 2, 'surface', 'edge-strong'),
    textShape(middle, y + 12, heatMapCell.state === 'ne' ? '?' : '', {
      size: 10,
      align: 'middle',
      fill: 'ink-2',
    }),
  ];
}

const heatLegendEntries = ({ translate, word }: ChartLabels): Parameters<typeof drawLegend>[0] => [
  ...MaturityLevel.options.map(({ value }) => ({
    text: translate('report.chart.level', { level: value }),
    draw: (x: number, y: number): readonly ChartShape[] => [
      rectShape(x, y, 16, 12, levelPaintOf(value), 'm-edge'),
      textShape(x + 8, y + 10, String(value), { size: 9, align: 'middle', fill: levelInkOf(value) }),
    ],
  })),
  {
    text: word(answerStatusLabels.ne),
    draw: (x, y) => [
      rectShape(x, y, 16, 12, 'surface', 'edge-strong'),
      textShape(x + 8, y + 10, '?', { size: 10, align: 'middle' }),
    ],
  },
  {
    text: word(answerStatusLabels.blank),
    draw: (x, y) => [rectShape(x, y, 16, 12, 'surface', 'edge-strong')],
  },
  {
    text: translate('report.chart.notAsked'),
    draw: (x, y) => [textShape(x + 8, y + 10, '–', { size: 10, align: 'middle' })],
  },
  {
    text: translate('report.chart.gate').replace('★', '').trim(),
    draw: (x, y) => [textShape(x + 8, y + 10, '★', { size: 10, align: 'middle' })],
  },
];
