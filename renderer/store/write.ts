import { numberOf } from '#domain/document/dot.ts';
import { isRemovalContext } from '#domain/document/removal-context.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { buildOps } from './build-ops.ts';
import type { FieldDatabase } from './database.ts';
import type { InTurn } from './in-turn.ts';
import type { Journal } from './journal.ts';
import { LogWork } from './log-work.ts';
import { putAllMeta } from './meta.ts';
import { OnlyInJournal, type Owed } from './owed.ts';
import { mustStand, readBefore, readMissing } from './read-before.ts';
import { saveWork, sealWorkAhead, summariesOf } from './save-work.ts';
import type { RegisterWrite, WriteResult } from './store-api.ts';
import { chainEndOf } from './rows.ts';
import { sharesOf } from './waiting.ts';

export interface WriteParts {
  readonly db: FieldDatabase;
  /** Who this device is now: it may take another identity while the store is open (P2). */
  readonly device: () => DeviceId;
  readonly journal: Journal;
  readonly owed: Owed;
  readonly inTurn: InTurn;
  /** This laptop's clock, uncorrected. */
  readonly nowMs: () => number;
  /** The retention clock's numbers are nobody's writing: they are written after a lease too. */
  readonly isClock?: true;
}

/**
 * The only way that anything a person does reaches the disk. Journal first (D1), then ONE transaction over op log,
 * documents and clock: all of it or nothing, so that no crash can lose what the screen has shown as saved.
 * Rejects when the disk fails; a write that may not be is a refusal. What only the journal took is owed, and told by
 * `OnlyInJournal`: not shown as saved, but never numbered again.
 */
export const writeRegisters = (
  parts: WriteParts,
  log: LogId,
  writes: readonly RegisterWrite[],
): Promise<WriteResult> => parts.inTurn(() => writeNow(parts, log, writes));

async function writeNow(
  parts: WriteParts,
  log: LogId,
  writes: readonly RegisterWrite[],
): Promise<WriteResult> {
  const { db, journal, owed, nowMs } = parts;
  const device = parts.device();
  const docs = [...new Set(writes.map(({ doc }) => doc))];
  const left = db.lastWrite.before(log);
  const begun = db.lastWrite.begin();
  const before = await (left ? readMissing(db, left, log, docs) : readBefore(db, log, docs));
  const [write] = writes;
  if (write !== undefined && !parts.isClock && before.isLeaseOver(nowMs()))
    return { kind: 'refused', path: write.path, reason: { kind: 'leaseOver' } };
  // Own packs are still on their way back after the database was lost: a write now would take their numbers (P2).
  if (before.row.returning) throw new Error('Own changes are still coming back');

  const work = new LogWork(before.row, before.documents);
  const wroteAtMs = nowMs();
  const ops = buildOps(work, writes, { ...before, device, nowMs: wroteAtMs + before.offsetMs });
  if (!ops.ok) return { kind: 'refused', ...ops.refusal };
  const [first, ...others] = ops.value;
  if (first === undefined) return { kind: 'saved', dots: [] };
  const last = others.at(-1) ?? first;

  // One for each write, as the asker counts.
  const dots = ops.value.flatMap(({ path, dot }) => (isRemovalContext(path) ? [] : [dot]));
  work.wait(sharesOf(ops.value), wroteAtMs);
  const summaries = summariesOf(work, before.summaries, null);

  const appended = journal.append([{ kind: 'ops', log, ops: ops.value }]);
  // While the shell flushes, in a process of its own. Nothing here may fail: the op has its number by now.
  sealWorkAhead(db, work, summaries);
  await appended;
  // Nothing but Dexie is awaited in here: any other promise would let IndexedDB commit the transaction early.
  const kept = db.transaction(
    'rw',
    [db.ops, db.documents, db.summaries, db.bases, db.logs, db.meta],
    async (tx) => {
      db.lastWrite.isOwn(tx);
      await Promise.all([
        left && mustStand(db),
        saveWork(db, work, null, summaries),
        putAllMeta(db, { clock: last.stamp, saved: { atMs: wroteAtMs } }),
      ]);
    },
  );
  try {
    await kept;
  } catch (error) {
    if (!journal.isThere) throw error;
    owed.owe({ kind: 'ops', log, ops: [first, ...others] });
    throw new OnlyInJournal(dots, error);
  }
  db.cleanTexts.wrote({ own: device, log, roster: before.roster }, ops.value, {
    first: numberOf(first.dot),
    sealed: chainEndOf(before.row, device).n,
  });
  db.lastWrite.keep(begun, log, {
    ...before,
    row: work.row,
    summaries: new Map(summaries.map((summary) => [summary.doc, summary])),
    clock: last.stamp,
  });
  return { kind: 'saved', dots };
}
