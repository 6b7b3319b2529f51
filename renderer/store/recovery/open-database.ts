import type { FieldDatabase } from '../db/database.ts';
import { DatabaseResetError, isBrokenDatabase } from '../db/disk-failure.ts';
import { type Journal, JournalRefused } from '../journal/journal.ts';
import { DatabaseRefused, DecryptionError } from '../db/encryption/encryption-errors.ts';
import type { Dexie, IndexableType, Table } from 'dexie';
import { documentSummaryVersion } from '#domain/document/document-summary.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Host, HostAnswer } from '#renderer/host/host-contract.ts';
import { adoptDeviceIdentity } from './adopt-identity.ts';
import type { JournalAccount } from '../journal/journal-account.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { rebuildUnreadableRows } from './rebuild-rows.ts';
import { reconcileWithJournal } from './reconcile-journal.ts';
import { rebuildSummaries } from '../write/commit-log-transaction.ts';

interface PrepareDependencies {
  readonly db: FieldDatabase;
  readonly host: Host;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly nowMs: () => number;
}

/** A database that is ready, and whose it is. */
interface PreparedDatabase {
  readonly identity: HostAnswer<'device.identity'>;
  /** The journal could not be read: the database alone tells what there is, and the person is told. */
  readonly unread: JournalRefused | null;
}

/**
 * Makes an opened database ready: rows that cannot be read made anew, compared with the journal (D2), under the
 * identity that the shell has (P2), its sentinel set, summaries of an older rule made anew. The shell then notes which
 * engine keeps it. May be called again while the store is open. Throws when the database was lost and the journal can't be read: to begin anew then would use
 * numbers again.
 */
export async function prepareDatabase(parts: PrepareDependencies): Promise<PreparedDatabase> {
  const { db, host, journal, nowMs } = parts;
  const before = await host.ask('device.identity', null);
  await rebuildUnreadableRows(db, before);
  const unread = journal.isThere ? await reconcileReadableJournal(parts, before) : null;
  const identity = await host.ask('device.identity', null);
  // The shell takes a new one by itself when a backup was restored.
  await adoptDeviceIdentity(parts, identity.device, identity.device === before.device ? 'restored' : 'lost');
  await markDatabaseReady(db, identity.device, nowMs());
  await host.ask('database.whole', null);
  return { identity, unread };
}

async function reconcileReadableJournal(
  parts: PrepareDependencies,
  { device, former, enrolment }: HostAnswer<'device.identity'>,
): Promise<JournalRefused | null> {
  const { db, host } = parts;
  const renew = async () => (await host.ask('device.renew', { why: 'lost' })).device;
  try {
    const hasEngineChanged = () => host.ask('database.engineChanged', null);
    await reconcileWithJournal(
      { ...parts, renew, hasEngineChanged },
      { device, former, isEnrolled: enrolment !== null },
    );
    return null;
  } catch (error) {
    const isHere = (await readMeta(db, 'sentinel')) !== undefined;
    if (error instanceof JournalRefused && isHere) return error;
    throw error;
  }
}

async function markDatabaseReady(db: FieldDatabase, device: DeviceId, nowMs: number): Promise<void> {
  await db.transaction('rw', db.meta, db.logs, db.documents, db.summaries, async () => {
    if ((await readMeta(db, 'sentinel')) === undefined)
      await putMeta(db, 'sentinel', { device, madeAtMs: nowMs });
    if ((await readMeta(db, 'summaryVersion')) === documentSummaryVersion) return;
    for (const log of await db.logs.toCollection().primaryKeys()) await rebuildSummaries(db, log);
    await putMeta(db, 'summaryVersion', documentSummaryVersion);
  });
}

/** So many rows of each table are tried before the key is held to be a wrong one. */
const rowsToTry = 20;

/**
 * Throws `DatabaseRefused` when the database was sealed with another key: then none of its rows opens, and to take that
 * for damage would delete what only the right key can read. Where one row opens, the key is right, and what does not
 * open is damage, which is told when it is read.
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

/**
 * Opens the database and makes it ready by `prepare`. What fails is tried once more: Chromium takes a database away in
 * the moment in which it meets damage in it, and cuts short what is asked of it then. One that fails twice, or in which
 * what steers everything does not open, is deleted and begun anew when there is a journal to rebuild it from (D2);
 * without one it is left as it is, and this rejects. A full disk is no reason to delete anything: a database that cannot
 * be opened for want of room is whole. Nor is another key, a plain database, or one of a later version: all are refused (`DatabaseRefused`).
 */
export async function openDatabase<T>(
  db: FieldDatabase,
  journal: Journal,
  { discard, prepare }: { readonly discard: DiscardDatabaseFiles; readonly prepare: () => Promise<T> },
): Promise<T> {
  const makeReady = async (): Promise<T> => {
    await db.refuseNewerVersion();
    await db.open();
    return onOneConnection(db, async () => {
      await requireMatchingKey(db);
      return prepare();
    });
  };
  const mayHelp = (error: unknown): boolean => journal.isThere && isBrokenDatabase(error);
  let failure: unknown;
  try {
    return await makeReady();
  } catch (error) {
    if (!mayHelp(error)) throw error;
    failure = error;
  }
  db.close();
  // Asked before it is opened: when room comes back meanwhile, the want of it may still be why that failed.
  const hadRoom = await canRebuildDatabase(journal);
  if (!(failure instanceof DecryptionError)) {
    try {
      return await makeReady();
    } catch (error) {
      if (!mayHelp(error)) throw error;
      failure = error;
    }
  }
  if (!hadRoom || !(await canRebuildDatabase(journal))) throw failure;
  await recreateDatabase(db, discard);
  return makeReady();
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

/** Is there something to build the database anew from, and room for it? A disk that does not say has none. */
export const canRebuildDatabase = async (journal: Journal): Promise<boolean> =>
  journal.isThere && (await journal.room().catch(() => null)) === 'ample';

/**
 * Takes the files of all databases of the app away, from outside: where one of the files that they share is missing,
 * IndexedDB can open none of them, and for that reason delete none either.
 */
export type DiscardDatabaseFiles = () => Promise<unknown>;

/** Deletes the database and opens an empty one. */
export async function recreateDatabase(db: FieldDatabase, discard?: DiscardDatabaseFiles): Promise<void> {
  try {
    await db.delete();
  } catch (error) {
    if (!discard || !isBrokenDatabase(error)) throw error;
    await discard();
  }
  await db.open();
}
