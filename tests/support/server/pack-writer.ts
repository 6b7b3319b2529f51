import type { JsonValue } from '#base/json.ts';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import { DocumentKind, Dot, dotOf, type Op, Path } from '#domain/document/op.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import {
  type EncodedKeyPair,
  generateEncodedKeyPair,
  parsePrivateKey,
  signText,
} from '#server/auth/ed25519.ts';
import { chainStartHash, deviceIdOf, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';

export const nowMs = Date.UTC(2026, 10, 24, 12);

/** A UUID that ends in a number, for documents with names that do not matter. */
export const aDoc = (number: number): DocumentId =>
  DocumentId.parse(`018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`);

export interface Write {
  readonly doc?: DocumentId;
  readonly kind?: string;
  readonly path: string;
  readonly value?: JsonValue;
  readonly text?: string;
  readonly over?: readonly string[];
  readonly stamp?: HlcTimestamp;
}

/** A laptop that writes packs and keeps its chain; its writes need not be allowed. */
export class PackWriter {
  readonly keys: EncodedKeyPair = generateEncodedKeyPair();
  readonly id = deviceIdOf(Buffer.from(this.keys.publicKey, 'base64url'));
  readonly #ends = new Map<LogId, { readonly n: number; readonly hash: Sha256 }>();

  dot(n: number): Dot {
    return dotOf(this.id, n);
  }

  /** The next pack of the chain. */
  pack(logId: LogId, ...writes: readonly Write[]): Pack {
    const end = this.#ends.get(logId) ?? { n: 0, hash: chainStartHash };
    const pack = this.packAt(logId, end.n + 1, end.hash, writes);
    this.#ends.set(logId, { n: end.n + writes.length, hash: sha256Of(pack.payload) });
    return pack;
  }

  /** A pack anywhere; the chain does not notice. */
  packAt(logId: LogId, first: number, prev: Sha256, writes: readonly Write[]): Pack {
    const ops = writes.map((write, at) => opOf(write, this.dot(first + at)));
    const payload = encodePayload(logId, prev, ops);
    return { payload, sig: signText(parsePrivateKey(this.keys.privateKey), payload).toString('base64url') };
  }
}

function opOf({ doc = aDoc(1), kind = 'assessment', stamp = [nowMs, 0], ...write }: Write, dot: Dot): Op {
  const address = { dot, stamp, doc, kind: DocumentKind.parse(kind), path: Path.parse(write.path) };
  return write.text === undefined
    ? { ...address, over: (write.over ?? []).map((one) => Dot.parse(one)), value: write.value ?? null }
    : { ...address, text: write.text };
}
