import { EvidenceStrength } from '../assessment/assessment.ts';
import { countedAnswerOf } from '../scoring/applicability.ts';
import { ratingChangeBetween } from '../scoring/compare-ratings.ts';
import type { MaturityDimension, MaturityModel } from '../scoring/maturity-model.ts';
import { type DimensionScore, isIndicatorApplicable } from '../scoring/score.ts';
import { areModelsComparable, createFollowedAssessments } from '../scoring/state-roll-up.ts';
import {
  type DimensionLine,
  type DistributionLine,
  type HeatMapCell,
  type HeatMapRow,
  mergeRecordRefs,
  type RecordRef,
  type ReportFigure,
} from './report.ts';
import { indicatorsOfModel, type ReportedAssessment, recordRefOf } from './report-sources.ts';
import type { StateProfile } from './state-profile.ts';

type FigureByKind<Kind extends ReportFigure['kind']> = Extract<ReportFigure, { kind: Kind }>;

/** R2 F1: the dimensions of one institution. */
export const dimensionBarsFigure = (
  { model, doc }: ReportedAssessment,
  scores: readonly DimensionScore[],
): ReportFigure => ({
  kind: 'dimension-bars',
  lines: dimensionScoreLines(model, scores, (dimension) => [
    recordRefOf(doc, ...dimension.indicators.map(({ id }) => `answers/${id}`)),
  ]),
});

/** R3 F1: the dimensions of a State. */
export const dimensionProfileFigure = (profile: StateProfile): ReportFigure => ({
  kind: 'dimension-profile',
  lines: dimensionScoreLines(profile.model, profile.scores, (dimension) =>
    recordRefsOfDimension(profile, dimension),
  ),
});

function dimensionScoreLines(
  model: MaturityModel,
  scores: readonly DimensionScore[],
  recordsOf: (dimension: MaturityDimension) => readonly RecordRef[],
): readonly DimensionLine[] {
  return model.dimensions.flatMap((dimension) => {
    const score = scores.find(({ code }) => code === dimension.code);
    return score ? [{ score, title: dimension.title, records: recordsOf(dimension) }] : [];
  });
}

/** R2 F2: the ratings of one institution by the strongest evidence for each (B3). A rule's proposal is no rating. */
export const evidenceStrengthFigure = ({
  doc,
  model,
  screening,
  answers,
}: ReportedAssessment): FigureByKind<'evidence-strength'> => ({
  kind: 'evidence-strength',
  counts: EvidenceStrength.options.map((strength) => {
    const rated = indicatorsOfModel(model).filter((one) => {
      const answer = answers[one.id];
      return (
        isIndicatorApplicable(one, screening, answers) &&
        answer?.state === 'rated' &&
        answer.evidence === strength
      );
    });
    return {
      strength,
      count: rated.length,
      records:
        rated.length === 0 ? [] : [recordRefOf(doc, ...rated.map(({ id }) => `answers/${id}/evidence`))],
    };
  }),
});

/** R3 F2: every indicator of the questionnaire, in every institution. */
export const heatMapFigure = ({ indicators, current }: StateProfile): FigureByKind<'heat-map'> => ({
  kind: 'heat-map',
  institutions: current.map(({ reading }) => reading.institution),
  rows: indicators.map(
    ({ indicator, records }): HeatMapRow => ({
      indicator: indicator.id,
      title: indicator.title,
      isGate: indicator.gate,
      cells: current.map(({ reading, answers }): HeatMapCell => {
        if (!isIndicatorApplicable(indicator, reading.screening, answers))
          return { level: null, state: null };
        const answer = countedAnswerOf(indicator, reading.screening, answers);
        return answer?.state === 'rated' && answer.level !== undefined
          ? { level: answer.level, state: 'rated' }
          : { level: null, state: answer?.state ?? 'blank' };
      }),
      records,
    }),
  ),
});

/** R3 F3: number of indicators of each dimension at each level of the State. */
export const levelDistributionFigure = (profile: StateProfile): FigureByKind<'distribution'> => ({
  kind: 'distribution',
  lines: profile.model.dimensions.flatMap((dimension): readonly DistributionLine[] => {
    const asked = profile.indicators.filter((one) => one.dimension === dimension.code);
    const at = (level: number | null): number => asked.filter((one) => one.level === level).length;
    if (asked.length === 0) return [];
    return [
      {
        code: dimension.code,
        title: dimension.title,
        counts: [at(1), at(2), at(3), at(4), at(5)],
        unrated: at(null),
        records: recordRefsOfDimension(profile, dimension),
      },
    ];
  }),
});

/**
 * B6.13: each indicator that was rated at both dates, in every follow-up. A new version of an assessment belongs to
 * the same visit.
 */
export function ratingChangesFigure(readings: readonly ReportedAssessment[]): FigureByKind<'change'> {
  const beforeOf = createFollowedAssessments(readings);
  return {
    kind: 'change',
    lines: readings.flatMap((after) => {
      const before = after.type === 'follow-up' && after.status !== 'superseded' ? beforeOf(after) : null;
      if (before === null || !areModelsComparable(before.model, after.model)) return [];
      return indicatorsOfModel(after.model).flatMap((indicator) => {
        const [was, is] = [datedRatingOf(before, indicator.id), datedRatingOf(after, indicator.id)];
        if (was === null || is === null) return [];
        return [
          {
            indicator: indicator.id,
            title: indicator.title,
            institution: after.institution,
            before: was.level,
            after: is.level,
            evidence: [was.evidence, is.evidence] as const,
            change: ratingChangeBetween(was, is, after.policy),
            records: [before, after].map(({ doc }) => recordRefOf(doc, `answers/${indicator.id}`)),
          },
        ];
      });
    }),
  };
}

function datedRatingOf(
  { answers, screening, model }: ReportedAssessment,
  id: string,
): ComparableRating | null {
  const indicator = indicatorsOfModel(model).find((one) => one.id === id);
  const answer = answers[id];
  if (indicator === undefined || !isIndicatorApplicable(indicator, screening, answers)) return null;
  if (answer?.state !== 'rated' || answer.level === undefined) return null;
  return { indicator: id, version: model.version, level: answer.level, evidence: answer.evidence };
}

type ComparableRating = Parameters<typeof ratingChangeBetween>[0];

/** Answers behind a dimension of the State, one entry for each record. */
function recordRefsOfDimension(
  { indicators }: StateProfile,
  { code }: MaturityDimension,
): readonly RecordRef[] {
  return mergeRecordRefs(
    indicators.filter(({ dimension }) => dimension === code).flatMap(({ records }) => records),
  );
}
