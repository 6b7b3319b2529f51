import type { GapPoint } from '#domain/report/figure.ts';
import { bandWords } from '#domain/report/word-tables.ts';
import type { Band } from '#domain/instrument/priority.ts';
import { line, rect, words } from './draw.ts';
import { legendOf } from './legend.ts';
import { type ChartWords, type Paint, type Picture, pictureWidth, type Shape } from './picture.ts';

const left = 58;
const chip = { width: 68, height: 18, gap: 4 };

/** Where a gap stands across; the first is where nobody has said. */
const places = [
  { feasibility: null, name: 'report.doc.missing' },
  { feasibility: 0, name: 'report.chart.feasibility.0' },
  { feasibility: 0.5, name: 'report.chart.feasibility.half' },
  { feasibility: 1, name: 'report.chart.feasibility.1' },
] as const;
const columnWidth = (pictureWidth - left) / places.length;
const perRow = Math.floor((columnWidth - 8) / (chip.width + chip.gap));

/** One indicator at one place of the figure, for as many institutions as have it there. */
interface Chip {
  readonly indicator: string;
  readonly band: Band;
  readonly count: number;
}

/**
 * R4 F1: gaps by size (up) and feasibility (across). There are few places, so points would lie on each other: each place
 * is a box with the codes of its indicators, the highest priority first.
 */
export function drawGaps(points: readonly GapPoint[], chart: ChartWords): Picture {
  const gaps = [4, 3, 2, 1].filter((gap) => points.some((point) => point.gap === gap));
  const rows = (gaps.length === 0 ? [1] : gaps).map((gap) => {
    const boxes = places.map(({ feasibility }) =>
      chipsOf(points.filter((point) => point.gap === gap && point.feasibility === feasibility)),
    );
    const most = Math.max(1, ...boxes.map((chips) => Math.ceil(chips.length / perRow)));
    return { gap, boxes, height: most * (chip.height + chip.gap) + 12 };
  });
  const shapes: Shape[] = [];
  let y = 20;
  for (const { gap, boxes, height } of rows) {
    shapes.push(
      line(left, y, pictureWidth, y, 'edge'),
      words(left - 14, y + height / 2 + 4, String(gap), { align: 'right', isStrong: true }),
    );
    for (const [at, chips] of boxes.entries())
      shapes.push(
        ...chips.flatMap((one, index) => chipShapes(one, left + at * columnWidth + 8, y + 8, index)),
      );
    y += height;
  }
  const legend = legendOf(
    (['High', 'Medium', 'Low'] as const).map((band) => ({
      text: `${chart.word('report.column.band')}: ${chart.word(bandWords[band])}`,
      draw: (x, top) => [rect(x, top, 16, 12, looks[band].fill, looks[band].stroke)],
    })),
    0,
    y + 48,
  );
  return {
    width: pictureWidth,
    height: y + 48 + legend.height,
    shapes: [
      words(0, 12, chart.say('report.chart.gapAxis'), { size: 11, fill: 'ink-2' }),
      ...shapes,
      line(left, y, pictureWidth, y, 'edge-strong'),
      ...[0, 1, 2, 3, 4].map((at) => line(left + at * columnWidth, 20, left + at * columnWidth, y, 'edge')),
      ...places.map(({ name }, at) =>
        words(left + (at + 0.5) * columnWidth, y + 16, chart.say(name), { align: 'middle', isStrong: true }),
      ),
      words(left + (places.length / 2) * columnWidth, y + 34, chart.say('report.chart.feasibilityAxis'), {
        align: 'middle',
        size: 11,
        fill: 'ink-2',
      }),
      ...legend.shapes,
    ],
  };
}

function chipsOf(points: readonly GapPoint[]): readonly Chip[] {
  const chips = new Map<string, Chip>();
  for (const { indicator, band } of points) {
    const key = `${indicator} ${band}`;
    chips.set(key, { indicator, band, count: (chips.get(key)?.count ?? 0) + 1 });
  }
  const order: readonly Band[] = ['High', 'Medium', 'Low'];
  return [...chips.values()].toSorted((a, b) => order.indexOf(a.band) - order.indexOf(b.band));
}

function chipShapes({ indicator, band, count }: Chip, x: number, y: number, index: number): readonly Shape[] {
  const at = {
    x: x + (index % perRow) * (chip.width + chip.gap),
    y: y + Math.floor(index / perRow) * (chip.height + chip.gap),
  };
  const { fill, stroke, ink } = looks[band];
  return [
    rect(at.x, at.y, chip.width, chip.height, fill, stroke),
    words(at.x + chip.width / 2, at.y + 13, count === 1 ? indicator : `${indicator} ×${count}`, {
      size: 11,
      align: 'middle',
      fill: ink,
      isStrong: band === 'High',
    }),
  ];
}

const looks: {
  readonly [band in Band]: { readonly fill: Paint; readonly stroke: Paint; readonly ink: Paint };
} = {
  High: { fill: 'accent', stroke: 'accent', ink: 'accent-ink' },
  Medium: { fill: 'accent-soft', stroke: 'accent', ink: 'ink' },
  Low: { fill: 'surface', stroke: 'edge-strong', ink: 'ink-2' },
};
