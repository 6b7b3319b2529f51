import type { AnswerState, Level } from '../assessment/assessment.ts';
import { type Answers, askedOf, countedAnswer, type Screening } from './applicability.ts';
import type { Indicator, MaturityModel } from './maturity-model.ts';
import { isApplicable } from './score.ts';

/** Something that is not known, apart from gaps of capacity (B6.12, B2); on a gate it is of high priority. */
export interface InformationGap {
  readonly indicator: string;
  readonly state: Extract<AnswerState, 'ne' | 'blank'>;
  readonly isHigh: boolean;
}

/** What was asked and could not be evidenced, and gates that nobody has asked about. */
export function informationGaps(
  model: MaturityModel,
  screening: Screening,
  answers: Answers,
): readonly InformationGap[] {
  return allIndicators(model).flatMap((indicator) => {
    const { kind } = askedOf(indicator, screening, answers);
    const state = answers[indicator.id]?.state ?? 'blank';
    // A level that a rule proposes is known as far as the rule goes.
    if (kind !== 'asked' || (state !== 'ne' && state !== 'blank')) return [];
    if (state === 'blank' && !indicator.gate) return [];
    return [{ indicator: indicator.id, state, isHigh: indicator.gate }];
  });
}

/** All indicators with a tag, across the dimensions: a list and a distribution, never a score of its own (B6.9). */
export interface TaggedView {
  readonly tag: string;
  readonly indicators: readonly { readonly id: string; readonly level: Level | null }[];
  /** How many are at each level; the first is level 1. */
  readonly distribution: readonly [number, number, number, number, number];
  readonly unrated: number;
}

export function taggedView(
  model: MaturityModel,
  tag: string,
  screening: Screening,
  answers: Answers,
): TaggedView {
  const indicators = allIndicators(model)
    .filter((indicator) => indicator.tags.includes(tag) && isApplicable(indicator, screening, answers))
    .map((indicator) => ({
      id: indicator.id,
      level: countedAnswer(indicator, screening, answers)?.level ?? null,
    }));
  const count = (level: Level | null): number => indicators.filter((one) => one.level === level).length;
  return {
    tag,
    indicators,
    distribution: [count(1), count(2), count(3), count(4), count(5)],
    unrated: count(null),
  };
}

const allIndicators = (model: MaturityModel): readonly Indicator[] =>
  model.dimensions.flatMap(({ indicators }) => indicators);
