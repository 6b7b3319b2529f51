import { EvidenceStrength } from '../assessment/assessment.ts';
import { countedAnswer } from '../instrument/applicability.ts';
import { changeBetween } from '../instrument/compare-ratings.ts';
import type { Dimension, MaturityModel } from '../instrument/maturity-model.ts';
import { type DimensionScore, isApplicable } from '../instrument/score.ts';
import { recordOf } from './cells.ts';
import type { DimensionLine, DistributionLine, Figure, HeatCell, HeatRow } from './figure.ts';
import { merged, type RecordRef } from './record-ref.ts';
import { indicatorsOf, type Reading } from './report-sources.ts';
import { chainBefore, isComparable, type StatePicture } from './state-picture.ts';

type FigureOf<Kind extends Figure['kind']> = Extract<Figure, { kind: Kind }>;

/** R2 F1: the dimensions of one institution. */
export const dimensionBars = ({ model, doc }: Reading, scores: readonly DimensionScore[]): Figure => ({
  kind: 'dimension-bars',
  lines: dimensionLines(model, scores, (dimension) => [
    recordOf(doc, ...dimension.indicators.map(({ id }) => `answers/${id}`)),
  ]),
});

/** R3 F1: the dimensions of a State. */
export const dimensionProfile = (picture: StatePicture): Figure => ({
  kind: 'dimension-profile',
  lines: dimensionLines(picture.model, picture.scores, (dimension) => recordsOfDimension(picture, dimension)),
});

function dimensionLines(
  model: MaturityModel,
  scores: readonly DimensionScore[],
  recordsOf: (dimension: Dimension) => readonly RecordRef[],
): readonly DimensionLine[] {
  return model.dimensions.flatMap((dimension) => {
    const score = scores.find(({ code }) => code === dimension.code);
    return score ? [{ score, title: dimension.title, records: recordsOf(dimension) }] : [];
  });
}

/** R2 F2: the ratings of one institution by the strongest evidence for each (B3). What a rule proposes is no rating. */
export const evidenceStrength = ({
  doc,
  model,
  screening,
  answers,
}: Reading): FigureOf<'evidence-strength'> => ({
  kind: 'evidence-strength',
  counts: EvidenceStrength.options.map((strength) => {
    const rated = indicatorsOf(model).filter((one) => {
      const answer = answers[one.id];
      return (
        isApplicable(one, screening, answers) && answer?.state === 'rated' && answer.evidence === strength
      );
    });
    return {
      strength,
      count: rated.length,
      records: rated.length === 0 ? [] : [recordOf(doc, ...rated.map(({ id }) => `answers/${id}/evidence`))],
    };
  }),
});

/** R3 F2: every indicator that was asked, in every institution. */
export const heatMap = ({ indicators, current }: StatePicture): FigureOf<'heat-map'> => ({
  kind: 'heat-map',
  institutions: current.map(({ reading }) => reading.institution),
  rows: indicators.map(
    ({ indicator, records }): HeatRow => ({
      indicator: indicator.id,
      title: indicator.title,
      isGate: indicator.gate,
      cells: current.map(({ reading, answers }): HeatCell => {
        if (!isApplicable(indicator, reading.screening, answers)) return { level: null, state: null };
        const answer = countedAnswer(indicator, reading.screening, answers);
        return answer?.state === 'rated' && answer.level !== undefined
          ? { level: answer.level, state: 'rated' }
          : { level: null, state: answer?.state ?? 'blank' };
      }),
      records,
    }),
  ),
});

/** R3 F3: how many indicators of each dimension the State has at each level. */
export const distribution = (picture: StatePicture): FigureOf<'distribution'> => ({
  kind: 'distribution',
  lines: picture.model.dimensions.flatMap((dimension): readonly DistributionLine[] => {
    const asked = picture.indicators.filter((one) => one.dimension === dimension.code);
    const at = (level: number | null): number => asked.filter((one) => one.level === level).length;
    if (asked.length === 0) return [];
    return [
      {
        code: dimension.code,
        title: dimension.title,
        counts: [at(1), at(2), at(3), at(4), at(5)],
        unrated: at(null),
        records: recordsOfDimension(picture, dimension),
      },
    ];
  }),
});

/** B6.13: each indicator that was rated at both dates, in every follow-up. A new version of an assessment is the same visit, told better. */
export function changes(readings: readonly Reading[]): FigureOf<'change'> {
  return {
    kind: 'change',
    lines: readings.flatMap((after) => {
      const [before] = chainBefore(after, readings);
      if (after.type !== 'follow-up' || before === undefined || !isComparable(before.model, after.model))
        return [];
      return indicatorsOf(after.model).flatMap((indicator) => {
        const [was, is] = [ratingOf(before, indicator.id), ratingOf(after, indicator.id)];
        if (was === null || is === null) return [];
        return [
          {
            indicator: indicator.id,
            title: indicator.title,
            institution: after.institution,
            before: was.level,
            after: is.level,
            evidence: [was.evidence, is.evidence] as const,
            change: changeBetween(was, is, after.policy),
            records: [before, after].map(({ doc }) => recordOf(doc, `answers/${indicator.id}`)),
          },
        ];
      });
    }),
  };
}

function ratingOf({ answers, screening, model }: Reading, id: string): Rated | null {
  const indicator = indicatorsOf(model).find((one) => one.id === id);
  const answer = answers[id];
  if (indicator === undefined || !isApplicable(indicator, screening, answers)) return null;
  if (answer?.state !== 'rated' || answer.level === undefined) return null;
  return { indicator: id, version: model.version, level: answer.level, evidence: answer.evidence };
}

type Rated = Parameters<typeof changeBetween>[0];

/** The answers that a dimension of the State is made of, one entry for each record. */
function recordsOfDimension({ indicators }: StatePicture, { code }: Dimension): readonly RecordRef[] {
  return merged(indicators.filter(({ dimension }) => dimension === code).flatMap(({ records }) => records));
}
