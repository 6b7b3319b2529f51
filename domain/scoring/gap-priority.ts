import type { MaturityLevel } from '../assessment/assessment.ts';
import { defaultScoringPolicy, type ScoringPolicy } from './scoring-policy.ts';

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
