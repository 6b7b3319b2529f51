import type { DeviceId } from '#domain/ids.ts';
import { documentSummaryVersion } from '#domain/kinds/document-summary.ts';
import type { Host, HostResponse } from '#renderer/host/host-contract.ts';
import type { FieldDatabase } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalAccount } from '../journal/journal-account.ts';
import { rebuildSummaries } from '../write/commit-log-transaction.ts';
import type { ReconciledDatabase } from '../write/write-gate.ts';
import { rebuildUnreadableRows } from './rebuild-rows.ts';
import { reconcileWithJournal } from './reconcile-journal.ts';
import { successorOf } from './successor-identity.ts';

interface PrepareDependencies {
  readonly db: FieldDatabase;
  readonly host: Host;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly nowMs: () => number;
}

/** Ready database, with the identity of its device. */
interface PreparedDatabase extends ReconciledDatabase {
  readonly identity: HostResponse<'device.identity'>;
}

/**
 * Prepare an opened database: rebuild unreadable rows, reconcile with the journal (D2), set the sentinel and rebuild
 * summaries of an older version. The shell records its database engine. May run again while the store is open.
 * @throws when the database was lost and the journal cannot be read: a fresh start would use numbers again.
 */
export async function prepareDatabase(prepareDependencies: PrepareDependencies): Promise<PreparedDatabase> {
  const { db, host, journal, nowMs } = prepareDependencies;
  const before = await host.ask('device.identity', null);
  await rebuildUnreadableRows(db, before);
  const unread = journal.isThere ? await reconcileReadableJournal(prepareDependencies, before) : null;
  const identity = await host.ask('device.identity', null);
  const ownerDeviceId = await markDatabaseReady(db, identity.device, nowMs());
  await host.ask('database.whole', null);
  return { identity, owner: ownerDeviceId, successor: successorOf(identity, ownerDeviceId), unread };
}

async function reconcileReadableJournal(
  prepareDependencies: PrepareDependencies,
  { device, former, enrolment, backup }: HostResponse<'device.identity'>,
): Promise<JournalRefused | null> {
  const { db, host } = prepareDependencies;
  const renew = async () => (await host.ask('device.renew', { why: 'lost' })).device;
  try {
    const hasEngineChanged = () => host.ask('database.engineChanged', null);
    await reconcileWithJournal(
      { ...prepareDependencies, renew, hasEngineChanged },
      {
        device,
        former,
        isEnrolled: enrolment !== null,
        backupAtMs: backup === null || backup.isOpened ? null : backup.madeAtMs,
      },
    );
    return null;
  } catch (error) {
    const isHere = (await readMeta(db, 'sentinel')) !== undefined;
    if (error instanceof JournalRefused && isHere) return error;
    throw error;
  }
}

/** @returns the identity of the database's own changes. */
async function markDatabaseReady(db: FieldDatabase, deviceId: DeviceId, nowMs: number): Promise<DeviceId> {
  await db.transaction('rw', db.meta, db.logs, db.documents, db.summaries, async () => {
    if ((await readMeta(db, 'sentinel')) === undefined)
      await putMeta(db, 'sentinel', { device: deviceId, madeAtMs: nowMs });
    if ((await readMeta(db, 'summaryVersion')) === documentSummaryVersion) return;
    for (const logId of await db.logs.toCollection().primaryKeys()) await rebuildSummaries(db, logId);
    await putMeta(db, 'summaryVersion', documentSummaryVersion);
  });
  return (await readMeta(db, 'sentinel'))?.device ?? deviceId;
}
