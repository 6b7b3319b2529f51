import type { Document } from '../document/document.ts';
import { countedAnswerOf, resolveApplicability } from '../scoring/applicability.ts';
import {
  computeGapPriority,
  type GapPriority,
  type PriorityBand,
  shownPriorityBand,
} from '../scoring/gap-priority.ts';
import { findInformationGaps, type InformationGap } from '../scoring/information-gaps.ts';
import { type Indicator, type MaturityModel } from '../scoring/maturity-model.ts';
import { defaultScoringPolicy, type ScoringPolicy } from '../scoring/scoring-policy.ts';
import type { EvidenceStrength, MaturityLevel } from './assessment.ts';
import { type MaturityTarget, readMaturityTargets } from './maturity-target.ts';
import { readIndicatorAnswers, readScreeningAnswers } from './read-answer.ts';
import { noStatedPriority, readStatedPriorities, type StatedPriority } from './stated-priority.ts';

/** One rated indicator against its target, with all parts of its priority (B6.10, B6.11). */
export interface RatedIndicatorGap {
  readonly indicator: Indicator;
  readonly dimension: string;
  readonly level: MaturityLevel;
  /** A rule proposed the level; nobody has rated it (B4). */
  readonly isProposed: boolean;
  readonly evidence: EvidenceStrength;
  readonly target: MaturityLevel;
  /** The target that was agreed or set by hand; null while the instrument's own applies. */
  readonly agreed: MaturityTarget | null;
  readonly stated: StatedPriority;
  /** Computed; `stated.override` is kept beside it. */
  readonly priority: GapPriority;
  /** The effective band: set by hand, else computed. Null without a gap. */
  readonly band: PriorityBand | null;
}

/**
 * Needs that follow from the ratings of one assessment. Gaps of capacity and gaps of knowledge are kept apart
 * (B6.12).
 */
export interface RankedGaps {
  /** Indicators below their target by effective band, then by score; equal ones in the instrument's order. */
  readonly ranked: readonly RatedIndicatorGap[];
  /** Rated, and at or above the target. */
  readonly met: readonly RatedIndicatorGap[];
  readonly unknown: readonly InformationGap[];
}

/** Gaps and priorities of an assessment, as every screen and report shows them. Total over any document. */
export function rankGaps(
  document: Document | undefined,
  maturityModel: MaturityModel,
  policy: ScoringPolicy = defaultScoringPolicy,
): RankedGaps {
  const screeningByQuestion = readScreeningAnswers(document, maturityModel);
  const indicatorAnswers = readIndicatorAnswers(document, maturityModel);
  const targets = readMaturityTargets(document);
  const stated = readStatedPriorities(document);
  const indicatorGaps = maturityModel.dimensions.flatMap(({ code, indicators }) =>
    indicators.flatMap((indicator): readonly RatedIndicatorGap[] => {
      const asked = resolveApplicability(indicator, screeningByQuestion, indicatorAnswers).kind;
      const indicatorAnswer = countedAnswerOf(indicator, screeningByQuestion, indicatorAnswers);
      if ((asked !== 'asked' && asked !== 'proposed') || indicatorAnswer?.state !== 'rated') return [];
      if (indicatorAnswer.level === undefined) return [];
      const about = {
        indicator,
        dimension: code,
        level: indicatorAnswer.level,
        evidence: indicatorAnswer.evidence,
      };
      return [
        {
          ...about,
          isProposed: asked === 'proposed',
          ...prioritizeGap(about, targets[indicator.id] ?? null, stated[indicator.id], policy),
        },
      ];
    }),
  );
  const isGap = ({ priority }: RatedIndicatorGap): boolean => priority.score !== null;
  return {
    ranked: indicatorGaps.filter(isGap).toSorted(compareByPriority),
    met: indicatorGaps.filter((indicatorGap) => !isGap(indicatorGap)),
    unknown: findInformationGaps(maturityModel, screeningByQuestion, indicatorAnswers),
  };
}

/** Compare by effective band, then by score: a band that was set by hand moves its row. */
export const compareByPriority = (
  a: Pick<RatedIndicatorGap, 'band' | 'priority'>,
  b: Pick<RatedIndicatorGap, 'band' | 'priority'>,
): number => bandRankOf(a.band) - bandRankOf(b.band) || (b.priority.score ?? 0) - (a.priority.score ?? 0);

const bandRankOf = (priorityBand: PriorityBand | null): number =>
  priorityBand === null ? bandsByRank.length : bandsByRank.indexOf(priorityBand);
const bandsByRank: readonly PriorityBand[] = ['High', 'Medium', 'Low'];

/** The effective target, and the priority of the gap to it, from the agreed target and the stated factors. */
export function prioritizeGap(
  { indicator, level }: Pick<RatedIndicatorGap, 'indicator' | 'level'>,
  agreed: MaturityTarget | null,
  statedPriority: StatedPriority = noStatedPriority,
  policy: ScoringPolicy,
): Pick<RatedIndicatorGap, 'target' | 'agreed' | 'stated' | 'priority' | 'band'> {
  const target = agreed?.level ?? indicator.default_target;
  const gapPriority = computeGapPriority(
    {
      weight: indicator.weight,
      gate: indicator.gate,
      level,
      target,
      ownership: statedPriority.ownership ?? 0,
      feasibility: statedPriority.feasibility ?? 0,
      alignment: statedPriority.alignment ?? 0,
    },
    policy,
  );
  const band =
    gapPriority.score === null ? null : shownPriorityBand(gapPriority, statedPriority.override ?? undefined);
  return { target, agreed, stated: statedPriority, priority: gapPriority, band };
}
