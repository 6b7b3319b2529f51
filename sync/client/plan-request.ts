import type { DeviceId, LogId } from '#domain/ids.ts';
import { highestSeenNumber, type VersionVector } from '#domain/document/version-vector.ts';

/** Pack as the plan sees it. `bytes` as in a request; `atMs`: time of its first op. */
export interface RelayPack {
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  readonly bytes: number;
  readonly atMs: number;
}

/**
 * Packs of one device that the other side lacks (P3), in chain order up to the first hole here. None when the first
 * lacking pack is missing here: its successors would only cause a gap there (J2).
 */
export function packsBeyondNumber<P extends Pick<RelayPack, 'first' | 'last'>>(
  theirs: number,
  packs: readonly P[],
): readonly P[] {
  const chosen: P[] = [];
  let end = theirs;
  for (const pack of packs.toSorted((a, b) => a.first - b.first)) {
    if (pack.last <= end) continue;
    if (pack.first > end + 1) break;
    chosen.push(pack);
    end = pack.last;
  }
  return chosen;
}

/**
 * Packs of all devices for a request (P3): those beyond the version vector `theirs`, as many as fit. Each device's
 * packs go in chain order without holes, the oldest first (S6). An empty request takes one pack however large, so that
 * progress never stops.
 */
export function planRelayedPacks<P extends RelayPack>(
  packs: readonly P[],
  theirs: VersionVector,
  sizeBytes: number,
  isEmpty: boolean,
): readonly P[] {
  const chains = groupPacksByDevice(packs).map(([device, own]) => [
    ...packsBeyondNumber(highestSeenNumber(theirs, device), own),
  ]);
  const chosen: P[] = [];
  let left = sizeBytes;
  for (;;) {
    const [next] = chains
      .flatMap((chain) => chain.slice(0, 1))
      .sort((a, b) => a.atMs - b.atMs || (a.device < b.device ? -1 : 1));
    if (next === undefined) return chosen;
    const mustGo = isEmpty && chosen.length === 0;
    if (next.bytes > left && !mustGo) return chosen;
    chosen.push(next);
    left -= next.bytes;
    chains.find(([first]) => first === next)?.shift();
  }
}

function groupPacksByDevice<P extends RelayPack>(
  packs: readonly P[],
): readonly (readonly [DeviceId, readonly P[]])[] {
  const groups = new Map<DeviceId, P[]>();
  for (const pack of packs) groups.set(pack.device, [...(groups.get(pack.device) ?? []), pack]);
  return [...groups];
}

/** Outbox of one log. Sizes in bytes as in a request. */
export interface LogOutbox {
  readonly log: LogId;
  /** Time when the oldest waiting op was written. */
  readonly oldestMs: number;
  /** Signed packs that headquarters has not confirmed, in chain order. */
  readonly signedBytes: readonly number[];
  /** Ops that are in no pack yet. */
  readonly unsignedBytes: number;
}

/** Part of a log in the next request. */
export interface LogRequestShare {
  readonly log: LogId;
  /** Number of signed packs, from the first. */
  readonly sealed: number;
  /** Limit of new packs in bytes; 0 makes none. */
  readonly newPackBytes: number;
}

/** A smaller pack is mostly envelope; it waits for the next request. */
export const minimumNewPackBytes = 1_024;

/**
 * Fill a request of `sizeBytes`, the log with the oldest waiting op first (S6). Signed packs go before new ones: their
 * bytes never change (P1) and their chain has no holes (P2). At least one pack goes, however large, so that progress
 * never stops.
 */
export function planOwnPacks(queues: readonly LogOutbox[], sizeBytes: number): readonly LogRequestShare[] {
  let left = sizeBytes;
  let isEmpty = true;
  const shares: LogRequestShare[] = [];

  for (const queue of queues.toSorted((a, b) => a.oldestMs - b.oldestMs)) {
    let sealed = 0;
    for (const bytes of queue.signedBytes) {
      if (bytes > left && !isEmpty) break;
      sealed += 1;
      left -= bytes;
      isEmpty = false;
    }
    const isChainSent = sealed === queue.signedBytes.length;
    const maySeal = isChainSent && queue.unsignedBytes > 0 && (isEmpty || left >= minimumNewPackBytes);
    const newPackBytes = maySeal ? Math.max(left, minimumNewPackBytes) : 0;
    if (maySeal) {
      left -= Math.min(queue.unsignedBytes, newPackBytes);
      isEmpty = false;
    }
    if (sealed > 0 || maySeal) shares.push({ log: queue.log, sealed, newPackBytes });
  }
  return shares;
}
