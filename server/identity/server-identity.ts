import type { KeyObject } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { PersonId } from '#domain/ids.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { newUuid, type Surroundings } from '../surroundings.ts';
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
  readonly recovery: RecoveryIdentity;
  /** The reviewer at headquarters who exists from the start and whose console code is printed. */
  readonly firstPerson: PersonId;
}

/** The age identity of headquarters (security.md 2): vault keys and last bundles of devices are sealed to it. */
export interface RecoveryIdentity {
  /** `age1...`; devices learn it when they enrol. */
  readonly recipient: string;
  /** `AGE-SECRET-KEY-1...`; never leaves the store but by `admin export-recovery-key`. */
  readonly identity: string;
}

/** The identity of the store; made on first use, with the first person of headquarters. */
export async function serverIdentity(store: Store, surroundings: Surroundings): Promise<ServerIdentity> {
  const { row, formerKeys } = await store.transaction().execute(async (tx) => {
    const known = await readRow(tx);
    if (known === undefined) await makeIdentity(tx, surroundings);
    if (!known?.recovery_identity) await makeRecoveryIdentity(tx);
    return {
      row: known?.recovery_identity ? known : await readRow(tx),
      formerKeys: await readFormerKeys(tx),
    };
  });
  if (!row?.recovery_identity || !row.recovery_recipient)
    throw new Error('The identity of the server was not kept');
  return {
    formerKeys,
    recovery: { identity: row.recovery_identity, recipient: row.recovery_recipient },
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

/** The first one that was kept stays, or devices would have sealed to one that nobody has. */
async function makeRecoveryIdentity(tx: StoreTransaction): Promise<void> {
  const identity = await generateX25519Identity();
  await tx
    .updateTable('server')
    .set({ recovery_identity: identity, recovery_recipient: await identityToRecipient(identity) })
    .where('id', '=', 'server')
    .where('recovery_identity', 'is', null)
    .execute();
}
