import { keyStatementText, type KeyStatement } from '#sync/protocol/key-statement.ts';
import { signErasedAnew } from '../erasure/sign-erased-anew.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { openSecret, sealSecret } from '../sealed/seal-secret.ts';
import { newKeyPair, privateKeyOf, signText } from './ed25519.ts';

/** What a rotation did, for whoever asked for it. */
export interface Rotation extends KeyStatement {
  /** Packs in which something was erased, signed anew under the new key. */
  readonly signedAnew: number;
  /** Active laptops that pin a former key until their next contact. */
  readonly laptopsToFollow: number;
}

/**
 * Gives the server a new key, by the word of the present one, and signs what stands under the former one anew. In force
 * with the next request, also of a running server. The private part of the former key is gone: it signs nothing more.
 * @param isCompromised the former key may be in other hands: devices are told that nothing under it counts any more
 */
export async function rotateKey(
  tx: StoreTransaction,
  { nowMs }: Pick<Surroundings, 'nowMs'>,
  isCompromised = false,
): Promise<Rotation> {
  const present = await tx
    .selectFrom('server')
    .selectAll()
    .where('id', '=', 'server')
    .executeTakeFirstOrThrow();
  const next = newKeyPair();
  const step = { from: present.public_key, key: next.publicKey };
  const presentKey = openSecret(tx, { table: 'server', row: present.public_key }, present.private_key);
  const sig = signText(privateKeyOf(presentKey), keyStatementText(step)).toString('base64url');
  const { former } = await tx
    .selectFrom('server_keys')
    .select((eb) => eb.fn.max<number | null>('n').as('former'))
    .executeTakeFirstOrThrow();
  // Two that rotate at once would both take this number: the second fails, as a whole.
  await tx
    .insertInto('server_keys')
    .values({
      n: (former ?? 0) + 1,
      public_key: present.public_key,
      private_key: '',
      next_key: next.publicKey,
      sig,
      rotated_ms: nowMs(),
      compromised_ms: isCompromised ? nowMs() : null,
    })
    .execute();
  await tx
    .updateTable('server')
    .set({
      public_key: next.publicKey,
      private_key: sealSecret(tx, { table: 'server', row: next.publicKey }, next.privateKey),
    })
    .where('id', '=', 'server')
    .execute();
  const keys = { publicKey: next.publicKey, privateKey: privateKeyOf(next.privateKey) };
  const signedAnew = await signErasedAnew(tx, keys, nowMs());
  return { ...step, sig, signedAnew, laptopsToFollow: await countToFollow(tx) };
}

async function countToFollow(tx: StoreTransaction): Promise<number> {
  const { count } = await tx
    .selectFrom('devices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'active')
    .where('at_headquarters', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
