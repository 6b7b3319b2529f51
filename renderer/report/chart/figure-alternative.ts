import type { Change } from '#domain/instrument/compare-ratings.ts';
import { bandWords } from '#domain/report/word-tables.ts';
import type { DimensionLine, Figure } from '#domain/report/figure.ts';
import type { ChartWords } from './picture.ts';
import { isEmpty } from './draw-figure.ts';

/** What a picture says, in words: the text alternative of it. The table beside it says all of it. */
export function figureAlternative(figure: Figure, chart: ChartWords): string {
  const { say, word, number } = chart;
  if (isEmpty(figure)) return say('report.chart.empty');
  switch (figure.kind) {
    case 'dimension-bars':
    case 'dimension-profile':
      return say('report.alt.dimensions', {
        count: figure.lines.length,
        lines: figure.lines.map((one) => dimensionSentence(one, chart)).join(' '),
      });
    case 'evidence-strength':
      return say('report.alt.evidence', {
        count: figure.counts.reduce((sum, { count }) => sum + count, 0),
        lines: figure.counts.map(({ strength, count }) => `${strength}: ${number(count)}.`).join(' '),
      });
    case 'heat-map':
      return say('report.alt.heat', { rows: figure.rows.length, columns: figure.institutions.length });
    case 'distribution':
      return say('report.alt.distribution', {
        count: figure.lines.length,
        lines: figure.lines
          .map(({ code, counts }) => `${code}: ${counts.map((one) => number(one)).join(', ')}.`)
          .join(' '),
      });
    case 'gap-feasibility':
      return say('report.alt.gaps', {
        count: figure.points.length,
        lines: (['High', 'Medium', 'Low'] as const)
          .map(
            (band) =>
              `${word(bandWords[band])}: ${number(figure.points.filter((one) => one.band === band).length)}.`,
          )
          .join(' '),
      });
    case 'change': {
      const of = (change: Change): number => figure.lines.filter((one) => one.change === change).length;
      return say('report.alt.change', {
        count: figure.lines.length,
        improved: of('improved'),
        declined: of('declined'),
        same: of('noComparableChange'),
      });
    }
    case 'timeline':
      return say('report.alt.timeline', { count: figure.lines.length });
    case 'status-by-lead':
      return say('report.alt.leads', {
        count: figure.lines.length,
        lines: figure.lines
          .map(
            ({ lead, counts }) =>
              `${lead ?? say('report.chart.noLead')}: ${number(Object.values(counts).reduce((sum, one) => sum + one, 0))}.`,
          )
          .join(' '),
      });
  }
}

function dimensionSentence({ score }: DimensionLine, { say }: ChartWords): string {
  const level =
    score.reported === undefined
      ? say('report.doc.missing')
      : say('report.chart.level', { level: score.reported });
  const limit =
    score.limitedBy === undefined ? '' : `, ${say('report.chart.limited', { by: score.limitedBy })}`;
  return `${score.code}: ${level}${limit}.`;
}
