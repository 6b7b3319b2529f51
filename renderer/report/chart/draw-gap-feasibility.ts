import type { GapPoint } from '#domain/report/report.ts';
import { valueLabelKeys } from '#domain/document/enumerations.ts';
import type { PriorityBand } from '#domain/scoring/gaps.ts';
import { drawLegend, lineShape, rectShape, textShape } from './chart-shapes.ts';
import {
  type ChartLabels,
  type ChartPaint,
  type ChartPicture,
  pictureWidth,
  type ChartShape,
} from './chart-picture.ts';

const gapAxisLeft = 58;
const chipSize = { width: 68, height: 18, gap: 4 };

/** Columns of feasibility; the first is for gaps without a value. */
const feasibilityColumns = [
  { feasibility: null, name: 'report.doc.missing' },
  { feasibility: 0, name: 'report.chart.feasibility.0' },
  { feasibility: 0.5, name: 'report.chart.feasibility.half' },
  { feasibility: 1, name: 'report.chart.feasibility.1' },
] as const;
const feasibilityColumnWidth = (pictureWidth - gapAxisLeft) / feasibilityColumns.length;
const chipsPerRow = Math.floor((feasibilityColumnWidth - 8) / (chipSize.width + chipSize.gap));

/** One indicator at one place of the figure, for as many institutions as have it there. */
interface GapChip {
  readonly indicator: string;
  readonly band: PriorityBand;
  readonly count: number;
}

/**
 * R4 F1: gaps by size (up) and feasibility (across).
 * There are few places, so points would overlap. Each place is a box with the codes of its indicators, the
 * highest priority first.
 */
export function drawGapFeasibility(points: readonly GapPoint[], chart: ChartLabels): ChartPicture {
  const gaps = [4, 3, 2, 1].filter((gap) => points.some((point) => point.gap === gap));
  const rows = (gaps.length === 0 ? [1] : gaps).map((gap) => {
    const boxes = feasibilityColumns.map(({ feasibility }) =>
      gapChipsOf(points.filter((point) => point.gap === gap && point.feasibility === feasibility)),
    );
    const most = Math.max(1, ...boxes.map((chips) => Math.ceil(chips.length / chipsPerRow)));
    return { gap, boxes, height: most * (chipSize.height + chipSize.gap) + 12 };
  });
  const shapes: ChartShape[] = [];
  let y = 20;
  for (const { gap, boxes, height } of rows) {
    shapes.push(
      lineShape(gapAxisLeft, y, pictureWidth, y, 'edge'),
      textShape(gapAxisLeft - 14, y + height / 2 + 4, String(gap), { align: 'right', isStrong: true }),
    );
    for (const [at, chips] of boxes.entries())
      shapes.push(
        ...chips.flatMap((one, index) =>
          chipShapes(one, gapAxisLeft + at * feasibilityColumnWidth + 8, y + 8, index),
        ),
      );
    y += height;
  }
  const legend = drawLegend(
    (['High', 'Medium', 'Low'] as const).map((band) => ({
      text: `${chart.word('report.column.band')}: ${chart.word(valueLabelKeys.priorityBand[band])}`,
      draw: (x, top) => [
        rectShape(x, top, 16, 12, chipPaintsByBand[band].fill, chipPaintsByBand[band].stroke),
      ],
    })),
    0,
    y + 48,
  );
  return {
    width: pictureWidth,
    height: y + 48 + legend.height,
    shapes: [
      textShape(0, 12, chart.translate('report.chart.gapAxis'), { size: 11, fill: 'ink-2' }),
      ...shapes,
      lineShape(gapAxisLeft, y, pictureWidth, y, 'edge-strong'),
      ...[0, 1, 2, 3, 4].map((at) =>
        lineShape(
          gapAxisLeft + at * feasibilityColumnWidth,
          20,
          gapAxisLeft + at * feasibilityColumnWidth,
          y,
          'edge',
        ),
      ),
      ...feasibilityColumns.map(({ name }, at) =>
        textShape(gapAxisLeft + (at + 0.5) * feasibilityColumnWidth, y + 16, chart.translate(name), {
          align: 'middle',
          isStrong: true,
        }),
      ),
      textShape(
        gapAxisLeft + (feasibilityColumns.length / 2) * feasibilityColumnWidth,
        y + 34,
        chart.translate('report.chart.feasibilityAxis'),
        {
          align: 'middle',
          size: 11,
          fill: 'ink-2',
        },
      ),
      ...legend.shapes,
    ],
  };
}

function gapChipsOf(points: readonly GapPoint[]): readonly GapChip[] {
  const chips = new Map<string, GapChip>();
  for (const { indicator, band } of points) {
    const key = `${indicator} ${band}`;
    chips.set(key, { indicator, band, count: (chips.get(key)?.count ?? 0) + 1 });
  }
  const order: readonly PriorityBand[] = ['High', 'Medium', 'Low'];
  return [...chips.values()].toSorted((a, b) => order.indexOf(a.band) - order.indexOf(b.band));
}

function chipShapes(
  { indicator, band, count }: GapChip,
  x: number,
  y: number,
  index: number,
): readonly ChartShape[] {
  const at = {
    x: x + (index % chipsPerRow) * (chipSize.width + chipSize.gap),
    y: y + Math.floor(index / chipsPerRow) * (chipSize.height + chipSize.gap),
  };
  const { fill, stroke, ink } = chipPaintsByBand[band];
  return [
    rectShape(at.x, at.y, chipSize.width, chipSize.height, fill, stroke),
    textShape(at.x + chipSize.width / 2, at.y + 13, count === 1 ? indicator : `${indicator} ×${count}`, {
      size: 11,
      align: 'middle',
      fill: ink,
      isStrong: band === 'High',
    }),
  ];
}

const chipPaintsByBand: {
  readonly [band in PriorityBand]: {
    readonly fill: ChartPaint;
    readonly stroke: ChartPaint;
    readonly ink: ChartPaint;
  };
} = {
  High: { fill: 'accent', stroke: 'accent', ink: 'accent-ink' },
  Medium: { fill: 'accent-soft', stroke: 'accent', ink: 'ink' },
  Low: { fill: 'surface', stroke: 'edge-strong', ink: 'ink-2' },
};
