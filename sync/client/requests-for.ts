import { limits } from '#sync/protocol/limits.ts';
import { growth, largestBytes, longestTripMs } from './link.ts';
import type { Pace } from './pace.ts';

/** Text travels compressed; this much of it goes over the link for each byte that was measured. */
const textPerTravelled = 3;

/** In about how many requests so much text goes after a quiet time: 32 KiB first, then as the pace allows (S6). */
export function requestsFor(textBytes: number, pace: Pace | null): number {
  const rate = pace?.bytesPerMs ?? Number.POSITIVE_INFINITY;
  const allowed = Math.min(largestBytes, rate * longestTripMs * textPerTravelled);
  const most = Math.max(limits.firstRequestBytes, allowed);
  let left = textBytes;
  let size: number = limits.firstRequestBytes;
  let requests = 1;
  for (left -= size; left > 0; left -= size) {
    size = Math.min(size * growth, most);
    requests += 1;
  }
  return requests;
}
