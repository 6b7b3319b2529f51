import { readLogRows } from '../log-table.ts';
import { readMeta } from '../meta.ts';
import type { Answer } from './question.ts';

/** The status bar: what is saved, what waits, what headquarters has, what needs a person. */
export const answerStatus: Answer<'status'> = async ({ db }) => {
  const [logs, undecided, early, parked, saved, receipt] = await Promise.all([
    readLogRows(db),
    db.summaries.orderBy('undecided').toArray(),
    db.early.toArray(),
    db.parked.count(),
    readMeta(db, 'saved'),
    readMeta(db, 'receipt'),
  ]);
  const kept = {
    savedAtMs: saved?.atMs ?? null,
    waiting: {
      changes: sum(logs.map(({ waiting }) => waiting.changes)),
      bytes: sum(logs.map(({ waiting }) => waiting.bytes)),
    },
    headquartersHasUpToMs: receipt?.atMs ?? null,
    conflicts: sum(undecided.map(({ conflicts }) => conflicts)),
    early: sum(early.map(({ first, last }) => last - first + 1)),
    parked,
  };
  return ({ saving, saveFailed, sync, hasJournal }) => ({
    ...kept,
    saving: saving > 0,
    saveFailed,
    sync,
    journal: hasJournal,
  });
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
