/** Figures of one contender; one that was not measured is left out. Bytes count both directions. */
export interface SyncFigures {
  readonly one?: { readonly bytes: number; readonly proofBytes: number; readonly roundTrips: number };
  readonly fiveHundred?: { readonly bytesPerEdit: number };
  readonly tenThousand?: TransferFigures & { readonly bytesPerEdit: number };
  readonly satellite?: { readonly seconds: number; readonly isExtrapolated: boolean };
  readonly up?: TransferFigures;
  readonly down?: TransferFigures;
  /** Pairs of concurrent writes, and the number of them with both values visible. */
  readonly visible?: { readonly pairs: number; readonly both: number; readonly lostElsewhere: number };
  /** Share of the whole that is sent again after a kill. */
  readonly killed?: { readonly client: number; readonly server: number };
  /** 2,000 edits, each saved before the next. */
  readonly singles?: { readonly seconds: number };
  readonly saved?: { readonly p50Ms: number; readonly p99Ms: number };
  readonly bulk?: { readonly perSecond: number };
  /** Parts of a figure, measured beside it: reasons why it is not smaller. */
  readonly reasons?: readonly string[];
}

export interface TransferFigures {
  readonly bytes: number;
  readonly roundTrips: number;
  readonly seconds: number;
}

/** Median; the mean of the two middle ones where their number is even. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? Number.NaN) + upper) / 2;
}

/** Nearest-rank quantile. */
export const quantileOf = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ??
  Number.NaN;
