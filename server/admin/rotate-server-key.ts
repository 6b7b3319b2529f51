import { erasedPackText } from '#sync/protocol/erased-pack.ts';
import { type KeyStatement, keyStatementText } from '#sync/protocol/statements.ts';
import { generateEncodedKeyPair, parsePrivateKey, signText } from '../auth/ed25519.ts';
import type { ServerSigningKey } from '../auth/server-identity.ts';
import { decryptSecret, encryptSecret } from '../db/encryption/encrypted-secrets.ts';
import { lockLog } from '../db/log-lock.ts';
import { parameterChunksOf, type RuntimeDependencies, type StoreTransaction } from '../db/open-store.ts';
import { announceErasure } from '../log/write-erasure.ts';

/**
 * Give the server a new key, vouched for by the present one, and sign packs with erased content again. In force with
 * the next request, also of a running server. The private part of the former key is deleted.
 * @param isCompromised the former key may be stolen: devices learn that no signature of it counts any more
 */
export async function rotateServerKey(
  tx: StoreTransaction,
  { nowMs }: Pick<RuntimeDependencies, 'nowMs'>,
  isCompromised = false,
): Promise<ServerKeyRotation> {
  const present = await tx
    .selectFrom('server')
    .selectAll()
    .where('id', '=', 'server')
    .executeTakeFirstOrThrow();
  const nextPair = generateEncodedKeyPair();
  const step = { from: present.public_key, key: nextPair.publicKey };
  const presentKey = decryptSecret(tx, { table: 'server', row: present.public_key }, present.private_key);
  const sig = signText(parsePrivateKey(presentKey), keyStatementText(step)).toString('base64url');
  const { former } = await tx
    .selectFrom('server_keys')
    .select((eb) => eb.fn.max<number | null>('n').as('former'))
    .executeTakeFirstOrThrow();
  // Of two rotations at once, both would take this number: the second fails as a whole.
  await tx
    .insertInto('server_keys')
    .values({
      n: (former ?? 0) + 1,
      public_key: present.public_key,
      private_key: '',
      next_key: nextPair.publicKey,
      sig,
      rotated_ms: nowMs(),
      compromised_ms: isCompromised ? nowMs() : null,
    })
    .execute();
  await tx
    .updateTable('server')
    .set({
      public_key: nextPair.publicKey,
      private_key: encryptSecret(tx, { table: 'server', row: nextPair.publicKey }, nextPair.privateKey),
    })
    .where('id', '=', 'server')
    .execute();
  const keys = { publicKey: nextPair.publicKey, privateKey: parsePrivateKey(nextPair.privateKey) };
  const signedAnew = await resignErasedPacks(tx, keys, nowMs());
  return { ...step, sig, signedAnew, laptopsToFollow: await countLaptopsToFollow(tx) };
}

/**
 * Sign every pack with erased content under another key of headquarters, and announce each again (S3). A device takes
 * an erased form only under the key that it pins. Erased logs have no packs.
 * @param signingKey the key in force from now on
 * @returns the number of packs signed again
 */
async function resignErasedPacks(
  tx: StoreTransaction,
  signingKey: ServerSigningKey,
  nowMs: number,
): Promise<number> {
  const logIds = await tx
    .selectFrom('entries')
    .select('log')
    .distinct()
    .where('kind', '=', 'pack')
    .where('erased_key', 'is not', null)
    .orderBy('log')
    .execute();
  let count = 0;
  for (const { log } of logIds) {
    const next = await lockLog(tx, log);
    if (next !== undefined)
      count += await resignErasedPacksInLog(tx, signingKey, { log, place: next, nowMs, broughtBy: '' });
  }
  return count;
}

/** `place`: place of the next entry of the log; its lock is held. */
type ErasureAnnouncement = Omit<Parameters<typeof announceErasure>[1], 'keys'>;

async function resignErasedPacksInLog(
  tx: StoreTransaction,
  signingKey: ServerSigningKey,
  telling: ErasureAnnouncement,
): Promise<number> {
  const { log } = telling;
  const rows = await tx
    .selectFrom('entries')
    .select('place')
    .where('log', '=', log)
    .where('kind', '=', 'pack')
    .where('erased_key', 'is not', null)
    .orderBy('place')
    .execute();
  let { place } = telling;
  for (const places of parameterChunksOf(
    rows.map((row) => row.place),
    50,
  )) {
    const packs = await tx
      .selectFrom('entries')
      .select(['place', 'device', 'first', 'last', 'hash', 'payload'])
      .where('log', '=', log)
      .where('place', 'in', places)
      .orderBy('place')
      .execute();
    for (const { hash, payload, ...stored } of packs) {
      if (hash === null) throw new Error('Every pack has a hash');
      const sig = signText(signingKey.privateKey, erasedPackText(hash, payload)).toString('base64url');
      await tx
        .updateTable('entries')
        .set({ sig, erased_key: signingKey.publicKey })
        .where('log', '=', log)
        .where('place', '=', stored.place)
        .execute();
      // No document changes, so none is named.
      const pack = { payload, sig, erased: { hash, key: signingKey.publicKey } };
      await announceErasure(tx, { ...telling, place }, stored, pack, []);
      place += 1;
    }
  }
  return rows.length;
}

/** Result of a rotation. */
interface ServerKeyRotation extends KeyStatement {
  /** Number of packs with erased content that were signed under the new key. */
  readonly signedAnew: number;
  /** Number of active laptops that pin a former key until their next contact. */
  readonly laptopsToFollow: number;
}

async function countLaptopsToFollow(tx: StoreTransaction): Promise<number> {
  const { count } = await tx
    .selectFrom('devices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'active')
    .where('at_headquarters', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
