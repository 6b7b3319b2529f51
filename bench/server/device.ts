import { createHash, type KeyObject, randomBytes } from 'node:crypto';
import zlib from 'node:zlib';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { dotOf } from '#domain/document/dot.ts';
import type { Stamp } from '#domain/clock/hlc.ts';
import type { Op, ValueOp } from '#domain/document/op.ts';
import { pathOf } from '#domain/document/path.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { newKeyPair, privateKeyOf, signText } from '#server/identity/ed25519.ts';
import { deviceIdOf, noHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import {
  contentDigest,
  signatureBase,
  signatureHeader,
  signatureInput,
} from '#sync/protocol/signed-request.ts';
import { prose, type Random, randomUuid } from '../workload/random.ts';

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

/** A device that rates and explains the indicators of its own assessment, a pack of ops at a time. */
export class LoadDevice {
  readonly publicKey: string;
  readonly id: ReturnType<typeof deviceIdOf>;
  readonly #key: KeyObject;
  readonly log: LogId;
  readonly #doc: DocumentId;
  readonly #random: Random;
  #n = 0;
  #prev: Sha256 = noHash;
  #place = 0;

  constructor(log: LogId, random: Random) {
    const keys = newKeyPair();
    this.publicKey = keys.publicKey;
    this.id = deviceIdOf(Buffer.from(keys.publicKey, 'base64url'));
    this.#key = privateKeyOf(keys.privateKey);
    this.log = log;
    this.#doc = DocumentId.parse(randomUuid(random));
    this.#random = random;
  }

  /** The next pack of so many ops in a signed, compressed sync request. */
  nextRequest(url: string, opsInPack: number): SignedRequest {
    return this.request(url, [this.nextPack(this.#nextOps(opsInPack))]);
  }

  /** The next pack of the chain, with these writes into the device's own assessment. */
  writeNew(writes: readonly Pick<ValueOp, 'path' | 'value'>[]): Pack {
    const stamp: Stamp = [Date.now(), 0];
    return this.nextPack(
      writes.map((write) => ({
        dot: dotOf(this.id, (this.#n += 1)),
        stamp,
        doc: this.#doc,
        kind: assessmentKind,
        over: [],
        ...write,
      })),
    );
  }

  nextPack(ops: readonly Op[]): Pack {
    const payload = encodePayload(this.log, this.#prev, ops);
    this.#prev = sha256Of(payload);
    return { payload, sig: signText(this.#key, payload).toString('base64url') };
  }

  /** A signed, compressed sync request with these packs. */
  request(url: string, packs: readonly Pack[]): SignedRequest {
    const text = JSON.stringify({ protocol: 1, device: this.id, logs: {}, packs });
    // Devices compress as far as it goes; here that would cost the machine more than the server's work.
    const body = zlib.gzipSync(text, { level: 1 });
    const digest = contentDigest(createHash('sha256').update(body).digest('base64'));
    const message = { method: 'POST', targetUri: `${url}/api/v1/sync`, contentDigest: digest };
    const nonce = randomBytes(16).toString('base64url');
    const parameters = { createdSeconds: Math.floor(Date.now() / 1_000), nonce, keyid: this.id };
    const signature = signText(this.#key, signatureBase(message, parameters));
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': body.length,
        'content-digest': digest,
        'signature-input': signatureInput(message, parameters),
        signature: signatureHeader(signature.toString('base64')),
      },
    };
  }

  #nextOps(count: number): readonly Op[] {
    const atMs = Date.now();
    return Array.from({ length: count }, (_, at) => {
      this.#n += 1;
      this.#place = (this.#place + 1) % (fields.length * indicators);
      const field = fields[this.#place % fields.length] ?? 'level';
      const indicator = `i${Math.floor(this.#place / fields.length)}`;
      // The value that this one replaces was written when all fields had been gone through once.
      const before = this.#n - fields.length * indicators;
      return {
        dot: dotOf(this.id, this.#n),
        stamp: [atMs, at] as const,
        doc: this.#doc,
        kind: assessmentKind,
        path: pathOf('answers', indicator, field),
        over: before > 0 ? [dotOf(this.id, before)] : [],
        value: field === 'level' ? 1 + (this.#n % 5) : prose(this.#random, 60),
      };
    });
  }
}

const fields = ['level', 'rationale'] as const;
const indicators = 60;
