import type { AnswerStatus, MaturityLevel } from '../assessment/assessment.ts';
import {
  type IndicatorAnswers,
  resolveApplicability,
  countedAnswerOf,
  type ScreeningByQuestion,
} from './applicability.ts';
import type { Indicator, MaturityModel } from './maturity-model.ts';
import { isIndicatorApplicable } from './score.ts';

/** Missing information, apart from gaps of capacity (B6.12, B2); on a gate it is of high priority. */
export interface InformationGap {
  readonly indicator: string;
  readonly state: Extract<AnswerStatus, 'ne' | 'blank'>;
  readonly isHigh: boolean;
}

/** Find indicators that were asked and could not be evidenced, and gates that nobody has asked about. */
export function findInformationGaps(
  model: MaturityModel,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
): readonly InformationGap[] {
  return allIndicators(model).flatMap((indicator) => {
    const { kind } = resolveApplicability(indicator, screening, answers);
    const state = answers[indicator.id]?.state ?? 'blank';
    // A level that a rule proposes is known as far as the rule goes.
    if (kind !== 'asked' || (state !== 'ne' && state !== 'blank')) return [];
    if (state === 'blank' && !indicator.gate) return [];
    return [{ indicator: indicator.id, state, isHigh: indicator.gate }];
  });
}

/** All indicators with a tag, across the dimensions: a list and a distribution, never a score of its own (B6.9). */
export interface TaggedIndicators {
  readonly tag: string;
  readonly indicators: readonly { readonly id: string; readonly level: MaturityLevel | null }[];
  /** Number of indicators at each level; the first is level 1. */
  readonly distribution: readonly [number, number, number, number, number];
  readonly unrated: number;
}

export function summarizeTaggedIndicators(
  model: MaturityModel,
  tag: string,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
): TaggedIndicators {
  const indicators = allIndicators(model)
    .filter(
      (indicator) => indicator.tags.includes(tag) && isIndicatorApplicable(indicator, screening, answers),
    )
    .map((indicator) => ({
      id: indicator.id,
      level: countedAnswerOf(indicator, screening, answers)?.level ?? null,
    }));
  const count = (level: MaturityLevel | null): number =>
    indicators.filter((one) => one.level === level).length;
  return {
    tag,
    indicators,
    distribution: [count(1), count(2), count(3), count(4), count(5)],
    unrated: count(null),
  };
}

const allIndicators = (model: MaturityModel): readonly Indicator[] =>
  model.dimensions.flatMap(({ indicators }) => indicators);
