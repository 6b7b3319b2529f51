import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import { halfDayLabels } from '#domain/report/code-labels.ts';
import type {
  BlockAttendance,
  LikertLine,
  PairedMeansLine,
  RecommendationStatusLine,
  SexCount,
} from '#domain/report/report.ts';
import { sexLabelKey } from '#domain/report/sex-label.ts';
import {
  type ChartLabels,
  type ChartPaint,
  type ChartPicture,
  levelPaintOf,
  pictureWidth,
} from './chart-picture.ts';
import { drawBeforeAfterLegend, lineShape, markShape, textShape } from './chart-shapes.ts';
import { barPartOf, drawStackedBars } from './draw-stacked-bars.ts';

/** Name of a half-day: `Day 2, Morning`. */
export const halfDayNameOf = (
  { day, half }: Pick<BlockAttendance, 'day' | 'half'>,
  chartLabels: ChartLabels,
): string =>
  `${chartLabels.word('path.session.day')} ${chartLabels.number(day)}, ${chartLabels.word(halfDayLabels[half])}`;

const markPaints = [
  { mark: 'present', fill: 'm4', ink: 'm4-ink' },
  { mark: 'partial', fill: 'm2', ink: 'm2-ink' },
  { mark: 'absent', fill: 'track', ink: 'ink' },
] as const satisfies readonly {
  readonly mark: string;
  readonly fill: ChartPaint;
  readonly ink: ChartPaint;
}[];

/** R6 F1: a bar for each half-day, divided by mark. */
export const drawBlockAttendance = (
  lines: readonly BlockAttendance[],
  chartLabels: ChartLabels,
): ChartPicture =>
  drawStackedBars(
    lines.map((line) => ({
      name: halfDayNameOf(line, chartLabels),
      parts: [
        ...markPaints.map(({ mark, fill, ink }) => ({ value: line[mark], fill, ink })),
        { value: line.unmarked, fill: 'surface' as const, ink: 'ink-2' as const },
      ],
    })),
    [
      ...markPaints.map(({ mark, fill }) => ({
        text: chartLabels.word(valueLabelKeys.attendanceMark[mark]),
        fill,
      })),
      { text: chartLabels.word('report.column.unmarked'), fill: 'surface' },
    ],
  );

/** R6 F2: a bar for each sex. */
export const drawParticipation = (lines: readonly SexCount[], chartLabels: ChartLabels): ChartPicture =>
  drawStackedBars(
    lines
      .filter(({ count }) => count > 0)
      .map(({ sex, count }) => ({
        name: chartLabels.word(sexLabelKey(sex)),
        parts: [{ value: count, fill: 'm3', ink: 'm3-ink' }],
      })),
    [],
  );

/** R7 F2: a bar for each statement, divided by the answers 1 to 5. */
export const drawLikert = (likertLines: readonly LikertLine[], chartLabels: ChartLabels): ChartPicture =>
  drawStackedBars(
    likertLines.map(({ item, statement, counts }) => ({
      code: item,
      name: statement,
      parts: counts.map((count, at) => barPartOf(count, MaturityLevel.parse(at + 1))),
    })),
    [
      ...MaturityLevel.options.map(({ value }) => ({
        text: chartLabels.number(value),
        fill: levelPaintOf(value),
      })),
      { text: chartLabels.translate('report.chart.agreement'), fill: null },
    ],
  );

/** R8 F2: a bar for each status of recommendations. */
export const drawRecommendationStatus = (
  recommendationStatusLines: readonly RecommendationStatusLine[],
  chartLabels: ChartLabels,
): ChartPicture =>
  drawStackedBars(
    recommendationStatusLines.map(({ status, count }) => ({
      name: chartLabels.word(valueLabelKeys.recommendationStatus[status]),
      parts: [{ value: count, fill: 'm3', ink: 'm3-ink' }],
    })),
    [],
  );

const meansTop = 26;
const meansRowHeight = 56;

/** R7 F1: means before and after on a scale of per cent; the bar is the 95 % interval of the gain. */
export function drawPairedMeans(
  pairedMeansLines: readonly PairedMeansLine[],
  chartLabels: ChartLabels,
): ChartPicture {
  const [left, right] = [16, pictureWidth - 16];
  const at = (percent: number): number => left + ((right - left) * Math.min(100, Math.max(0, percent))) / 100;
  const bottom = meansTop + pairedMeansLines.length * meansRowHeight;
  const chartLegend = drawBeforeAfterLegend(chartLabels, bottom + 12);
  return {
    width: pictureWidth,
    height: bottom + 12 + chartLegend.height,
    shapes: [
      ...[0, 20, 40, 60, 80, 100].flatMap((percent) => [
        lineShape(at(percent), meansTop, at(percent), bottom, 'edge'),
        textShape(at(percent), meansTop - 6, chartLabels.number(percent), {
          align: 'middle',
          fill: 'ink-2',
          size: 11,
        }),
      ]),
      ...pairedMeansLines.flatMap(({ pairs, before, after, gainLow, gainHigh }, row) => {
        const y = meansTop + row * meansRowHeight + 20;
        const gain = chartLabels.translate('report.chart.gain', {
          gain: chartLabels.number(after - before, 1),
          low: chartLabels.number(gainLow, 1),
          high: chartLabels.number(gainHigh, 1),
          pairs: chartLabels.number(pairs),
        });
        return [
          lineShape(at(before + gainLow), y, at(before + gainHigh), y, 'm2', 8),
          lineShape(at(before), y, at(after), y, 'ink', 2),
          markShape('circle', at(before), y, 6, 'surface', 'ink'),
          markShape('circle', at(after), y, 6, 'm4', 'ink'),
          textShape(pictureWidth / 2, y + 26, gain, { size: 11, align: 'middle', fill: 'ink-2' }),
        ];
      }),
      ...chartLegend.shapes,
    ],
  };
}
