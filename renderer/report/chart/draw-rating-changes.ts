import type { ChangeLine } from '#domain/report/report.ts';
import { ratingChangeLabels } from '#domain/report/report-header.ts';
import {
  chartLabelWidth,
  drawLegend,
  drawLevelAxis,
  fitTextLines,
  lineShape,
  markShape,
  textLineShapes,
  textShape,
} from './chart-shapes.ts';
import { type ChartLabels, levelPaintOf, type ChartPicture, pictureWidth } from './chart-picture.ts';

const changeRowHeight = 24;
const changeTop = 26;
const changeTextWidth = 130;

/** Change over time: a hollow dot before, a full one after, and its interpretation in words (B6.13). */
export function drawRatingChanges(lines: readonly ChangeLine[], chart: ChartLabels): ChartPicture {
  const shown = lines.slice(0, 40);
  const bottom = changeTop + shown.length * changeRowHeight;
  const right = pictureWidth - changeTextWidth;
  const axis = drawLevelAxis(chartLabelWidth, right - 8, changeTop, bottom);
  const legend = drawLegend(
    [
      {
        text: chart.translate('report.chart.before'),
        draw: (x, y) => [markShape('circle', x + 8, y + 6, 5, 'surface', 'ink')],
      },
      {
        text: chart.translate('report.chart.after'),
        draw: (x, y) => [markShape('circle', x + 8, y + 6, 5, 'm4', 'ink')],
      },
    ],
    0,
    bottom + 12,
  );
  const isMany = new Set(lines.map(({ institution }) => institution)).size > 1;
  return {
    width: pictureWidth,
    height: bottom + 12 + legend.height,
    shapes: [
      ...axis.shapes,
      ...shown.flatMap((one, row) => {
        const y = changeTop + row * changeRowHeight + changeRowHeight / 2;
        const name = isMany ? `${one.title} (${one.institution})` : one.title;
        const said = chart.word(ratingChangeLabels[one.change]);
        const isChanged = one.change !== 'noComparableChange';
        return [
          textShape(0, y + 4, one.indicator, { size: 11, isStrong: true }),
          ...textLineShapes(36, y + 4, fitTextLines(name, chartLabelWidth - 50, 1, 11), { size: 11 }),
          ...(one.before === one.after
            ? []
            : [
                lineShape(
                  axis.at(one.before),
                  y,
                  axis.at(one.after),
                  y,
                  isChanged ? 'ink' : 'edge-strong',
                  2,
                ),
              ]),
          markShape('circle', axis.at(one.before), y, 6, 'surface', 'ink'),
          markShape(
            'circle',
            axis.at(one.after),
            y,
            one.before === one.after ? 3 : 6,
            levelPaintOf(one.after),
            'ink',
          ),
          ...textLineShapes(right + 4, y + 4, fitTextLines(said, changeTextWidth - 4, 1, 11), {
            size: 11,
            fill: isChanged ? 'ink' : 'ink-3',
            isStrong: isChanged,
          }),
        ];
      }),
      ...(shown.length < lines.length
        ? [
            textShape(
              pictureWidth,
              bottom + 22,
              chart.translate('report.chart.more', { count: lines.length - shown.length }),
              { size: 11, align: 'right', fill: 'ink-2' },
            ),
          ]
        : []),
      ...legend.shapes,
    ],
  };
}
