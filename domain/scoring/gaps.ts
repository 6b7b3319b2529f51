import type { AnswerStatus, MaturityLevel } from '../assessment/assessment.ts';
import {
  countedAnswerOf,
  type IndicatorAnswers,
  resolveApplicability,
  type ScreeningByQuestion,
} from './applicability.ts';
import {
  defaultScoringPolicy,
  type Indicator,
  type MaturityModel,
  type ScoringPolicy,
} from './maturity-model.ts';
import { isIndicatorApplicable } from './score.ts';

/** Factors of a gap's priority (B6.11). */
interface PriorityFactors {
  readonly weight: number;
  readonly gate: boolean;
  readonly level: MaturityLevel;
  readonly target: MaturityLevel;
  /** 0 not raised, 0.5 discussed, 1 asked for by the State. */
  readonly ownership: number;
  /** Within mandate and time: 0, 0.5 or 1. */
  readonly feasibility: number;
  /** With a recommendation that the State has shared: 0 or 1. */
  readonly alignment: number;
}

export type PriorityBand = 'High' | 'Medium' | 'Low';

/** Priority of a gap: points up to 100, to one decimal. Null without a gap. */
export interface GapPriority {
  readonly gap: number;
  readonly score: number | null;
  readonly band: PriorityBand | null;
}

/** A band that a person has set, with the reason; the computed one is kept beside it. */
interface PriorityOverride {
  readonly band: PriorityBand;
  readonly reason: string;
}

/** B6.10: levels from an indicator up to its target. */
export const gapToTarget = (target: MaturityLevel, level: MaturityLevel): number =>
  Math.max(0, target - level);

/** B6.11: only a gap has a priority; a gate's is at least high by its points. */
export function computeGapPriority(
  factors: PriorityFactors,
  policy: ScoringPolicy = defaultScoringPolicy,
): GapPriority {
  const { weight, gate, level, target, ownership, feasibility, alignment } = factors;
  const gap = gapToTarget(target, level);
  if (gap < 1) return { gap, score: null, band: null };
  const part = policy.priority;
  const points =
    100 *
    (part.gap * (gap / (target - 1)) +
      part.weight * ((weight - 1) / 2) +
      part.ownership * ownership +
      part.feasibility * feasibility +
      part.alignment * alignment);
  const score = roundHalfUp(gate ? Math.max(points, part.gateAtLeast) : points, 1);
  return { gap, score, band: priorityBandOf(score, policy) };
}

/** Band in a report: set by hand, else computed. Both are kept. */
export const shownPriorityBand = ({ band }: GapPriority, override?: PriorityOverride): PriorityBand | null =>
  override?.band ?? band;

function priorityBandOf(score: number, { priority }: ScoringPolicy): PriorityBand {
  if (score >= priority.highFrom) return 'High';
  return score >= priority.mediumFrom ? 'Medium' : 'Low';
}

/** Round half up, as a person does: sums of tenths fall short of a half by some 1e-15. */
export function roundHalfUp(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor(value * scale + 0.5 + 1e-9) / scale;
}

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
interface TaggedIndicators {
  readonly tag: string;
  readonly indicators: readonly { readonly id: string; readonly level: MaturityLevel | null }[];
  /** Number of indicators at each level; the first is level 1. */
  readonly distribution: readonly [number, number, number, number, number];
  readonly unrated: number;
}

/** Summarize the applicable indicators with a tag: their levels, and the number of indicators at each level. */
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
