import type { Document } from '../document/document.ts';
import { askedOf, countedAnswer } from '../instrument/applicability.ts';
import { type InformationGap, informationGaps } from '../instrument/findings.ts';
import type { Indicator, MaturityModel } from '../instrument/maturity-model.ts';
import { type Band, type Priority, priorityOf, shownBand } from '../instrument/priority.ts';
import { defaultPolicy, type ScoringPolicy } from '../instrument/scoring-policy.ts';
import type { EvidenceStrength, Level } from './assessment.ts';
import type { Target } from './finding.ts';
import { readAnswers, readScreening } from './read-answer.ts';
import { nothingStated, readPriorities, readTargets, type StatedPriority } from './read-findings.ts';

/** One rated indicator against its target, with all that its priority is made of (B6.10, B6.11). */
export interface RatedGap {
  readonly indicator: Indicator;
  readonly dimension: string;
  readonly level: Level;
  /** A rule proposed the level; nobody has rated it (B4). */
  readonly isProposed: boolean;
  readonly evidence: EvidenceStrength;
  readonly target: Level;
  /** What was agreed or set by hand; null while the instrument's own target holds. */
  readonly agreed: Target | null;
  readonly stated: StatedPriority;
  /** Computed; `stated.override` stands beside it. */
  readonly priority: Priority;
  /** The band that counts: set by hand, else computed. Null without a gap. */
  readonly band: Band | null;
}

/** What the ratings of one assessment say about needs. Gaps of capacity and gaps of knowledge are kept apart (B6.12). */
export interface Gaps {
  /** Indicators below their target by the band that counts, then by score; equal ones in the instrument's order. */
  readonly ranked: readonly RatedGap[];
  /** Rated, and at or above the target. */
  readonly met: readonly RatedGap[];
  readonly unknown: readonly InformationGap[];
}

/** Gaps and priorities of an assessment, as every screen and report shows them. Total over any document. */
export function gapsOf(
  document: Document | undefined,
  model: MaturityModel,
  policy: ScoringPolicy = defaultPolicy,
): Gaps {
  const screening = readScreening(document, model);
  const answers = readAnswers(document, model);
  const targets = readTargets(document);
  const stated = readPriorities(document);
  const rated = model.dimensions.flatMap(({ code, indicators }) =>
    indicators.flatMap((indicator): readonly RatedGap[] => {
      const asked = askedOf(indicator, screening, answers).kind;
      const answer = countedAnswer(indicator, screening, answers);
      if ((asked !== 'asked' && asked !== 'proposed') || answer?.state !== 'rated') return [];
      if (answer.level === undefined) return [];
      const about = { indicator, dimension: code, level: answer.level, evidence: answer.evidence };
      return [
        {
          ...about,
          isProposed: asked === 'proposed',
          ...prioritised(about, targets[indicator.id] ?? null, stated[indicator.id], policy),
        },
      ];
    }),
  );
  const isGap = ({ priority }: RatedGap): boolean => priority.score !== null;
  return {
    ranked: rated.filter(isGap).toSorted(byPriority),
    met: rated.filter((one) => !isGap(one)),
    unknown: informationGaps(model, screening, answers),
  };
}

/** By the band that counts, then by score: a band that was set by hand moves its row. */
export const byPriority = (
  a: Pick<RatedGap, 'band' | 'priority'>,
  b: Pick<RatedGap, 'band' | 'priority'>,
): number => rankOf(a.band) - rankOf(b.band) || (b.priority.score ?? 0) - (a.priority.score ?? 0);

const rankOf = (band: Band | null): number => (band === null ? bands.length : bands.indexOf(band));
const bands: readonly Band[] = ['High', 'Medium', 'Low'];

/** The target that holds, and what the gap to it is worth, from what was agreed and said (null: nothing). */
export function prioritised(
  { indicator, level }: Pick<RatedGap, 'indicator' | 'level'>,
  agreed: Target | null,
  stated: StatedPriority = nothingStated,
  policy: ScoringPolicy,
): Pick<RatedGap, 'target' | 'agreed' | 'stated' | 'priority' | 'band'> {
  const target = agreed?.level ?? indicator.default_target;
  const priority = priorityOf(
    {
      weight: indicator.weight,
      gate: indicator.gate,
      level,
      target,
      ownership: stated.ownership ?? 0,
      feasibility: stated.feasibility ?? 0,
      alignment: stated.alignment ?? 0,
    },
    policy,
  );
  const band = priority.score === null ? null : shownBand(priority, stated.override ?? undefined);
  return { target, agreed, stated, priority, band };
}
