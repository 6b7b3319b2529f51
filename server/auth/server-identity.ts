import type { KeyObject } from 'node:crypto';
import { defaultServerName } from '#api/console-api.ts';
import { PersonId } from '#domain/ids.ts';
import type { KeyStatement } from '#sync/protocol/statements.ts';
import { decryptSecret, encryptSecret } from '../db/encryption/encrypted-secrets.ts';
import {
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { generateEncodedKeyPair, parsePrivateKey } from './ed25519.ts';
import { addPerson } from './persons.ts';
import { type RecoveryRecipients, recoveryRecipientsOf } from './stated-recipients.ts';

/** This installation, as devices know it from enrolment. */
export interface ServerIdentity {
  readonly name: string;
  /** Raw Ed25519 public key in base64url; devices pin it. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  /** Oldest first; empty until a key is rotated. */
  readonly formerKeys: readonly FormerServerKey[];
  readonly recovery: RecoveryRecipients;
  /** Reviewer at headquarters who exists from the start; the server prints their console code. */
  readonly firstPerson: PersonId;
}

/** Return the keys of headquarters that every device gets with its grants (`buildGrants`). */
export const announcedServerKeys = (serverIdentity: ServerIdentity) => ({
  recipients: serverIdentity.recovery.recipients,
  statement: serverIdentity.recovery.statement,
  revokedKeys: revokedKeysOf(serverIdentity),
});

/** Former key of the server, with its statement for the next one. It signs nothing else any more. */
interface FormerServerKey {
  readonly statement: KeyStatement;
  /** Whether the key may be stolen; devices learn it. */
  readonly isCompromised: boolean;
}

/** Read the former keys, oldest first. */
async function readFormerServerKeys(tx: ServerStore | StoreTransaction): Promise<readonly FormerServerKey[]> {
  const rows = await tx.selectFrom('server_keys').selectAll().orderBy('n').execute();
  return rows.map((row) => ({
    statement: { from: row.public_key, key: row.next_key, sig: row.sig },
    isCompromised: row.compromised_ms !== null,
  }));
}

/** Key that signs headquarters' answers now. */
export type ServerSigningKey = Pick<ServerIdentity, 'publicKey' | 'privateKey'>;
type ServerKeyHistory = Pick<ServerIdentity, 'publicKey' | 'formerKeys'>;

/** Read the server's keys from the store, for callers without the identity; null before the first start. */
export async function readServerKeys(
  tx: ServerStore | StoreTransaction,
): Promise<(ServerSigningKey & ServerKeyHistory) | null> {
  const row = await tx
    .selectFrom('server')
    .select(['public_key', 'private_key'])
    .where('id', '=', 'server')
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        publicKey: row.public_key,
        privateKey: openPrivateKey(tx, row),
        formerKeys: await readFormerServerKeys(tx),
      };
}

/** Decrypt the private key in the row of the present one. */
const openPrivateKey = (
  tx: ServerStore | StoreTransaction,
  { public_key: row, private_key: sealed }: { readonly public_key: string; readonly private_key: string },
): KeyObject => parsePrivateKey(decryptSecret(tx, { table: 'server', row }, sealed));

/** Read the server's keys for signing. Throws before the first start, when there is nothing to sign either. */
export async function requireServerKeys(
  tx: ServerStore | StoreTransaction,
): Promise<ServerSigningKey & ServerKeyHistory> {
  const keys = await readServerKeys(tx);
  if (keys === null) throw new Error('A server has a key from its first start');
  return keys;
}

/** Return the key that a device pins; without a note it is the first. */
export const pinnedKeyOf = ({ formerKeys, publicKey }: ServerIdentity, noted: string | null): string =>
  noted ?? formerKeys[0]?.statement.from ?? publicKey;

/** Return all present and former keys of the server. */
export const allServerKeysOf = ({ formerKeys, publicKey }: ServerKeyHistory): readonly string[] => [
  publicKey,
  ...formerKeys.map(({ statement }) => statement.from),
];

/** Return the statements that lead a device from its pinned key to the present one; empty when it pins that. */
export function keyStatementsFrom({ formerKeys }: ServerIdentity, pinned: string): readonly KeyStatement[] {
  const at = formerKeys.findIndex(({ statement }) => statement.from === pinned);
  return at === -1 ? [] : formerKeys.slice(at).map(({ statement }) => statement);
}

/** Return the possibly stolen keys, oldest first. */
const revokedKeysOf = ({ formerKeys }: Pick<ServerKeyHistory, 'formerKeys'>): readonly string[] =>
  formerKeys.flatMap(({ statement, isCompromised }) => (isCompromised ? [statement.from] : []));

/** Load the identity of the store; made at first use, with the first person of headquarters. */
export async function loadServerIdentity(
  store: ServerStore,
  dependencies: RuntimeDependencies,
): Promise<ServerIdentity> {
  const { row, formerKeys } = await store.transaction().execute(async (tx) => {
    const known = await readServerRow(tx);
    if (known === undefined) await createServerIdentity(tx, dependencies);
    return { row: known ?? (await readServerRow(tx)), formerKeys: await readFormerServerKeys(tx) };
  });
  if (row === undefined) throw new Error('The identity of the server was not kept');
  return {
    formerKeys,
    recovery: recoveryRecipientsOf(row),
    name: row.name,
    publicKey: row.public_key,
    privateKey: openPrivateKey(store, row),
    firstPerson: row.first_person,
  };
}

const readServerRow = (tx: StoreTransaction) =>
  tx.selectFrom('server').selectAll().where('id', '=', 'server').executeTakeFirst();

async function createServerIdentity(tx: StoreTransaction, dependencies: RuntimeDependencies): Promise<void> {
  const personId = PersonId.parse(newUuid(dependencies));
  const keyPair = generateEncodedKeyPair();
  await addPerson(tx, dependencies, {
    person: personId,
    name: 'Reviewer (headquarters)',
    role: 'reviewer',
    inEveryLog: true,
  });
  await tx
    .insertInto('server')
    .values({
      id: 'server',
      name: defaultServerName,
      public_key: keyPair.publicKey,
      private_key: encryptSecret(tx, { table: 'server', row: keyPair.publicKey }, keyPair.privateKey),
      first_person: personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
