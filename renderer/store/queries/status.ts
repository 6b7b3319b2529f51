import { readLogRows, sumWaiting } from '../log-table.ts';
import { readMeta } from '../meta.ts';
import type { Answer } from './question.ts';

/** The status bar: what is saved, what waits, what headquarters has, what needs a person. */
export const answerStatus: Answer<'status'> = async ({ db }) => {
  const [logs, summaries, early, parked, saved, receipt, restored, renewed] = await Promise.all([
    readLogRows(db),
    db.shelf.read(),
    db.early.toArray(),
    db.parked.count(),
    readMeta(db, 'saved'),
    readMeta(db, 'receipt'),
    readMeta(db, 'restored'),
    readMeta(db, 'renewed'),
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

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
