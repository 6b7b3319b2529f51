import { confidenceOfEvidence, type MaturityLevel, type RatingConfidence } from '../assessment/assessment.ts';
import type { Document } from '../document/document.ts';
import type { DocumentId } from '../ids.ts';
import { type NationalLevel, nationalLevelPath, readNationalLevel } from '../mission/mission.ts';
import {
  countedAnswerOf,
  type IndicatorAnswer,
  type IndicatorAnswers,
  resolveApplicability,
} from '../scoring/applicability.ts';
import {
  assessmentsBefore,
  createFollowedAssessments,
  latestAssessments,
} from '../scoring/followed-assessments.ts';
import type { Indicator, MaturityModel } from '../scoring/maturity-model.ts';
import {
  type DimensionScore,
  isIndicatorApplicable,
  type RolledUpIndicator,
  rollUpIndicators,
  scoreDimensions,
} from '../scoring/score.ts';
import type { ScoringPolicy } from '../scoring/scoring-policy.ts';
import { areModelsComparable, newestModelOf, stateAnswerOf } from '../scoring/state-roll-up.ts';
import { mergeRecordRefs, type RecordRef } from './report.ts';
import {
  indicatorsOfModel,
  lowerMedianConfidence,
  type ReportedAssessment,
  recordRefOf,
} from './report-sources.ts';

/** Present result of one institution: its latest assessment, and for its blanks the one that it follows. */
export interface CurrentAssessment {
  readonly reading: ReportedAssessment;
  /** Assessments with its answers, this one first. */
  readonly chain: readonly ReportedAssessment[];
  readonly answers: IndicatorAnswers;
  /** The assessment with an indicator's answer. */
  readonly docOf: (indicator: string) => DocumentId;
}

/** One indicator over the institutions of a State (B6.8). */
export interface StateIndicator extends Omit<RolledUpIndicator, 'indicator'> {
  readonly indicator: Indicator;
  readonly dimension: string;
  /** Lower median of the ratings: for a national indicator, the proposal to the lead assessor. */
  readonly proposed: MaturityLevel | null;
  /** National only: the lead assessor's decision; null while the proposal counts. */
  readonly decided: NationalLevel | null;
  readonly confidence: RatingConfidence | null;
  readonly records: readonly RecordRef[];
}

/** Profile of a State from its institutions' assessments. */
export interface StateProfile {
  readonly model: MaturityModel;
  readonly policy: ScoringPolicy;
  readonly current: readonly CurrentAssessment[];
  readonly indicators: readonly StateIndicator[];
  /** The rolled-up levels as answers, for the same functions that score one institution. */
  readonly answers: IndicatorAnswers;
  readonly scores: readonly DimensionScore[];
  /** Assessments by another instrument, or another major version of it: they cannot be combined with the others. */
  readonly apart: readonly ReportedAssessment[];
}

/**
 * Roll up the assessments of a State.
 * @param mission its document with the decisions on national levels; null where there is none
 */
export function buildStateProfile(
  mission: Document,
  reportedAssessments: readonly ReportedAssessment[],
): StateProfile | null {
  const newestAssessment = newestModelOf(reportedAssessments);
  if (newestAssessment === null) return null;
  const { model, policy } = newestAssessment;
  const fitting = reportedAssessments.filter((reportedAssessment) =>
    areModelsComparable(reportedAssessment.model, model),
  );
  const currentAssessments = currentAssessmentsOf(fitting);
  const contributions = currentAssessments.map(({ reading, answers }) => ({
    institution: reading.institution,
    screening: reading.screening,
    answers,
  }));
  const rolled = new Map(
    rollUpIndicators(model, contributions, policy).map((rolledUpIndicator) => [
      rolledUpIndicator.indicator,
      rolledUpIndicator,
    ]),
  );
  const said = model.dimensions.flatMap(({ code, indicators: all }) =>
    all.flatMap((indicator): readonly StateIndicator[] => {
      const rolledUpIndicator = rolled.get(indicator.id);
      return rolledUpIndicator === undefined
        ? []
        : [
            rollUpStateIndicator(indicator, code, rolledUpIndicator, {
              mission,
              current: currentAssessments,
            }),
          ];
    }),
  );
  const indicatorAnswers = stateAnswersOf(model, said, currentAssessments);
  const indicators = said.map((stateIndicator) => withRuleProposal(stateIndicator, said, indicatorAnswers));
  return {
    model,
    policy,
    current: currentAssessments,
    indicators,
    answers: indicatorAnswers,
    scores: scoreDimensions(model, {}, indicatorAnswers, policy),
    apart: reportedAssessments.filter((reportedAssessment) => !fitting.includes(reportedAssessment)),
  };
}

/** Assessments that count now. A follow-up asks only some indicators again; for its blanks the earlier ratings count. */
export function currentAssessmentsOf(
  reportedAssessments: readonly ReportedAssessment[],
): readonly CurrentAssessment[] {
  const beforeOf = createFollowedAssessments(reportedAssessments);
  return latestAssessments(reportedAssessments, beforeOf).map((reportedAssessment) =>
    withPrecedingAnswers(reportedAssessment, assessmentsBefore(reportedAssessment, beforeOf)),
  );
}

function withPrecedingAnswers(
  reportedAssessment: ReportedAssessment,
  earlier: readonly ReportedAssessment[],
): CurrentAssessment {
  const sources = [
    reportedAssessment,
    ...earlier.filter(({ model }) => areModelsComparable(model, reportedAssessment.model)),
  ];
  const sourceOf = (id: string): ReportedAssessment =>
    sources.find(({ answers }) => (answers[id]?.state ?? 'blank') !== 'blank') ?? reportedAssessment;
  return {
    reading: reportedAssessment,
    chain: sources,
    answers: Object.fromEntries(
      indicatorsOfModel(reportedAssessment.model).map(({ id }): readonly [string, IndicatorAnswer] => [
        id,
        sourceOf(id).answers[id] ?? { state: 'blank', evidence: 'E0' },
      ]),
    ),
    docOf: (id) => sourceOf(id).doc,
  };
}

function rollUpStateIndicator(
  indicator: Indicator,
  dimension: string,
  rolledUpIndicator: RolledUpIndicator,
  { mission, current }: { readonly mission: Document; readonly current: readonly CurrentAssessment[] },
): StateIndicator {
  const decided = indicator.scope === 'national' ? readNationalLevel(mission, indicator.id) : null;
  const counted = current.flatMap(({ reading, answers, docOf }) => {
    // An answer that a rule hides is kept, and does not count.
    if (!isIndicatorApplicable(indicator, reading.screening, answers)) return [];
    const indicatorAnswer = countedAnswerOf(indicator, reading.screening, answers);
    return indicatorAnswer?.state === 'rated' ? [{ answer: indicatorAnswer, doc: docOf(indicator.id) }] : [];
  });
  return {
    ...rolledUpIndicator,
    indicator,
    dimension,
    level: decided?.level ?? rolledUpIndicator.level,
    isProposed: decided === null && rolledUpIndicator.isProposed,
    proposed: rolledUpIndicator.level,
    decided,
    confidence: lowerMedianConfidence(counted.map(({ answer }) => confidenceOfEvidence(answer.evidence))),
    records: [
      ...counted.map(({ doc }) => recordRefOf(doc, `answers/${indicator.id}`)),
      ...(decided === null ? [] : [recordRefOf(mission.doc, nationalLevelPath(indicator.id))]),
    ],
  };
}

/**
 * Add the level that a rule proposes for the State, where no institution has it. Example: two left the progress
 * reports open, and the lead assessor decided that there is no policy to report on. It counts in the scores, and its
 * sources are those of the rule.
 */
function withRuleProposal(
  stateIndicator: StateIndicator,
  all: readonly StateIndicator[],
  indicatorAnswers: IndicatorAnswers,
): StateIndicator {
  const indicatorApplicability = resolveApplicability(stateIndicator.indicator, {}, indicatorAnswers);
  if (indicatorApplicability.kind !== 'proposed') return stateIndicator;
  const asks = new Set(indicatorApplicability.why.all.map(([name]) => name));
  return {
    ...stateIndicator,
    level: indicatorApplicability.level,
    isProposed: true,
    confidence: confidenceOfEvidence('E0'),
    records: mergeRecordRefs(
      all.filter(({ indicator }) => asks.has(indicator.id)).flatMap(({ records }) => records),
    ),
  };
}

function stateAnswersOf(
  maturityModel: MaturityModel,
  stateIndicators: readonly StateIndicator[],
  currentAssessments: readonly CurrentAssessment[],
): IndicatorAnswers {
  const rolled = new Map(
    stateIndicators.map((stateIndicator) => [stateIndicator.indicator.id, stateIndicator]),
  );
  return Object.fromEntries(
    indicatorsOfModel(maturityModel).map(({ id }): readonly [string, IndicatorAnswer] => {
      const stateIndicator = rolled.get(id);
      return [
        id,
        stateAnswerOf({
          levels:
            stateIndicator === undefined || stateIndicator.proposed === null ? [] : [stateIndicator.proposed],
          isAsked: stateIndicator !== undefined,
          isSought: currentAssessments.some(({ answers }) => answers[id]?.state === 'ne'),
          decided: stateIndicator?.decided?.level ?? null,
        }),
      ];
    }),
  );
}
