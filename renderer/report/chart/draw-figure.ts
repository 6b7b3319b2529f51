import { valueLabelKeys } from '#domain/kinds/enumerations.ts';
import type { DimensionLine, ReportFigure } from '#domain/report/report.ts';
import { sexLabelKey } from '#domain/report/sex-label.ts';
import type { RatingChange } from '#domain/scoring/compare-ratings.ts';
import { type ChartLabels, type ChartPicture, mirrorPicture, pictureWidth } from './chart-picture.ts';
import { textShape } from './chart-shapes.ts';
import { drawDimensionBars, drawDimensionProfile } from './draw-dimensions.ts';
import { drawGapFeasibility } from './draw-gap-feasibility.ts';
import { areHeadsWhole, drawHeatMap, drawInstitutionKey } from './draw-heat-map.ts';
import { drawRatingChanges } from './draw-rating-changes.ts';
import { drawDistribution, drawEvidenceStrength, drawStatusByLead } from './draw-stacked-bars.ts';
import { drawTimeline, itemsPerTimeline } from './draw-timeline.ts';
import {
  drawBlockAttendance,
  drawLikert,
  drawPairedMeans,
  drawParticipation,
  drawRecommendationStatus,
  halfDayNameOf,
} from './draw-workshop.ts';

/**
 * Draw a figure of a report: on the screen, in the console and in documents alike. The same data give the
 * same pictures.
 */
export const drawFigure = (reportFigure: ReportFigure, chartLabels: ChartLabels): readonly ChartPicture[] =>
  (isEmptyFigure(reportFigure)
    ? [emptyPicture(chartLabels)]
    : drawFigureParts(reportFigure, chartLabels)
  ).map((picture) => mirrorPicture(picture, chartLabels.direction));

/** Text alternative of a picture. The table beside it has all of it. */
export function figureAlternativeText(reportFigure: ReportFigure, chartLabels: ChartLabels): string {
  const { translate, word, number } = chartLabels;
  if (isEmptyFigure(reportFigure)) return translate('report.chart.empty');
  switch (reportFigure.kind) {
    case 'dimension-bars':
    case 'dimension-profile':
      return translate('report.alt.dimensions', {
        count: reportFigure.lines.length,
        lines: reportFigure.lines
          .map((dimensionLine) => dimensionSentence(dimensionLine, chartLabels))
          .join(' '),
      });
    case 'evidence-strength':
      return translate('report.alt.evidence', {
        count: reportFigure.counts.reduce((sum, { count }) => sum + count, 0),
        lines: reportFigure.counts.map(({ strength, count }) => `${strength}: ${number(count)}.`).join(' '),
      });
    case 'heat-map':
      return translate('report.alt.heat', {
        rows: reportFigure.rows.length,
        columns: reportFigure.institutions.length,
      });
    case 'distribution':
      return translate('report.alt.distribution', {
        count: reportFigure.lines.length,
        lines: reportFigure.lines
          .map(({ code, counts }) => `${code}: ${counts.map((one) => number(one)).join(', ')}.`)
          .join(' '),
      });
    case 'gap-feasibility':
      return translate('report.alt.gaps', {
        count: reportFigure.points.length,
        lines: (['High', 'Medium', 'Low'] as const)
          .map(
            (priorityBandChoice) =>
              `${word(valueLabelKeys.priorityBand[priorityBandChoice])}: ${number(reportFigure.points.filter((gapPoint) => gapPoint.band === priorityBandChoice).length)}.`,
          )
          .join(' '),
      });
    case 'change': {
      const of = (ratingChange: RatingChange): number =>
        reportFigure.lines.filter((changeLine) => changeLine.change === ratingChange).length;
      return translate('report.alt.change', {
        count: reportFigure.lines.length,
        improved: of('improved'),
        declined: of('declined'),
        same: of('noComparableChange'),
      });
    }
    case 'timeline':
      return translate('report.alt.timeline', { count: reportFigure.lines.length });
    case 'status-by-lead':
      return translate('report.alt.leads', {
        count: reportFigure.lines.length,
        lines: reportFigure.lines
          .map(
            ({ lead, counts }) =>
              `${lead ?? translate('report.chart.noLead')}: ${number(Object.values(counts).reduce((sum, one) => sum + one, 0))}.`,
          )
          .join(' '),
      });
    case 'block-attendance':
      return translate('report.alt.blocks', {
        count: reportFigure.lines.length,
        lines: reportFigure.lines
          .map(
            (blockAttendance) =>
              `${halfDayNameOf(blockAttendance, chartLabels)}: ${number(blockAttendance.present)}.`,
          )
          .join(' '),
      });
    case 'participation-by-sex':
      return translate('report.alt.sex', {
        lines: reportFigure.lines
          .map(({ sex, count }) => `${word(sexLabelKey(sex))}: ${number(count)}.`)
          .join(' '),
      });
    case 'paired-means':
      return reportFigure.lines
        .map(({ pairs, before, after }) =>
          translate('report.alt.means', { pairs, before: number(before, 1), after: number(after, 1) }),
        )
        .join(' ');
    case 'likert':
      return translate('report.alt.likert', {
        count: reportFigure.lines.length,
        lines: reportFigure.lines
          .map(({ item, counts }) => `${item}: ${counts.map((one) => number(one)).join(', ')}.`)
          .join(' '),
      });
    case 'recommendation-status':
      return translate('report.alt.recommendations', {
        count: reportFigure.lines.reduce((sum, { count }) => sum + count, 0),
        lines: reportFigure.lines
          .map(
            ({ status, count }) => `${word(valueLabelKeys.recommendationStatus[status])}: ${number(count)}.`,
          )
          .join(' '),
      });
  }
}

function dimensionSentence({ score }: DimensionLine, { translate }: ChartLabels): string {
  const level =
    score.reported === undefined
      ? translate('report.doc.missing')
      : translate('report.chart.level', { level: score.reported });
  const limit =
    score.limitedBy === undefined ? '' : `, ${translate('report.chart.limited', { by: score.limitedBy })}`;
  return `${score.code}: ${level}${limit}.`;
}

/** Pictures of at most half a page: a higher one would leave the page before it empty. */
function drawFigureParts(reportFigure: ReportFigure, chartLabels: ChartLabels): readonly ChartPicture[] {
  switch (reportFigure.kind) {
    case 'heat-map':
      return drawHeatMapParts(reportFigure, chartLabels);
    case 'change':
      return evenParts(reportFigure.lines, 10).map((lines) => drawRatingChanges(lines, chartLabels));
    case 'timeline':
      return evenParts(reportFigure.lines, itemsPerTimeline(reportFigure.lines)).map((timelineLines) =>
        drawTimeline(timelineLines, reportFigure.today, chartLabels, reportFigure.lines),
      );
    default:
      return [drawFigureByKind(reportFigure, chartLabels)];
  }
}

/** Names that do not fit above their columns are in a picture before it, and their numbers above the columns. */
function drawHeatMapParts(
  heatMap: Extract<ReportFigure, { readonly kind: 'heat-map' }>,
  chartLabels: ChartLabels,
): readonly ChartPicture[] {
  const { institutions } = heatMap;
  const partsOf = (heads: readonly string[]): readonly ChartPicture[] =>
    evenParts(heatMap.rows, 14).map((rows) =>
      drawHeatMap({ ...heatMap, rows, institutions: heads }, chartLabels),
    );
  if (areHeadsWhole(heatMap)) return partsOf(institutions);
  const keys = evenParts(institutions, 6);
  return [
    ...keys.map((names, at) => drawInstitutionKey(names, 1 + at * (keys[0]?.length ?? 0))),
    ...partsOf(institutions.map((_, at) => String(at + 1))),
  ];
}

/** Parts of nearly the same length, each of at most so many. */
function evenParts<One>(all: readonly One[], most: number): readonly (readonly One[])[] {
  const size = Math.ceil(all.length / Math.ceil(all.length / most));
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}

type WholeFigure = Exclude<ReportFigure, { readonly kind: 'heat-map' | 'change' | 'timeline' }>;

function drawFigureByKind(wholeFigure: WholeFigure, chartLabels: ChartLabels): ChartPicture {
  switch (wholeFigure.kind) {
    case 'dimension-bars':
      return drawDimensionBars(wholeFigure.lines, chartLabels);
    case 'dimension-profile':
      return drawDimensionProfile(wholeFigure.lines, chartLabels);
    case 'evidence-strength':
      return drawEvidenceStrength(wholeFigure.counts, chartLabels);
    case 'distribution':
      return drawDistribution(wholeFigure.lines, chartLabels);
    case 'gap-feasibility':
      return drawGapFeasibility(wholeFigure.points, chartLabels);
    case 'status-by-lead':
      return drawStatusByLead(wholeFigure.lines, chartLabels);
    case 'block-attendance':
      return drawBlockAttendance(wholeFigure.lines, chartLabels);
    case 'participation-by-sex':
      return drawParticipation(wholeFigure.lines, chartLabels);
    case 'paired-means':
      return drawPairedMeans(wholeFigure.lines, chartLabels);
    case 'likert':
      return drawLikert(wholeFigure.lines, chartLabels);
    case 'recommendation-status':
      return drawRecommendationStatus(wholeFigure.lines, chartLabels);
  }
}

/** Whether there is anything to draw. */
function isEmptyFigure(reportFigure: ReportFigure): boolean {
  if ('lines' in reportFigure) return reportFigure.lines.length === 0;
  if ('counts' in reportFigure) return reportFigure.counts.every(({ count }) => count === 0);
  return 'rows' in reportFigure ? reportFigure.rows.length === 0 : reportFigure.points.length === 0;
}

const emptyPicture = ({ translate }: ChartLabels): ChartPicture => ({
  width: pictureWidth,
  height: 28,
  shapes: [textShape(0, 18, translate('report.chart.empty'), { fill: 'ink-2' })],
});
