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
export function requestChainCheck(checks: ChainChecks, device: DeviceId, from: number): ChainChecks {
  const known = checks[device];
  const step = known?.step === 'compare' ? 'compare' : 'push';
  return { ...checks, [device]: { ...known, from: Math.min(from, known?.from ?? from), step } };
}

/**
 * Record that headquarters has our copy of a chain up to `upTo`; our copy ends at `end`. A check at `compare` stays
 * open until the whole chain was compared: a contradiction may still arrive.
 */
export function confirmChain(checks: ChainChecks, device: DeviceId, upTo: number, end: number): ChainChecks {
  const known = checks[device];
  if (known === undefined || upTo < known.from) return checks;
  if (upTo < end || known.step === 'compare') return { ...checks, [device]: { ...known, from: upTo + 1 } };
  return dropChainCheck(checks, device);
}

export function dropChainCheck(checks: ChainChecks, device: DeviceId): ChainChecks {
  if (checks[device] === undefined) return checks;
  const { [device]: _, ...others } = checks;
  return others;
}

/** Record that headquarters did not accept a pack of the chain. */
export function refuseChainPush(checks: ChainChecks, device: DeviceId): ChainChecks {
  const known = checks[device];
  if (known?.step === 'push') return { ...checks, [device]: { ...known, step: 'compare' } };
  if (known?.step === 'again') return restChainCheck(checks, device);
  return checks;
}

/** Record that headquarters refused a pack as `held-full`: the chain's ops wait without effect until it takes them. */
export function waitForRoom(checks: ChainChecks, device: DeviceId): ChainChecks {
  const known = checks[device];
  return known === undefined ? checks : { ...checks, [device]: { ...known, waitsForRoom: true } };
}

/** True for an op that waits without effect until headquarters has room for held ops of its person (J5). */
export function isWaitingForRoom(checks: ChainChecks, device: DeviceId, n: number): boolean {
  const known = checks[device];
  return known?.waitsForRoom === true && n >= known.from;
}

/** Rest a check without packs to push: the first needed pack is missing here, or the stored packs prove nothing. */
export function restChainCheck(checks: ChainChecks, device: DeviceId): ChainChecks {
  const known = checks[device];
  return known === undefined ? checks : { ...checks, [device]: { ...known, step: 'rest' } };
}

/** Compare the chain from its start: headquarters' copy contradicts ours before the number of the check. */
export const compareWholeChain = (checks: ChainChecks, device: DeviceId): ChainChecks => ({
  ...checks,
  [device]: { from: 1, step: 'compare' },
});

/** Next checks once the log was read to its end, and so all copies were compared. Missing packs are pushed again. */
export function checksAfterComparison(checks: ChainChecks, have: VersionVector): ChainChecks {
  const left = devicesUnderCheck(checks).filter((device) => {
    const check = checks[device];
    return check?.step !== 'compare' || check.from <= highestSeenNumber(have, device);
  });
  const kept = left.length === devicesUnderCheck(checks).length ? checks : pickChecks(checks, left);
  return changeCheckSteps(kept, 'compare', 'again');
}

/** Resume resting checks at a person's request. */
export const resumeChainChecks = (checks: ChainChecks): ChainChecks =>
  changeCheckSteps(checks, 'rest', 'push');

/** Chains with packs to push. */
export const chainsToPush = (checks: ChainChecks): readonly DeviceId[] =>
  devicesAtStep(checks, 'push', 'again');

/** Chains of which headquarters sends its copy. */
export const chainsToCompare = (checks: ChainChecks): readonly DeviceId[] => devicesAtStep(checks, 'compare');

export const hasOpenChainCheck = (checks: ChainChecks): boolean =>
  Object.values(checks).some(({ step }) => step !== 'rest');

/** Version vector for a request: of a chain under comparison, only the numbers that both sides are known to have. */
export function versionVectorToSend(have: VersionVector, checks: ChainChecks): VersionVector {
  const sent = { ...have };
  for (const device of devicesUnderCheck(checks)) {
    const check = checks[device];
    if (check?.step === 'compare') sent[device] = check.from - 1;
  }
  return sent;
}

function changeCheckSteps(
  checks: ChainChecks,
  from: ChainCheck['step'],
  to: ChainCheck['step'],
): ChainChecks {
  if (devicesAtStep(checks, from).length === 0) return checks;
  const changed = devicesUnderCheck(checks).map((device) => {
    const check = checks[device];
    return [device, check?.step === from ? { ...check, step: to } : check] as const;
  });
  return Object.fromEntries(changed) as ChainChecks; // with the same keys
}

const pickChecks = (checks: ChainChecks, devices: readonly DeviceId[]): ChainChecks =>
  Object.fromEntries(devices.map((device) => [device, checks[device]])) as ChainChecks; // with its own keys

const devicesAtStep = (checks: ChainChecks, ...steps: readonly ChainCheck['step'][]): readonly DeviceId[] =>
  devicesUnderCheck(checks).filter((device) => steps.includes(checks[device]?.step ?? 'rest'));

// Keys of a parsed record are device ids; Object.keys forgets that.
const devicesUnderCheck = (checks: ChainChecks): readonly DeviceId[] => Object.keys(checks) as DeviceId[];
