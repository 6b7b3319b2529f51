import * as z from 'zod';
import { highestSeenNumber, type VersionVector } from '#domain/document/op.ts';
import { DeviceId } from '#domain/ids.ts';
import type { Sha256 } from '../protocol/hash.ts';

/** Relation of an arriving pack to the stored chain of its device. */
export type ChainArrival =
  | { readonly kind: 'next' }
  | { readonly kind: 'known' }
  /** M6: an earlier pack is missing. */
  | { readonly kind: 'early' }
  /** Fork, or broken link to the pack before (P2). The whole pack is quarantined. */
  | { readonly kind: 'broken'; readonly why: 'fork' | 'chain' };

/**
 * Judge an arriving pack against the stored chain (P2).
 * @param end Last stored pack of that device: n 0 for none; `hash` null after a snapshot, which has no hashes.
 * @param isStored True when exactly this payload, or all its ops, are stored.
 */
export function judgePackArrival(
  end: { readonly n: number; readonly hash: Sha256 | null },
  pack: { readonly first: number; readonly prev: Sha256 },
  isStored: boolean,
): ChainArrival {
  if (isStored) return { kind: 'known' };
  if (pack.first > end.n + 1) return { kind: 'early' };
  if (pack.first <= end.n) return { kind: 'broken', why: 'fork' };
  return end.hash === null || pack.prev === end.hash ? { kind: 'next' } : { kind: 'broken', why: 'chain' };
}

/**
 * Check of a chain from this number on (P2, P3). Headquarters may have it differently: it was imported, or lost there.
 * - `push`: send the missing packs, or the last pack, with a verdict that confirms all before it.
 * - `compare`: headquarters refused the push; fetch its copy of the chain, which takes precedence.
 * - `again`: push once more after the comparison.
 * - `rest`: headquarters refused again; nothing is tried until a person asks.
 */
const ChainCheck = z.readonly(
  z.object({
    from: z.int().positive(),
    step: z.enum(['push', 'compare', 'again', 'rest']),
    /** Headquarters has no room for held ops of the chain's person: ops from `from` on have no effect until then (J5). */
    waitsForRoom: z.literal(true).optional(),
  }),
);
type ChainCheck = z.infer<typeof ChainCheck>;

/** Open chain checks of one log. */
export const ChainChecks = z.readonly(z.record(DeviceId, ChainCheck));
export type ChainChecks = z.infer<typeof ChainChecks>;

/** Ask for a check of a chain: its packs were imported, or must go to headquarters once more. */
export function requestChainCheck(chainChecks: ChainChecks, deviceId: DeviceId, from: number): ChainChecks {
  const knownCheck = chainChecks[deviceId];
  const step = knownCheck?.step === 'compare' ? 'compare' : 'push';
  return {
    ...chainChecks,
    [deviceId]: { ...knownCheck, from: Math.min(from, knownCheck?.from ?? from), step },
  };
}

/**
 * Record that headquarters has our copy of a chain up to `upTo`; our copy ends at `end`. A check at `compare` stays
 * open until the whole chain was compared: a contradiction may still arrive.
 */
export function confirmChain(
  chainChecks: ChainChecks,
  deviceId: DeviceId,
  upTo: number,
  end: number,
): ChainChecks {
  const knownCheck = chainChecks[deviceId];
  if (knownCheck === undefined || upTo < knownCheck.from) return chainChecks;
  if (upTo < end || knownCheck.step === 'compare')
    return { ...chainChecks, [deviceId]: { ...knownCheck, from: upTo + 1 } };
  return dropChainCheck(chainChecks, deviceId);
}

export function dropChainCheck(chainChecks: ChainChecks, deviceId: DeviceId): ChainChecks {
  if (chainChecks[deviceId] === undefined) return chainChecks;
  const { [deviceId]: _, ...others } = chainChecks;
  return others;
}

/** Record that headquarters did not accept a pack of the chain. */
export function refuseChainPush(chainChecks: ChainChecks, deviceId: DeviceId): ChainChecks {
  const knownCheck = chainChecks[deviceId];
  if (knownCheck?.step === 'push') return { ...chainChecks, [deviceId]: { ...knownCheck, step: 'compare' } };
  if (knownCheck?.step === 'again') return restChainCheck(chainChecks, deviceId);
  return chainChecks;
}

/** Record that headquarters refused a pack as `held-full`: the chain's ops wait without effect until it takes them. */
export function waitForRoom(chainChecks: ChainChecks, deviceId: DeviceId): ChainChecks {
  const knownCheck = chainChecks[deviceId];
  return knownCheck === undefined
    ? chainChecks
    : { ...chainChecks, [deviceId]: { ...knownCheck, waitsForRoom: true } };
}

/** True for an op that waits without effect until headquarters has room for held ops of its person (J5). */
export function isWaitingForRoom(chainChecks: ChainChecks, deviceId: DeviceId, n: number): boolean {
  const knownCheck = chainChecks[deviceId];
  return knownCheck?.waitsForRoom === true && n >= knownCheck.from;
}

/** Rest a check without packs to push: the first needed pack is missing here, or the stored packs prove nothing. */
export function restChainCheck(chainChecks: ChainChecks, deviceId: DeviceId): ChainChecks {
  const knownCheck = chainChecks[deviceId];
  return knownCheck === undefined
    ? chainChecks
    : { ...chainChecks, [deviceId]: { ...knownCheck, step: 'rest' } };
}

/** Compare the chain from its start: headquarters' copy contradicts ours before the number of the check. */
export const compareWholeChain = (chainChecks: ChainChecks, deviceId: DeviceId): ChainChecks => ({
  ...chainChecks,
  [deviceId]: { from: 1, step: 'compare' },
});

/** Next checks once the log was read to its end, and so all copies were compared. Missing packs are pushed again. */
export function checksAfterComparison(chainChecks: ChainChecks, versionVector: VersionVector): ChainChecks {
  const left = devicesUnderCheck(chainChecks).filter((deviceId) => {
    const chainCheck = chainChecks[deviceId];
    return chainCheck?.step !== 'compare' || chainCheck.from <= highestSeenNumber(versionVector, deviceId);
  });
  const keptChainChecks =
    left.length === devicesUnderCheck(chainChecks).length ? chainChecks : pickChecks(chainChecks, left);
  return changeCheckSteps(keptChainChecks, 'compare', 'again');
}

/** Resume resting checks at a person's request. */
export const resumeChainChecks = (chainChecks: ChainChecks): ChainChecks =>
  changeCheckSteps(chainChecks, 'rest', 'push');

/** Chains with packs to push. */
export const chainsToPush = (chainChecks: ChainChecks): readonly DeviceId[] =>
  devicesAtStep(chainChecks, 'push', 'again');

/** Chains of which headquarters sends its copy. */
export const chainsToCompare = (chainChecks: ChainChecks): readonly DeviceId[] =>
  devicesAtStep(chainChecks, 'compare');

export const hasOpenChainCheck = (chainChecks: ChainChecks): boolean =>
  Object.values(chainChecks).some(({ step }) => step !== 'rest');

/** Version vector for a request: of a chain under comparison, only the numbers that both sides are known to have. */
export function versionVectorToSend(versionVector: VersionVector, chainChecks: ChainChecks): VersionVector {
  const sent = { ...versionVector };
  for (const deviceId of devicesUnderCheck(chainChecks)) {
    const chainCheck = chainChecks[deviceId];
    if (chainCheck?.step === 'compare') sent[deviceId] = chainCheck.from - 1;
  }
  return sent;
}

function changeCheckSteps(
  chainChecks: ChainChecks,
  from: ChainCheck['step'],
  to: ChainCheck['step'],
): ChainChecks {
  if (devicesAtStep(chainChecks, from).length === 0) return chainChecks;
  const changed = devicesUnderCheck(chainChecks).map((deviceId) => {
    const chainCheck = chainChecks[deviceId];
    return [deviceId, chainCheck?.step === from ? { ...chainCheck, step: to } : chainCheck] as const;
  });
  return Object.fromEntries(changed) as ChainChecks; // with the same keys
}

const pickChecks = (chainChecks: ChainChecks, deviceIds: readonly DeviceId[]): ChainChecks =>
  Object.fromEntries(deviceIds.map((device) => [device, chainChecks[device]])) as ChainChecks; // with its own keys

const devicesAtStep = (
  chainChecks: ChainChecks,
  ...steps: readonly ChainCheck['step'][]
): readonly DeviceId[] =>
  devicesUnderCheck(chainChecks).filter((device) => steps.includes(chainChecks[device]?.step ?? 'rest'));

// Keys of a parsed record are device ids; Object.keys forgets that.
const devicesUnderCheck = (chainChecks: ChainChecks): readonly DeviceId[] =>
  Object.keys(chainChecks) as DeviceId[];
