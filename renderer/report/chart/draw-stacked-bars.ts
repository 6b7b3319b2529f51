import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import { PlanItemStatus } from '#domain/plan/action-plan.ts';
import type { DistributionLine, EvidenceCount, LeadStatusLine } from '#domain/report/report.ts';
import {
  type ChartLabels,
  type ChartPaint,
  type ChartPicture,
  type ChartShape,
  levelInkOf,
  levelPaintOf,
  pictureWidth,
} from './chart-picture.ts';
import {
  chartLabelWidth,
  drawLegend,
  fitTextLines,
  rectShape,
  textLineShapes,
  textShape,
} from './chart-shapes.ts';

/** Part of a bar: amount, colour, and the ink of the number on it. */
interface BarPart {
  readonly value: number;
  readonly fill: ChartPaint;
  readonly ink: ChartPaint;
}

interface StackedBar {
  readonly code?: string;
  readonly name: string;
  readonly parts: readonly BarPart[];
}

const barRowHeight = 32;

/** Bars of parts with a legend below; all bars share one scale. */
export function drawStackedBars(
  bars: readonly StackedBar[],
  signs: readonly { readonly text: string; readonly fill: ChartPaint | null }[],
): ChartPicture {
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  let bottom = 0;
  const rows = bars.map((bar) => {
    const indent = bar.code === undefined ? 0 : 30;
    const lines = fitTextLines(bar.name, chartLabelWidth - indent - 14, 6, 11);
    const y = bottom;
    bottom += Math.max(barRowHeight, lines.length * 14 + 4);
    return { ...bar, indent, lines, y };
  });
  const legend = drawLegend(
    signs.map(({ text, fill }) => ({
      text,
      draw: (x, y) => (fill === null ? [] : [rectShape(x, y, 16, 12, fill, 'ink-2')]),
    })),
    0,
    bottom + 12,
  );
  return {
    width: pictureWidth,
    height: bottom + 12 + legend.height,
    shapes: [
      ...rows.flatMap(({ code, parts, indent, lines, y }) => {
        const first = y + (lines.length === 1 ? 20 : 13);
        return [
          ...(code === undefined ? [] : [textShape(0, first, code, { isStrong: true })]),
          ...textLineShapes(indent, first, lines, { size: 11 }),
          ...stackBarParts(parts, chartLabelWidth, y + 5, 22, (pictureWidth - chartLabelWidth - 2) / most),
        ];
      }),
      ...legend.shapes,
    ],
  };
}

/** R2 F2: one bar of all ratings, divided by the strength of their evidence. The ramp goes from weak to strong. */
export function drawEvidenceStrength(counts: readonly EvidenceCount[], chart: ChartLabels): ChartPicture {
  const parts = counts.map(({ count }, at) => barPartOf(count, MaturityLevel.parse(at + 1)));
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const legend = drawLegend(
    counts.map(({ strength, count }, at) => ({
      text: `${strength}: ${chart.number(count)}`,
      draw: (x, y) => [rectShape(x, y, 16, 12, levelPaintOf(MaturityLevel.parse(at + 1)), 'ink-2')],
    })),
    0,
    56,
  );
  return {
    width: pictureWidth,
    height: 56 + legend.height,
    shapes: [
      ...(all === 0 ? emptyBarShapes : stackBarParts(parts, 0, 8, 34, (pictureWidth - 2) / all)),
      ...legend.shapes,
    ],
  };
}
const emptyBarShapes: readonly ChartShape[] = [
  rectShape(0, 8, pictureWidth - 2, 34, 'surface', 'edge-strong'),
];

/** R3 F3: a bar for each dimension as long as it has indicators, divided by level. */
export const drawDistribution = (lines: readonly DistributionLine[], chart: ChartLabels): ChartPicture =>
  drawStackedBars(
    lines.map(({ code, title, counts, unrated }) => ({
      code,
      name: title,
      parts: [
        ...counts.map((count, at) => barPartOf(count, MaturityLevel.parse(at + 1))),
        { value: unrated, fill: 'surface', ink: 'ink-2' },
      ],
    })),
    [
      ...MaturityLevel.options.map(({ value }) => ({
        text: chart.translate('report.chart.level', { level: value }),
        fill: levelPaintOf(value),
      })),
      { text: chart.translate('report.chart.unrated'), fill: 'surface' },
    ],
  );

/** R5 F2: a bar for each lead, divided by the status of its items. */
export function drawStatusByLead(lines: readonly LeadStatusLine[], chart: ChartLabels): ChartPicture {
  const used = PlanItemStatus.options.filter((status) => lines.some(({ counts }) => counts[status] > 0));
  return drawStackedBars(
    lines.map(({ lead, counts }) => ({
      name: lead ?? chart.translate('report.chart.noLead'),
      parts: used.map((status) => ({ value: counts[status], ...statusPaints[status] })),
    })),
    used.map((status) => ({
      text: chart.word(valueLabelKeys.planStatus[status]),
      fill: statusPaints[status].fill,
    })),
  );
}

export const barPartOf = (value: number, level: MaturityLevel): BarPart => ({
  value,
  fill: levelPaintOf(level),
  ink: levelInkOf(level),
});

const statusPaints: {
  readonly [status in PlanItemStatus]: { readonly fill: ChartPaint; readonly ink: ChartPaint };
} = {
  proposed: { fill: 'surface', ink: 'ink' },
  agreed: { fill: 'm1', ink: 'm1-ink' },
  scheduled: { fill: 'm2', ink: 'm2-ink' },
  'in-progress': { fill: 'm3', ink: 'm3-ink' },
  done: { fill: 'm4', ink: 'm4-ink' },
  verified: { fill: 'm5', ink: 'm5-ink' },
  'on-hold': { fill: 'wait-soft', ink: 'ink' },
  dropped: { fill: 'track', ink: 'ink' },
};

/** Parts one after the other; each has its number, so that no colour has to be distinguished from another. */
function stackBarParts(
  parts: readonly BarPart[],
  left: number,
  y: number,
  height: number,
  scale: number,
): readonly ChartShape[] {
  const shapes: ChartShape[] = [];
  let x = left;
  for (const { value, fill, ink } of parts) {
    const width = value * scale;
    if (value > 0) {
      shapes.push(rectShape(x, y, width, height, fill, 'ink-2'));
      if (width >= 12)
        shapes.push(
          textShape(x + width / 2, y + height / 2 + 4, String(value), {
            align: 'middle',
            fill: ink,
            isStrong: true,
          }),
        );
    }
    x += width;
  }
  return shapes;
}
