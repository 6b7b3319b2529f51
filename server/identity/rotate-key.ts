import { keyStatementText, type KeyStatement } from '#sync/protocol/key-statement.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { openSecret, sealSecret } from '../sealed/seal-secret.ts';
import { newKeyPair, privateKeyOf, signText } from './ed25519.ts';

/**
 * Gives the server a new key, by the word of the present one. The former key is kept: orders to a device that has not
 * learnt of the new one yet are signed by the one it pins. A running server goes on with the key that it began with.
 */
export async function rotateKey(tx: StoreTransaction, { nowMs }: Surroundings): Promise<KeyStatement> {
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
      private_key: sealSecret(tx, { table: 'server_keys', row: present.public_key }, presentKey),
      next_key: next.publicKey,
      sig,
      rotated_ms: nowMs(),
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
  return { ...step, sig };
}
