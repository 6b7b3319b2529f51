import { readLogRow, readLogRows, sumWaiting, type MetaValue, readMeta } from '../db/meta.ts';
import type { ErasureRow } from '../db/rows.ts';
import type { DueErasure, StoreStatus } from '../status-api.ts';
import { asLiveQueryInParts, type QuerySources, type SubscribeQuery } from './live-query.ts';
import { erasableFromMs } from '#domain/privacy/retention-due.ts';
import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { missionTitles, readAllSummaries } from './summaries.ts';
import { readUnsent } from '../retention/unsent-changes.ts';

/** Coming erasures here, of whole missions or of content with shorter retention, in the order in which they are due. */
async function readDueErasures(
  db: FieldDatabase,
  list: 'dueMissions' | 'dueParts',
): Promise<readonly DueErasure[]> {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const listed = Object.entries((await readMeta(db, list)) ?? {}) as [LogId, MetaValue<typeof list>[LogId]][];
  if (listed.length === 0) return [];
  const [sentinel, grants, rows] = await Promise.all([
    readMeta(db, 'sentinel'),
    readMeta(db, 'grants'),
    readAllSummaries(db),
  ]);
  if (sentinel === undefined) return [];
  const titles = missionTitles(rows, grants);
  const missions = listed.map(async ([log, one]) => {
    const row = await readLogRow(db, log);
    return {
      log,
      title: row.erased?.off?.title ?? titles.get(log) ?? '',
      dueAtMs: one.dueAtMs,
      erasedFromMs: erasableFromMs(one, one.lookedAtMs),
      ...(await readUnsent(db, sentinel.device, row)),
    };
  });
  return (await Promise.all(missions)).sort((a, b) => a.erasedFromMs - b.erasedFromMs);
}

/** Status bar: saved changes, the outbox, the state at headquarters, and items that need a person. */
export const answerStatus: SubscribeQuery<'status'> = asLiveQueryInParts(
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
  const [logs, summaries, saved, receipt] = await Promise.all([
    readLogRows(db),
    db.summaryCache.read(),
    readMeta(db, 'saved'),
    readMeta(db, 'receipt'),
  ]);
  return {
    savedAtMs: saved?.atMs ?? null,
    waiting: { ...sumWaiting(logs), records: summaries.filter(({ waiting }) => waiting > 0).length },
    headquartersHasUpToMs: receipt?.atMs ?? null,
    conflicts: sumOfCounts(summaries.map(({ conflicts }) => conflicts)),
  };
}

async function readInfrequentStatus({ db }: QuerySources) {
  const [early, parked, restored, renewed, erasures] = await Promise.all([
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
    erased: unreadErasuresOf(erasures),
    dueMissions,
    erasedMissions: erasedMissions ?? null,
    dueParts,
    erasedParts: erasedParts ?? null,
  };
}

/** Sum of the erasures that the person has not read of. */
function unreadErasuresOf(erasures: readonly ErasureRow[]): StoreStatus['erased'] {
  const unread = erasures.filter(({ isRead }) => !isRead);
  if (unread.length === 0) return null;
  return {
    atMs: Math.max(...unread.map(({ atMs }) => atMs)),
    count: sumOfCounts(unread.map(({ count }) => count)),
    isTold: unread.every(({ isTold }) => isTold),
  };
}

const sumOfCounts = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
