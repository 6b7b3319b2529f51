import { ratingChangeLabels } from '#domain/report/code-labels.ts';
import type { ChangeLine } from '#domain/report/report.ts';
import { type ChartLabels, type ChartPicture, levelPaintOf, pictureWidth } from './chart-picture.ts';
import {
  chartLabelWidth,
  drawBeforeAfterLegend,
  drawLevelAxis,
  fitTextLines,
  lineShape,
  markShape,
  textLineShapes,
  textShape,
} from './chart-shapes.ts';

const changeLineHeight = 14;
const changeTop = 26;
const changeTextWidth = 130;

/** Change over time: a hollow dot before, a full one after, and its interpretation in words (B6.13). */
export function drawRatingChanges(
  changeLines: readonly ChangeLine[],
  chartLabels: ChartLabels,
): ChartPicture {
  const isMany = new Set(changeLines.map(({ institution }) => institution)).size > 1;
  const rows = changeLines.map((changeLine) => ({
    one: changeLine,
    name: fitTextLines(
      isMany ? `${changeLine.title} (${changeLine.institution})` : changeLine.title,
      chartLabelWidth - 50,
      3,
      11,
    ),
    said: fitTextLines(chartLabels.word(ratingChangeLabels[changeLine.change]), changeTextWidth - 4, 2, 11),
  }));
  const most = Math.max(...rows.map(({ name, said }) => Math.max(name.length, said.length)));
  const rowHeight = 10 + most * changeLineHeight;
  const bottom = changeTop + rows.length * rowHeight;
  const right = pictureWidth - changeTextWidth;
  const levelAxis = drawLevelAxis(chartLabelWidth, right - 8, changeTop, bottom);
  const chartLegend = drawBeforeAfterLegend(chartLabels, bottom + 12);
  return {
    width: pictureWidth,
    height: bottom + 12 + chartLegend.height,
    shapes: [
      ...levelAxis.shapes,
      ...rows.flatMap(({ one, name, said }, row) => {
        const y = changeTop + (row + 0.5) * rowHeight;
        const firstOf = (texts: readonly string[]): number =>
          y + 4 - ((texts.length - 1) * changeLineHeight) / 2;
        const isChanged = one.change !== 'noComparableChange';
        return [
          textShape(0, firstOf(name), one.indicator, { size: 11, isStrong: true }),
          ...textLineShapes(36, firstOf(name), name, { size: 11 }),
          ...(one.before === one.after
            ? []
            : [
                lineShape(
                  levelAxis.at(one.before),
                  y,
                  levelAxis.at(one.after),
                  y,
                  isChanged ? 'ink' : 'edge-strong',
                  2,
                ),
              ]),
          markShape('circle', levelAxis.at(one.before), y, 6, 'surface', 'ink'),
          markShape(
            'circle',
            levelAxis.at(one.after),
            y,
            one.before === one.after ? 3 : 6,
            levelPaintOf(one.after),
            'ink',
          ),
          ...textLineShapes(right + 4, firstOf(said), said, {
            size: 11,
            fill: isChanged ? 'ink' : 'ink-3',
            isStrong: isChanged,
          }),
        ];
      }),
      ...chartLegend.shapes,
    ],
  };
}
