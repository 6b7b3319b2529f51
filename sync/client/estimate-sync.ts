import { wireLimits } from '../protocol/limits.ts';
import { maximumRequestBytes, maximumRoundMs, requestGrowthFactor } from './link.ts';
import type { LogOutbox } from './plan-request.ts';

/**
 * Progress of a sync run, in bytes as they travel. The remainder counts own changes only; headquarters knows the rest.
 */
export interface SyncProgress {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly sentChanges: number;
  readonly receivedChanges: number;
  readonly leftChanges: number;
  readonly leftBytes: number;
  /** Null while unknown: nothing was measured, or only headquarters knows the remainder. */
  readonly leftMs: number | null;
}

/** Sync run so far, without the request under way. */
export interface RunInProgress extends MeasuredRun {
  readonly changesUp: number;
  readonly changesDown: number;
}

/** Cost of sending these outboxes. An empty outbox still asks headquarters for news, in one request. */
export function estimateSync(logOutboxes: readonly LogOutbox[], linkPace: LinkPace | null): SyncEstimate {
  const textBytes = sumOfBytes(
    logOutboxes.flatMap(({ signedBytes, unsignedBytes }) => [...signedBytes, unsignedBytes]),
  );
  const requests = estimateRequestCount(textBytes, linkPace);
  const bytesUp = estimateTransferBytes(textBytes, requests);
  const duration = estimateTransferMs(bytesUp, requests, linkPace);
  return {
    bytesUp,
    requests,
    takesMs: duration,
    measuredAtMs: duration === null ? null : (linkPace?.measuredAtMs ?? null),
  };
}

/** Progress of a run with its remaining changes. The pace of earlier runs counts until this run gives one. */
export function syncProgressOf(
  runInProgress: RunInProgress,
  waiting: { readonly changes: number; readonly bytes: number },
  earlier: LinkPace | null,
): SyncProgress {
  const now = linkPaceOf([runInProgress]);
  const isTelling = now !== null && now.bytesPerMs !== null;
  const linkPace = isTelling ? now : (earlier ?? now);
  const textBytes = waitingTextBytes(waiting);
  const requests = estimateRequestCount(textBytes, linkPace);
  const leftBytes = waiting.changes === 0 ? 0 : estimateTransferBytes(textBytes, requests);
  return {
    sentBytes: runInProgress.bytesUp,
    receivedBytes: runInProgress.bytesDown,
    sentChanges: runInProgress.changesUp,
    receivedChanges: runInProgress.changesDown,
    leftChanges: waiting.changes,
    leftBytes,
    leftMs: waiting.changes === 0 ? null : estimateTransferMs(leftBytes, requests, linkPace),
  };
}

/** Finished part of a run as a measurement of the link. Bytes are as they travelled. */
export interface MeasuredRun {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly roundTrips: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** Speed of the link when it was last used. */
export interface LinkPace {
  /** Duration of a round trip in the newest run: since last week the link may have changed. */
  readonly tripMs: number;
  /** Null while only small runs were seen: they measure delay, not rate. */
  readonly bytesPerMs: number | null;
  readonly measuredAtMs: number;
}

/** Below this size a run mostly waits for the response. */
const minimumMeasuredBytes = 16 * 1024;

/** Pace of successful runs, newest first; the newest large run gives the rate. Null without a measurement. */
export function linkPaceOf(measuredRuns: readonly MeasuredRun[]): LinkPace | null {
  const finished = measuredRuns.filter(({ roundTrips }) => roundTrips > 0);
  const [newestRun] = finished;
  if (newestRun === undefined) return null;
  const large = finished.find((run) => bytesOfRun(run) >= minimumMeasuredBytes);
  return {
    tripMs: durationOfRunMs(newestRun) / newestRun.roundTrips,
    bytesPerMs: large === undefined ? null : bytesOfRun(large) / durationOfRunMs(large),
    measuredAtMs: (large ?? newestRun).endedAtMs,
  };
}

/** Estimated time of a transfer at this pace, in milliseconds; null when the pace is unknown. */
export function estimateTransferMs(
  bytes: number,
  requests: number,
  linkPace: LinkPace | null,
): number | null {
  if (linkPace === null) return null;
  const delayMs = requests * linkPace.tripMs;
  if (linkPace.bytesPerMs !== null) return Math.max(delayMs, bytes / linkPace.bytesPerMs);
  return bytes < minimumMeasuredBytes ? delayMs : null;
}

const bytesOfRun = ({ bytesUp, bytesDown }: MeasuredRun): number => bytesUp + bytesDown;
const durationOfRunMs = ({ startedAtMs, endedAtMs }: MeasuredRun): number =>
  Math.max(1, endedAtMs - startedAtMs);

/** Bytes of text for each byte on the link, since text travels compressed. */
const textBytesPerSentByte = 3;

/** Estimated number of requests after a quiet time: 32 KiB first, then by the pace (S6). */
export function estimateRequestCount(textBytes: number, linkPace: LinkPace | null): number {
  const rate = linkPace?.bytesPerMs ?? Number.POSITIVE_INFINITY;
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

/** Estimated bytes of an op's columns beside its value, in the text of a request. */
const opOverheadBytes = 40;

/** Head of a request, and its question for each log. */
const requestEnvelopeBytes = 1_000;
/** First bytes, in which compression finds little; later it finds more (measured with packs of real answers). */
const poorlyCompressedBytes = 16 * 1024;
const startCompressedShare = 0.5;
const laterCompressedShare = 0.3;

/** Bytes of the outbox as text of requests: own changes with their values, before compression. */
export const waitingTextBytes = (waiting: { readonly changes: number; readonly bytes: number }): number =>
  waiting.bytes + waiting.changes * opOverheadBytes;

/** Estimated bytes on the link of a compressed text, in so many requests. An approximation for people to decide by. */
export const estimateTransferBytes = (textBytes: number, requests: number): number =>
  Math.round(
    Math.min(textBytes, poorlyCompressedBytes) * startCompressedShare +
      Math.max(0, textBytes - poorlyCompressedBytes) * laterCompressedShare +
      requests * requestEnvelopeBytes,
  );

/**
 * Estimated cost of the next sync, as far as this laptop knows it. Colleagues' changes come on top; only headquarters
 * knows their size.
 */
export interface SyncEstimate {
  /** Approximate bytes as they travel. */
  readonly bytesUp: number;
  readonly requests: number;
  /** Milliseconds at the last measured rate; null without a measurement. */
  readonly takesMs: number | null;
  readonly measuredAtMs: number | null;
}

const sumOfBytes = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
