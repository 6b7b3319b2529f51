import type { DeviceId, LogId } from '#domain/ids.ts';
import { noHash, sha256Of } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { aPayload, type PayloadParts } from '#tests/builders/extreme-payload.ts';
import { type DeviceKeys, signWith } from '#tests/simulation/seeded-ids.ts';

/**
 * An enrolled device with a key of its own whose client follows no rule: it signs whatever an attack says, as the next
 * pack of its chain.
 */
export class HostileMember {
  readonly keys: DeviceKeys;
  readonly #log: LogId;
  #end = { n: 0, hash: noHash };

  constructor(log: LogId, keys: DeviceKeys) {
    this.#log = log;
    this.keys = keys;
  }

  get device(): DeviceId {
    return this.keys.device;
  }

  get publicKey(): string {
    return this.keys.publicKey;
  }

  /** The number of its next op. */
  get next(): number {
    return this.#end.n + 1;
  }

  /** The next payload of its chain, right but for these parts. */
  payload(parts: PayloadParts): string {
    const { log, device } = { log: this.#log, device: this.device };
    return aPayload({ log, device, first: this.next, prev: this.#end.hash, ...parts });
  }

  sign(payload: string): Pack {
    return { payload, sig: signWith(this.keys, payload) };
  }

  /** Headquarters took it: the chain goes on from there. */
  took(payload: string): void {
    const read = JSON.parse(payload) as { first: number; ops: { v: readonly unknown[] } }; // it was taken
    this.#end = { n: read.first + read.ops.v.length - 1, hash: sha256Of(payload) };
  }
}
