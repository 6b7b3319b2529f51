import type { Mutex } from '#base/mutex.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { epochTimestamp, type HlcTimestamp, nextTimestamp } from '#domain/clock/hlc.ts';
import {
  causalContextWriteFor,
  isCausalContextPath,
  itemRemovedBy,
} from '#domain/document/causal-context.ts';
import { dotOf, highestSeenNumber, isTextOp, numberOfDot, type Op, type Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { admitOp, type HoldReason } from '#domain/kinds/admit-op.ts';
import type { Role } from '#domain/people/role.ts';
import { type LeaveRefusal, leaveRefusalOf } from '#domain/privacy/leave-device.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { RegisterWrite, WriteOptions, WriteResult } from '../api/store-api.ts';
import { knownPersonNames, readKnownNames } from '../db/checked-texts.ts';
import type { FieldDatabase } from '../db/database.ts';
import { DatabaseResetError } from '../db/disk-failure.ts';
import type { StateBeforeWrite } from '../db/last-write-state.ts';
import { putAllMeta, readAllMeta, readLogRow, readMeta, readStoredDocuments } from '../db/meta.ts';
import { chainEndOf } from '../db/rows.ts';
import { documentSharesOf, valueBytes } from '../db/stored-packs.ts';
import { readRecentSteps, saveUndoChange, type UndoListEnd } from '../db/undo-list.ts';
import { emptyUndoPlace } from '../db/undo-place.ts';
import type { Journal } from '../journal/journal.ts';
import {
  commitLogTransaction,
  encryptTransactionAhead,
  readStoredSummaries,
  summariesAfter,
} from './commit-log-transaction.ts';
import { LogTransaction } from './log-transaction.ts';
import { type RecordUndo, recordAct, recordNoAct } from './record-undo-step.ts';
import { replacedDots } from './replaced-dots.ts';
import { NotCommittedError, type UncommittedEntries } from './uncommitted-entries.ts';

/**
 * The only way that anything a person does reaches the disk. Journal first (D1), then ONE transaction over op log,
 * documents and clock. So no crash can lose a write that the screen has shown as saved. A forbidden write is a refusal.
 * @throws when the disk fails. `NotCommittedError`: only the journal has the write. It is not shown as saved, but its
 * numbers are used.
 */
export const writeRegisters = (
  parts: WriteDependencies,
  log: LogId,
  writes: readonly RegisterWrite[],
  options: WriteOptions = {},
): Promise<WriteResult> =>
  parts.mutex(() =>
    writeRegistersNow(parts, log, writes, options.isOwnAct === false ? recordNoAct : recordAct(options)),
  );

/**
 * Read the state before a write. Valid until the write is saved, since writes and answers share a mutex.
 * @throws `DatabaseResetError`
 */
function readStateBeforeWrite(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<StateBeforeWrite> {
  return db.transaction('r', [db.logs, db.documents, db.summaries, db.meta, db.undoSteps], async () => {
    // Few queries, in parallel: each is a round trip to the database's process, and a person waits for the write.
    const [meta, row, found] = await Promise.all([
      readAllMeta(db),
      readLogRow(db, log),
      readDocumentsAndSummaries(db, log, docs),
    ]);
    if (meta('sentinel') === undefined) throw emptiedDatabaseError();
    const place = meta('undoPlace') ?? emptyUndoPlace;
    return {
      row,
      undo: { place, recent: await readRecentSteps(db, place, 1) },
      ...found,
      roles: meta('grants')?.logs[log] ?? [],
      roster: knownPersonNames(meta('grants')),
      clock: meta('clock') ?? epochTimestamp,
      offsetMs: meta('clockOffsetMs') ?? 0,
    };
  });
}

/** Read only documents that no earlier write has left in memory. */
async function readMissingDocuments(
  db: FieldDatabase,
  known: StateBeforeWrite,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<StateBeforeWrite> {
  const documents = new Map(
    docs.flatMap((doc) => {
      const stored = known.summaries.has(doc) ? db.documentCache.find([log, doc]) : undefined;
      return stored === undefined ? [] : [[doc, stored] as const];
    }),
  );
  const missing = docs.filter((doc) => !documents.has(doc));
  if (missing.length === 0) return { ...known, documents };
  const found = await db.transaction('r', [db.documents, db.summaries], () =>
    readDocumentsAndSummaries(db, log, missing),
  );
  return {
    ...known,
    documents: new Map([...documents, ...found.documents]),
    summaries: new Map([...known.summaries, ...found.summaries]),
  };
}

async function readDocumentsAndSummaries(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<Pick<StateBeforeWrite, 'documents' | 'summaries'>> {
  const [documents, summaries] = await Promise.all([
    readStoredDocuments(db, log, docs),
    readStoredSummaries(db, log, docs),
  ]);
  return { documents, summaries };
}

/**
 * Check that the database still is the one of the last write, when nothing was read before this write. Runs in the
 * write's transaction.
 */
async function requireSentinel(db: FieldDatabase): Promise<void> {
  if ((await readMeta(db, 'sentinel')) === undefined) throw emptiedDatabaseError();
}

const emptiedDatabaseError = (): DatabaseResetError =>
  new DatabaseResetError('The database was emptied under the store');

/** Reason that a device refuses a batch: its first forbidden write. */
interface WriteRefusal {
  readonly path: Path;
  readonly reason: HoldReason | LeaveRefusal;
}

interface OpWriter {
  readonly device: DeviceId;
  readonly roles: readonly Role[];
  readonly clock: HlcTimestamp;
  /** Corrected by headquarters' clock once that is known. */
  readonly nowMs: number;
}

/**
 * Make the ops of one batch in `transaction`, each seeing the ones before it. Each removal brings its causal context
 * (M5). Refuses the whole batch when one write is forbidden; `transaction` must then not be saved.
 */
function buildOpsForWrites(
  transaction: LogTransaction,
  writes: readonly RegisterWrite[],
  writer: OpWriter,
): Result<readonly Op[], WriteRefusal> {
  const ops: Op[] = [];
  let { clock } = writer;
  const remaining = [...writes];
  for (let write = remaining.shift(); write !== undefined; write = remaining.shift()) {
    clock = nextTimestamp(clock, writer.nowMs);
    const op = opFromWrite(transaction, write, writer.device, clock);
    const refusal = writeRefusalOf(op, writer.roles, transaction);
    if (refusal) return refuse({ path: write.path, reason: refusal });
    // Only a removal reads more than its own register.
    const before = itemRemovedBy(op.path) === null ? undefined : transaction.documentOf(op.doc);
    transaction.applyOp(op, false);
    ops.push(op);
    const context = causalContextWriteFor(op, before);
    if (context !== null) remaining.unshift({ ...context, doc: op.doc, kind: op.kind, over: [] });
  }
  return ok(ops);
}

function writeRefusalOf(
  op: Op,
  roles: readonly Role[],
  transaction: LogTransaction,
): WriteRefusal['reason'] | null {
  const admitted = admitOp(op, roles, transaction.viewOf(op.doc));
  if (!admitted.ok) return admitted.refusal;
  const room = transaction.checkRoom(op);
  if (!room.ok) return room.refusal;
  const isTooLarge = valueBytes(op) > maximumOpBytes(op);
  return leaveRefusalOf(op) ?? (isTooLarge ? { kind: 'invalidValue', path: op.path } : null);
}

// A text update has no limit of its own, but must fit into one pack with its envelope.
const maximumOpBytes = (op: Op): number =>
  isTextOp(op) ? wireLimits.packBytes - 4_096 : wireLimits.valueBytes;

function opFromWrite(
  transaction: LogTransaction,
  write: RegisterWrite,
  device: DeviceId,
  stamp: HlcTimestamp,
): Op {
  const { doc, kind, path } = write;
  const address = {
    dot: dotOf(device, highestSeenNumber(transaction.row.have, device) + 1),
    stamp,
    doc,
    kind,
    path,
  };
  if ('text' in write) return { ...address, text: write.text };
  return { ...address, over: replacedDots(transaction, write, device), value: write.value };
}

/** The end of the list of acts, with as many steps as the rule reads. */
const listEndFor = async (
  db: FieldDatabase,
  { place, recent }: StateBeforeWrite['undo'],
  { depth }: RecordUndo,
): Promise<UndoListEnd> => ({
  place,
  recent: recent !== null && depth <= 1 ? recent : await readRecentSteps(db, place, depth),
});

export interface WriteDependencies {
  readonly db: FieldDatabase;
  /** Present identity of this device: it may change while the store is open (P2). */
  readonly device: () => DeviceId;
  readonly journal: Journal;
  readonly uncommitted: UncommittedEntries;
  readonly mutex: Mutex;
  /** This laptop's clock, uncorrected. */
  readonly nowMs: () => number;
  /** Counts of the retention clock are no person's writes: they are written after the end of a lease too. */
  readonly isClock?: true;
}

/** The same under the mutex. The step that `recordUndo` makes is saved with the write. */
export async function writeRegistersNow(
  parts: WriteDependencies,
  log: LogId,
  writes: readonly RegisterWrite[],
  recordUndo: RecordUndo,
): Promise<WriteResult> {
  const { db, journal, uncommitted, nowMs } = parts;
  const device = parts.device();
  const docs = [...new Set(writes.map(({ doc }) => doc))];
  const known = db.lastWrite.stateOf(log);
  const begun = db.lastWrite.begin();
  const before = await (known
    ? readMissingDocuments(db, known, log, docs)
    : readStateBeforeWrite(db, log, docs));
  // Own packs are on their way back after the database was lost: a write now would use their numbers (P2).
  if (before.row.returning) throw new Error('Own changes are still coming back');

  const transaction = new LogTransaction(before.row, before.documents);
  const wroteAtMs = nowMs();
  const ops = buildOpsForWrites(transaction, writes, {
    ...before,
    device,
    nowMs: wroteAtMs + before.offsetMs,
  });
  if (!ops.ok) return { kind: 'refused', ...ops.refusal };
  const [first, ...others] = ops.value;
  if (first === undefined) return { kind: 'saved', dots: [] };
  const last = others.at(-1) ?? first;

  // One for each write, as the caller counts.
  const dots = ops.value.flatMap(({ path, dot }) => (isCausalContextPath(path) ? [] : [dot]));
  transaction.addWaiting(documentSharesOf(ops.value), wroteAtMs);
  const summaries = summariesAfter(transaction, before.summaries, null);
  const batch = { log, device, ops: ops.value, before: before.documents, atMs: wroteAtMs };
  const undo = parts.isClock ? null : recordUndo.change(await listEndFor(db, before.undo, recordUndo), batch);

  const appended = journal.append([{ kind: 'ops', log, ops: ops.value }]);
  // While the shell flushes, in its own process. Nothing here may fail: the op has its number by now.
  encryptTransactionAhead(db, transaction, summaries);
  if (undo !== null) db.encryptAhead(db.undoSteps, [undo.put]);
  await appended;
  // Nothing but Dexie is awaited in here: any other promise would let IndexedDB commit the transaction early.
  const committed = db.transaction(
    'rw',
    [db.ops, db.documents, db.summaries, db.bases, db.logs, db.meta, db.undoSteps],
    async (tx) => {
      db.lastWrite.setOwnTransaction(tx);
      await Promise.all([
        known && requireSentinel(db),
        commitLogTransaction(db, transaction, null, summaries),
        undo && saveUndoChange(db, undo),
        putAllMeta(db, {
          clock: last.stamp,
          saved: { atMs: wroteAtMs },
          ...(undo && { undoPlace: undo.place }),
        }),
      ]);
    },
  );
  try {
    await committed;
  } catch (error) {
    if (!journal.isThere) throw error;
    uncommitted.add({ kind: 'ops', log, ops: [first, ...others] });
    throw new NotCommittedError(dots, error);
  }
  const roster = await readKnownNames(db, log, before.roster);
  db.checkedTexts.addWrittenOps({ own: device, log, roster }, ops.value, {
    first: numberOfDot(first.dot),
    sealed: chainEndOf(before.row, device).n,
  });
  db.lastWrite.complete(begun, log, {
    ...before,
    row: transaction.row,
    summaries: new Map(summaries.map((summary) => [summary.doc, summary])),
    undo:
      undo === null
        ? before.undo
        : { place: undo.place, recent: undo.place.done === undo.put.n ? [undo.put] : null },
    clock: last.stamp,
  });
  return { kind: 'saved', dots };
}
