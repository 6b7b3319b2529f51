import type { DeviceId, LogId } from '#domain/ids.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { aPayload, type PayloadParts } from '#tests/support/builders/extreme-payload.ts';
import { type DeviceKeys, signWith } from '#tests/support/random/seeded-ids.ts';

/**
 * An enrolled device with a key of its own and a client that follows no rule. It signs the payload of any attack as the
 * next pack of its chain.
 */
export class HostileMember {
  readonly keys: DeviceKeys;
  readonly #log: LogId;
  readonly #ends = new Map<string, { readonly n: number; readonly hash: Sha256 }>();

  constructor(logId: LogId, deviceKeys: DeviceKeys) {
    this.#log = logId;
    this.keys = deviceKeys;
  }

  get device(): DeviceId {
    return this.keys.device;
  }

  get publicKey(): string {
    return this.keys.publicKey;
  }

  /** The number of its next op in the mission. */
  get next(): number {
    return this.#endOf(this.#log).n + 1;
  }

  /** Next payload of its chain in the mission, or in the log that the parts name; right but for these parts. */
  payload(payloadParts: PayloadParts): string {
    const log = typeof payloadParts['log'] === 'string' ? payloadParts['log'] : this.#log;
    const { n, hash } = this.#endOf(log);
    return aPayload({ log, device: this.device, first: n + 1, prev: hash, ...payloadParts });
  }

  sign(payload: string): Pack {
    return { payload, sig: signWith(this.keys, payload) };
  }

  /** Headquarters accepted it: the chain goes on from there. */
  took(payload: string): void {
    // It was accepted, so it has these parts.
    const read = JSON.parse(payload) as { log: string; first: number; ops: { v: readonly unknown[] } };
    this.#ends.set(read.log, { n: read.first + read.ops.v.length - 1, hash: sha256Of(payload) });
  }

  #endOf(log: string): { readonly n: number; readonly hash: Sha256 } {
    return this.#ends.get(log) ?? { n: 0, hash: chainStartHash };
  }
}
