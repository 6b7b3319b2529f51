import { type Dot } from './dot.ts';
import { hasSeen, type VersionVector } from './version-vector.ts';

/** Which ops of a log took effect: all that were seen, but for those that are held (J5) until someone releases them. */
export interface Taken {
  readonly have: VersionVector;
  readonly held: ReadonlySet<Dot>;
}

export const hasTaken = (taken: Taken, dot: Dot): boolean => hasSeen(taken.have, dot) && !taken.held.has(dot);
