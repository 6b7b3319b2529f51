/** A run of round trips, as far as it tells of the link. Bytes are as they travelled. */
export interface MeasuredRun {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly roundTrips: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** How fast the link was when it was last used. */
export interface Pace {
  /** What a round trip took in the newest run: the link may be another one than last week. */
  readonly tripMs: number;
  /** Null while only small runs were seen: they tell of delay, not of rate. */
  readonly bytesPerMs: number | null;
  readonly measuredAtMs: number;
}

/** A run below this is mostly waiting for the answer. */
const leastMeasuredBytes = 16 * 1024;

/** The pace of runs that went well, newest first: the newest large one gives the rate. Null when nothing was measured. */
export function paceOf(runs: readonly MeasuredRun[]): Pace | null {
  const told = runs.filter(({ roundTrips }) => roundTrips > 0);
  const [newest] = told;
  if (newest === undefined) return null;
  const large = told.find((run) => bytesOf(run) >= leastMeasuredBytes);
  return {
    tripMs: tookMs(newest) / newest.roundTrips,
    bytesPerMs: large === undefined ? null : bytesOf(large) / tookMs(large),
    measuredAtMs: (large ?? newest).endedAtMs,
  };
}

/** How long so many bytes in so many round trips take at this pace; null when the pace does not tell. */
export function takesMs(bytes: number, requests: number, pace: Pace | null): number | null {
  if (pace === null) return null;
  const delayMs = requests * pace.tripMs;
  if (pace.bytesPerMs !== null) return Math.max(delayMs, bytes / pace.bytesPerMs);
  return bytes < leastMeasuredBytes ? delayMs : null;
}

const bytesOf = ({ bytesUp, bytesDown }: MeasuredRun): number => bytesUp + bytesDown;
const tookMs = ({ startedAtMs, endedAtMs }: MeasuredRun): number => Math.max(1, endedAtMs - startedAtMs);
