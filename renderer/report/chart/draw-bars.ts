import { Level } from '#domain/assessment/assessment.ts';
import type { DistributionLine, EvidenceCount, LeadLine } from '#domain/report/figure.ts';
import { planStatusWords } from '#domain/report/word-tables.ts';
import { PlanItemStatus } from '#domain/plan/action-plan.ts';
import { block, fit, rect, words } from './draw.ts';
import { labelWidth } from './level-axis.ts';
import { legendOf } from './legend.ts';
import {
  type ChartWords,
  levelInk,
  levelPaint,
  type Paint,
  type Picture,
  pictureWidth,
  type Shape,
} from './picture.ts';

/** A part of a bar: how much, in which colour, and the ink of the number on it. */
interface Part {
  readonly value: number;
  readonly fill: Paint;
  readonly ink: Paint;
}

interface Bar {
  readonly code?: string;
  readonly name: string;
  readonly parts: readonly Part[];
}

const rowHeight = 32;

/** R2 F2: one bar of all ratings, divided by the strength of their evidence. The ramp goes from weak to strong. */
export function drawEvidence(counts: readonly EvidenceCount[], chart: ChartWords): Picture {
  const parts = counts.map(({ count }, at) => partOf(count, Level.parse(at + 1)));
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const legend = legendOf(
    counts.map(({ strength, count }, at) => ({
      text: `${strength}: ${chart.number(count)}`,
      draw: (x, y) => [rect(x, y, 16, 12, levelPaint(Level.parse(at + 1)), 'ink-2')],
    })),
    0,
    56,
  );
  return {
    width: pictureWidth,
    height: 56 + legend.height,
    shapes: [...(all === 0 ? emptyBar : stack(parts, 0, 8, 34, (pictureWidth - 2) / all)), ...legend.shapes],
  };
}
const emptyBar: readonly Shape[] = [rect(0, 8, pictureWidth - 2, 34, 'surface', 'edge-strong')];

/** R3 F3: a bar for each dimension as long as it has indicators, divided by level. */
export const drawDistribution = (lines: readonly DistributionLine[], chart: ChartWords): Picture =>
  drawBars(
    lines.map(({ code, title, counts, unrated }) => ({
      code,
      name: title,
      parts: [
        ...counts.map((count, at) => partOf(count, Level.parse(at + 1))),
        { value: unrated, fill: 'surface', ink: 'ink-2' },
      ],
    })),
    [
      ...Level.options.map(({ value }) => ({
        text: chart.say('report.chart.level', { level: value }),
        fill: levelPaint(value),
      })),
      { text: chart.say('report.chart.unrated'), fill: 'surface' },
    ],
  );

/** R5 F2: a bar for each lead, divided by where its items stand. */
export function drawStatusByLead(lines: readonly LeadLine[], chart: ChartWords): Picture {
  const used = PlanItemStatus.options.filter((status) => lines.some(({ counts }) => counts[status] > 0));
  return drawBars(
    lines.map(({ lead, counts }) => ({
      name: lead ?? chart.say('report.chart.noLead'),
      parts: used.map((status) => ({ value: counts[status], ...statusPaints[status] })),
    })),
    used.map((status) => ({ text: chart.word(planStatusWords[status]), fill: statusPaints[status].fill })),
  );
}

const partOf = (value: number, level: Level): Part => ({
  value,
  fill: levelPaint(level),
  ink: levelInk(level),
});

const statusPaints: { readonly [status in PlanItemStatus]: { readonly fill: Paint; readonly ink: Paint } } = {
  proposed: { fill: 'surface', ink: 'ink' },
  agreed: { fill: 'm1', ink: 'm1-ink' },
  scheduled: { fill: 'm2', ink: 'm2-ink' },
  'in-progress': { fill: 'm3', ink: 'm3-ink' },
  done: { fill: 'm4', ink: 'm4-ink' },
  verified: { fill: 'm5', ink: 'm5-ink' },
  'on-hold': { fill: 'wait-soft', ink: 'ink' },
  dropped: { fill: 'track', ink: 'ink' },
};

function drawBars(
  bars: readonly Bar[],
  signs: readonly { readonly text: string; readonly fill: Paint }[],
): Picture {
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  const bottom = bars.length * rowHeight;
  const legend = legendOf(
    signs.map(({ text, fill }) => ({ text, draw: (x, y) => [rect(x, y, 16, 12, fill, 'ink-2')] })),
    0,
    bottom + 12,
  );
  return {
    width: pictureWidth,
    height: bottom + 12 + legend.height,
    shapes: [
      ...bars.flatMap(({ code, name, parts }, row) => {
        const y = row * rowHeight;
        const indent = code === undefined ? 0 : 30;
        const lines = fit(name, labelWidth - indent - 14, 2, 11);
        const first = y + (lines.length === 1 ? 20 : 13);
        return [
          ...(code === undefined ? [] : [words(0, first, code, { isStrong: true })]),
          ...block(indent, first, lines, { size: 11 }),
          ...stack(parts, labelWidth, y + 5, 22, (pictureWidth - labelWidth - 2) / most),
        ];
      }),
      ...legend.shapes,
    ],
  };
}

/** The parts one after the other; each says its number, so that no colour has to be told from another. */
function stack(
  parts: readonly Part[],
  left: number,
  y: number,
  height: number,
  scale: number,
): readonly Shape[] {
  const shapes: Shape[] = [];
  let x = left;
  for (const { value, fill, ink } of parts) {
    const width = value * scale;
    if (value > 0) {
      shapes.push(rect(x, y, width, height, fill, 'ink-2'));
      if (width >= 12)
        shapes.push(
          words(x + width / 2, y + height / 2 + 4, String(value), {
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
