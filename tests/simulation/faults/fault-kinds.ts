import type { Random } from '#tests/support/random/random.ts';

/** The kinds of faults. Faults of a whole vault or of headquarters as a whole are a world's fate instead. */
export const faultKinds = [
  'noNetwork',
  'slowNetwork',
  'lostRequests',
  'lostAnswers',
  'cutAnswers',
  'repeatedRequests',
  'portals',
  'headquartersCloses',
  'headquartersCrashes',
  'oneWayPartition',
  'linksStop',
  'carrierLoses',
  'crashes',
  'crashAtCall',
  'sleeps',
  'databaseIsGone',
  'databaseIsOlder',
  'journalIsDamaged',
  'shortWrite',
  'misdirectedWrite',
  'callFails',
  'diskFills',
  'diskFails',
  'clockJumps',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** In this number of worlds all kinds occur. */
const allShare = 0.2;

/**
 * Draw the kinds of faults of one world, each with an even chance. Kinds that hide each other are then apart in many
 * worlds, and each kind occurs more often (swarm testing; Groce et al., ISSTA 2012).
 */
export const drawFaultKinds = (random: Random): ReadonlySet<FaultKind> =>
  new Set(random.chance(allShare) ? faultKinds : faultKinds.filter(() => random.chance(0.5)));
