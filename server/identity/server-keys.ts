import type { KeyObject } from 'node:crypto';
import type { KeyStatement } from '#sync/protocol/key-statement.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { openSecret } from '../sealed/seal-secret.ts';
import { privateKeyOf } from './ed25519.ts';
import type { ServerIdentity } from './server-identity.ts';

/** A key that the server had: its word for the one after it. It signs nothing else any more. */
export interface FormerKey {
  readonly statement: KeyStatement;
  /** The key may be in other hands, and devices are told so. */
  readonly isCompromised: boolean;
}

/** Oldest first. */
export async function readFormerKeys(tx: Store | StoreTransaction): Promise<readonly FormerKey[]> {
  const rows = await tx.selectFrom('server_keys').selectAll().orderBy('n').execute();
  return rows.map((row) => ({
    statement: { from: row.public_key, key: row.next_key, sig: row.sig },
    isCompromised: row.compromised_ms !== null,
  }));
}

/** By which what headquarters says is signed now. */
export type SigningKey = Pick<ServerIdentity, 'publicKey' | 'privateKey'>;
type Keys = Pick<ServerIdentity, 'publicKey' | 'formerKeys'>;

/** The server's keys as the store has them, for who has no identity at hand; null before the first start. */
export async function readServerKeys(tx: Store | StoreTransaction): Promise<(SigningKey & Keys) | null> {
  const row = await tx
    .selectFrom('server')
    .select(['public_key', 'private_key'])
    .where('id', '=', 'server')
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        publicKey: row.public_key,
        privateKey: privateKeyIn(tx, row),
        formerKeys: await readFormerKeys(tx),
      };
}

/** The private key in the row of the present one, opened. */
export const privateKeyIn = (
  tx: Store | StoreTransaction,
  { public_key: row, private_key: sealed }: { readonly public_key: string; readonly private_key: string },
): KeyObject => privateKeyOf(openSecret(tx, { table: 'server', row }, sealed));

/** The same for who signs. Throws before the first start, when there is nothing to sign either. */
export async function presentKeys(tx: Store | StoreTransaction): Promise<SigningKey & Keys> {
  const keys = await readServerKeys(tx);
  if (keys === null) throw new Error('A server has a key from its first start');
  return keys;
}

/** The key that a device pins; one of before this was noted pins the first. */
export const pinnedKeyOf = ({ formerKeys, publicKey }: ServerIdentity, noted: string | null): string =>
  noted ?? formerKeys[0]?.statement.from ?? publicKey;

/** All keys that the server has or had. */
export const keysOf = ({ formerKeys, publicKey }: Keys): readonly string[] => [
  publicKey,
  ...formerKeys.map(({ statement }) => statement.from),
];

/** What a device that pins this key must be told to follow to the present one; nothing when it pins that. */
export function statementsFrom({ formerKeys }: ServerIdentity, pinned: string): readonly KeyStatement[] {
  const at = formerKeys.findIndex(({ statement }) => statement.from === pinned);
  return at === -1 ? [] : formerKeys.slice(at).map(({ statement }) => statement);
}

/** The keys that may be in other hands; oldest first. */
export const revokedKeysOf = ({ formerKeys }: Pick<Keys, 'formerKeys'>): readonly string[] =>
  formerKeys.flatMap(({ statement, isCompromised }) => (isCompromised ? [statement.from] : []));
