import type { DeviceId, LogId } from '#domain/ids.ts';
import { newKeyPair, privateKeyOf, signText } from '#server/identity/ed25519.ts';
import { deviceIdOf, noHash, sha256Of } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { aPayload, type PayloadParts } from '#tests/builders/extreme-payload.ts';

/**
 * An enrolled device with a key of its own whose client follows no rule: it signs whatever an attack says, as the next
 * pack of its chain.
 */
export class HostileMember {
  readonly #keys = newKeyPair();
  readonly device: DeviceId = deviceIdOf(Buffer.from(this.#keys.publicKey, 'base64url'));
  readonly #log: LogId;
  #end = { n: 0, hash: noHash };

  constructor(log: LogId) {
    this.#log = log;
  }

  get publicKey(): string {
    return this.#keys.publicKey;
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

  sign = (payload: string): Pack => ({
    payload,
    sig: signText(privateKeyOf(this.#keys.privateKey), payload).toString('base64url'),
  });

  /** Headquarters took it: the chain goes on from there. */
  took(payload: string): void {
    const read = JSON.parse(payload) as { first: number; ops: { v: readonly unknown[] } }; // it was taken
    this.#end = { n: read.first + read.ops.v.length - 1, hash: sha256Of(payload) };
  }
}
