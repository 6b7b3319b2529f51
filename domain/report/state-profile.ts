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
import type { Indicator, MaturityModel, ScoringPolicy } from '../scoring/maturity-model.ts';
import {
  type DimensionScore,
  isIndicatorApplicable,
  type RolledUpIndicator,
  rollUpIndicators,
  scoreDimensions,
} from '../scoring/score.ts';
import {
  areModelsComparable,
  assessmentsBefore,
  createFollowedAssessments,
  latestAssessments,
  newestModelOf,
  stateAnswerOf,
} from '../scoring/state-roll-up.ts';
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
  readings: readonly ReportedAssessment[],
): StateProfile | null {
  const newest = newestModelOf(readings);
  if (newest === null) return null;
  const { model, policy } = newest;
  const fitting = readings.filter((one) => areModelsComparable(one.model, model));
  const current = currentAssessmentsOf(fitting);
  const contributions = current.map(({ reading, answers }) => ({
    institution: reading.institution,
    screening: reading.screening,
    answers,
  }));
  const rolled = new Map(rollUpIndicators(model, contributions, policy).map((one) => [one.indicator, one]));
  const said = model.dimensions.flatMap(({ code, indicators: all }) =>
    all.flatMap((indicator): readonly StateIndicator[] => {
      const one = rolled.get(indicator.id);
      return one === undefined ? [] : [rollUpStateIndicator(indicator, code, one, { mission, current })];
    }),
  );
  const answers = stateAnswersOf(model, said, current);
  const indicators = said.map((one) => withRuleProposal(one, said, answers));
  return {
    model,
    policy,
    current,
    indicators,
    answers,
    scores: scoreDimensions(model, {}, answers, policy),
    apart: readings.filter((one) => !fitting.includes(one)),
  };
}

/** Assessments that count now. A follow-up asks only some indicators again; for its blanks the earlier ratings count. */
export function currentAssessmentsOf(readings: readonly ReportedAssessment[]): readonly CurrentAssessment[] {
  const beforeOf = createFollowedAssessments(readings);
  return latestAssessments(readings, beforeOf).map((reading) =>
    withPrecedingAnswers(reading, assessmentsBefore(reading, beforeOf)),
  );
}

function withPrecedingAnswers(
  reading: ReportedAssessment,
  earlier: readonly ReportedAssessment[],
): CurrentAssessment {
  const sources = [reading, ...earlier.filter(({ model }) => areModelsComparable(model, reading.model))];
  const sourceOf = (id: string): ReportedAssessment =>
    sources.find(({ answers }) => (answers[id]?.state ?? 'blank') !== 'blank') ?? reading;
  return {
    reading,
    chain: sources,
    answers: Object.fromEntries(
      indicatorsOfModel(reading.model).map(({ id }): readonly [string, IndicatorAnswer] => [
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
  rolled: RolledUpIndicator,
  { mission, current }: { readonly mission: Document; readonly current: readonly CurrentAssessment[] },
): StateIndicator {
  const decided = indicator.scope === 'national' ? readNationalLevel(mission, indicator.id) : null;
  const counted = current.flatMap(({ reading, answers, docOf }) => {
    // An answer that a rule hides is kept, and does not count.
    if (!isIndicatorApplicable(indicator, reading.screening, answers)) return [];
    const answer = countedAnswerOf(indicator, reading.screening, answers);
    return answer?.state === 'rated' ? [{ answer, doc: docOf(indicator.id) }] : [];
  });
  return {
    ...rolled,
    indicator,
    dimension,
    level: decided?.level ?? rolled.level,
    isProposed: decided === null && rolled.isProposed,
    proposed: rolled.level,
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
  one: StateIndicator,
  all: readonly StateIndicator[],
  answers: IndicatorAnswers,
): StateIndicator {
  const asked = resolveApplicability(one.indicator, {}, answers);
  if (asked.kind !== 'proposed') return one;
  const asks = new Set(asked.why.all.map(([name]) => name));
  return {
    ...one,
    level: asked.level,
    isProposed: true,
    confidence: confidenceOfEvidence('E0'),
    records: mergeRecordRefs(
      all.filter(({ indicator }) => asks.has(indicator.id)).flatMap(({ records }) => records),
    ),
  };
}

function stateAnswersOf(
  model: MaturityModel,
  indicators: readonly StateIndicator[],
  current: readonly CurrentAssessment[],
): IndicatorAnswers {
  const rolled = new Map(indicators.map((one) => [one.indicator.id, one]));
  return Object.fromEntries(
    indicatorsOfModel(model).map(({ id }): readonly [string, IndicatorAnswer] => {
      const one = rolled.get(id);
      return [
        id,
        stateAnswerOf({
          levels: one === undefined || one.proposed === null ? [] : [one.proposed],
          isAsked: one !== undefined,
          isSought: current.some(({ answers }) => answers[id]?.state === 'ne'),
          decided: one?.decided?.level ?? null,
        }),
      ];
    }),
  );
}
