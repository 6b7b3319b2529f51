import * as z from 'zod';
import { highestSeenNumber, type VersionVector } from '#domain/document/version-vector.ts';
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
export const ChainCheck = z.readonly(
  z.object({ from: z.int().positive(), step: z.enum(['push', 'compare', 'again', 'rest']) }),
);
export type ChainCheck = z.infer<typeof ChainCheck>;

/** Open chain checks of one log. */
export const ChainChecks = z.readonly(z.record(DeviceId, ChainCheck));
export type ChainChecks = z.infer<typeof ChainChecks>;

/** Ask for a check of a chain: its packs were imported, or must go to headquarters once more. */
export function requestChainCheck(doubts: ChainChecks, device: DeviceId, from: number): ChainChecks {
  const known = doubts[device];
  const step = known?.step === 'compare' ? 'compare' : 'push';
  return { ...doubts, [device]: { from: Math.min(from, known?.from ?? from), step } };
}

/**
 * Record that headquarters has our copy of a chain up to `upTo`; our copy ends at `end`. A check at `compare` stays
 * open until the whole chain was compared: a contradiction may still arrive.
 */
export function confirmChain(doubts: ChainChecks, device: DeviceId, upTo: number, end: number): ChainChecks {
  const known = doubts[device];
  if (known === undefined || upTo < known.from) return doubts;
  if (upTo < end || known.step === 'compare') return { ...doubts, [device]: { ...known, from: upTo + 1 } };
  return dropChainCheck(doubts, device);
}

export function dropChainCheck(doubts: ChainChecks, device: DeviceId): ChainChecks {
  if (doubts[device] === undefined) return doubts;
  const { [device]: _, ...others } = doubts;
  return others;
}

/** Record that headquarters did not accept a pack of the chain. */
export function refuseChainPush(doubts: ChainChecks, device: DeviceId): ChainChecks {
  const known = doubts[device];
  if (known?.step === 'push') return { ...doubts, [device]: { ...known, step: 'compare' } };
  if (known?.step === 'again') return restChainCheck(doubts, device);
  return doubts;
}

/** Rest a check without packs to push: the first needed pack is missing here, or the stored packs prove nothing. */
export function restChainCheck(doubts: ChainChecks, device: DeviceId): ChainChecks {
  const known = doubts[device];
  return known === undefined ? doubts : { ...doubts, [device]: { ...known, step: 'rest' } };
}

/** Compare the chain from its start: headquarters' copy contradicts ours before the number of the check. */
export const compareWholeChain = (doubts: ChainChecks, device: DeviceId): ChainChecks => ({
  ...doubts,
  [device]: { from: 1, step: 'compare' },
});

/** Next checks once the log was read to its end, and so all copies were compared. Missing packs are pushed again. */
export function checksAfterComparison(doubts: ChainChecks, have: VersionVector): ChainChecks {
  const left = devicesUnderCheck(doubts).filter((device) => {
    const doubt = doubts[device];
    return doubt?.step !== 'compare' || doubt.from <= highestSeenNumber(have, device);
  });
  const kept = left.length === devicesUnderCheck(doubts).length ? doubts : pickChecks(doubts, left);
  return changeCheckSteps(kept, 'compare', 'again');
}

/** Resume resting checks at a person's request. */
export const resumeChainChecks = (doubts: ChainChecks): ChainChecks =>
  changeCheckSteps(doubts, 'rest', 'push');

/** Chains with packs to push. */
export const chainsToPush = (doubts: ChainChecks): readonly DeviceId[] =>
  devicesAtStep(doubts, 'push', 'again');

/** Chains of which headquarters sends its copy. */
export const chainsToCompare = (doubts: ChainChecks): readonly DeviceId[] => devicesAtStep(doubts, 'compare');

export const hasOpenChainCheck = (doubts: ChainChecks): boolean =>
  Object.values(doubts).some(({ step }) => step !== 'rest');

/** Version vector for a request: of a chain under comparison, only the numbers that both sides are known to have. */
export function versionVectorToSend(have: VersionVector, doubts: ChainChecks): VersionVector {
  const told = { ...have };
  for (const device of devicesUnderCheck(doubts)) {
    const doubt = doubts[device];
    if (doubt?.step === 'compare') told[device] = doubt.from - 1;
  }
  return told;
}

function changeCheckSteps(
  doubts: ChainChecks,
  from: ChainCheck['step'],
  to: ChainCheck['step'],
): ChainChecks {
  if (devicesAtStep(doubts, from).length === 0) return doubts;
  const changed = devicesUnderCheck(doubts).map((device) => {
    const doubt = doubts[device];
    return [device, doubt?.step === from ? { ...doubt, step: to } : doubt] as const;
  });
  return Object.fromEntries(changed) as ChainChecks; // with the same keys
}

const pickChecks = (doubts: ChainChecks, devices: readonly DeviceId[]): ChainChecks =>
  Object.fromEntries(devices.map((device) => [device, doubts[device]])) as ChainChecks; // with its own keys

const devicesAtStep = (doubts: ChainChecks, ...steps: readonly ChainCheck['step'][]): readonly DeviceId[] =>
  devicesUnderCheck(doubts).filter((device) => steps.includes(doubts[device]?.step ?? 'rest'));

// Keys of a parsed record are device ids; Object.keys forgets that.
const devicesUnderCheck = (doubts: ChainChecks): readonly DeviceId[] => Object.keys(doubts) as DeviceId[];
