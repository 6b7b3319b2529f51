import type { LogOutbox } from './plan-request.ts';
import { wireLimits } from '../protocol/limits.ts';
import { maximumRequestBytes, maximumRoundMs, requestGrowthFactor } from './link.ts';

/** How far a run has come. Bytes as they travel; what is left is ours only, since only headquarters knows the rest. */
export interface SyncProgress {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly sentChanges: number;
  readonly receivedChanges: number;
  readonly leftChanges: number;
  readonly leftBytes: number;
  /** Null while it cannot be told: nothing was measured, or only headquarters knows what is still to come. */
  readonly leftMs: number | null;
}

/** A run so far, without the request that is on the road now. */
export interface RunInProgress extends MeasuredRun {
  readonly changesUp: number;
  readonly changesDown: number;
}

/** Progress of a run, with what still waits and the pace of earlier runs for as long as this one tells nothing. */
export function syncProgressOf(
  run: RunInProgress,
  waiting: { readonly changes: number; readonly bytes: number },
  earlier: LinkPace | null,
): SyncProgress {
  const now = linkPaceOf([run]);
  const isTelling = now !== null && now.bytesPerMs !== null;
  const pace = isTelling ? now : (earlier ?? now);
  const textBytes = waitingTextBytes(waiting);
  const requests = estimateRequestCount(textBytes, pace);
  const leftBytes = waiting.changes === 0 ? 0 : estimateTransferBytes(textBytes, requests);
  return {
    sentBytes: run.bytesUp,
    receivedBytes: run.bytesDown,
    sentChanges: run.changesUp,
    receivedChanges: run.changesDown,
    leftChanges: waiting.changes,
    leftBytes,
    leftMs: waiting.changes === 0 ? null : estimateTransferMs(leftBytes, requests, pace),
  };
}

/** A run of round trips, as far as it tells of the link. Bytes are as they travelled. */
export interface MeasuredRun {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly roundTrips: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** How fast the link was when it was last used. */
export interface LinkPace {
  /** What a round trip took in the newest run: the link may be another one than last week. */
  readonly tripMs: number;
  /** Null while only small runs were seen: they tell of delay, not of rate. */
  readonly bytesPerMs: number | null;
  readonly measuredAtMs: number;
}

/** A run below this is mostly waiting for the answer. */
const minimumMeasuredBytes = 16 * 1024;

/** The pace of runs that went well, newest first: the newest large one gives the rate. Null when nothing was measured. */
export function linkPaceOf(runs: readonly MeasuredRun[]): LinkPace | null {
  const told = runs.filter(({ roundTrips }) => roundTrips > 0);
  const [newest] = told;
  if (newest === undefined) return null;
  const large = told.find((run) => bytesOfRun(run) >= minimumMeasuredBytes);
  return {
    tripMs: durationOfRunMs(newest) / newest.roundTrips,
    bytesPerMs: large === undefined ? null : bytesOfRun(large) / durationOfRunMs(large),
    measuredAtMs: (large ?? newest).endedAtMs,
  };
}

/** How long so many bytes in so many round trips take at this pace; null when the pace does not tell. */
export function estimateTransferMs(bytes: number, requests: number, pace: LinkPace | null): number | null {
  if (pace === null) return null;
  const delayMs = requests * pace.tripMs;
  if (pace.bytesPerMs !== null) return Math.max(delayMs, bytes / pace.bytesPerMs);
  return bytes < minimumMeasuredBytes ? delayMs : null;
}

const bytesOfRun = ({ bytesUp, bytesDown }: MeasuredRun): number => bytesUp + bytesDown;
const durationOfRunMs = ({ startedAtMs, endedAtMs }: MeasuredRun): number =>
  Math.max(1, endedAtMs - startedAtMs);

/** Text travels compressed; this much of it goes over the link for each byte that was measured. */
const textBytesPerSentByte = 3;

/** In about how many requests so much text goes after a quiet time: 32 KiB first, then as the pace allows (S6). */
export function estimateRequestCount(textBytes: number, pace: LinkPace | null): number {
  const rate = pace?.bytesPerMs ?? Number.POSITIVE_INFINITY;
  const allowed = Math.min(maximumRequestBytes, rate * maximumRoundMs * textBytesPerSentByte);
  const most = Math.max(wireLimits.firstRequestBytes, allowed);
  let left = textBytes;
  let size: number = wireLimits.firstRequestBytes;
  let requests = 1;
  for (left -= size; left > 0; left -= size) {
    size = Math.min(size * requestGrowthFactor, most);
    requests += 1;
  }
  return requests;
}

/** What columns take beside an op's value in the text of a request, about. */
const opOverheadBytes = 40;

/** Head of a request, and what it asks of every log. */
const requestEnvelopeBytes = 1_000;
/** Compression has little to find in the first bytes, more later (measured with packs of real answers). */
const poorlyCompressedBytes = 16 * 1024;
const startCompressedShare = 0.5;
const laterCompressedShare = 0.3;

/** What waits, as text of requests: own changes with their values, before compression. */
export const waitingTextBytes = (waiting: { readonly changes: number; readonly bytes: number }): number =>
  waiting.bytes + waiting.changes * opOverheadBytes;

/** What so much text costs on the link once compressed, in so many requests; about, for people to decide by. */
export const estimateTransferBytes = (textBytes: number, requests: number): number =>
  Math.round(
    Math.min(textBytes, poorlyCompressedBytes) * startCompressedShare +
      Math.max(0, textBytes - poorlyCompressedBytes) * laterCompressedShare +
      requests * requestEnvelopeBytes,
  );

/**
 * What the next sync would cost, as far as this laptop can know before it starts. What colleagues wrote comes on top:
 * only headquarters knows how much that is.
 */
export interface SyncEstimate {
  /** As they travel, about. */
  readonly bytesUp: number;
  readonly requests: number;
  /** At the rate that was last measured; null when none was. */
  readonly takesMs: number | null;
  readonly measuredAtMs: number | null;
}

/** The cost of sending what waits in these queues. An empty one still asks headquarters for news, in one request. */
export function estimateSync(queues: readonly LogOutbox[], pace: LinkPace | null): SyncEstimate {
  const textBytes = sumOfBytes(
    queues.flatMap(({ signedBytes, unsignedBytes }) => [...signedBytes, unsignedBytes]),
  );
  const requests = estimateRequestCount(textBytes, pace);
  const bytesUp = estimateTransferBytes(textBytes, requests);
  const duration = estimateTransferMs(bytesUp, requests, pace);
  return {
    bytesUp,
    requests,
    takesMs: duration,
    measuredAtMs: duration === null ? null : (pace?.measuredAtMs ?? null),
  };
}

const sumOfBytes = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
