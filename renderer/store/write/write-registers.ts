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
import { chainEndOf } from '../db/log-row.ts';
import { putAllMeta, readAllMeta, readLogRow, readMeta, readStoredDocuments } from '../db/meta.ts';
import { documentSharesOf, valueBytes } from '../db/stored-packs.ts';
import { readRecentSteps, saveUndoChange, type UndoListEnd } from '../db/undo-list.ts';
import { emptyUndoPosition } from '../db/undo-position.ts';
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
  writeDependencies: WriteDependencies,
  logId: LogId,
  registerWrites: readonly RegisterWrite[],
  writeOptions: WriteOptions = {},
): Promise<WriteResult> =>
  writeDependencies.mutex(() =>
    writeRegistersNow(
      writeDependencies,
      logId,
      registerWrites,
      writeOptions.isOwnAct === false ? recordNoAct : recordAct(writeOptions),
    ),
  );

/**
 * Read the state before a write. Valid until the write is saved, since writes and answers share a mutex.
 * @throws `DatabaseResetError`
 */
function readStateBeforeWrite(
  db: FieldDatabase,
  logId: LogId,
  documentIds: readonly DocumentId[],
): Promise<StateBeforeWrite> {
  return db.transaction('r', [db.logs, db.documents, db.summaries, db.meta, db.undoSteps], async () => {
    // Few queries, in parallel: each is a round trip to the database's process, and a person waits for the write.
    const [meta, row, found] = await Promise.all([
      readAllMeta(db),
      readLogRow(db, logId),
      readDocumentsAndSummaries(db, logId, documentIds),
    ]);
    if (meta('sentinel') === undefined) throw emptiedDatabaseError();
    const undoPosition = meta('undoPlace') ?? emptyUndoPosition;
    return {
      row,
      undo: { position: undoPosition, recent: await readRecentSteps(db, undoPosition, 1) },
      ...found,
      roles: meta('grants')?.logs[logId] ?? [],
      roster: knownPersonNames(meta('grants')),
      clock: meta('clock') ?? epochTimestamp,
      offsetMs: meta('clockOffsetMs') ?? 0,
    };
  });
}

/** Read only documents that no earlier write has left in memory. */
async function readMissingDocuments(
  db: FieldDatabase,
  knownWrite: StateBeforeWrite,
  logId: LogId,
  documentIds: readonly DocumentId[],
): Promise<StateBeforeWrite> {
  const documents = new Map(
    documentIds.flatMap((documentId) => {
      const storedDocument = knownWrite.summaries.has(documentId)
        ? db.documentCache.find([logId, documentId])
        : undefined;
      return storedDocument === undefined ? [] : [[documentId, storedDocument] as const];
    }),
  );
  const missing = documentIds.filter((documentId) => !documents.has(documentId));
  if (missing.length === 0) return { ...knownWrite, documents };
  const found = await db.transaction('r', [db.documents, db.summaries], () =>
    readDocumentsAndSummaries(db, logId, missing),
  );
  return {
    ...knownWrite,
    documents: new Map([...documents, ...found.documents]),
    summaries: new Map([...knownWrite.summaries, ...found.summaries]),
  };
}

async function readDocumentsAndSummaries(
  db: FieldDatabase,
  logId: LogId,
  documentIds: readonly DocumentId[],
): Promise<Pick<StateBeforeWrite, 'documents' | 'summaries'>> {
  const [documents, summaries] = await Promise.all([
    readStoredDocuments(db, logId, documentIds),
    readStoredSummaries(db, logId, documentIds),
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
  registerWrites: readonly RegisterWrite[],
  opWriter: OpWriter,
): Result<readonly Op[], WriteRefusal> {
  const ops: Op[] = [];
  let { clock } = opWriter;
  const remaining = [...registerWrites];
  for (
    let registerWrite = remaining.shift();
    registerWrite !== undefined;
    registerWrite = remaining.shift()
  ) {
    clock = nextTimestamp(clock, opWriter.nowMs);
    const op = opFromWrite(transaction, registerWrite, opWriter.device, clock);
    const refusal = writeRefusalOf(op, opWriter.roles, transaction);
    if (refusal) return refuse({ path: registerWrite.path, reason: refusal });
    // Only a removal reads more than its own register.
    const previousBaseRow = itemRemovedBy(op.path) === null ? undefined : transaction.documentOf(op.doc);
    transaction.applyOp(op, false);
    ops.push(op);
    const context = causalContextWriteFor(op, previousBaseRow);
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
  registerWrite: RegisterWrite,
  deviceId: DeviceId,
  stamp: HlcTimestamp,
): Op {
  const { doc, kind, path } = registerWrite;
  const address = {
    dot: dotOf(deviceId, highestSeenNumber(transaction.row.have, deviceId) + 1),
    stamp,
    doc,
    kind,
    path,
  };
  if ('text' in registerWrite) return { ...address, text: registerWrite.text };
  return { ...address, over: replacedDots(transaction, registerWrite, deviceId), value: registerWrite.value };
}

/** The end of the list of acts, with as many steps as the rule reads. */
const listEndFor = async (
  db: FieldDatabase,
  { position, recent }: StateBeforeWrite['undo'],
  { depth }: RecordUndo,
): Promise<UndoListEnd> => ({
  position,
  recent: recent !== null && depth <= 1 ? recent : await readRecentSteps(db, position, depth),
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
  writeDependencies: WriteDependencies,
  logId: LogId,
  registerWrites: readonly RegisterWrite[],
  recordUndo: RecordUndo,
): Promise<WriteResult> {
  const { db, journal, uncommitted, nowMs } = writeDependencies;
  const deviceId = writeDependencies.device();
  const documentIds = [...new Set(registerWrites.map(({ doc }) => doc))];
  const knownWrite = db.lastWrite.stateOf(logId);
  const begunWrite = db.lastWrite.begin();
  const previousWrite = await (knownWrite
    ? readMissingDocuments(db, knownWrite, logId, documentIds)
    : readStateBeforeWrite(db, logId, documentIds));
  // Own packs are on their way back after the database was lost: a write now would use their numbers (P2).
  if (previousWrite.row.returning) throw new Error('Own changes are still coming back');

  const transaction = new LogTransaction(previousWrite.row, previousWrite.documents);
  const wroteAtMs = nowMs();
  const ops = buildOpsForWrites(transaction, registerWrites, {
    ...previousWrite,
    device: deviceId,
    nowMs: wroteAtMs + previousWrite.offsetMs,
  });
  if (!ops.ok) return { kind: 'refused', ...ops.refusal };
  const [firstOp, ...otherOps] = ops.value;
  if (firstOp === undefined) return { kind: 'saved', dots: [] };
  const lastOp = otherOps.at(-1) ?? firstOp;

  // One for each write, as the caller counts.
  const dots = ops.value.flatMap(({ path, dot }) => (isCausalContextPath(path) ? [] : [dot]));
  transaction.addWaiting(documentSharesOf(ops.value), wroteAtMs);
  const summaryRows = summariesAfter(transaction, previousWrite.summaries, null);
  const batch = {
    log: logId,
    device: deviceId,
    ops: ops.value,
    before: previousWrite.documents,
    atMs: wroteAtMs,
  };
  const undoListChange = writeDependencies.isClock
    ? null
    : recordUndo.change(await listEndFor(db, previousWrite.undo, recordUndo), batch);

  const appended = journal.append([{ kind: 'ops', log: logId, ops: ops.value }]);
  // While the shell flushes, in its own process. Nothing here may fail: the op has its number by now.
  encryptTransactionAhead(db, transaction, summaryRows);
  if (undoListChange !== null) db.encryptAhead(db.undoSteps, [undoListChange.put]);
  await appended;
  // Nothing but Dexie is awaited in here: any other promise would let IndexedDB commit the transaction early.
  const committed = db.transaction(
    'rw',
    [db.ops, db.documents, db.summaries, db.bases, db.logs, db.meta, db.undoSteps],
    async (tx) => {
      db.lastWrite.setOwnTransaction(tx);
      await Promise.all([
        knownWrite && requireSentinel(db),
        commitLogTransaction(db, transaction, null, summaryRows),
        undoListChange && saveUndoChange(db, undoListChange),
        putAllMeta(db, {
          clock: lastOp.stamp,
          saved: { atMs: wroteAtMs },
          ...(undoListChange && { undoPlace: undoListChange.position }),
        }),
      ]);
    },
  );
  try {
    await committed;
  } catch (error) {
    if (!journal.isThere) throw error;
    uncommitted.add({ kind: 'ops', log: logId, ops: [firstOp, ...otherOps] });
    throw new NotCommittedError(dots, error);
  }
  const roster = await readKnownNames(db, logId, previousWrite.roster);
  db.checkedTexts.addWrittenOps({ own: deviceId, log: logId, roster }, ops.value, {
    first: numberOfDot(firstOp.dot),
    sealed: chainEndOf(previousWrite.row, deviceId).n,
  });
  db.lastWrite.complete(begunWrite, logId, {
    ...previousWrite,
    row: transaction.row,
    summaries: new Map(summaryRows.map((summary) => [summary.doc, summary])),
    undo:
      undoListChange === null
        ? previousWrite.undo
        : {
            position: undoListChange.position,
            recent: undoListChange.position.done === undoListChange.put.n ? [undoListChange.put] : null,
          },
    clock: lastOp.stamp,
  });
  return { kind: 'saved', dots };
}
