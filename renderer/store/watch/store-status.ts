import { compareTexts } from '#base/json.ts';
import type { LogId } from '#domain/ids.ts';
import { erasableFromMs } from '#domain/privacy/retention-due.ts';
import type { DueErasure, StoreStatus } from '../api/status-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type MetaValue, readLogRow, readLogRows, readMeta, sumWaiting } from '../db/meta.ts';
import type { ErasureRow } from '../db/rows.ts';
import { readDamagedInstruments } from '../queries/instrument-queries.ts';
import {
  asLiveQueryInParts,
  type QueryFunction,
  type QuerySources,
  type SubscribeQuery,
} from '../queries/live-query.ts';
import { missionTitles, readAllSummaries } from '../queries/summaries.ts';
import { readUnsent } from '../retention/unsent-changes.ts';

/** Coming erasures here, of whole missions or of content with shorter retention, in the order in which they are due. */
async function readDueErasures(
  db: FieldDatabase,
  list: 'dueMissions' | 'dueParts',
): Promise<readonly DueErasure[]> {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const listed = Object.entries((await readMeta(db, list)) ?? {}) as [LogId, MetaValue<typeof list>[LogId]][];
  if (listed.length === 0) return [];
  const [sentinel, grants, summaryRows] = await Promise.all([
    readMeta(db, 'sentinel'),
    readMeta(db, 'grants'),
    readAllSummaries(db),
  ]);
  if (sentinel === undefined) return [];
  const titles = missionTitles(summaryRows, grants);
  const missions = listed.map(async ([logId, graceState]) => {
    const logRow = await readLogRow(db, logId);
    return {
      log: logId,
      title: logRow.erased?.off?.title ?? titles.get(logId) ?? '',
      dueAtMs: graceState.dueAtMs,
      erasedFromMs: erasableFromMs(graceState, graceState.lookedAtMs),
      ...(await readUnsent(db, sentinel.device, logRow)),
    };
  });
  return (await Promise.all(missions)).sort((a, b) => a.erasedFromMs - b.erasedFromMs);
}

/** Status bar: saved changes, the outbox, the state at headquarters, and items that need a person. */
export const subscribeStatus: SubscribeQuery<'status'> = asLiveQueryInParts(
  readFrequentStatus,
  readInfrequentStatus,
  (often, seldom) => {
    const kept = { ...often, ...seldom };
    return ({ saving, saveFailed, sync, hasJournal, room }) => ({
      ...kept,
      saving: saving > 0,
      saveFailed,
      sync,
      journal: hasJournal,
      room,
    });
  },
);

/** Part that every write changes: it is read after each, while the next one waits. */
async function readFrequentStatus({ db }: QuerySources) {
  const [logRows, summaryRows, saved, receipt] = await Promise.all([
    readLogRows(db),
    db.summaryCache.read(),
    readMeta(db, 'saved'),
    readMeta(db, 'receipt'),
  ]);
  return {
    savedAtMs: saved?.atMs ?? null,
    waiting: { ...sumWaiting(logRows), records: summaryRows.filter(({ waiting }) => waiting > 0).length },
    headquartersHasUpToMs: receipt?.atMs ?? null,
    conflicts: sumOfCounts(summaryRows.map(({ conflicts }) => conflicts)),
  };
}

async function readInfrequentStatus({ db }: QuerySources) {
  const [early, parked, restored, renewed, erasureRows] = await Promise.all([
    db.early.toArray(),
    db.parked.count(),
    readMeta(db, 'restored'),
    readMeta(db, 'renewed'),
    db.erasures.toArray(),
  ]);
  const [dueMissions, dueParts, erasedMissions, erasedParts] = await Promise.all([
    readDueErasures(db, 'dueMissions'),
    readDueErasures(db, 'dueParts'),
    readMeta(db, 'erasedMissions'),
    readMeta(db, 'erasedParts'),
  ]);
  return {
    early: sumOfCounts(early.map(({ first, last }) => last - first + 1)),
    parked,
    restored: restored ?? null,
    renewed: renewed ?? null,
    erased: unreadErasuresOf(erasureRows),
    dueMissions,
    erasedMissions: erasedMissions ?? null,
    dueParts,
    erasedParts: erasedParts ?? null,
  };
}

/** Sums of the erasures that the person has not read of, by group of data. */
function unreadErasuresOf(erasureRows: readonly ErasureRow[]): StoreStatus['erased'] {
  const unread = erasureRows.filter(({ isRead }) => !isRead);
  if (unread.length === 0) return null;
  const dataGroups = [...new Set(unread.map(({ group }) => group))].toSorted(compareTexts);
  return {
    groups: dataGroups.map((dataGroup) => {
      const ownErasureRows = unread.filter((erasureRow) => erasureRow.group === dataGroup);
      return {
        group: dataGroup,
        count: sumOfCounts(ownErasureRows.map(({ count }) => count)),
        atMs: Math.max(...ownErasureRows.map(({ atMs }) => atMs)),
      };
    }),
    isTold: unread.every(({ isTold }) => isTold),
  };
}

const sumOfCounts = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Quarantined items, newest first, with their text for export. */
export const queryQuarantine: QueryFunction<'parked'> = async ({ db }) => {
  // In parallel: a live query does not watch reads that follow the answer of the summary cache.
  const [parkedQuarantineRows, damaged] = await Promise.all([
    db.parked.toArray(),
    readDamagedInstruments(db),
  ]);
  return [
    ...damaged,
    ...parkedQuarantineRows.reverse().map(({ atMs, what, why, text }) => ({ atMs, what, why, text })),
  ];
};
