import { createHash, type KeyObject, randomBytes } from 'node:crypto';
import zlib from 'node:zlib';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import { dotOf, type Op, pathOf, type ValueOp } from '#domain/document/op.ts';
import { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { generateEncodedKeyPair, parsePrivateKey, signText } from '#server/auth/ed25519.ts';
import { addPerson } from '#server/auth/persons.ts';
import { newUuid, type ServerStore, systemDependencies } from '#server/db/open-store.ts';
import { addLog } from '#server/log/log-registry.ts';
import { chainStartHash, deviceIdOf, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { encodePayload } from '#sync/protocol/pack-codec.ts';
import {
  contentDigestHeader,
  requestSignatureBase,
  requestSignatureInput,
  signatureHeader,
} from '#sync/protocol/request-signature.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { type RandomSource, randomProse, randomUuid, seededRandom } from '../workload/workload.ts';

/** Add missions and, spread over them, leads with a laptop each. */
export async function fillServerStore(
  store: ServerStore,
  missions: number,
  count: number,
): Promise<readonly LoadDevice[]> {
  const randomSource = seededRandom(1);
  const made: LoadDevice[] = [];
  await store.transaction().execute(async (tx) => {
    const logIds: LogId[] = [];
    for (let mission = 0; mission < missions; mission++)
      logIds.push(
        await addLog(tx, systemDependencies, {
          log: LogId.parse(newUuid(systemDependencies)),
          kind: 'mission',
          title: `Mission ${mission}`,
          country: null,
        }),
      );
    for (let at = 0; at < count; at++) {
      const logId = logIds[at % logIds.length];
      if (logId === undefined) throw new Error('There is no mission');
      const loadDevice = new LoadDevice(logId, randomSource);
      const person = PersonId.parse(newUuid(systemDependencies));
      await addPerson(tx, systemDependencies, {
        person,
        name: `Person ${at}`,
        role: 'lead',
        inEveryLog: false,
      });
      await tx.insertInto('grants').values({ log: logId, person, role: 'lead' }).execute();
      await tx
        .insertInto('devices')
        .values({
          device: loadDevice.id,
          public_key: loadDevice.publicKey,
          person,
          label: 'load',
          platform: 'bench',
          version: '0',
          recipient: null,
          enrolled_ms: Date.now(),
          last_contact_ms: null,
          state: 'active',
          state_ms: Date.now(),
          renewed_from: null,
        })
        .execute();
      made.push(loadDevice);
    }
  });
  return made;
}

export interface SignedSyncRequest {
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
  readonly #random: RandomSource;
  #n = 0;
  #prev: Sha256 = chainStartHash;
  #place = 0;

  constructor(logId: LogId, randomSource: RandomSource) {
    const keyPair = generateEncodedKeyPair();
    this.publicKey = keyPair.publicKey;
    this.id = deviceIdOf(Buffer.from(keyPair.publicKey, 'base64url'));
    this.#key = parsePrivateKey(keyPair.privateKey);
    this.log = logId;
    this.#doc = DocumentId.parse(randomUuid(randomSource));
    this.#random = randomSource;
  }

  /** The next pack of so many ops in a signed, compressed sync request. */
  nextRequest(url: string, opsInPack: number): SignedSyncRequest {
    return this.request(url, [this.nextPack(this.#nextOps(opsInPack))]);
  }

  /** The next pack of the chain, with these writes into the device's own assessment. */
  writeNew(writes: readonly Pick<ValueOp, 'path' | 'value'>[]): Pack {
    const stamp: HlcTimestamp = [Date.now(), 0];
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
  request(url: string, packs: readonly Pack[]): SignedSyncRequest {
    const text = JSON.stringify({ protocol: 1, device: this.id, logs: {}, packs });
    // Devices use the strongest compression; here that would cost the machine more than the server's work.
    const body = zlib.gzipSync(text, { level: 1 });
    const digest = contentDigestHeader(createHash('sha256').update(body).digest('base64'));
    const message = { method: 'POST', targetUri: `${url}/api/v1/sync`, contentDigest: digest };
    const nonce = randomBytes(16).toString('base64url');
    const parameters = { createdSeconds: Math.floor(Date.now() / 1_000), nonce, keyid: this.id };
    const signature = signText(this.#key, requestSignatureBase(message, parameters));
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': body.length,
        'content-digest': digest,
        'signature-input': requestSignatureInput(message, parameters),
        signature: signatureHeader(signature.toString('base64')),
      },
    };
  }

  #nextOps(count: number): readonly Op[] {
    const atMs = Date.now();
    return Array.from({ length: count }, (_, at) => {
      this.#n += 1;
      this.#place = (this.#place + 1) % (answerFields.length * indicatorCount);
      const field = answerFields[this.#place % answerFields.length] ?? 'level';
      const indicator = `i${Math.floor(this.#place / answerFields.length)}`;
      // The replaced value was written one round of all fields before.
      const before = this.#n - answerFields.length * indicatorCount;
      return {
        dot: dotOf(this.id, this.#n),
        stamp: [atMs, at] as const,
        doc: this.#doc,
        kind: assessmentKind,
        path: pathOf('answers', indicator, field),
        over: before > 0 ? [dotOf(this.id, before)] : [],
        value: field === 'level' ? 1 + (this.#n % 5) : randomProse(this.#random, 60),
      };
    });
  }
}

const answerFields = ['level', 'rationale'] as const;
const indicatorCount = 60;
