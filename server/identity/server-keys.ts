import type { KeyObject } from 'node:crypto';
import type { KeyStatement } from '#sync/protocol/key-statement.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { openSecret } from '../sealed/seal-secret.ts';
import { privateKeyOf } from './ed25519.ts';
import type { ServerIdentity } from './server-identity.ts';

/** A key that the server had, and its word for the one after it. */
export interface FormerKey {
  readonly privateKey: KeyObject;
  readonly statement: KeyStatement;
}

/** Oldest first. */
export async function readFormerKeys(tx: Store | StoreTransaction): Promise<readonly FormerKey[]> {
  const rows = await tx.selectFrom('server_keys').selectAll().orderBy('n').execute();
  return rows.map((row) => ({
    privateKey: privateKeyIn(tx, 'server_keys', row),
    statement: { from: row.public_key, key: row.next_key, sig: row.sig },
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
        privateKey: privateKeyIn(tx, 'server', row),
        formerKeys: await readFormerKeys(tx),
      };
}

/** The private key in a row, opened. */
export const privateKeyIn = (
  tx: Store | StoreTransaction,
  table: 'server' | 'server_keys',
  { public_key: row, private_key: sealed }: { readonly public_key: string; readonly private_key: string },
): KeyObject => privateKeyOf(openSecret(tx, { table, row }, sealed));

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

/** The private part of the key that a device pins, for what must hold under that one. */
export const privateKeyFor = ({ formerKeys, privateKey }: ServerIdentity, pinned: string): KeyObject =>
  formerKeys.find(({ statement }) => statement.from === pinned)?.privateKey ?? privateKey;
