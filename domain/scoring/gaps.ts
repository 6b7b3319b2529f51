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
export const gapToTarget = (target: MaturityLevel, maturityLevel: MaturityLevel): number =>
  Math.max(0, target - maturityLevel);

/** B6.11: only a gap has a priority; a gate's is at least high by its points. */
export function computeGapPriority(
  priorityFactors: PriorityFactors,
  policy: ScoringPolicy = defaultScoringPolicy,
): GapPriority {
  const { weight, gate, level, target, ownership, feasibility, alignment } = priorityFactors;
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
export const shownPriorityBand = (
  { band }: GapPriority,
  priorityOverride?: PriorityOverride,
): PriorityBand | null => priorityOverride?.band ?? band;

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
  maturityModel: MaturityModel,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): readonly InformationGap[] {
  return allIndicators(maturityModel).flatMap((indicator) => {
    const { kind } = resolveApplicability(indicator, screeningByQuestion, indicatorAnswers);
    const answerStatus = indicatorAnswers[indicator.id]?.state ?? 'blank';
    // A level that a rule proposes is known as far as the rule goes.
    if (kind !== 'asked' || (answerStatus !== 'ne' && answerStatus !== 'blank')) return [];
    if (answerStatus === 'blank' && !indicator.gate) return [];
    return [{ indicator: indicator.id, state: answerStatus, isHigh: indicator.gate }];
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

const allIndicators = (maturityModel: MaturityModel): readonly Indicator[] =>
  maturityModel.dimensions.flatMap(({ indicators }) => indicators);
