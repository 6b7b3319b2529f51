import { sql } from 'kysely';
import { engineOf, type Store } from './open-store.ts';

/**
 * Takes what was erased out of the embedded store's write-ahead log: everything in it is written to the database, which
 * overwrites what was deleted (`secure_delete`), and the log is cut to nothing. After the transaction that erased, never
 * in one. PostgreSQL keeps such bytes until `admin vacuum`.
 * @returns false where another process reads the store: its log is cut by the next erasure, or when the server stops
 */
export async function clearWriteAheadLog(store: Store): Promise<boolean> {
  if (engineOf(store) !== 'sqlite') return true;
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(store);
  return rows[0]?.busy === 0;
}
