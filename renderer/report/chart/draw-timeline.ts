import { addToDay } from '#base/calendar-day.ts';
import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import { daysBetween } from '#domain/plan/plan-figures.ts';
import type { TimelineLine } from '#domain/report/report.ts';
import { letterWidths } from '../text-width.ts';
import { type ChartLabels, type ChartPicture, pictureWidth } from './chart-picture.ts';
import {
  chartLabelWidth,
  dashedLineShape,
  fitTextLines,
  lineShape,
  markShape,
  rectShape,
  textLineShapes,
  textShape,
} from './chart-shapes.ts';

const timelineTop = 28;

const itemLinesOf = ({ title }: TimelineLine): readonly string[] =>
  fitTextLines(title, chartLabelWidth - 12, 6, 11);

/** Height of a row: all rows of a timeline have room for its longest title. */
const timelineRowHeightOf = (all: readonly TimelineLine[]): number =>
  Math.max(30, ...all.map((timelineLine) => itemLinesOf(timelineLine).length * 14 + 2));

/** Number of items in half a page. */
export const itemsPerTimeline = (all: readonly TimelineLine[]): number =>
  Math.floor(240 / timelineRowHeightOf(all));

/**
 * R5 F1: items from their first to their last day, with their status; a diamond where only one day is known.
 * @param all items whose days the axis covers
 */
export function drawTimeline(
  timelineLines: readonly TimelineLine[],
  today: string,
  chartLabels: ChartLabels,
  all: readonly TimelineLine[] = timelineLines,
): ChartPicture {
  const rowHeight = timelineRowHeightOf(all);
  const days = all.flatMap(({ from, to }) => [from, to].filter((one) => one !== null));
  const known = [...days, today].sort();
  const first = known[0] ?? today;
  const span = Math.max(30, daysBetween(first, known.at(-1) ?? today));
  const width = pictureWidth - chartLabelWidth - 12;
  const at = (day: string): number => chartLabelWidth + (daysBetween(first, day) / span) * width;
  const bottom = timelineTop + timelineLines.length * rowHeight;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => addToDay(first, { days: Math.round(span * part) }));
  return {
    width: pictureWidth,
    height: bottom + 26,
    shapes: [
      ...ticks.flatMap((day, index) => [
        lineShape(at(day), timelineTop, at(day), bottom, 'edge'),
        textShape(at(day), timelineTop - 8, chartLabels.day(day), {
          size: 10,
          fill: 'ink-2',
          align: index === ticks.length - 1 ? 'right' : index === 0 ? 'left' : 'middle',
        }),
      ]),
      ...timelineLines.flatMap((timelineLine, row) => {
        const { from, to, status } = timelineLine;
        const names = itemLinesOf(timelineLine);
        const y = timelineTop + row * rowHeight;
        const said = chartLabels.word(valueLabelKeys.planStatus[status]);
        const [start, end] = [from ?? to, to ?? from];
        const label = textLineShapes(0, y + (names.length === 1 ? 19 : 12), names, { size: 11 });
        if (start === null || end === null)
          return [...label, textShape(chartLabelWidth + 6, y + 19, said, { size: 11, fill: 'ink-2' })];
        const [x, length] = [at(start), Math.max(4, at(end) - at(start))];
        const labelPosition = labelPositionBeside(
          { from: x, to: x + length },
          letterWidths(said) * 6.5,
          at(today),
        );
        return [
          ...label,
          start === end
            ? markShape('diamond', x, y + 15, 7, 'accent', 'accent')
            : rectShape(x, y + 8, length, 14, status === 'dropped' ? 'track' : 'accent-soft', 'accent'),
          textShape(labelPosition.x, y + 19, said, { size: 11, fill: 'ink-2', align: labelPosition.align }),
        ];
      }),
      dashedLineShape(at(today), timelineTop - 4, at(today), bottom + 6, 'bad'),
      textShape(at(today), bottom + 20, chartLabels.translate('report.chart.today'), {
        size: 11,
        align: 'middle',
        fill: 'bad',
        isStrong: true,
      }),
    ],
  };
}

/**
 * Place of a word beside its bar: behind it, before it where the picture ends, and never under the line of
 * today.
 */
function labelPositionBeside(
  bar: { readonly from: number; readonly to: number },
  length: number,
  today: number,
): { readonly x: number; readonly align: 'left' | 'right' } {
  const isUnder = (from: number): boolean => from - 4 < today && today < from + length + 4;
  const after = isUnder(bar.to + 8) ? today + 8 : bar.to + 8;
  if (after + length < pictureWidth) return { x: after, align: 'left' };
  const before = isUnder(bar.from - 8 - length) ? today - 8 : bar.from - 8;
  return { x: before, align: 'right' };
}
