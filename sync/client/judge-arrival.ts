import type { Sha256 } from '#sync/protocol/hash.ts';

/** What a pack that arrives is to what is already here of its device's chain. */
export type Arrival =
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
export function judgeArrival(
  end: { readonly n: number; readonly hash: Sha256 | null },
  pack: { readonly first: number; readonly prev: Sha256 },
  isStored: boolean,
): Arrival {
  if (isStored) return { kind: 'known' };
  if (pack.first > end.n + 1) return { kind: 'early' };
  if (pack.first <= end.n) return { kind: 'broken', why: 'fork' };
  return end.hash === null || pack.prev === end.hash ? { kind: 'next' } : { kind: 'broken', why: 'chain' };
}
