import { confidenceOf } from '#domain/assessment/assessment.ts';
import type { RatedGap } from '#domain/assessment/ranked-gaps.ts';
import type { FindingKind } from '#domain/assessment/finding.ts';
import type { InformationGap } from '#domain/instrument/findings.ts';
import type { Indicator, MaturityModel } from '#domain/instrument/maturity-model.ts';
import type { Say } from '#renderer/i18n/use-say.ts';

/** A first text, to be taken over and edited (domain.md B7). */
export interface StartedFinding {
  readonly text: string;
  readonly kind: FindingKind;
  readonly about: readonly string[];
}

/** Who is spoken of: the institution's type in words, and its name; either may be empty. */
export interface Spoken {
  readonly type: string;
  readonly institution: string;
}

/** What stands, how sure that is, and what the next level would need. */
export function findingStarter(
  say: Say,
  { indicator, level, evidence, priority }: RatedGap,
  { type, institution }: Spoken,
  { scale }: MaturityModel,
): StartedFinding {
  const values = {
    who: type || institution || say('finding.starter.institution'),
    arrangement: indicator.title,
    level,
    label: scale.find((one) => one.level === level)?.label ?? '',
    confidence: confidenceOf(evidence),
  };
  const next = indicator.levels[level];
  return {
    text:
      next === undefined
        ? say('finding.starter.atTop', values)
        : say('finding.starter.finding', { ...values, next }),
    kind: priority.score === null ? 'strength' : 'gap',
    about: [indicator.id],
  };
}

/** What is not known, and why. */
export const unknownStarter = (
  say: Say,
  { state }: InformationGap,
  indicator: Indicator,
): StartedFinding => ({
  text: say(state === 'ne' ? 'finding.starter.ne' : 'finding.starter.blank', {
    question: indicator.question,
  }),
  kind: 'information-gap',
  about: [indicator.id],
});

/** Who should do what by when, and from which level to which that leads. */
export const recommendationStarter = (
  say: Say,
  { indicator, level }: RatedGap,
  { institution }: Spoken,
): string =>
  say('finding.starter.recommendation', {
    addressee: institution || say('finding.starter.addressee'),
    arrangement: indicator.levels[level] ?? indicator.title,
    from: level,
    to: Math.min(level + 1, 5),
  });
