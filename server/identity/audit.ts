import { PostgresAdapter, sql } from 'kysely';
import type { Json } from '#domain/base/json.ts';
import { noHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { AuditTable } from '../store/tables.ts';
import { newUuid, type Surroundings } from '../surroundings.ts';

export interface AuditLine {
  /** A person's id, or `command line`. */
  readonly actor: string;
  readonly act: string;
  /** Ids and options; never what is written in documents. */
  readonly subject: { readonly [key: string]: Json };
}

/**
 * Writes down an administrative act or a read of documents (security.md 5). Lines are only ever added, each with the
 * hash of the one before it. In a transaction it is the last thing that is locked, so that no two wait for each other.
 */
export const audit = (
  store: Store | StoreTransaction,
  surroundings: Surroundings,
  line: AuditLine,
): Promise<void> =>
  store.isTransaction
    ? append(store as StoreTransaction, surroundings, line) // says so itself
    : store.transaction().execute((tx) => append(tx, surroundings, line));

async function append(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { actor, act, subject }: AuditLine,
): Promise<void> {
  await lockTrail(tx);
  const last = await lastLine(tx);
  const line = {
    seq: (last?.seq ?? 0) + 1,
    id: newUuid(surroundings),
    at_ms: surroundings.nowMs(),
    actor,
    act,
    subject: JSON.stringify(subject),
    prev_hash: last?.hash ?? noHash,
  };
  await tx
    .insertInto('audit')
    .values({ ...line, hash: hashOf(line) })
    .execute();
}

const lastLine = (tx: StoreTransaction) =>
  tx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();

/** Held until the transaction ends. SQLite's transactions have the write lock from their start. */
async function lockTrail(tx: StoreTransaction): Promise<void> {
  if (tx.getExecutor().adapter instanceof PostgresAdapter)
    await sql`select pg_advisory_xact_lock(${trailLock})`.execute(tx);
}

/** "fbaudit" in bytes; nothing else takes this lock. */
const trailLock = 0x66_62_61_75_64_69;

/** The hash of a line's canonical text: a JSON list of its columns in the order of the table, without its own hash. */
export const hashOf = (line: Omit<AuditTable, 'hash'>): Sha256 => {
  const { seq, id, at_ms: atMs, actor, act, subject, prev_hash: prev } = line;
  return sha256Of(JSON.stringify([seq, id, atMs, actor, act, subject, prev]));
};
