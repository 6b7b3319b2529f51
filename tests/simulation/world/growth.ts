import type { Random } from '#tests/support/random/random.ts';

/** Parts of the product that came after the first worlds, each with its actors. */
export const growthKinds = [
  'deviceRows',
  'secondMission',
  'roleEnds',
  'powerCuts',
  'journalSizes',
  'workshopFacts',
  'fieldRequests',
  'movedAssessments',
] as const;
export type GrowthKind = (typeof growthKinds)[number];

/** Worlds of earlier seeds keep their story: some of them once failed, and have a name in `once-failed.long.spec.ts`. */
export const firstGrownSeed = 91_001_000;

/** Kinds that need a second mission. */
const inSecondMission: readonly GrowthKind[] = ['roleEnds', 'movedAssessments'];

/** The kinds of one world, each with an even chance, and the numbers that their actors draw. */
export interface Growth {
  readonly kinds: ReadonlySet<GrowthKind>;
  readonly random: Random;
}

export function drawGrowth(random: Random): ReadonlySet<GrowthKind> {
  const kinds = growthKinds.filter(() => random.chance(0.5));
  return withNeeds(kinds);
}

/** These kinds, with those that they need. */
export const withNeeds = (kinds: readonly GrowthKind[]): ReadonlySet<GrowthKind> =>
  new Set(kinds.some((kind) => inSecondMission.includes(kind)) ? [...kinds, 'secondMission'] : kinds);
