import type { VersionVector } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';

interface KeptPack {
  readonly pack: Pack;
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
}

/** A hub: stores packs and passes them on without judging them (P3). A team lead's laptop, or a stick. */
export class Hub {
  readonly #packs = new Map<Sha256, KeptPack>();

  take(packs: readonly Pack[]): void {
    for (const pack of packs) {
      const opened = decodePayload(pack.payload);
      if (!opened.ok) continue;
      const { device, first, ops } = opened.value;
      this.#packs.set(sha256Of(pack.payload), { pack, device, first, last: first + ops.length - 1 });
    }
  }

  /** Length of each chain here without a hole. */
  get have(): VersionVector {
    const have: Record<DeviceId, number> = {};
    for (const { device, first, last } of [...this.#packs.values()].sort((a, b) => a.first - b.first))
      if (first <= (have[device] ?? 0) + 1) have[device] = Math.max(have[device] ?? 0, last);
    return have;
  }

  lacking(remoteVector: VersionVector): readonly Pack[] {
    return [...this.#packs.values()]
      .filter(({ device, last }) => last > (remoteVector[device] ?? 0))
      .sort((a, b) => a.first - b.first)
      .map(({ pack }) => pack);
  }
}
