import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import type { GapPoint } from '#domain/report/report.ts';
import type { PriorityBand } from '#domain/scoring/gap-priority.ts';
import {
  type ChartLabels,
  type ChartPaint,
  type ChartPicture,
  type ChartShape,
  pictureWidth,
} from './chart-picture.ts';
import { drawLegend, lineShape, rectShape, textShape } from './chart-shapes.ts';

const gapAxisLeft = 58;
const chipSize = { width: 56, height: 18, gap: 4 };
/** Room for the name of a column. */
const leastColumnWidth = 100;

/** Columns of feasibility; the first is for gaps without a value. */
const feasibilityColumns = [
  { feasibility: null, name: 'report.doc.notSet' },
  { feasibility: 0, name: 'report.chart.feasibility.0' },
  { feasibility: 0.5, name: 'report.chart.feasibility.half' },
  { feasibility: 1, name: 'report.chart.feasibility.1' },
] as const;

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
export function drawGapFeasibility(gapPoints: readonly GapPoint[], chartLabels: ChartLabels): ChartPicture {
  const gaps = [4, 3, 2, 1].filter((gap) => gapPoints.some((point) => point.gap === gap));
  const boxesByGap = (gaps.length === 0 ? [1] : gaps).map((gap) => ({
    gap,
    boxes: feasibilityColumns.map(({ feasibility }) =>
      gapChipsOf(gapPoints.filter((point) => point.gap === gap && point.feasibility === feasibility)),
    ),
  }));
  const columns = spreadColumns(
    feasibilityColumns.map((_, at) => Math.max(...boxesByGap.map(({ boxes }) => boxes[at]?.length ?? 0))),
  );
  const rows = boxesByGap.map(({ gap, boxes }) => {
    const most = Math.max(
      1,
      ...columns.map(({ chipsPerRow }, at) => Math.ceil((boxes[at]?.length ?? 0) / chipsPerRow)),
    );
    return { gap, boxes, height: most * (chipSize.height + chipSize.gap) + 12 };
  });
  const chartShapes: ChartShape[] = [];
  let y = 20;
  for (const { gap, boxes, height } of rows) {
    chartShapes.push(
      lineShape(gapAxisLeft, y, pictureWidth, y, 'edge'),
      textShape(gapAxisLeft - 14, y + height / 2 + 4, String(gap), { align: 'right', isStrong: true }),
    );
    for (const [at, { left, chipsPerRow }] of columns.entries())
      chartShapes.push(
        ...(boxes[at] ?? []).flatMap((gapChip, index) =>
          chipShapes(
            gapChip,
            left + 8 + (index % chipsPerRow) * (chipSize.width + chipSize.gap),
            y + 8 + Math.floor(index / chipsPerRow) * (chipSize.height + chipSize.gap),
          ),
        ),
      );
    y += height;
  }
  const chartLegend = drawLegend(
    (['High', 'Medium', 'Low'] as const).map((priorityBandChoice) => ({
      text: `${chartLabels.word('report.column.band')}: ${chartLabels.word(valueLabelKeys.priorityBand[priorityBandChoice])}`,
      draw: (x, top) => [
        rectShape(
          x,
          top,
          16,
          12,
          chipPaintsByBand[priorityBandChoice].fill,
          chipPaintsByBand[priorityBandChoice].stroke,
        ),
      ],
    })),
    0,
    y + 48,
  );
  return {
    width: pictureWidth,
    height: y + 48 + chartLegend.height,
    shapes: [
      textShape(0, 12, chartLabels.translate('report.chart.gapAxis'), { size: 11, fill: 'ink-2' }),
      ...chartShapes,
      lineShape(gapAxisLeft, y, pictureWidth, y, 'edge-strong'),
      ...[gapAxisLeft, ...columns.map(({ left, width }) => left + width)].map((x) =>
        lineShape(x, 20, x, y, 'edge'),
      ),
      ...columns.map(({ left, width, name }) =>
        textShape(left + width / 2, y + 16, chartLabels.translate(name), { align: 'middle', isStrong: true }),
      ),
      textShape(
        (gapAxisLeft + pictureWidth) / 2,
        y + 34,
        chartLabels.translate('report.chart.feasibilityAxis'),
        {
          align: 'middle',
          size: 11,
          fill: 'ink-2',
        },
      ),
      ...chartLegend.shapes,
    ],
  };
}

/**
 * Place the columns, wider where they have more chips: most gaps may be in one of them.
 * @param chips highest number in a box of each column
 */
function spreadColumns(chips: readonly number[]) {
  const all = chips.reduce((sum, one) => sum + one, 0);
  const spare = pictureWidth - gapAxisLeft - feasibilityColumns.length * leastColumnWidth;
  let left = gapAxisLeft;
  return feasibilityColumns.map(({ name }, at) => {
    const share = all === 0 ? 1 / feasibilityColumns.length : (chips[at] ?? 0) / all;
    const width = leastColumnWidth + spare * share;
    const column = {
      name,
      left,
      width,
      chipsPerRow: Math.floor((width - 8) / (chipSize.width + chipSize.gap)),
    };
    left += width;
    return column;
  });
}

function gapChipsOf(gapPoints: readonly GapPoint[]): readonly GapChip[] {
  const chips = new Map<string, GapChip>();
  for (const { indicator, band } of gapPoints) {
    const key = `${indicator} ${band}`;
    chips.set(key, { indicator, band, count: (chips.get(key)?.count ?? 0) + 1 });
  }
  const order: readonly PriorityBand[] = ['High', 'Medium', 'Low'];
  return [...chips.values()].toSorted((a, b) => order.indexOf(a.band) - order.indexOf(b.band));
}

function chipShapes({ indicator, band, count }: GapChip, x: number, y: number): readonly ChartShape[] {
  const { fill, stroke, ink } = chipPaintsByBand[band];
  return [
    rectShape(x, y, chipSize.width, chipSize.height, fill, stroke),
    textShape(x + chipSize.width / 2, y + 13, count === 1 ? indicator : `${indicator} ×${count}`, {
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
