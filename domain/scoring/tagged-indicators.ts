import type { MaturityLevel } from '../assessment/assessment.ts';
import { countedAnswerOf, type IndicatorAnswers, type ScreeningByQuestion } from './applicability.ts';
import { allIndicators, type MaturityModel } from './maturity-model.ts';
import { isIndicatorApplicable } from './score.ts';

/** All indicators with a tag, across the dimensions: a list and a distribution, never a score of its own (B6.9). */
interface TaggedIndicators {
  readonly tag: string;
  readonly indicators: readonly { readonly id: string; readonly level: MaturityLevel | null }[];
  /** Number of indicators at each level; the first is level 1. */
  readonly distribution: readonly [number, number, number, number, number];
  readonly unrated: number;
}

/** Summarize the applicable indicators with a tag: their levels, and the number of indicators at each level. */
export function summarizeTaggedIndicators(
  maturityModel: MaturityModel,
  tag: string,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): TaggedIndicators {
  const indicators = allIndicators(maturityModel)
    .filter(
      (indicator) =>
        indicator.tags.includes(tag) &&
        isIndicatorApplicable(indicator, screeningByQuestion, indicatorAnswers),
    )
    .map((indicator) => ({
      id: indicator.id,
      level: countedAnswerOf(indicator, screeningByQuestion, indicatorAnswers)?.level ?? null,
    }));
  const count = (maturityLevel: MaturityLevel | null): number =>
    indicators.filter((one) => one.level === maturityLevel).length;
  return {
    tag,
    indicators,
    distribution: [count(1), count(2), count(3), count(4), count(5)],
    unrated: count(null),
  };
}
