import { expect, it } from 'vitest';
import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import type { TimelineLine } from '#domain/report/report.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { drawTimeline } from '#renderer/report/chart/draw-timeline.ts';
import { createReportLabels } from '#renderer/report/report-labels.ts';
import { letterWidths } from '#renderer/report/text-width.ts';

const labels = createReportLabels(
  'en',
  defaultMaturityModel.scale.map(({ label }) => label),
);
const today = '2026-11-24';
const item = (from: string, to: string): TimelineLine => ({
  title: 'Course',
  from,
  to,
  status: 'scheduled',
  records: [],
});

it('writes the status of an item beside its bar, never under the line of today', () => {
  const timelineLines = [
    item('2026-09-01', '2026-11-05'),
    item('2026-12-10', '2027-08-30'),
    item('2026-09-01', '2027-08-30'),
  ];
  const { shapes } = drawTimeline(timelineLines, today, labels);
  const line = shapes.find((shape) => shape.kind === 'line' && shape.isDashed);
  const said = shapes.filter(
    (chartShape) =>
      chartShape.kind === 'text' && chartShape.text === labels.word(valueLabelKeys.planStatus.scheduled),
  );
  expect(said).toHaveLength(timelineLines.length);
  for (const chartShape of said) {
    if (chartShape.kind !== 'text' || line?.kind !== 'line') throw new Error('A word and a line are drawn');
    const length = letterWidths(chartShape.text) * 6.5;
    const from = chartShape.align === 'right' ? chartShape.x - length : chartShape.x;
    expect(from < line.x1 && line.x1 < from + length).toBe(false);
  }
});
