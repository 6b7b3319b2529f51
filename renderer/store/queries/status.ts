import { readLogRows, sumWaiting } from '../log-table.ts';
import { readMeta } from '../meta.ts';
import { readDueMissions } from '../retention/read-due-missions.ts';
import type { ErasureRow } from '../rows.ts';
import type { StoreStatus } from '../store-api.ts';
import type { Answer } from './question.ts';

/** The status bar: what is saved, what waits, what headquarters has, what needs a person. */
export const answerStatus: Answer<'status'> = async ({ db }) => {
  const [logs, summaries, early, parked, saved, receipt, restored, renewed, erasures, due, gone] =
    await Promise.all([
      readLogRows(db),
      db.shelf.read(),
      db.early.toArray(),
      db.parked.count(),
      readMeta(db, 'saved'),
      readMeta(db, 'receipt'),
      readMeta(db, 'restored'),
      readMeta(db, 'renewed'),
      db.erasures.toArray(),
      readDueMissions(db),
      readMeta(db, 'erasedMissions'),
    ]);
  const kept = {
    savedAtMs: saved?.atMs ?? null,
    waiting: sumWaiting(logs),
    headquartersHasUpToMs: receipt?.atMs ?? null,
    conflicts: sum(summaries.map(({ conflicts }) => conflicts)),
    early: sum(early.map(({ first, last }) => last - first + 1)),
    parked,
    restored: restored ?? null,
    renewed: renewed ?? null,
    erased: unreadOf(erasures),
    dueMissions: due,
    erasedMissions: gone ?? null,
  };
  return ({ saving, saveFailed, sync, hasJournal, room }) => ({
    ...kept,
    saving: saving > 0,
    saveFailed,
    sync,
    journal: hasJournal,
    room,
  });
};

/** What the person has not read of, as one. */
function unreadOf(erasures: readonly ErasureRow[]): StoreStatus['erased'] {
  const unread = erasures.filter(({ isRead }) => !isRead);
  if (unread.length === 0) return null;
  return {
    atMs: Math.max(...unread.map(({ atMs }) => atMs)),
    count: sum(unread.map(({ count }) => count)),
    isTold: unread.every(({ isTold }) => isTold),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
