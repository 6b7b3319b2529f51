import { Dexie } from 'dexie';
import type { JsonValue } from '#base/json.ts';
import { epochTimestamp, nextTimestamp } from '#domain/clock/hlc.ts';
import { dotsAt, isItemRemoved } from '#domain/document/document.ts';
import {
  deviceOfDot,
  dotOf,
  highestSeenNumber,
  isTextOp,
  numberOfDot,
  type Op,
  type ValueOp,
} from '#domain/document/op.ts';
import { emptyTextUpdate, mergeTextUpdates } from '#domain/document/text-update.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { admitOp } from '#domain/kinds/admit-op.ts';
import { schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { checkAgainstSchema } from '#domain/path-rules/kind-schema.ts';
import type { Role } from '#domain/people/role.ts';
import { valuesWithoutHits } from '#domain/privacy/find-unchecked-texts.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { HeldText } from '../api/status-api.ts';
import { isSuspectText, knownPersonNames, readKnownNames } from '../db/checked-texts.ts';
import { type FieldDatabase, ownOpTables } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import { chainEndOf, type LogRow } from '../db/log-row.ts';
import {
  putAllMeta,
  readCachedLogRows,
  readCachedMeta,
  readLogRow,
  readSomeMeta,
  readStoredDocuments,
} from '../db/meta.ts';
import { opFromRow, rowFromOp } from '../db/rows.ts';
import { documentSharesOf, valueBytes } from '../db/stored-packs.ts';
import { withOpsMoved } from '../db/undo-list.ts';
import { emptyUndoPosition } from '../db/undo-position.ts';
import type { Journal } from '../journal/journal.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { type FormerText, readSendableUpTo, readWaitingTexts } from './held-texts.ts';

interface SetAsideDependencies {
  readonly db: FieldDatabase;
  readonly device: DeviceId;
  readonly journal: Journal;
  readonly nowMs: () => number;
}

/**
 * Let own changes pass a text that waits for a person (docs/requirements.md E2). A chain has no holes (P2), so the text
 * moves to its end. Its unsigned ops keep their numbers and get the value from before; a new op has the text. No op in a
 * pack changes. A text that cannot move holds later changes back. Runs under the mutex.
 */
export async function setAsideHeldTexts(
  setAsideDependencies: SetAsideDependencies,
  stoppedLogIds: ReadonlySet<LogId>,
): Promise<void> {
  if (!(await journalSetAsideOps(setAsideDependencies))) return;
  for (const logRow of await readCachedLogRows(setAsideDependencies.db)) {
    const isOpen = logRow.waiting.changes > 0 && logRow.snapshot === undefined && logRow.erased === undefined;
    if (!isOpen || logRow.returning || stoppedLogIds.has(logRow.log)) continue;
    // The note of the next log would replace the one that the journal lacks.
    if (!(await setAsideInLog(setAsideDependencies, logRow))) return;
  }
}

/**
 * Append the ops of moved texts to the journal, after the database has them. Of two entries for one number the later
 * counts. After a crash this runs again, since the note is deleted last.
 * @returns whether the journal has all of them
 */
export async function journalSetAsideOps({
  db,
  journal,
  device,
}: Pick<SetAsideDependencies, 'db' | 'journal' | 'device'>): Promise<boolean> {
  const noted = await readCachedMeta(db, 'setAside');
  if (noted === undefined) return true;
  const entries = noted.flatMap(({ log, ops }) => {
    // Under a new identity the adoption has them.
    const [firstOp, ...rest] = ops.filter(({ dot }) => deviceOfDot(dot) === device);
    return firstOp === undefined
      ? []
      : [{ kind: 'ops' as const, log, ops: [firstOp, ...rest] as [Op, ...Op[]] }];
  });
  try {
    if (entries.length > 0) await journal.append(entries);
  } catch (error) {
    if (error instanceof JournalRefused) return false;
    throw error;
  }
  await db.meta.delete('setAside');
  return true;
}

/** @returns whether the journal has everything that moved */
async function setAsideInLog(setAsideDependencies: SetAsideDependencies, logRow: LogRow): Promise<boolean> {
  const { db, device } = setAsideDependencies;
  const { log } = logRow;
  const sealed = chainEndOf(logRow, device).n;
  const written = highestSeenNumber(logRow.have, device);
  if (written <= sealed || (await readSendableUpTo(db, device, logRow)) >= written) return true;
  const { held, former } = await readWaitingTexts(db, device, logRow);
  if (former.length > 0) {
    await replaceFormerTexts(setAsideDependencies, log, former);
    if (!(await journalSetAsideOps(setAsideDependencies))) return false;
  }
  if (held.length === 0) return true;
  const waitingOps = (
    await db.ops
      .where('[log+device+n]')
      .between([log, device, sealed + 1], [log, device, Dexie.maxKey])
      .toArray()
  ).map(opFromRow);
  const free = waitingOps.findLast((op) => !held.some((text) => isOpOf(text, op)));
  const blocking = held.filter(({ n }) => free !== undefined && n < numberOfDot(free.dot));
  if (blocking.length === 0) return true;
  const roster = await readKnownNames(db, log, knownPersonNames(await readCachedMeta(db, 'grants')));
  await moveToEnd(setAsideDependencies, log, { texts: blocking, waiting: waitingOps, roster });
  return journalSetAsideOps(setAsideDependencies);
}

/** Give former versions of a text what is left of them: a name that was taken out does not leave. */
const replaceFormerTexts = (
  { db, nowMs }: SetAsideDependencies,
  logId: LogId,
  formerTexts: readonly FormerText[],
): Promise<void> =>
  db.transaction('rw', ownOpTables(db), async () => {
    const transaction = new LogTransaction(await readLogRow(db, logId), new Map());
    const previousOps = formerTexts.map(({ op }) => opFromRow(op));
    const changedOps = formerTexts.map(({ op, content }): Op => ({ ...opFromRow(op), ...content }) as Op);
    transaction.addWaiting(
      [
        ...documentSharesOf(previousOps).map(({ doc, bytes }) => ({ doc, changes: 0, bytes: -bytes })),
        ...documentSharesOf(changedOps).map(({ doc, bytes }) => ({ doc, changes: 0, bytes })),
      ],
      nowMs(),
    );
    await db.ops.bulkPut(changedOps.map((op) => rowFromOp(logId, op)));
    await commitLogTransaction(db, transaction, null);
    await putAllMeta(db, { setAside: [{ log: logId, ops: changedOps }] });
  });

const isOpOf = (heldText: HeldText, op: Op): boolean => op.doc === heldText.doc && op.path === heldText.path;

interface MovingTexts {
  readonly texts: readonly HeldText[];
  /** Unsigned own ops of the log. */
  readonly waiting: readonly Op[];
  readonly roster: readonly string[];
}

/** Earlier versions without a hit stay as they are. Of a rich text any update may have the words. */
function sinceFirstHit(ownOps: readonly Op[], roster: readonly string[]): readonly Op[] {
  const first = ownOps.findIndex((op) => isSuspectText(op, roster));
  return ownOps.slice(Math.max(0, first));
}

const moveToEnd = (
  { db, device, nowMs }: SetAsideDependencies,
  logId: LogId,
  { texts, waiting, roster }: MovingTexts,
): Promise<void> =>
  // An async function of its own: only those does Dexie follow through native promises.
  db.transaction('rw', ownOpTables(db), async () => {
    const documents = await readStoredDocuments(
      db,
      logId,
      texts.map(({ doc }) => doc),
    );
    const transaction = new LogTransaction(await readLogRow(db, logId), documents);
    const meta = await readSomeMeta(db, ['clock', 'clockOffsetMs', 'grants', 'undoPlace']);
    const undoSteps = await db.undoSteps.filter((step) => step.log === logId).sortBy('n');
    const undoPosition = meta.undoPlace ?? emptyUndoPosition;
    let hlcTimestamp = meta.clock ?? epochTimestamp;
    const changedOps: Op[] = [];
    const addedOps: Op[] = [];
    for (const heldText of texts) {
      const ownOps = sinceFirstHit(
        waiting.filter((op) => isOpOf(heldText, op)),
        roster,
      );
      const emptied = await emptiedOps(db, logId, ownOps, heldText);
      const stamp = nextTimestamp(hlcTimestamp, nowMs() + (meta.clockOffsetMs ?? 0));
      const moved = movedOp(transaction, ownOps, device, stamp);
      if (emptied === null || moved === null || !mayMove(transaction, moved, meta.grants?.logs[logId] ?? []))
        continue;
      transaction.applyOp(moved, false);
      hlcTimestamp = stamp;
      const moving = withOpsMoved(undoSteps, undoPosition, { own: ownOps, moved, waiting });
      if (moving.put !== null) await db.undoSteps.put(moving.put);
      await db.undoSteps.bulkDelete([...moving.gone]);
      changedOps.push(...emptied);
      addedOps.push(moved);
    }
    if (addedOps.length === 0) return;
    const changedDots = new Set(changedOps.map(({ dot }) => dot));
    const previousOps = waiting.filter(({ dot }) => changedDots.has(dot));
    // The changed ops have fewer bytes than were counted.
    const emptied = documentSharesOf(previousOps).map(({ doc, bytes }) => ({
      doc,
      changes: 0,
      bytes: -bytes,
    }));
    const left = documentSharesOf(changedOps).map(({ doc, bytes }) => ({ doc, changes: 0, bytes }));
    transaction.addWaiting([...documentSharesOf(addedOps), ...emptied, ...left], nowMs());
    await db.ops.bulkPut(changedOps.map((op) => rowFromOp(logId, op)));
    await commitLogTransaction(db, transaction, null);
    await putAllMeta(db, {
      clock: hlcTimestamp,
      setAside: [{ log: logId, ops: [...changedOps, ...addedOps] }],
    });
  });

/** The waiting text as one op at the end; null where there is none to move. */
function movedOp(
  transaction: LogTransaction,
  ownOps: readonly Op[],
  deviceId: DeviceId,
  stamp: Op['stamp'],
): Op | null {
  const lastOp = ownOps.at(-1);
  if (lastOp === undefined || ownOps.some(({ erased }) => erased === true)) return null;
  const { doc, kind, path } = lastOp;
  const dot = dotOf(deviceId, highestSeenNumber(transaction.have, deviceId) + 1);
  if (!isTextOp(lastOp)) {
    const over = dotsAt(transaction.viewOf(doc), path).filter((one) => deviceOfDot(one) === deviceId);
    return { dot, stamp, doc, kind, path, over, value: lastOp.value };
  }
  const text = ownOps.filter(isTextOp).reduce((all, op) => mergeTextUpdates(all, op.text), emptyTextUpdate);
  return { dot, stamp, doc, kind, path, text };
}

/** Not in a removed item: the removal has seen the text, and would be contested by the later op (M5). */
function mayMove(transaction: LogTransaction, moved: Op, roles: readonly Role[]): boolean {
  const documentLookup = transaction.viewOf(moved.doc);
  const segments = moved.path.split('/');
  const isRemoved = segments.some((_, at) => isItemRemoved(documentLookup, segments.slice(0, at).join('/')));
  return (
    !isRemoved &&
    valueBytes(moved) <= wireLimits.packBytes / 2 &&
    admitOp(moved, roles, documentLookup).ok &&
    transaction.checkRoom(moved).ok
  );
}

/** The waiting ops of one register without the text; null where no such value fits the register. */
async function emptiedOps(
  db: FieldDatabase,
  logId: LogId,
  ownOps: readonly Op[],
  { hits }: HeldText,
): Promise<readonly Op[] | null> {
  const [firstOp] = ownOps;
  const lastOp = ownOps.at(-1);
  if (firstOp === undefined || lastOp === undefined) return null;
  if (isTextOp(firstOp) || isTextOp(lastOp))
    return ownOps.map((op) => ({ ...op, text: emptyTextUpdate }) as Op);
  const values = await valuesBefore(db, logId, firstOp);
  const kindSchema = schemaOfKind(firstOp.kind);
  if (kindSchema === undefined) return null;
  const value = (values ?? valuesWithoutHits(lastOp.value, hits)).find(
    (one) => checkAgainstSchema(kindSchema, { ...firstOp, value: one }).ok,
  );
  return value === undefined ? null : ownOps.map((op) => ({ ...op, value }) as Op);
}

/** The value that the op replaced; none where it was pruned or in conflict. Null: it replaced nothing. */
async function valuesBefore(
  db: FieldDatabase,
  logId: LogId,
  { doc, path, over }: ValueOp,
): Promise<readonly JsonValue[] | null> {
  const [dot, ...otherDots] = over;
  if (dot === undefined) return null;
  if (otherDots.length > 0) return [];
  const opRow = await db.ops.get([logId, deviceOfDot(dot), numberOfDot(dot)]);
  if (opRow !== undefined) return 'value' in opRow && opRow.erased !== true ? [opRow.value] : [];
  const baseRow = await db.bases.get([logId, doc]);
  return (baseRow?.registers[path]?.heads ?? []).filter((head) => head.dot === dot).map(({ value }) => value);
}
