import type { Dexie, IndexableType, Table } from 'dexie';
import type { FieldDatabase } from '../db/database.ts';
import { type DatabaseTimeouts, DiskTimeoutError, type Timeout } from '../db/database-timeouts.ts';
import { DatabaseResetError, isBrokenDatabase, SilentDatabaseError } from '../db/disk-failure.ts';
import { DatabaseRefused, DecryptionError } from '../db/encryption/encryption-errors.ts';
import type { Journal } from '../journal/journal.ts';

/**
 * Open and `prepare` the database, twice if needed: when Chromium meets damage it closes the database. After two
 * failures, or one of a controlling row, it is deleted and rebuilt from the journal (D2). Beside a damaged journal the
 * disk gets more attempts. Without a journal, or on a full disk, the database stays as it is, and this rejects: it may
 * be whole.
 * @throws `DatabaseRefused` for another key, an unencrypted database, and one of a later version; `DiskTimeoutError` when
 * the first opening has no answer, `SilentDatabaseError` when a later one has none.
 */
export async function openDatabase<T>(
  db: FieldDatabase,
  journal: Journal,
  { discard, prepare, timeouts }: OpenDependencies<T>,
): Promise<T> {
  const makeReady = async (limit: Timeout): Promise<T> => {
    await limit(db.refuseNewerVersion().then(() => db.open()));
    return onOneConnection(db, async () => {
      await requireMatchingKey(db);
      return prepare();
    });
  };
  const reopenLimit: Timeout = (task) => timeouts.reopen(task).catch(throwSilence);
  // A database without an answer may be whole.
  const mayHelp = (error: unknown): boolean =>
    journal.isThere && isBrokenDatabase(error) && !(error instanceof DiskTimeoutError);
  let failure: unknown;
  const attempt = async (limit: Timeout): Promise<{ readonly ready: T } | null> => {
    try {
      return { ready: await makeReady(limit) };
    } catch (error) {
      if (!mayHelp(error)) throw error;
      failure = error;
      db.close();
      return null;
    }
  };
  const first = await attempt(timeouts.open);
  if (first) return first.ready;
  // Asked before opening again: even if space returns meanwhile, the lack of it may be the cause of the failure.
  const hadRoom = await canRebuildDatabase(journal);
  const retries = await countRetriesBeforeDeletion(journal);
  for (let retry = 0; retry < retries && !(failure instanceof DecryptionError); retry += 1) {
    const again = await attempt(reopenLimit);
    if (again) return again.ready;
  }
  if (!hadRoom || !(await canRebuildDatabase(journal))) throw failure;
  await reopenLimit(recreateDatabase(db, discard));
  return makeReady(reopenLimit);
}

/** Rows of each table to try before the key counts as wrong. */
const rowsToTry = 20;

/**
 * Refuse a database with another key, so that none of its rows opens. A repair would delete rows that the right key can
 * read. When one row opens, the key is right; other failures are damage, reported when read.
 * @throws `DatabaseRefused`
 */
async function requireMatchingKey(db: Dexie): Promise<void> {
  const fitsNone = await db.transaction('r', db.tables, async () => {
    let isEmpty = true;
    // Small rows first: nearly always the first one opens.
    for (const table of [db.table('meta'), ...db.tables])
      for (const key of await table.limit(rowsToTry).primaryKeys()) {
        if (await canDecryptRow(table, key)) return false;
        isEmpty = false;
      }
    return !isEmpty;
  });
  if (fitsNone) throw new DatabaseRefused('key', `${db.name} was sealed with another key`);
}

async function canDecryptRow(table: Table, key: IndexableType): Promise<boolean> {
  try {
    await table.get(key);
    return true;
  } catch (error) {
    if (error instanceof DecryptionError) return false;
    throw error;
  }
}

interface OpenDependencies<T> {
  readonly discard: DiscardDatabaseFiles;
  readonly prepare: () => Promise<T>;
  readonly timeouts: DatabaseTimeouts;
}

function throwSilence(error: unknown): never {
  if (!(error instanceof DiskTimeoutError)) throw error;
  throw new SilentDatabaseError('IndexedDB does not answer here', { cause: error });
}

/** Retries before a database is deleted. An unreadable entry of the journal may be whole in it: then there are more. */
const countRetriesBeforeDeletion = async (journal: Journal): Promise<number> =>
  (await countDamagedFrames(journal)) === 0 ? 1 : 5;

/** Number of unreadable entries of the journal now; infinite where it cannot be read. */
export async function countDamagedFrames(journal: Journal): Promise<number> {
  let count = 0;
  try {
    for await (const { damaged } of journal.read()) count += damaged;
    return count;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * Run a task that must see one database from its beginning to its end. Dexie opens a closed database again without a
 * word, and Chromium has deleted the damaged content by then.
 * @throws {DatabaseResetError} the database was closed during the task
 */
export async function onOneConnection<T>(db: FieldDatabase, task: () => Promise<T>): Promise<T> {
  const connection = db.backendDB();
  const result = await task();
  if (db.backendDB() !== connection) throw new DatabaseResetError('The database was closed during the task');
  return result;
}

/** True when there is a journal to rebuild the database from, and space for it. A disk without an answer has none. */
export const canRebuildDatabase = async (journal: Journal): Promise<boolean> =>
  journal.isThere && (await journal.room().catch(() => null)) === 'ample';

/**
 * Deletion of the files of all databases of the app, from outside. When one of their shared files is missing,
 * IndexedDB can neither open nor delete any of them.
 */
type DiscardDatabaseFiles = () => Promise<unknown>;

/** Delete the database and open an empty one. */
export async function recreateDatabase(
  db: FieldDatabase,
  discardDatabaseFiles?: DiscardDatabaseFiles,
): Promise<void> {
  try {
    await db.delete();
  } catch (error) {
    if (!discardDatabaseFiles || !isBrokenDatabase(error)) throw error;
    await discardDatabaseFiles();
  }
  await db.open();
}
