import type { LogId } from '#domain/ids.ts';

/** What waits in one log. Sizes in bytes as they stand in a request. */
export interface LogQueue {
  readonly log: LogId;
  /** When the oldest waiting op was written. */
  readonly oldestMs: number;
  /** Sealed packs that headquarters has not confirmed, in chain order. */
  readonly sealedBytes: readonly number[];
  /** Ops that are in no pack yet. */
  readonly unsealedBytes: number;
}

/** What of a log goes into the next request. */
export interface LogShare {
  readonly log: LogId;
  /** So many of the sealed packs, from the first. */
  readonly sealed: number;
  /** New packs may be sealed up to this size; 0 seals none. */
  readonly sealBytes: number;
}

/** A pack smaller than this is mostly envelope: it waits for the next request. */
export const smallestPackBytes = 1_024;

/**
 * Fills a request of `sizeBytes`, the log with the oldest waiting op first (S6). Sealed packs go before new ones: their
 * bytes never change (P1) and their chain has no holes (P2). At least one pack goes, however large, so that progress
 * never stops.
 */
export function planRequest(queues: readonly LogQueue[], sizeBytes: number): readonly LogShare[] {
  let left = sizeBytes;
  let isEmpty = true;
  const shares: LogShare[] = [];

  for (const queue of queues.toSorted((a, b) => a.oldestMs - b.oldestMs)) {
    let sealed = 0;
    for (const bytes of queue.sealedBytes) {
      if (bytes > left && !isEmpty) break;
      sealed += 1;
      left -= bytes;
      isEmpty = false;
    }
    const isChainSent = sealed === queue.sealedBytes.length;
    const maySeal = isChainSent && queue.unsealedBytes > 0 && (isEmpty || left >= smallestPackBytes);
    const sealBytes = maySeal ? Math.max(left, smallestPackBytes) : 0;
    if (maySeal) {
      left -= Math.min(queue.unsealedBytes, sealBytes);
      isEmpty = false;
    }
    if (sealed > 0 || maySeal) shares.push({ log: queue.log, sealed, sealBytes });
  }
  return shares;
}
