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
import { putMeta, readLogRow, readMeta } from '../db/meta.ts';
import { readConfirmedChainEnd } from '../db/pack-chain.ts';
import { type ChainEnd, chainChecksOf, chainEndOf, type LogErasure, type LogRow } from '../db/rows.ts';
import { saveBarredAct } from '../db/undo-list.ts';
import { scrubErasedLogs } from '../journal/compact-journal.ts';
import { eraseDeviceOnlyRows } from '../journal/erase-device-only-rows.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalAccount } from '../journal/journal-account.ts';
import type { LogErasedEntry } from '../journal/journal-entry.ts';
import { removeErasedLog, restoreErasedLog } from '../write/remove-log.ts';
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
  removeMission: (log, onlyHere) => parts.shown(() => removeFromDevice(parts, log, onlyHere)),
  restoreMission: async (log) => {
    await parts.shown(() => restoreToDevice(parts, log));
    parts.onBack();
  },
});

/**
 * Restore a mission that a person had removed. The journal gets it first, so that a crash cannot erase the mission
 * again. Its records come from headquarters at the next contact. Repeatable.
 */
const restoreToDevice = (
  { db, journal, uncommitted, mutex }: Pick<RemovalDependencies, 'db' | 'journal' | 'uncommitted' | 'mutex'>,
  log: LogId,
): Promise<void> =>
  mutex(async () => {
    const { erased } = await readLogRow(db, log);
    if (erased?.off === undefined) return;
    await journal.append([{ kind: 'logBack', log }]);
    try {
      // An async function of its own: only those does Dexie follow through native promises.
      await db.transaction('rw', db.tables, async () => {
        await restoreErasedLog(db, log);
      });
    } catch (error) {
      if (journal.isThere) uncommitted.add({ kind: 'logBack', log });
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
  log: LogId,
  onlyHere: 'erase' | 'keep',
): Promise<RemoveMissionResult> {
  const { db, mutex, nowMs } = parts;
  const first = await mutex(() => readRemovalRefusal(parts, log, onlyHere));
  if (first !== null) return first;
  if (onlyHere === 'erase') {
    await mutex(() => eraseMissionRows(parts, log));
    await reportRowErasures(parts);
  }
  return mutex(async () => {
    // Somebody wrote meanwhile, or a sync brought new ops.
    const second = await readRemovalRefusal(parts, log, onlyHere);
    if (second !== null) return second;
    const row = await readLogRow(db, log);
    if (row.erased === undefined) {
      await eraseMission({ ...parts, device: parts.device() }, row, nowMs(), {
        title: await readMissionTitle(db, log),
      });
      await db.transaction('rw', [db.undoSteps, db.meta], async () => {
        await saveBarredAct(db, log, { kind: 'mission' }, nowMs());
      });
    }
    return { kind: 'removed' };
  });
}

/** Reason that the mission must stay for now; null when it may go. Before an answer, headquarters' state is unknown. */
async function readRemovalRefusal(
  { db, device }: RemovalDependencies,
  log: LogId,
  onlyHere: 'erase' | 'keep',
): Promise<RemoveMissionResult | null> {
  const row = await readLogRow(db, log);
  if (row.erased !== undefined) return null;
  const { unsent, isLacking } = await readLacking(db, device(), row);
  if (isLacking || !isFullyPulled(row))
    return { kind: 'refused', reason: { kind: 'notAtHeadquarters', unsent } };
  const found = await readDeviceOnlyContent(db, log);
  const isAny = found.notes + found.records + found.drafts + found.setAside > 0;
  return isAny && onlyHere === 'keep' ? { kind: 'refused', reason: { kind: 'onlyHere', ...found } } : null;
}

const isFullyPulled = ({ snapshot, caughtUp, asksHave }: LogRow): boolean =>
  snapshot === undefined && caughtUp && asksHave !== true;

/** Content of a mission that exists on no other machine, as far as this laptop knows. */
export async function readDeviceOnlyContent(db: FieldDatabase, log: LogId): Promise<DeviceOnlyContent> {
  const [row, notes, records, drafts, parked, early] = await Promise.all([
    readLogRow(db, log),
    deviceOnlyRowsOf(db, 'notes', log).count(),
    deviceOnlyRowsOf(db, 'deviceRecords', log).count(),
    db.drafts.where('log').equals(log).count(),
    db.parked.filter(({ text }) => text.includes(log)).count(),
    db.early
      .where('[log+device+first]')
      .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
      .filter(({ isCarried }) => isCarried === true)
      .count(),
  ]);
  const refused = Object.values(chainChecksOf(row)).filter(({ step }) => step === 'rest').length;
  return { notes, records, drafts, setAside: parked + early + refused };
}

async function eraseMissionRows({ db, journal, nowMs }: RemovalDependencies, log: LogId): Promise<void> {
  const atMs = nowMs();
  for (const table of deviceOnlyTableNames) {
    const rows = await deviceOnlyRowsOf(db, table, log).toArray();
    const [first] = rows;
    if (first === undefined) continue;
    const erasures = countByDataGroup(rows).map(([group, count]) => rowErasureOf(first, group, count, atMs));
    await eraseDeviceOnlyRows({ db, journal }, { table, ids: rows.map(({ id }) => id), erasures });
  }
}

async function readMissionTitle(db: FieldDatabase, log: LogId): Promise<string> {
  const rows = await db.summaries
    .where('[log+doc]')
    .between([log, Dexie.minKey], [log, Dexie.maxKey])
    .toArray();
  const title = firstOfKind(rows, 'mission')?.title ?? '';
  return title || ((await readMeta(db, 'grants'))?.about?.[log]?.title ?? '');
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
  row: LogRow,
  atMs: number,
  off?: LogErasure['off'],
): Promise<void> {
  const { db, journal, account, uncommitted, device } = parts;
  const entry: LogErasedEntry = {
    kind: 'logErased',
    log: row.log,
    device,
    end: await readErasedChainEnd(db, device, row),
    atMs,
    ...(off && { off }),
  };
  await journal.append([entry]);
  try {
    await db.transaction('rw', db.tables, async () => {
      await removeErasedLog(db, entry, device);
      if (off === undefined) await countErasedMission(db, atMs);
    });
  } catch (error) {
    if (journal.isThere) uncommitted.add({ kind: 'logErased', erased: entry });
    throw error;
  }
  // Rows were removed: from now on the same number means other rows.
  account.comparedQuarantineCount = null;
  try {
    await scrubErasedLogs({ db, journal, device }, [entry]);
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
async function readErasedChainEnd(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<ChainEnd | null> {
  if (row.erased?.device === own) return row.erased.end;
  const { unsent } = await readLacking(db, own, row);
  const n = unsent > 0 ? highestSeenNumber(row.have, own) : row.acked;
  const { hash } = (await readConfirmedChainEnd(db, own, row)) ?? chainEndOf(row, own);
  return n > 0 ? { n, hash } : null;
}
