import * as z from 'zod';
import { highestSeenNumber, type VersionVector } from '#domain/document/version-vector.ts';
import { DeviceId } from '#domain/ids.ts';
import type { Sha256 } from '../protocol/hash.ts';

/** What a pack that arrives is to what is already here of its device's chain. */
export type ChainArrival =
  | { readonly kind: 'next' }
  | { readonly kind: 'known' }
  /** M6: an earlier one is missing. */
  | { readonly kind: 'early' }
  /** It claims numbers that another payload has, or does not follow the one before it (P2): parked whole. */
  | { readonly kind: 'broken'; readonly why: 'fork' | 'chain' };

/**
 * P2 on the device. `end`: the last pack here of that device, n 0 for none, `hash` null where it came in a snapshot,
 * which tells no hashes; `isStored`: exactly this payload is here, or what it holds is.
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
 * From this number on, headquarters is not known to have the same chain of that device as we have (P2, P3): its packs
 * came by another road, or headquarters lost something. What is done about it next:
 * `push`: send what it lacks, or the last pack, whose verdict speaks for all before it.
 * `compare`: it did not take that; its own copy of the chain is fetched, and its word wins.
 * `again`: push once more, now that both were compared.
 * `rest`: it does not take it. Nothing is tried until somebody asks anew.
 */
export const ChainCheck = z.readonly(
  z.object({ from: z.int().positive(), step: z.enum(['push', 'compare', 'again', 'rest']) }),
);
export type ChainCheck = z.infer<typeof ChainCheck>;

/** The chains of one log that are in doubt. */
export const ChainChecks = z.readonly(z.record(DeviceId, ChainCheck));
export type ChainChecks = z.infer<typeof ChainChecks>;

/** Packs of a chain came by another road, or are to be shown to headquarters once more. */
export function requestChainCheck(doubts: ChainChecks, device: DeviceId, from: number): ChainChecks {
  const known = doubts[device];
  const step = known?.step === 'compare' ? 'compare' : 'push';
  return { ...doubts, [device]: { from: Math.min(from, known?.from ?? from), step } };
}

/**
 * Headquarters has our copy of a chain up to `upTo`; `end` is where our copy ends. While a chain is compared the doubt
 * stays until all of it was: a contradiction may still come.
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

/** Headquarters did not take a pack of the chain. */
export function refuseChainPush(doubts: ChainChecks, device: DeviceId): ChainChecks {
  const known = doubts[device];
  if (known?.step === 'push') return { ...doubts, [device]: { ...known, step: 'compare' } };
  if (known?.step === 'again') return restChainCheck(doubts, device);
  return doubts;
}

/** Nothing of the chain can be pushed: what would come first is not here, or what is here proves nothing. */
export function restChainCheck(doubts: ChainChecks, device: DeviceId): ChainChecks {
  const known = doubts[device];
  return known === undefined ? doubts : { ...doubts, [device]: { ...known, step: 'rest' } };
}

/** What headquarters has of a chain contradicts ours before the doubt begins: all of it is compared. */
export const compareWholeChain = (doubts: ChainChecks, device: DeviceId): ChainChecks => ({
  ...doubts,
  [device]: { from: 1, step: 'compare' },
});

/** The log was read to its end, so headquarters' copies were all compared; what it does not have is pushed again. */
export function checksAfterComparison(doubts: ChainChecks, have: VersionVector): ChainChecks {
  const left = devicesUnderCheck(doubts).filter((device) => {
    const doubt = doubts[device];
    return doubt?.step !== 'compare' || doubt.from <= highestSeenNumber(have, device);
  });
  const kept = left.length === devicesUnderCheck(doubts).length ? doubts : pickChecks(doubts, left);
  return changeCheckSteps(kept, 'compare', 'again');
}

/** Somebody asks anew. */
export const resumeChainChecks = (doubts: ChainChecks): ChainChecks =>
  changeCheckSteps(doubts, 'rest', 'push');

/** Chains with something to push. */
export const chainsToPush = (doubts: ChainChecks): readonly DeviceId[] =>
  devicesAtStep(doubts, 'push', 'again');

/** Chains that headquarters sends its copy of. */
export const chainsToCompare = (doubts: ChainChecks): readonly DeviceId[] => devicesAtStep(doubts, 'compare');

export const hasOpenChainCheck = (doubts: ChainChecks): boolean =>
  Object.values(doubts).some(({ step }) => step !== 'rest');

/** What a request says that we have: of a chain that is compared, only what both are known to have. */
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
  return Object.fromEntries(changed) as ChainChecks; // of the same keys
}

const pickChecks = (doubts: ChainChecks, devices: readonly DeviceId[]): ChainChecks =>
  Object.fromEntries(devices.map((device) => [device, doubts[device]])) as ChainChecks; // of its own keys

const devicesAtStep = (doubts: ChainChecks, ...steps: readonly ChainCheck['step'][]): readonly DeviceId[] =>
  devicesUnderCheck(doubts).filter((device) => steps.includes(doubts[device]?.step ?? 'rest'));

// Keys of a parsed record are device ids; Object.keys forgets that.
const devicesUnderCheck = (doubts: ChainChecks): readonly DeviceId[] => Object.keys(doubts) as DeviceId[];
