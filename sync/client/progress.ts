import { aboutTravelBytes, waitingTextBytes } from './about-bytes.ts';
import { type MeasuredRun, type Pace, paceOf, takesMs } from './pace.ts';
import { requestsFor } from './requests-for.ts';

/** How far a run has come. Bytes as they travel; what is left is ours only, since only headquarters knows the rest. */
export interface Progress {
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
export interface RunSoFar extends MeasuredRun {
  readonly changesUp: number;
  readonly changesDown: number;
}

/** Progress of a run, with what still waits and the pace of earlier runs for as long as this one tells nothing. */
export function progressOf(
  run: RunSoFar,
  waiting: { readonly changes: number; readonly bytes: number },
  earlier: Pace | null,
): Progress {
  const now = paceOf([run]);
  const isTelling = now !== null && now.bytesPerMs !== null;
  const pace = isTelling ? now : (earlier ?? now);
  const textBytes = waitingTextBytes(waiting);
  const requests = requestsFor(textBytes, pace);
  const leftBytes = waiting.changes === 0 ? 0 : aboutTravelBytes(textBytes, requests);
  return {
    sentBytes: run.bytesUp,
    receivedBytes: run.bytesDown,
    sentChanges: run.changesUp,
    receivedChanges: run.changesDown,
    leftChanges: waiting.changes,
    leftBytes,
    leftMs: waiting.changes === 0 ? null : takesMs(leftBytes, requests, pace),
  };
}
