import { readLogRows, sumWaiting } from '../log-table.ts';
import { readMeta } from '../meta.ts';
import { readDueMissions } from '../retention/read-due-missions.ts';
import type { ErasureRow } from '../rows.ts';
import type { StoreStatus } from '../store-api.ts';
import { type Answering, inParts, type Sources } from './question.ts';

/** The status bar: what is saved, what waits, what headquarters has, what needs a person. */
export const answerStatus: Answering<'status'> = inParts(readOften, readSeldom, (often, seldom) => {
  const kept = { ...often, ...seldom };
  return ({ saving, saveFailed, sync, hasJournal, room }) => ({
    ...kept,
    saving: saving > 0,
    saveFailed,
    sync,
    journal: hasJournal,
    room,
  });
});

/** What every write changes: asked for after each, while the next one waits. */
async function readOften({ db }: Sources) {
  const [logs, summaries, saved, receipt] = await Promise.all([
    readLogRows(db),
    db.shelf.read(),
    readMeta(db, 'saved'),
    readMeta(db, 'receipt'),
  ]);
  return {
    savedAtMs: saved?.atMs ?? null,
    waiting: sumWaiting(logs),
    headquartersHasUpToMs: receipt?.atMs ?? null,
    conflicts: sum(summaries.map(({ conflicts }) => conflicts)),
  };
}

async function readSeldom({ db }: Sources) {
  const [early, parked, restored, renewed, erasures] = await Promise.all([
    db.early.toArray(),
    db.parked.count(),
    readMeta(db, 'restored'),
    readMeta(db, 'renewed'),
    db.erasures.toArray(),
  ]);
  const [dueMissions, dueParts, erasedMissions, erasedParts] = await Promise.all([
    readDueMissions(db, 'dueMissions'),
    readDueMissions(db, 'dueParts'),
    readMeta(db, 'erasedMissions'),
    readMeta(db, 'erasedParts'),
  ]);
  return {
    early: sum(early.map(({ first, last }) => last - first + 1)),
    parked,
    restored: restored ?? null,
    renewed: renewed ?? null,
    erased: unreadOf(erasures),
    dueMissions,
    erasedMissions: erasedMissions ?? null,
    dueParts,
    erasedParts: erasedParts ?? null,
  };
}

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
