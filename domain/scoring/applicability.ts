import type { AnswerStatus, EvidenceStrength, MaturityLevel } from '../assessment/assessment.ts';
import {
  type Indicator,
  type IndicatorRule,
  type MaturityDimension,
  type MaturityModel,
} from './maturity-model.ts';
import { institutionTypeQuestionId } from './scoring-policy.ts';

/** Answer to one indicator, with the parts for scoring and skip rules. */
export interface IndicatorAnswer {
  readonly state: AnswerStatus;
  readonly level?: MaturityLevel;
  /** The strongest evidence item; E0 when there is none. */
  readonly evidence: EvidenceStrength;
}

export type IndicatorAnswers = Readonly<Record<string, IndicatorAnswer>>;
export type ScreeningByQuestion = Readonly<Record<string, string>>;

/** Applicability of an indicator (docs/requirements.md B4): by type, then `na_if`, then `floor_if`. */
export type IndicatorApplicability =
  | { readonly kind: 'asked' }
  /** Not answered, and a rule proposes this level; editable. */
  | { readonly kind: 'proposed'; readonly level: 1; readonly why: IndicatorRule }
  | { readonly kind: 'skipped'; readonly why: IndicatorRule }
  | { readonly kind: 'otherType' };

/**
 * Apply the screening answers and the ratings so far to one indicator. An answer that a skip rule hides is kept but
 * does not count. A level is proposed only while nobody has answered.
 */
export function resolveApplicability(
  indicator: Indicator,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): IndicatorApplicability {
  const type = screeningByQuestion[institutionTypeQuestionId];
  if (type !== undefined && !indicator.types.includes(type)) return { kind: 'otherType' };

  const skip = indicator.rules.find(
    (indicatorRule) =>
      indicatorRule.kind === 'na_if' && ruleHolds(indicatorRule, screeningByQuestion, indicatorAnswers),
  );
  if (skip) return { kind: 'skipped', why: skip };

  if ((indicatorAnswers[indicator.id]?.state ?? 'blank') !== 'blank') return { kind: 'asked' };
  const floor = indicator.rules.find(
    (indicatorRule) =>
      indicatorRule.kind === 'floor_if' && ruleHolds(indicatorRule, screeningByQuestion, indicatorAnswers),
  );
  return floor ? { kind: 'proposed', level: 1, why: floor } : { kind: 'asked' };
}

/** The effective answer: the given one, or the proposal of a `floor_if` rule. */
export function countedAnswerOf(
  indicator: Indicator,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): IndicatorAnswer | undefined {
  const indicatorApplicability = resolveApplicability(indicator, screeningByQuestion, indicatorAnswers);
  if (indicatorApplicability.kind === 'proposed')
    return { state: 'rated', level: indicatorApplicability.level, evidence: 'E0' };
  return indicatorAnswers[indicator.id];
}

/** Progress of a dimension: counts of the indicators that are asked. */
export interface DimensionProgress {
  readonly asked: number;
  readonly answered: number;
  readonly skipped: number;
}

/** Progress of one dimension. A declined or not evidenced indicator is answered; a proposed level is not. */
export function dimensionProgressOf(
  maturityDimension: MaturityDimension,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): DimensionProgress {
  const kinds = maturityDimension.indicators.map(
    (indicator) => resolveApplicability(indicator, screeningByQuestion, indicatorAnswers).kind,
  );
  const isAnswered = ({ id }: Indicator, at: number): boolean =>
    kinds[at] === 'asked' && (indicatorAnswers[id]?.state ?? 'blank') !== 'blank';
  return {
    asked: kinds.filter((kind) => kind === 'asked' || kind === 'proposed').length,
    answered: maturityDimension.indicators.filter(isAnswered).length,
    skipped: kinds.filter((kind) => kind === 'skipped').length,
  };
}

/** Sum progress over all dimensions. */
export function totalProgressOf(
  maturityModel: MaturityModel,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): DimensionProgress {
  const parts = maturityModel.dimensions.map((dimension) =>
    dimensionProgressOf(dimension, screeningByQuestion, indicatorAnswers),
  );
  const sum = (of: (dimensionProgress: DimensionProgress) => number): number =>
    parts.reduce((total, dimensionProgress) => total + of(dimensionProgress), 0);
  return {
    asked: sum((dimensionProgress) => dimensionProgress.asked),
    answered: sum((dimensionProgress) => dimensionProgress.answered),
    skipped: sum((dimensionProgress) => dimensionProgress.skipped),
  };
}

function ruleHolds(
  indicatorRule: IndicatorRule,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): boolean {
  return indicatorRule.all.every(
    ([name, , expected]) => (screeningByQuestion[name] ?? indicatorAnswers[name]?.level) === expected,
  );
}
