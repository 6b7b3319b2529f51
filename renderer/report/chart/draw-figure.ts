import type { Figure } from '#domain/report/figure.ts';
import { words } from './draw.ts';
import { drawDistribution, drawEvidence, drawStatusByLead } from './draw-bars.ts';
import { drawChange } from './draw-change.ts';
import { drawDimensionBars, drawDimensionProfile } from './draw-dimensions.ts';
import { drawGaps } from './draw-gaps.ts';
import { drawHeatMap } from './draw-heat-map.ts';
import { drawTimeline } from './draw-timeline.ts';
import { type ChartWords, type Picture, pictureWidth, turned } from './picture.ts';

/** Draws a figure of a report: on the screen, in the console and in documents alike. The same data give the same picture. */
export const drawFigure = (figure: Figure, chart: ChartWords): Picture =>
  turned(isEmpty(figure) ? nothing(chart) : draw(figure, chart), chart.direction);

function draw(figure: Figure, chart: ChartWords): Picture {
  switch (figure.kind) {
    case 'dimension-bars':
      return drawDimensionBars(figure.lines, chart);
    case 'dimension-profile':
      return drawDimensionProfile(figure.lines, chart);
    case 'evidence-strength':
      return drawEvidence(figure.counts, chart);
    case 'heat-map':
      return drawHeatMap(figure, chart);
    case 'distribution':
      return drawDistribution(figure.lines, chart);
    case 'gap-feasibility':
      return drawGaps(figure.points, chart);
    case 'change':
      return drawChange(figure.lines, chart);
    case 'timeline':
      return drawTimeline(figure.lines, figure.today, chart);
    case 'status-by-lead':
      return drawStatusByLead(figure.lines, chart);
  }
}

/** Whether there is anything to draw. */
export function isEmpty(figure: Figure): boolean {
  if ('lines' in figure) return figure.lines.length === 0;
  if ('counts' in figure) return figure.counts.every(({ count }) => count === 0);
  return 'rows' in figure ? figure.rows.length === 0 : figure.points.length === 0;
}

const nothing = ({ say }: ChartWords): Picture => ({
  width: pictureWidth,
  height: 28,
  shapes: [words(0, 18, say('report.chart.empty'), { fill: 'ink-2' })],
});
