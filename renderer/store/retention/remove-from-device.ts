import { Dexie } from 'dexie';
import type { Mutex } from '#base/mutex.ts';
import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { firstOfKind } from '#domain/kinds/records-of-kind.ts';
import { type DeviceOnlyContent, deviceOnlyTableNames } from '../api/device-only-api.ts';
import type { RemoveMissionResult, StoreApi } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { deviceOnlyRowsOf } from '../db/device-only-tables.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import { type ChainEnd, chainChecksOf, chainEndOf, type LogErasure, type LogRow } from '../db/log-row.ts';
import { putMeta, readLogRow, readMeta } from '../db/meta.ts';
import { readConfirmedChainEnd } from '../db/pack-chain.ts';
import { saveBarredAct } from '../db/undo-list.ts';
import { scrubErasedLogs } from '../journal/compact-journal.ts';
import { eraseDeviceOnlyRows } from '../journal/erase-device-only-rows.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalAccount } from '../journal/journal-account.ts';
import type { LogErasedEntry } from '../journal/journal-entry.ts';
import { removeErasedLog } from '../write/remove-log.ts';
import { restoreErasedLog } from '../write/restore-erased-log.ts';
import type { UncommittedEntries } from '../write/uncommitted-entries.ts';
import {
  countByDataGroup,
  type RowErasureDependencies,
  reportRowErasures,
  rowErasureOf,
} from './row-erasures.ts';
import { readLacking } from './unsent-changes.ts';

interface MissionActionDependencies extends RemovalDependencies {
  /** Show a write while it is on its way, and its failure. */
  readonly shown: <T>(saving: () => Promise<T>) => Promise<T>;
  /** Called when a mission must be fetched from headquarters again. */
  readonly onBack: () => void;
}

/** Actions of a person on whole missions on this laptop. */
export const createMissionActions = (
  parts: MissionActionDependencies,
): Pick<StoreApi, 'removeMission' | 'restoreMission'> => ({
  removeMission: (logId, onlyHere) => parts.shown(() => removeFromDevice(parts, logId, onlyHere)),
  restoreMission: async (logId) => {
    await parts.shown(() => restoreToDevice(parts, logId));
    parts.onBack();
  },
});

/**
 * Restore a mission that a person had removed. The journal gets it first, so that a crash cannot erase the mission
 * again. Its records come from headquarters at the next contact. Repeatable.
 */
const restoreToDevice = (
  { db, journal, uncommitted, mutex }: Pick<RemovalDependencies, 'db' | 'journal' | 'uncommitted' | 'mutex'>,
  logId: LogId,
): Promise<void> =>
  mutex(async () => {
    const { erased } = await readLogRow(db, logId);
    if (erased?.off === undefined) return;
    await journal.append([{ kind: 'logBack', log: logId }]);
    try {
      // An async function of its own: only those does Dexie follow through native promises.
      await db.transaction('rw', db.tables, async () => {
        await restoreErasedLog(db, logId);
      });
    } catch (error) {
      if (journal.isThere) uncommitted.add({ kind: 'logBack', log: logId });
      throw error;
    }
  });

interface RemovalDependencies
  extends Omit<MissionErasureDependencies, 'device'>,
    Pick<RowErasureDependencies, 'write'> {
  readonly device: () => DeviceId;
  readonly mutex: Mutex;
  readonly nowMs: () => number;
}

/**
 * Remove a mission from this laptop (docs/requirements.md E6), as the retention clock would, once headquarters has
 * everything of it. Headquarters keeps its copy, from which the mission can be restored. Content that exists nowhere
 * else, such as interview notes, needs the person's consent; headquarters gets the numbers of erased ones.
 */
async function removeFromDevice(
  parts: RemovalDependencies,
  logId: LogId,
  onlyHere: 'erase' | 'keep',
): Promise<RemoveMissionResult> {
  const { db, mutex, nowMs } = parts;
  const firstResult = await mutex(() => readRemovalRefusal(parts, logId, onlyHere));
  if (firstResult !== null) return firstResult;
  if (onlyHere === 'erase') {
    await mutex(() => eraseMissionRows(parts, logId));
    await reportRowErasures(parts);
  }
  return mutex(async () => {
    // Somebody wrote meanwhile, or a sync brought new ops.
    const second = await readRemovalRefusal(parts, logId, onlyHere);
    if (second !== null) return second;
    const logRow = await readLogRow(db, logId);
    if (logRow.erased === undefined) {
      await eraseMission({ ...parts, device: parts.device() }, logRow, nowMs(), {
        title: await readMissionTitle(db, logId),
      });
      await db.transaction('rw', [db.undoSteps, db.meta], async () => {
        await saveBarredAct(db, logId, { kind: 'mission' }, nowMs());
      });
    }
    return { kind: 'removed' };
  });
}

/** Reason that the mission must stay for now; null when it may go. Before an answer, headquarters' state is unknown. */
async function readRemovalRefusal(
  { db, device }: RemovalDependencies,
  logId: LogId,
  onlyHere: 'erase' | 'keep',
): Promise<RemoveMissionResult | null> {
  const logRow = await readLogRow(db, logId);
  if (logRow.erased !== undefined) return null;
  const { unsent, isLacking } = await readLacking(db, device(), logRow);
  if (isLacking || !isFullyPulled(logRow))
    return { kind: 'refused', reason: { kind: 'notAtHeadquarters', unsent } };
  const foundContent = await readDeviceOnlyContent(db, logId);
  const isAny = foundContent.notes + foundContent.records + foundContent.drafts + foundContent.setAside > 0;
  return isAny && onlyHere === 'keep'
    ? { kind: 'refused', reason: { kind: 'onlyHere', ...foundContent } }
    : null;
}

const isFullyPulled = ({ snapshot, caughtUp, asksHave }: LogRow): boolean =>
  snapshot === undefined && caughtUp && asksHave !== true;

/** Content of a mission that exists on no other machine, as far as this laptop knows. */
export async function readDeviceOnlyContent(db: FieldDatabase, logId: LogId): Promise<DeviceOnlyContent> {
  const [logRow, notes, records, drafts, parked, early] = await Promise.all([
    readLogRow(db, logId),
    deviceOnlyRowsOf(db, 'notes', logId).count(),
    deviceOnlyRowsOf(db, 'deviceRecords', logId).count(),
    db.drafts.where('log').equals(logId).count(),
    db.parked.filter(({ text }) => text.includes(logId)).count(),
    db.early
      .where('[log+device+first]')
      .between([logId, Dexie.minKey, Dexie.minKey], [logId, Dexie.maxKey, Dexie.maxKey])
      .filter(({ isCarried }) => isCarried === true)
      .count(),
  ]);
  const refused = Object.values(chainChecksOf(logRow)).filter(({ step }) => step === 'rest').length;
  return { notes, records, drafts, setAside: parked + early + refused };
}

async function eraseMissionRows({ db, journal, nowMs }: RemovalDependencies, logId: LogId): Promise<void> {
  const atMs = nowMs();
  for (const tableName of deviceOnlyTableNames) {
    const deviceOnlyRows = await deviceOnlyRowsOf(db, tableName, logId).toArray();
    const [firstRow] = deviceOnlyRows;
    if (firstRow === undefined) continue;
    const erasures = countByDataGroup(deviceOnlyRows).map(([group, count]) =>
      rowErasureOf(firstRow, group, count, atMs),
    );
    await eraseDeviceOnlyRows(
      { db, journal },
      { table: tableName, ids: deviceOnlyRows.map(({ id }) => id), erasures },
    );
  }
}

async function readMissionTitle(db: FieldDatabase, logId: LogId): Promise<string> {
  const summaryRows = await db.summaries
    .where('[log+doc]')
    .between([logId, Dexie.minKey], [logId, Dexie.maxKey])
    .toArray();
  const title = firstOfKind(summaryRows, 'mission')?.title ?? '';
  return title || ((await readMeta(db, 'grants'))?.about?.[logId]?.title ?? '');
}

export interface MissionErasureDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly uncommitted: UncommittedEntries;
  readonly device: DeviceId;
}

/**
 * Erase a mission here. The journal gets the erasure first, so that the mission cannot return after a crash. Then it
 * goes from every table, and from the journal's files. If the disk refuses that, the next start repeats it. Runs under
 * the mutex.
 * @param off Title for a removal by a person, who may restore the mission. Absent for a final erasure by the retention
 * clock.
 */
export async function eraseMission(
  parts: MissionErasureDependencies,
  logRow: LogRow,
  atMs: number,
  off?: LogErasure['off'],
): Promise<void> {
  const { db, journal, account, uncommitted, device } = parts;
  const erasedEntry: LogErasedEntry = {
    kind: 'logErased',
    log: logRow.log,
    device,
    end: await readErasedChainEnd(db, device, logRow),
    atMs,
    ...(off && { off }),
  };
  await journal.append([erasedEntry]);
  try {
    await db.transaction('rw', db.tables, async () => {
      await removeErasedLog(db, erasedEntry, device);
      if (off === undefined) await countErasedMission(db, atMs);
    });
  } catch (error) {
    if (journal.isThere) uncommitted.add({ kind: 'logErased', erased: erasedEntry });
    throw error;
  }
  // Rows were removed: from now on the same number means other rows.
  account.comparedQuarantineCount = null;
  try {
    await scrubErasedLogs({ db, journal, device }, [erasedEntry]);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** Count an erasure for the notice to the person, except their own removals. */
const countErasedMission = async (db: FieldDatabase, atMs: number): Promise<void> =>
  putMeta(db, 'erasedMissions', {
    atMs,
    missions: ((await readMeta(db, 'erasedMissions'))?.missions ?? 0) + 1,
  });

/** End of the own chain in the erased log at headquarters. If that accepts nothing any more, the end here. */
async function readErasedChainEnd(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
): Promise<ChainEnd | null> {
  if (logRow.erased?.device === ownDeviceId) return logRow.erased.end;
  const { unsent } = await readLacking(db, ownDeviceId, logRow);
  const n = unsent > 0 ? highestSeenNumber(logRow.have, ownDeviceId) : logRow.acked;
  const { hash } = (await readConfirmedChainEnd(db, ownDeviceId, logRow)) ?? chainEndOf(logRow, ownDeviceId);
  return n > 0 ? { n, hash } : null;
}
