import type { ErasedPart } from '#domain/document/erase-ops.ts';
import type { FoundPlace } from './request.ts';

/** What was erased in a place since the search found it. */
export interface ErasedHere {
  readonly part: ErasedPart;
  readonly count: number;
}

/** Erasing places that were found. */
export interface Erasing {
  /** By `placeId`. */
  readonly erasedById: ReadonlyMap<string, ErasedHere>;
  readonly isAsking: boolean;
  /** `onDone` hears of what was erased; what was refused stays as it was chosen. */
  readonly onErase: (place: FoundPlace, part: ErasedPart, onDone: () => void) => void;
}

/** A place by what tells it from every other. */
export const placeId = ({ log, doc, path }: FoundPlace): string => `${log} ${doc} ${path}`;

/** Is what the search found there erased? What stands there now is not gone with what it said before. */
export const isGone = ({ stands }: FoundPlace, erased: ErasedHere | undefined): boolean =>
  erased !== undefined && (erased.part === 'all' || stands === 'before');
