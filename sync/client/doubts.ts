import * as z from 'zod';
import { seenUpTo, type VersionVector } from '#domain/document/version-vector.ts';
import { DeviceId } from '#domain/ids.ts';

/**
 * From this number on, headquarters is not known to have the same chain of that device as we have (P2, P3): its packs
 * came by another road, or headquarters lost something. What is done about it next:
 * `push`: send what it lacks, or the last pack, whose verdict speaks for all before it.
 * `compare`: it did not take that; its own copy of the chain is fetched, and its word wins.
 * `again`: push once more, now that both were compared.
 * `rest`: it does not take it. Nothing is tried until somebody asks anew.
 */
export const Doubt = z.readonly(
  z.object({ from: z.int().positive(), step: z.enum(['push', 'compare', 'again', 'rest']) }),
);
export type Doubt = z.infer<typeof Doubt>;

/** The chains of one log that are in doubt. */
export const Doubts = z.readonly(z.record(DeviceId, Doubt));
export type Doubts = z.infer<typeof Doubts>;

/** Packs of a chain came by another road, or are to be shown to headquarters once more. */
export function raiseDoubt(doubts: Doubts, device: DeviceId, from: number): Doubts {
  const known = doubts[device];
  const step = known?.step === 'compare' ? 'compare' : 'push';
  return { ...doubts, [device]: { from: Math.min(from, known?.from ?? from), step } };
}

/**
 * Headquarters has our copy of a chain up to `upTo`; `end` is where our copy ends. While a chain is compared the doubt
 * stays until all of it was: a contradiction may still come.
 */
export function settleDoubt(doubts: Doubts, device: DeviceId, upTo: number, end: number): Doubts {
  const known = doubts[device];
  if (known === undefined || upTo < known.from) return doubts;
  if (upTo < end || known.step === 'compare') return { ...doubts, [device]: { ...known, from: upTo + 1 } };
  return dropDoubt(doubts, device);
}

export function dropDoubt(doubts: Doubts, device: DeviceId): Doubts {
  if (doubts[device] === undefined) return doubts;
  const { [device]: _, ...others } = doubts;
  return others;
}

/** Headquarters did not take a pack of the chain. */
export function refuseDoubt(doubts: Doubts, device: DeviceId): Doubts {
  const known = doubts[device];
  if (known?.step === 'push') return { ...doubts, [device]: { ...known, step: 'compare' } };
  if (known?.step === 'again') return restDoubt(doubts, device);
  return doubts;
}

/** Nothing of the chain can be pushed: what would come first is not here, or what is here proves nothing. */
export function restDoubt(doubts: Doubts, device: DeviceId): Doubts {
  const known = doubts[device];
  return known === undefined ? doubts : { ...doubts, [device]: { ...known, step: 'rest' } };
}

/** What headquarters has of a chain contradicts ours before the doubt begins: all of it is compared. */
export const compareWhole = (doubts: Doubts, device: DeviceId): Doubts => ({
  ...doubts,
  [device]: { from: 1, step: 'compare' },
});

/** The log was read to its end, so headquarters' copies were all compared; what it does not have is pushed again. */
export function afterCompare(doubts: Doubts, have: VersionVector): Doubts {
  const left = devicesOf(doubts).filter((device) => {
    const doubt = doubts[device];
    return doubt?.step !== 'compare' || doubt.from <= seenUpTo(have, device);
  });
  const kept = left.length === devicesOf(doubts).length ? doubts : pick(doubts, left);
  return changeSteps(kept, 'compare', 'again');
}

/** Somebody asks anew. */
export const wakeDoubts = (doubts: Doubts): Doubts => changeSteps(doubts, 'rest', 'push');

/** Chains with something to push. */
export const pushedDoubts = (doubts: Doubts): readonly DeviceId[] => devicesAt(doubts, 'push', 'again');

/** Chains that headquarters sends its copy of. */
export const comparedDoubts = (doubts: Doubts): readonly DeviceId[] => devicesAt(doubts, 'compare');

export const hasOpenDoubt = (doubts: Doubts): boolean =>
  Object.values(doubts).some(({ step }) => step !== 'rest');

/** What a request says that we have: of a chain that is compared, only what both are known to have. */
export function haveToTell(have: VersionVector, doubts: Doubts): VersionVector {
  const told = { ...have };
  for (const device of devicesOf(doubts)) {
    const doubt = doubts[device];
    if (doubt?.step === 'compare') told[device] = doubt.from - 1;
  }
  return told;
}

function changeSteps(doubts: Doubts, from: Doubt['step'], to: Doubt['step']): Doubts {
  if (devicesAt(doubts, from).length === 0) return doubts;
  const changed = devicesOf(doubts).map((device) => {
    const doubt = doubts[device];
    return [device, doubt?.step === from ? { ...doubt, step: to } : doubt] as const;
  });
  return Object.fromEntries(changed) as Doubts; // of the same keys
}

const pick = (doubts: Doubts, devices: readonly DeviceId[]): Doubts =>
  Object.fromEntries(devices.map((device) => [device, doubts[device]])) as Doubts; // of its own keys

const devicesAt = (doubts: Doubts, ...steps: readonly Doubt['step'][]): readonly DeviceId[] =>
  devicesOf(doubts).filter((device) => steps.includes(doubts[device]?.step ?? 'rest'));

// Keys of a parsed record are device ids; Object.keys forgets that.
const devicesOf = (doubts: Doubts): readonly DeviceId[] => Object.keys(doubts) as DeviceId[];
