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
export const drawFigure = (figure: ReportFigure, chart: ChartLabels): readonly ChartPicture[] =>
  (isEmptyFigure(figure) ? [emptyPicture(chart)] : drawFigureParts(figure, chart)).map((picture) =>
    mirrorPicture(picture, chart.direction),
  );

/** Text alternative of a picture. The table beside it has all of it. */
export function figureAlternativeText(figure: ReportFigure, chart: ChartLabels): string {
  const { translate, word, number } = chart;
  if (isEmptyFigure(figure)) return translate('report.chart.empty');
  switch (figure.kind) {
    case 'dimension-bars':
    case 'dimension-profile':
      return translate('report.alt.dimensions', {
        count: figure.lines.length,
        lines: figure.lines.map((one) => dimensionSentence(one, chart)).join(' '),
      });
    case 'evidence-strength':
      return translate('report.alt.evidence', {
        count: figure.counts.reduce((sum, { count }) => sum + count, 0),
        lines: figure.counts.map(({ strength, count }) => `${strength}: ${number(count)}.`).join(' '),
      });
    case 'heat-map':
      return translate('report.alt.heat', { rows: figure.rows.length, columns: figure.institutions.length });
    case 'distribution':
      return translate('report.alt.distribution', {
        count: figure.lines.length,
        lines: figure.lines
          .map(({ code, counts }) => `${code}: ${counts.map((one) => number(one)).join(', ')}.`)
          .join(' '),
      });
    case 'gap-feasibility':
      return translate('report.alt.gaps', {
        count: figure.points.length,
        lines: (['High', 'Medium', 'Low'] as const)
          .map(
            (band) =>
              `${word(valueLabelKeys.priorityBand[band])}: ${number(figure.points.filter((one) => one.band === band).length)}.`,
          )
          .join(' '),
      });
    case 'change': {
      const of = (change: RatingChange): number => figure.lines.filter((one) => one.change === change).length;
      return translate('report.alt.change', {
        count: figure.lines.length,
        improved: of('improved'),
        declined: of('declined'),
        same: of('noComparableChange'),
      });
    }
    case 'timeline':
      return translate('report.alt.timeline', { count: figure.lines.length });
    case 'status-by-lead':
      return translate('report.alt.leads', {
        count: figure.lines.length,
        lines: figure.lines
          .map(
            ({ lead, counts }) =>
              `${lead ?? translate('report.chart.noLead')}: ${number(Object.values(counts).reduce((sum, one) => sum + one, 0))}.`,
          )
          .join(' '),
      });
    case 'block-attendance':
      return translate('report.alt.blocks', {
        count: figure.lines.length,
        lines: figure.lines.map((one) => `${halfDayNameOf(one, chart)}: ${number(one.present)}.`).join(' '),
      });
    case 'participation-by-sex':
      return translate('report.alt.sex', {
        lines: figure.lines.map(({ sex, count }) => `${word(sexLabelKey(sex))}: ${number(count)}.`).join(' '),
      });
    case 'paired-means':
      return figure.lines
        .map(({ pairs, before, after }) =>
          translate('report.alt.means', { pairs, before: number(before, 1), after: number(after, 1) }),
        )
        .join(' ');
    case 'likert':
      return translate('report.alt.likert', {
        count: figure.lines.length,
        lines: figure.lines
          .map(({ item, counts }) => `${item}: ${counts.map((one) => number(one)).join(', ')}.`)
          .join(' '),
      });
    case 'recommendation-status':
      return translate('report.alt.recommendations', {
        count: figure.lines.reduce((sum, { count }) => sum + count, 0),
        lines: figure.lines
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
function drawFigureParts(figure: ReportFigure, chart: ChartLabels): readonly ChartPicture[] {
  switch (figure.kind) {
    case 'heat-map':
      return drawHeatMapParts(figure, chart);
    case 'change':
      return evenParts(figure.lines, 10).map((lines) => drawRatingChanges(lines, chart));
    case 'timeline':
      return evenParts(figure.lines, itemsPerTimeline(figure.lines)).map((lines) =>
        drawTimeline(lines, figure.today, chart, figure.lines),
      );
    default:
      return [drawFigureByKind(figure, chart)];
  }
}

/** Names that do not fit above their columns are in a picture before it, and their numbers above the columns. */
function drawHeatMapParts(
  figure: Extract<ReportFigure, { readonly kind: 'heat-map' }>,
  chart: ChartLabels,
): readonly ChartPicture[] {
  const { institutions } = figure;
  const partsOf = (heads: readonly string[]): readonly ChartPicture[] =>
    evenParts(figure.rows, 14).map((rows) => drawHeatMap({ ...figure, rows, institutions: heads }, chart));
  if (areHeadsWhole(figure)) return partsOf(institutions);
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

function drawFigureByKind(figure: WholeFigure, chart: ChartLabels): ChartPicture {
  switch (figure.kind) {
    case 'dimension-bars':
      return drawDimensionBars(figure.lines, chart);
    case 'dimension-profile':
      return drawDimensionProfile(figure.lines, chart);
    case 'evidence-strength':
      return drawEvidenceStrength(figure.counts, chart);
    case 'distribution':
      return drawDistribution(figure.lines, chart);
    case 'gap-feasibility':
      return drawGapFeasibility(figure.points, chart);
    case 'status-by-lead':
      return drawStatusByLead(figure.lines, chart);
    case 'block-attendance':
      return drawBlockAttendance(figure.lines, chart);
    case 'participation-by-sex':
      return drawParticipation(figure.lines, chart);
    case 'paired-means':
      return drawPairedMeans(figure.lines, chart);
    case 'likert':
      return drawLikert(figure.lines, chart);
    case 'recommendation-status':
      return drawRecommendationStatus(figure.lines, chart);
  }
}

/** Whether there is anything to draw. */
function isEmptyFigure(figure: ReportFigure): boolean {
  if ('lines' in figure) return figure.lines.length === 0;
  if ('counts' in figure) return figure.counts.every(({ count }) => count === 0);
  return 'rows' in figure ? figure.rows.length === 0 : figure.points.length === 0;
}

const emptyPicture = ({ translate }: ChartLabels): ChartPicture => ({
  width: pictureWidth,
  height: 28,
  shapes: [textShape(0, 18, translate('report.chart.empty'), { fill: 'ink-2' })],
});
