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
  stackedBars: readonly StackedBar[],
  signs: readonly { readonly text: string; readonly fill: ChartPaint | null }[],
): ChartPicture {
  const most = Math.max(
    1,
    ...stackedBars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)),
  );
  let bottom = 0;
  const rows = stackedBars.map((stackedBar) => {
    const indent = stackedBar.code === undefined ? 0 : 30;
    const lines = fitTextLines(stackedBar.name, chartLabelWidth - indent - 14, 6, 11);
    const y = bottom;
    bottom += Math.max(barRowHeight, lines.length * 14 + 4);
    return { ...stackedBar, indent, lines, y };
  });
  const chartLegend = drawLegend(
    signs.map(({ text, fill }) => ({
      text,
      draw: (x, y) => (fill === null ? [] : [rectShape(x, y, 16, 12, fill, 'ink-2')]),
    })),
    0,
    bottom + 12,
  );
  return {
    width: pictureWidth,
    height: bottom + 12 + chartLegend.height,
    shapes: [
      ...rows.flatMap(({ code, parts, indent, lines, y }) => {
        const first = y + (lines.length === 1 ? 20 : 13);
        return [
          ...(code === undefined ? [] : [textShape(0, first, code, { isStrong: true })]),
          ...textLineShapes(indent, first, lines, { size: 11 }),
          ...stackBarParts(parts, chartLabelWidth, y + 5, 22, (pictureWidth - chartLabelWidth - 2) / most),
        ];
      }),
      ...chartLegend.shapes,
    ],
  };
}

/** R2 F2: one bar of all ratings, divided by the strength of their evidence. The ramp goes from weak to strong. */
export function drawEvidenceStrength(
  evidenceCounts: readonly EvidenceCount[],
  chartLabels: ChartLabels,
): ChartPicture {
  const barParts = evidenceCounts.map(({ count }, at) => barPartOf(count, MaturityLevel.parse(at + 1)));
  const all = evidenceCounts.reduce((sum, { count }) => sum + count, 0);
  const chartLegend = drawLegend(
    evidenceCounts.map(({ strength, count }, at) => ({
      text: `${strength}: ${chartLabels.number(count)}`,
      draw: (x, y) => [rectShape(x, y, 16, 12, levelPaintOf(MaturityLevel.parse(at + 1)), 'ink-2')],
    })),
    0,
    56,
  );
  return {
    width: pictureWidth,
    height: 56 + chartLegend.height,
    shapes: [
      ...(all === 0 ? emptyBarShapes : stackBarParts(barParts, 0, 8, 34, (pictureWidth - 2) / all)),
      ...chartLegend.shapes,
    ],
  };
}
const emptyBarShapes: readonly ChartShape[] = [
  rectShape(0, 8, pictureWidth - 2, 34, 'surface', 'edge-strong'),
];

/** R3 F3: a bar for each dimension as long as it has indicators, divided by level. */
export const drawDistribution = (
  distributionLines: readonly DistributionLine[],
  chartLabels: ChartLabels,
): ChartPicture =>
  drawStackedBars(
    distributionLines.map(({ code, title, counts, unrated }) => ({
      code,
      name: title,
      parts: [
        ...counts.map((count, at) => barPartOf(count, MaturityLevel.parse(at + 1))),
        { value: unrated, fill: 'surface', ink: 'ink-2' },
      ],
    })),
    [
      ...MaturityLevel.options.map(({ value }) => ({
        text: chartLabels.translate('report.chart.level', { level: value }),
        fill: levelPaintOf(value),
      })),
      { text: chartLabels.translate('report.chart.unrated'), fill: 'surface' },
    ],
  );

/** R5 F2: a bar for each lead, divided by the status of its items. */
export function drawStatusByLead(
  leadStatusLines: readonly LeadStatusLine[],
  chartLabels: ChartLabels,
): ChartPicture {
  const used = PlanItemStatus.options.filter((status) =>
    leadStatusLines.some(({ counts }) => counts[status] > 0),
  );
  return drawStackedBars(
    leadStatusLines.map(({ lead, counts }) => ({
      name: lead ?? chartLabels.translate('report.chart.noLead'),
      parts: used.map((status) => ({ value: counts[status], ...statusPaints[status] })),
    })),
    used.map((itemStatus) => ({
      text: chartLabels.word(valueLabelKeys.planStatus[itemStatus]),
      fill: statusPaints[itemStatus].fill,
    })),
  );
}

export const barPartOf = (value: number, maturityLevel: MaturityLevel): BarPart => ({
  value,
  fill: levelPaintOf(maturityLevel),
  ink: levelInkOf(maturityLevel),
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
  barParts: readonly BarPart[],
  left: number,
  y: number,
  height: number,
  scale: number,
): readonly ChartShape[] {
  const chartShapes: ChartShape[] = [];
  let x = left;
  for (const { value, fill, ink } of barParts) {
    const width = value * scale;
    if (value > 0) {
      chartShapes.push(rectShape(x, y, width, height, fill, 'ink-2'));
      if (width >= 12)
        chartShapes.push(
          textShape(x + width / 2, y + height / 2 + 4, String(value), {
            align: 'middle',
            fill: ink,
            isStrong: true,
          }),
        );
    }
    x += width;
  }
  return chartShapes;
}
