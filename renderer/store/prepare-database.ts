import { summaryVersion } from '#domain/document/summary.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Host, HostAnswer } from '#renderer/host/host-contract.ts';
import { adoptIdentity } from './adopt-identity.ts';
import type { FieldDatabase } from './database.ts';
import { type Journal, JournalRefused } from './journal.ts';
import type { JournalAccount } from './journal-account.ts';
import { putMeta, readMeta } from './meta.ts';
import { rebuildRows } from './rebuild-rows.ts';
import { reconcile } from './reconcile.ts';
import { remakeSummaries } from './save-work.ts';

export interface PrepareParts {
  readonly db: FieldDatabase;
  readonly host: Host;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly nowMs: () => number;
}

/** A database that is ready, and whose it is. */
export interface PreparedDatabase {
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
export async function prepareDatabase(parts: PrepareParts): Promise<PreparedDatabase> {
  const { db, host, journal, nowMs } = parts;
  const before = await host.ask('device.identity', null);
  await rebuildRows(db, before);
  const unread = journal.isThere ? await reconcileIfReadable(parts, before) : null;
  const identity = await host.ask('device.identity', null);
  // The shell takes a new one by itself when a backup was restored.
  await adoptIdentity(parts, identity.device, identity.device === before.device ? 'restored' : 'lost');
  await markDatabase(db, identity.device, nowMs());
  await host.ask('database.whole', null);
  return { identity, unread };
}

async function reconcileIfReadable(
  parts: PrepareParts,
  { device, former, enrolment }: HostAnswer<'device.identity'>,
): Promise<JournalRefused | null> {
  const { db, host } = parts;
  const renew = async () => (await host.ask('device.renew', { why: 'lost' })).device;
  try {
    const hasEngineChanged = () => host.ask('database.engineChanged', null);
    await reconcile(
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

async function markDatabase(db: FieldDatabase, device: DeviceId, nowMs: number): Promise<void> {
  await db.transaction('rw', db.meta, db.logs, db.documents, db.summaries, async () => {
    if ((await readMeta(db, 'sentinel')) === undefined)
      await putMeta(db, 'sentinel', { device, madeAtMs: nowMs });
    if ((await readMeta(db, 'summaryVersion')) === summaryVersion) return;
    for (const log of await db.logs.toCollection().primaryKeys()) await remakeSummaries(db, log);
    await putMeta(db, 'summaryVersion', summaryVersion);
  });
}
