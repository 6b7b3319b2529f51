import type { KeyObject } from 'node:crypto';
import { type DocumentKind, type Op, type Dot, dotOf, type Path } from '#domain/document/op.ts';
import type { JsonValue } from '#base/json.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { deviceIdOf, chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { countOpsForPack, encodePayload } from '#sync/protocol/pack-codec.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { generateEncodedKeyPair, parsePrivateKey, signText } from '../auth/ed25519.ts';

/** Value for a register, before it is an op. */
export type DemoWrite = { readonly doc: DocumentId; readonly kind: DocumentKind; readonly path: Path } & (
  | { readonly value: JsonValue }
  | { readonly text: string }
);

/** Last dot of each register of one log, as all devices of the demonstration have seen it. */
export type SeenDots = Map<string, Dot>;

/** Laptop of the demonstration, which writes and signs packs as any laptop does. Its key is not kept. */
export class DemoDevice {
  readonly publicKey: string;
  readonly id: DeviceId;
  readonly #key: KeyObject;
  readonly #ends = new Map<LogId, { readonly n: number; readonly hash: Sha256 }>();

  constructor() {
    const keys = generateEncodedKeyPair();
    this.publicKey = keys.publicKey;
    this.id = deviceIdOf(Buffer.from(keys.publicKey, 'base64url'));
    this.#key = parsePrivateKey(keys.privateKey);
  }

  /** Sign the next packs of this laptop in a log, with one write a second from `atMs` on. */
  signNextPacks(log: LogId, seen: SeenDots, writes: readonly DemoWrite[], atMs: number): readonly Pack[] {
    const first = (this.#ends.get(log)?.n ?? 0) + 1;
    let ops: readonly Op[] = writes.map((write, at) => this.#op(write, seen, first + at, atMs + at * 1_000));
    const packs: Pack[] = [];
    while (ops.length > 0) {
      const count = countOpsForPack(ops, wireLimits.packBytes);
      packs.push(this.#seal(log, ops.slice(0, count)));
      ops = ops.slice(count);
    }
    return packs;
  }

  #op(write: DemoWrite, seen: SeenDots, n: number, atMs: number): Op {
    const { doc, kind, path } = write;
    const dot = dotOf(this.id, n);
    const address = { dot, stamp: [atMs, 0] as const, doc, kind, path };
    if ('text' in write) return { ...address, text: write.text };
    const replaced = seen.get(`${doc} ${path}`);
    seen.set(`${doc} ${path}`, dot);
    return { ...address, over: replaced === undefined ? [] : [replaced], value: write.value };
  }

  #seal(log: LogId, ops: readonly Op[]): Pack {
    const end = this.#ends.get(log) ?? { n: 0, hash: chainStartHash };
    const payload = encodePayload(log, end.hash, ops);
    this.#ends.set(log, { n: end.n + ops.length, hash: sha256Of(payload) });
    return { payload, sig: signText(this.#key, payload).toString('base64url') };
  }
}
