import type { Level } from '../assessment/assessment.ts';
import { type Answers, countedAnswer, type Screening } from './applicability.ts';
import type { Indicator, MaturityModel } from './maturity-model.ts';
import { isApplicable } from './score.ts';
import { defaultPolicy, type ScoringPolicy } from './scoring-policy.ts';

/** The lower of the two in the middle: nothing is reported that nobody has rated. Throws on an empty list. */
export function lowerMedian(levels: readonly Level[]): Level {
  const sorted = [...levels].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('The median of nothing was asked for');
  return middle;
}

/** One institution's assessment, as far as a roll-up asks. */
export interface Contribution {
  readonly institution: string;
  readonly screening: Screening;
  readonly answers: Answers;
}

/** An indicator over all institutions of a State (B6.8); what a rule proposes counts, as in the scores of one. */
export interface RolledUp {
  readonly indicator: string;
  readonly scope: Indicator['scope'];
  readonly rated: number;
  readonly asked: number;
  /** Of institution indicators the State's level; of national ones the proposal, which the lead assessor decides on. */
  readonly level: Level | null;
  /** Nobody has rated it: a rule of the instrument proposes the level (B4). */
  readonly isProposed: boolean;
  readonly lowest: Level | null;
  readonly highest: Level | null;
  /** The institutions lie far apart: worth a sentence in the report. */
  readonly isFlagged: boolean;
}

/** Rolls up all indicators that any institution was asked. */
export function rollUp(
  model: MaturityModel,
  contributions: readonly Contribution[],
  policy: ScoringPolicy = defaultPolicy,
): readonly RolledUp[] {
  const rolled = model.dimensions.flatMap(({ indicators }) =>
    indicators.map((indicator) => rollUpOne(indicator, contributions, policy)),
  );
  return rolled.filter(({ asked }) => asked > 0);
}

function rollUpOne(
  indicator: Indicator,
  contributions: readonly Contribution[],
  policy: ScoringPolicy,
): RolledUp {
  const asking = contributions.filter(({ screening, answers }) =>
    isApplicable(indicator, screening, answers),
  );
  const levels = asking
    .map(({ screening, answers }) => countedAnswer(indicator, screening, answers))
    .flatMap((answer) => (answer?.state === 'rated' ? (answer.level ?? []) : []))
    .sort((a, b) => a - b);
  const isRated = asking.some(({ answers }) => answers[indicator.id]?.state === 'rated');
  const lowest = levels[0] ?? null;
  const highest = levels.at(-1) ?? null;
  return {
    indicator: indicator.id,
    scope: indicator.scope,
    rated: levels.length,
    asked: asking.length,
    level: levels.length === 0 ? null : lowerMedian(levels),
    isProposed: levels.length > 0 && !isRated,
    lowest,
    highest,
    isFlagged: lowest !== null && highest !== null && highest - lowest >= policy.flaggedSpread,
  };
}
