import { Dexie } from 'dexie';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { FieldDatabase } from '../db/database.ts';
import { deviceOnlyTableNames } from '../db/device-only-rows.ts';
import { deviceOnlyRowsOf } from '../db/device-only-tables.ts';
import type { Mutex } from '../db/mutex.ts';
import { readLogRow } from '../db/log-rows.ts';
import { readMeta } from '../db/meta.ts';
import {
  countByDataGroup,
  eraseDeviceOnlyRows,
  reportRowErasures,
  rowErasureOf,
  type RowErasureDependencies,
} from './erase-device-only-rows.ts';
import { chainChecksOf, type LogRow } from '../db/rows.ts';
import type { DeviceOnlyContent } from '../device-only-api.ts';
import type { RemoveMissionResult, StoreApi } from '../store-api.ts';
import { eraseMission, type MissionErasureDependencies } from './erase-mission.ts';
import { readLacking } from './unsent-changes.ts';
import { restoreErasedLog } from './remove-log.ts';

interface MissionActionDependencies extends RemovalDependencies {
  /** Show a write while it is on its way, and its failure. */
  readonly shown: <T>(saving: () => Promise<T>) => Promise<T>;
  /** Called when a mission must be fetched from headquarters again. */
  readonly onBack: () => void;
}

/** Actions of a person on whole missions on this laptop. */
export const createMissionActions = (
  parts: MissionActionDependencies,
): Pick<StoreApi, 'takeOffMission' | 'bringMissionBack'> => ({
  takeOffMission: (log, onlyHere) => parts.shown(() => removeFromDevice(parts, log, onlyHere)),
  bringMissionBack: async (log) => {
    await parts.shown(() => restoreToDevice(parts, log));
    parts.onBack();
  },
});

/**
 * Restore a mission that a person had removed. The journal gets it first, so that a crash cannot erase the mission
 * again. Its records come from headquarters at the next contact. Repeatable.
 */
export const restoreToDevice = (
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

export interface RemovalDependencies
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
export async function removeFromDevice(
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
    if (row.erased === undefined)
      await eraseMission({ ...parts, device: parts.device() }, row, nowMs(), {
        title: await readMissionTitle(db, log),
      });
    return { kind: 'takenOff' };
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
  const isAny = found.notes + found.records + found.setAside > 0;
  return isAny && onlyHere === 'keep' ? { kind: 'refused', reason: { kind: 'onlyHere', ...found } } : null;
}

const isFullyPulled = ({ snapshot, caughtUp, asksHave }: LogRow): boolean =>
  snapshot === undefined && caughtUp && asksHave !== true;

/** Content of a mission that exists on no other machine, as far as this laptop knows. */
export async function readDeviceOnlyContent(db: FieldDatabase, log: LogId): Promise<DeviceOnlyContent> {
  const [row, notes, records, parked, early] = await Promise.all([
    readLogRow(db, log),
    deviceOnlyRowsOf(db, 'notes', log).count(),
    deviceOnlyRowsOf(db, 'deviceRecords', log).count(),
    db.parked.filter(({ text }) => text.includes(log)).count(),
    db.early
      .where('[log+device+first]')
      .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
      .filter(({ isCarried }) => isCarried === true)
      .count(),
  ]);
  const refused = Object.values(chainChecksOf(row)).filter(({ step }) => step === 'rest').length;
  return { notes, records, setAside: parked + early + refused };
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
  const title = rows.find(({ kind }) => kind === missionKind)?.title ?? '';
  return title || ((await readMeta(db, 'grants'))?.about?.[log]?.title ?? '');
}
