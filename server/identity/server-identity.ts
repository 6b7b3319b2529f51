import type { KeyObject } from 'node:crypto';
import { PersonId } from '#domain/ids.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { newUuid, type Surroundings } from '../surroundings.ts';
import { recipientsOf, type RecoveryRecipients } from '../recovery/stated-recipients.ts';
import { sealSecret } from '../sealed/seal-secret.ts';
import { newKeyPair } from './ed25519.ts';
import { addPerson } from './persons.ts';
import { type FormerKey, privateKeyIn, readFormerKeys } from './server-keys.ts';

/** This installation, as devices know it from enrolment. */
export interface ServerIdentity {
  readonly name: string;
  /** Raw Ed25519 public key in base64url; devices pin it. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  /** Oldest first; empty until a key is rotated. */
  readonly formerKeys: readonly FormerKey[];
  readonly recovery: RecoveryRecipients;
  /** The reviewer at headquarters who exists from the start and whose console code is printed. */
  readonly firstPerson: PersonId;
}

/** The identity of the store; made on first use, with the first person of headquarters. */
export async function serverIdentity(store: Store, surroundings: Surroundings): Promise<ServerIdentity> {
  const { row, formerKeys } = await store.transaction().execute(async (tx) => {
    const known = await readRow(tx);
    if (known === undefined) await makeIdentity(tx, surroundings);
    return { row: known ?? (await readRow(tx)), formerKeys: await readFormerKeys(tx) };
  });
  if (row === undefined) throw new Error('The identity of the server was not kept');
  return {
    formerKeys,
    recovery: recipientsOf(row),
    name: row.name,
    publicKey: row.public_key,
    privateKey: privateKeyIn(store, row),
    firstPerson: row.first_person,
  };
}

const readRow = (tx: StoreTransaction) =>
  tx.selectFrom('server').selectAll().where('id', '=', 'server').executeTakeFirst();

async function makeIdentity(tx: StoreTransaction, surroundings: Surroundings): Promise<void> {
  const person = PersonId.parse(newUuid(surroundings));
  const keys = newKeyPair();
  await addPerson(tx, surroundings, {
    person,
    name: 'Reviewer (headquarters)',
    role: 'reviewer',
    inEveryLog: true,
  });
  await tx
    .insertInto('server')
    .values({
      id: 'server',
      name: 'Headquarters',
      public_key: keys.publicKey,
      private_key: sealSecret(tx, { table: 'server', row: keys.publicKey }, keys.privateKey),
      first_person: person,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
