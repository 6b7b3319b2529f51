import type { Figures } from './figures.ts';
import type { Floor } from './floor.ts';
import type { PeerName } from './peers.ts';

export interface Measurements {
  readonly scale: number;
  readonly ours: Figures;
  readonly peers: Partial<Record<PeerName, Figures>>;
  readonly floor: Floor;
}

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly show: (value: number) => string;
  readonly pick: (figures: Figures) => number | undefined;
  /** Ours, where it is not what `pick` gives. */
  readonly ours?: (figures: Figures) => number | undefined;
  readonly floor?: (floor: Floor) => number;
  /** What quality.md asks for. */
  readonly target: string;
  /** Null where this run cannot tell. */
  readonly isMet: (own: number, all: Measurements) => boolean | null;
}

export const count = (value: number): string => Math.round(value).toLocaleString('en');
export const tenth = (value: number): string => value.toFixed(1);
export const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

export const noTarget = (): null => null;
export const atMost =
  (limit: number): Row['isMet'] =>
  (own) =>
    own <= limit;
export const atLeast =
  (limit: number): Row['isMet'] =>
  (own) =>
    own >= limit;

/** At most so many times the floor's figure. */
export const nearFloor =
  (factor: number, floorOf: (floor: Floor) => number): Row['isMet'] =>
  (own, { floor }) =>
    own <= factor * floorOf(floor);

/** The peer has so many times our figure, or more. */
export const timesBelow =
  (factor: number, name: PeerName, pick: Row['pick']): Row['isMet'] =>
  (own, { peers }) => {
    const theirs = peers[name] && pick(peers[name]);
    return theirs === undefined ? null : theirs >= factor * own;
  };

/** Below every peer. */
export const belowAll =
  (pick: Row['pick']): Row['isMet'] =>
  (own, { peers }) => {
    const theirs = Object.values(peers).flatMap((figures) => pick(figures) ?? []);
    return theirs.length === 0 ? null : theirs.every((value) => own < value);
  };
