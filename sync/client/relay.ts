import type { DeviceId } from '#domain/ids.ts';
import { seenUpTo, type VersionVector } from '#domain/document/version-vector.ts';

/** A pack as the choice sees it. `bytes` as it stands in a request, `atMs` when its first op was written. */
export interface RelayPack {
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  readonly bytes: number;
  readonly atMs: number;
}

/**
 * The packs of one device that the other side lacks (P3): in chain order, from the one that reaches beyond what it has,
 * up to the first hole here. None when the first of them is not here: what follows would only be a gap there (J2).
 */
export function packsBeyond<P extends Pick<RelayPack, 'first' | 'last'>>(
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
 * What of everyone's packs goes into a request (P3): those that the other side lacks by its version vector `theirs`,
 * each device's in chain order without holes, the oldest first (S6), as much as fits. When the request is empty so far
 * one pack goes however large, so that progress never stops.
 */
export function planRelay<P extends RelayPack>(
  packs: readonly P[],
  theirs: VersionVector,
  sizeBytes: number,
  isEmpty: boolean,
): readonly P[] {
  const chains = byDevice(packs).map(([device, own]) => [...packsBeyond(seenUpTo(theirs, device), own)]);
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

function byDevice<P extends RelayPack>(packs: readonly P[]): readonly (readonly [DeviceId, readonly P[]])[] {
  const groups = new Map<DeviceId, P[]>();
  for (const pack of packs) groups.set(pack.device, [...(groups.get(pack.device) ?? []), pack]);
  return [...groups];
}
