import { groupByKey } from '#base/group.ts';
import { highestSeenNumber, type VersionVector } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { RoundBudget } from './link.ts';

/**
 * Room for packs in one request, as it is filled. Never changed: each step returns the next budget. All sizes are bytes
 * in the text of the request.
 */
export interface RequestBudget {
  /** Below 0 when the first pack was larger than the room. */
  readonly leftBytes: number;
  /** Limit of each new pack. */
  readonly packBytes: number;
  /** True while the request has no pack. */
  readonly isEmpty: boolean;
}

/** Budget of a request without packs, beside its text so far. */
export const requestBudgetOf = (
  { requestBytes, packBytes }: Pick<RoundBudget, 'requestBytes' | 'packBytes'>,
  envelopeBytes: number,
): RequestBudget => ({ leftBytes: requestBytes - envelopeBytes, packBytes, isEmpty: true });

/** Budget of packs that travel without a request, on a stick or between laptops. */
export const unlimitedBudget: RequestBudget = {
  leftBytes: Number.POSITIVE_INFINITY,
  packBytes: wireLimits.packBytes,
  isEmpty: true,
};

/** Return whether so many bytes may go. An empty request takes one pack however large, so that progress never stops. */
export const fitsBudget = ({ leftBytes, isEmpty }: RequestBudget, bytes: number): boolean =>
  isEmpty || bytes <= leftBytes;

/** Budget after a pack of so many bytes. */
export const takeFromBudget = (requestBudget: RequestBudget, bytes: number): RequestBudget => ({
  ...requestBudget,
  leftBytes: requestBudget.leftBytes - bytes,
  isEmpty: false,
});

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
 * packs go in chain order without holes, the oldest first (S6).
 */
export function planRelayedPacks<P extends RelayPack>(
  packs: readonly P[],
  remoteVector: VersionVector,
  requestBudget: RequestBudget,
): readonly P[] {
  const chains = groupPacksByDevice(packs).map(([deviceId, own]) => [
    ...packsBeyondNumber(highestSeenNumber(remoteVector, deviceId), own),
  ]);
  const chosen: P[] = [];
  let remainingBudget = requestBudget;
  for (;;) {
    const [next] = chains
      .flatMap((chain) => chain.slice(0, 1))
      .sort((a, b) => a.atMs - b.atMs || (a.device < b.device ? -1 : 1));
    if (next === undefined || !fitsBudget(remainingBudget, next.bytes)) return chosen;
    chosen.push(next);
    remainingBudget = takeFromBudget(remainingBudget, next.bytes);
    chains.find(([first]) => first === next)?.shift();
  }
}

function groupPacksByDevice<P extends RelayPack>(
  packs: readonly P[],
): readonly (readonly [DeviceId, readonly P[]])[] {
  return [...groupByKey(packs, ({ device }) => device)];
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
  readonly signedPacks: number;
  /** Limit of new packs in bytes; 0 makes none. */
  readonly newPackBytes: number;
}

/** A smaller pack is mostly envelope; it waits for the next request. */
export const minimumNewPackBytes = 1_024;

/**
 * Fill a request, the log with the oldest waiting op first (S6). Signed packs go before new ones: their bytes never
 * change (P1) and their chain has no holes (P2).
 */
export function planOwnPacks(
  logOutboxes: readonly LogOutbox[],
  requestBudget: RequestBudget,
): readonly LogRequestShare[] {
  let remainingBudget = requestBudget;
  const logRequestShares: LogRequestShare[] = [];

  for (const { log, signedBytes, unsignedBytes } of logOutboxes.toSorted((a, b) => a.oldestMs - b.oldestMs)) {
    let signedPacks = 0;
    for (const bytes of signedBytes) {
      if (!fitsBudget(remainingBudget, bytes)) break;
      signedPacks += 1;
      remainingBudget = takeFromBudget(remainingBudget, bytes);
    }
    const isChainSent = signedPacks === signedBytes.length;
    const maySign = isChainSent && unsignedBytes > 0 && fitsBudget(remainingBudget, minimumNewPackBytes);
    const newPackBytes = maySign ? Math.max(remainingBudget.leftBytes, minimumNewPackBytes) : 0;
    if (maySign) remainingBudget = takeFromBudget(remainingBudget, Math.min(unsignedBytes, newPackBytes));
    if (signedPacks > 0 || maySign) logRequestShares.push({ log, signedPacks, newPackBytes });
  }
  return logRequestShares;
}
