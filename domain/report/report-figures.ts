import { EvidenceStrength } from '../assessment/assessment.ts';
import { countedAnswerOf } from '../scoring/applicability.ts';
import { ratingChangeBetween } from '../scoring/compare-ratings.ts';
import { createFollowedAssessments } from '../scoring/followed-assessments.ts';
import type { MaturityDimension, MaturityModel } from '../scoring/maturity-model.ts';
import { type DimensionScore, isIndicatorApplicable } from '../scoring/score.ts';
import { areModelsComparable } from '../scoring/state-roll-up.ts';
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
  dimensionScores: readonly DimensionScore[],
): ReportFigure => ({
  kind: 'dimension-bars',
  lines: dimensionScoreLines(model, dimensionScores, (maturityDimension) => [
    recordRefOf(doc, ...maturityDimension.indicators.map(({ id }) => `answers/${id}`)),
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
  maturityModel: MaturityModel,
  dimensionScores: readonly DimensionScore[],
  recordsOf: (maturityDimension: MaturityDimension) => readonly RecordRef[],
): readonly DimensionLine[] {
  return maturityModel.dimensions.flatMap((maturityDimension) => {
    const dimensionScore = dimensionScores.find(({ code }) => code === maturityDimension.code);
    return dimensionScore
      ? [{ score: dimensionScore, title: maturityDimension.title, records: recordsOf(maturityDimension) }]
      : [];
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
  counts: EvidenceStrength.options.map((evidenceStrength) => {
    const rated = indicatorsOfModel(model).filter((indicator) => {
      const indicatorAnswer = answers[indicator.id];
      return (
        isIndicatorApplicable(indicator, screening, answers) &&
        indicatorAnswer?.state === 'rated' &&
        indicatorAnswer.evidence === evidenceStrength
      );
    });
    return {
      strength: evidenceStrength,
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
        const indicatorAnswer = countedAnswerOf(indicator, reading.screening, answers);
        return indicatorAnswer?.state === 'rated' && indicatorAnswer.level !== undefined
          ? { level: indicatorAnswer.level, state: 'rated' }
          : { level: null, state: indicatorAnswer?.state ?? 'blank' };
      }),
      records,
    }),
  ),
});

/** R3 F3: number of indicators of each dimension at each level of the State. */
export const levelDistributionFigure = (profile: StateProfile): FigureByKind<'distribution'> => ({
  kind: 'distribution',
  lines: profile.model.dimensions.flatMap((maturityDimension): readonly DistributionLine[] => {
    const asked = profile.indicators.filter(
      (stateIndicator) => stateIndicator.dimension === maturityDimension.code,
    );
    const at = (level: number | null): number =>
      asked.filter((stateIndicator) => stateIndicator.level === level).length;
    if (asked.length === 0) return [];
    return [
      {
        code: maturityDimension.code,
        title: maturityDimension.title,
        counts: [at(1), at(2), at(3), at(4), at(5)],
        unrated: at(null),
        records: recordRefsOfDimension(profile, maturityDimension),
      },
    ];
  }),
});

/**
 * B6.13: each indicator that was rated at both dates, in every follow-up. A new version of an assessment belongs to
 * the same visit.
 */
export function ratingChangesFigure(
  reportedAssessments: readonly ReportedAssessment[],
): FigureByKind<'change'> {
  const beforeOf = createFollowedAssessments(reportedAssessments);
  return {
    kind: 'change',
    lines: reportedAssessments.flatMap((after) => {
      const previousAssessment =
        after.type === 'follow-up' && after.status !== 'superseded' ? beforeOf(after) : null;
      if (previousAssessment === null || !areModelsComparable(previousAssessment.model, after.model))
        return [];
      return indicatorsOfModel(after.model).flatMap((indicator) => {
        const [was, is] = [
          datedRatingOf(previousAssessment, indicator.id),
          datedRatingOf(after, indicator.id),
        ];
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
            records: [previousAssessment, after].map(({ doc }) =>
              recordRefOf(doc, `answers/${indicator.id}`),
            ),
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
  const indicatorAnswer = answers[id];
  if (indicator === undefined || !isIndicatorApplicable(indicator, screening, answers)) return null;
  if (indicatorAnswer?.state !== 'rated' || indicatorAnswer.level === undefined) return null;
  return {
    indicator: id,
    version: model.version,
    level: indicatorAnswer.level,
    evidence: indicatorAnswer.evidence,
  };
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
