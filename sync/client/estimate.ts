import { aboutTravelBytes } from './about-bytes.ts';
import { type Pace, takesMs } from './pace.ts';
import type { LogQueue } from './plan-request.ts';
import { requestsFor } from './requests-for.ts';

/**
 * What the next sync would cost, as far as this laptop can know before it starts. What colleagues wrote comes on top:
 * only headquarters knows how much that is.
 */
export interface Estimate {
  /** As they travel, about. */
  readonly bytesUp: number;
  readonly requests: number;
  /** At the rate that was last measured; null when none was. */
  readonly takesMs: number | null;
  readonly measuredAtMs: number | null;
}

/** The cost of sending what waits in these queues. An empty one still asks headquarters for news, in one request. */
export function estimateSync(queues: readonly LogQueue[], pace: Pace | null): Estimate {
  const textBytes = sum(queues.flatMap(({ sealedBytes, unsealedBytes }) => [...sealedBytes, unsealedBytes]));
  const requests = requestsFor(textBytes, pace);
  const bytesUp = aboutTravelBytes(textBytes, requests);
  const duration = takesMs(bytesUp, requests, pace);
  return {
    bytesUp,
    requests,
    takesMs: duration,
    measuredAtMs: duration === null ? null : (pace?.measuredAtMs ?? null),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
