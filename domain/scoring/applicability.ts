import type { AnswerStatus, EvidenceStrength, MaturityLevel } from '../assessment/assessment.ts';
import {
  type Indicator,
  type IndicatorRule,
  institutionTypeQuestionId,
  type MaturityDimension,
  type MaturityModel,
} from './maturity-model.ts';

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
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
): IndicatorApplicability {
  const type = screening[institutionTypeQuestionId];
  if (type !== undefined && !indicator.types.includes(type)) return { kind: 'otherType' };

  const skip = indicator.rules.find((rule) => rule.kind === 'na_if' && ruleHolds(rule, screening, answers));
  if (skip) return { kind: 'skipped', why: skip };

  if ((answers[indicator.id]?.state ?? 'blank') !== 'blank') return { kind: 'asked' };
  const floor = indicator.rules.find(
    (rule) => rule.kind === 'floor_if' && ruleHolds(rule, screening, answers),
  );
  return floor ? { kind: 'proposed', level: 1, why: floor } : { kind: 'asked' };
}

/** The effective answer: the given one, or the proposal of a `floor_if` rule. */
export function countedAnswerOf(
  indicator: Indicator,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
): IndicatorAnswer | undefined {
  const asked = resolveApplicability(indicator, screening, answers);
  if (asked.kind === 'proposed') return { state: 'rated', level: asked.level, evidence: 'E0' };
  return answers[indicator.id];
}

/** Progress of a dimension: counts of the indicators that are asked. */
export interface DimensionProgress {
  readonly asked: number;
  readonly answered: number;
  readonly skipped: number;
}

/** Progress of one dimension. A declined or not evidenced indicator is answered; a proposed level is not. */
export function dimensionProgressOf(
  dimension: MaturityDimension,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
): DimensionProgress {
  const kinds = dimension.indicators.map(
    (indicator) => resolveApplicability(indicator, screening, answers).kind,
  );
  const isAnswered = ({ id }: Indicator, at: number): boolean =>
    kinds[at] === 'asked' && (answers[id]?.state ?? 'blank') !== 'blank';
  return {
    asked: kinds.filter((kind) => kind === 'asked' || kind === 'proposed').length,
    answered: dimension.indicators.filter(isAnswered).length,
    skipped: kinds.filter((kind) => kind === 'skipped').length,
  };
}

/** Sum progress over all dimensions. */
export function totalProgressOf(
  instrument: MaturityModel,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
): DimensionProgress {
  const parts = instrument.dimensions.map((dimension) => dimensionProgressOf(dimension, screening, answers));
  const sum = (of: (part: DimensionProgress) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  return {
    asked: sum((part) => part.asked),
    answered: sum((part) => part.answered),
    skipped: sum((part) => part.skipped),
  };
}

function ruleHolds(rule: IndicatorRule, screening: ScreeningByQuestion, answers: IndicatorAnswers): boolean {
  return rule.all.every(([name, , expected]) => (screening[name] ?? answers[name]?.level) === expected);
}
