import { readLogRows } from '../log-table.ts';
import { readMeta } from '../meta.ts';
import type { Answer } from './question.ts';

/** The status bar: what is saved, what waits, what headquarters has, what needs a person. */
export const answerStatus: Answer<'status'> = async ({ db, live }) => {
  const logs = await readLogRows(db);
  const undecided = await db.summaries.orderBy('undecided').toArray();
  const early = await db.early.toArray();
  return {
    savedAtMs: (await readMeta(db, 'saved'))?.atMs ?? null,
    saving: live.saving > 0,
    saveFailed: live.saveFailed,
    waiting: {
      changes: sum(logs.map(({ waiting }) => waiting.changes)),
      bytes: sum(logs.map(({ waiting }) => waiting.bytes)),
    },
    headquartersHasUpToMs: (await readMeta(db, 'receipt'))?.atMs ?? null,
    sync: live.sync,
    conflicts: sum(undecided.map(({ conflicts }) => conflicts)),
    early: sum(early.map(({ first, last }) => last - first + 1)),
    parked: await db.parked.count(),
    journal: live.hasJournal,
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
