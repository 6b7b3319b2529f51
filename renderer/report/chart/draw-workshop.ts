import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import type {
  BlockAttendance,
  LikertLine,
  PairedMeansLine,
  RecommendationStatusLine,
  SexCount,
} from '#domain/report/report.ts';
import { halfDayLabels } from '#domain/report/report-header.ts';
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
  chart: ChartLabels,
): string => `${chart.word('path.session.day')} ${chart.number(day)}, ${chart.word(halfDayLabels[half])}`;

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
export const drawBlockAttendance = (lines: readonly BlockAttendance[], chart: ChartLabels): ChartPicture =>
  drawStackedBars(
    lines.map((line) => ({
      name: halfDayNameOf(line, chart),
      parts: [
        ...markPaints.map(({ mark, fill, ink }) => ({ value: line[mark], fill, ink })),
        { value: line.unmarked, fill: 'surface' as const, ink: 'ink-2' as const },
      ],
    })),
    [
      ...markPaints.map(({ mark, fill }) => ({
        text: chart.word(valueLabelKeys.attendanceMark[mark]),
        fill,
      })),
      { text: chart.word('report.column.unmarked'), fill: 'surface' },
    ],
  );

/** R6 F2: a bar for each sex. */
export const drawParticipation = (lines: readonly SexCount[], chart: ChartLabels): ChartPicture =>
  drawStackedBars(
    lines
      .filter(({ count }) => count > 0)
      .map(({ sex, count }) => ({
        name: chart.word(sexLabelKey(sex)),
        parts: [{ value: count, fill: 'm3', ink: 'm3-ink' }],
      })),
    [],
  );

/** R7 F2: a bar for each statement, divided by the answers 1 to 5. */
export const drawLikert = (lines: readonly LikertLine[], chart: ChartLabels): ChartPicture =>
  drawStackedBars(
    lines.map(({ item, statement, counts }) => ({
      code: item,
      name: statement,
      parts: counts.map((count, at) => barPartOf(count, MaturityLevel.parse(at + 1))),
    })),
    [
      ...MaturityLevel.options.map(({ value }) => ({ text: chart.number(value), fill: levelPaintOf(value) })),
      { text: chart.translate('report.chart.agreement'), fill: null },
    ],
  );

/** R8 F2: a bar for each status of recommendations. */
export const drawRecommendationStatus = (
  lines: readonly RecommendationStatusLine[],
  chart: ChartLabels,
): ChartPicture =>
  drawStackedBars(
    lines.map(({ status, count }) => ({
      name: chart.word(valueLabelKeys.recommendationStatus[status]),
      parts: [{ value: count, fill: 'm3', ink: 'm3-ink' }],
    })),
    [],
  );

const meansTop = 26;
const meansRowHeight = 56;

/** R7 F1: means before and after on a scale of per cent; the bar is the 95 % interval of the gain. */
export function drawPairedMeans(lines: readonly PairedMeansLine[], chart: ChartLabels): ChartPicture {
  const [left, right] = [16, pictureWidth - 16];
  const at = (percent: number): number => left + ((right - left) * Math.min(100, Math.max(0, percent))) / 100;
  const bottom = meansTop + lines.length * meansRowHeight;
  const legend = drawBeforeAfterLegend(chart, bottom + 12);
  return {
    width: pictureWidth,
    height: bottom + 12 + legend.height,
    shapes: [
      ...[0, 20, 40, 60, 80, 100].flatMap((percent) => [
        lineShape(at(percent), meansTop, at(percent), bottom, 'edge'),
        textShape(at(percent), meansTop - 6, chart.number(percent), {
          align: 'middle',
          fill: 'ink-2',
          size: 11,
        }),
      ]),
      ...lines.flatMap(({ pairs, before, after, gainLow, gainHigh }, row) => {
        const y = meansTop + row * meansRowHeight + 20;
        const gain = chart.translate('report.chart.gain', {
          gain: chart.number(after - before, 1),
          low: chart.number(gainLow, 1),
          high: chart.number(gainHigh, 1),
          pairs: chart.number(pairs),
        });
        return [
          lineShape(at(before + gainLow), y, at(before + gainHigh), y, 'm2', 8),
          lineShape(at(before), y, at(after), y, 'ink', 2),
          markShape('circle', at(before), y, 6, 'surface', 'ink'),
          markShape('circle', at(after), y, 6, 'm4', 'ink'),
          textShape(pictureWidth / 2, y + 26, gain, { size: 11, align: 'middle', fill: 'ink-2' }),
        ];
      }),
      ...legend.shapes,
    ],
  };
}
