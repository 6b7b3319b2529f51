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
import {
  putAllMeta,
  readCachedLogRows,
  readCachedMeta,
  readLogRow,
  readSomeMeta,
  readStoredDocuments,
} from '../db/meta.ts';
import { chainEndOf, type LogRow, opFromRow, rowFromOp } from '../db/rows.ts';
import { documentSharesOf, valueBytes } from '../db/stored-packs.ts';
import { withOpsMoved } from '../db/undo-list.ts';
import { emptyUndoPlace } from '../db/undo-place.ts';
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
  parts: SetAsideDependencies,
  stopped: ReadonlySet<LogId>,
): Promise<void> {
  if (!(await journalSetAsideOps(parts))) return;
  for (const row of await readCachedLogRows(parts.db)) {
    const isOpen = row.waiting.changes > 0 && row.snapshot === undefined && row.erased === undefined;
    if (!isOpen || row.returning || stopped.has(row.log)) continue;
    // The note of the next log would replace the one that the journal lacks.
    if (!(await setAsideInLog(parts, row))) return;
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
    const [first, ...rest] = ops.filter(({ dot }) => deviceOfDot(dot) === device);
    return first === undefined ? [] : [{ kind: 'ops' as const, log, ops: [first, ...rest] as [Op, ...Op[]] }];
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
async function setAsideInLog(parts: SetAsideDependencies, row: LogRow): Promise<boolean> {
  const { db, device } = parts;
  const { log } = row;
  const sealed = chainEndOf(row, device).n;
  const written = highestSeenNumber(row.have, device);
  if (written <= sealed || (await readSendableUpTo(db, device, row)) >= written) return true;
  const { held, former } = await readWaitingTexts(db, device, row);
  if (former.length > 0) {
    await replaceFormerTexts(parts, log, former);
    if (!(await journalSetAsideOps(parts))) return false;
  }
  if (held.length === 0) return true;
  const waiting = (
    await db.ops
      .where('[log+device+n]')
      .between([log, device, sealed + 1], [log, device, Dexie.maxKey])
      .toArray()
  ).map(opFromRow);
  const free = waiting.findLast((op) => !held.some((text) => isOpOf(text, op)));
  const blocking = held.filter(({ n }) => free !== undefined && n < numberOfDot(free.dot));
  if (blocking.length === 0) return true;
  const roster = await readKnownNames(db, log, knownPersonNames(await readCachedMeta(db, 'grants')));
  await moveToEnd(parts, log, { texts: blocking, waiting, roster });
  return journalSetAsideOps(parts);
}

/** Give former versions of a text what is left of them: a name that was taken out does not leave. */
const replaceFormerTexts = (
  { db, nowMs }: SetAsideDependencies,
  log: LogId,
  former: readonly FormerText[],
): Promise<void> =>
  db.transaction('rw', ownOpTables(db), async () => {
    const transaction = new LogTransaction(await readLogRow(db, log), new Map());
    const before = former.map(({ op }) => opFromRow(op));
    const changed = former.map(({ op, content }): Op => ({ ...opFromRow(op), ...content }) as Op);
    transaction.addWaiting(
      [
        ...documentSharesOf(before).map(({ doc, bytes }) => ({ doc, changes: 0, bytes: -bytes })),
        ...documentSharesOf(changed).map(({ doc, bytes }) => ({ doc, changes: 0, bytes })),
      ],
      nowMs(),
    );
    await db.ops.bulkPut(changed.map((op) => rowFromOp(log, op)));
    await commitLogTransaction(db, transaction, null);
    await putAllMeta(db, { setAside: [{ log, ops: changed }] });
  });

const isOpOf = (text: HeldText, op: Op): boolean => op.doc === text.doc && op.path === text.path;

interface MovingTexts {
  readonly texts: readonly HeldText[];
  /** Unsigned own ops of the log. */
  readonly waiting: readonly Op[];
  readonly roster: readonly string[];
}

/** Earlier versions without a hit stay as they are. Of a rich text any update may have the words. */
function sinceFirstHit(own: readonly Op[], roster: readonly string[]): readonly Op[] {
  const first = own.findIndex((op) => isSuspectText(op, roster));
  return own.slice(Math.max(0, first));
}

const moveToEnd = (
  { db, device, nowMs }: SetAsideDependencies,
  log: LogId,
  { texts, waiting, roster }: MovingTexts,
): Promise<void> =>
  // An async function of its own: only those does Dexie follow through native promises.
  db.transaction('rw', ownOpTables(db), async () => {
    const documents = await readStoredDocuments(
      db,
      log,
      texts.map(({ doc }) => doc),
    );
    const transaction = new LogTransaction(await readLogRow(db, log), documents);
    const meta = await readSomeMeta(db, ['clock', 'clockOffsetMs', 'grants', 'undoPlace']);
    const steps = await db.undoSteps.filter((step) => step.log === log).sortBy('n');
    const place = meta.undoPlace ?? emptyUndoPlace;
    let clock = meta.clock ?? epochTimestamp;
    const changed: Op[] = [];
    const added: Op[] = [];
    for (const text of texts) {
      const own = sinceFirstHit(
        waiting.filter((op) => isOpOf(text, op)),
        roster,
      );
      const emptied = await emptiedOps(db, log, own, text);
      const stamp = nextTimestamp(clock, nowMs() + (meta.clockOffsetMs ?? 0));
      const moved = movedOp(transaction, own, device, stamp);
      if (emptied === null || moved === null || !mayMove(transaction, moved, meta.grants?.logs[log] ?? []))
        continue;
      transaction.applyOp(moved, false);
      clock = stamp;
      const moving = withOpsMoved(steps, place, { own, moved, waiting });
      if (moving.put !== null) await db.undoSteps.put(moving.put);
      await db.undoSteps.bulkDelete([...moving.gone]);
      changed.push(...emptied);
      added.push(moved);
    }
    if (added.length === 0) return;
    const changedDots = new Set(changed.map(({ dot }) => dot));
    const before = waiting.filter(({ dot }) => changedDots.has(dot));
    // The changed ops have fewer bytes than were counted.
    const emptied = documentSharesOf(before).map(({ doc, bytes }) => ({ doc, changes: 0, bytes: -bytes }));
    const left = documentSharesOf(changed).map(({ doc, bytes }) => ({ doc, changes: 0, bytes }));
    transaction.addWaiting([...documentSharesOf(added), ...emptied, ...left], nowMs());
    await db.ops.bulkPut(changed.map((op) => rowFromOp(log, op)));
    await commitLogTransaction(db, transaction, null);
    await putAllMeta(db, { clock, setAside: [{ log, ops: [...changed, ...added] }] });
  });

/** The waiting text as one op at the end; null where there is none to move. */
function movedOp(
  transaction: LogTransaction,
  own: readonly Op[],
  device: DeviceId,
  stamp: Op['stamp'],
): Op | null {
  const last = own.at(-1);
  if (last === undefined || own.some(({ erased }) => erased === true)) return null;
  const { doc, kind, path } = last;
  const dot = dotOf(device, highestSeenNumber(transaction.have, device) + 1);
  if (!isTextOp(last)) {
    const over = dotsAt(transaction.viewOf(doc), path).filter((one) => deviceOfDot(one) === device);
    return { dot, stamp, doc, kind, path, over, value: last.value };
  }
  const text = own.filter(isTextOp).reduce((all, op) => mergeTextUpdates(all, op.text), emptyTextUpdate);
  return { dot, stamp, doc, kind, path, text };
}

/** Not in a removed item: the removal has seen the text, and would be contested by the later op (M5). */
function mayMove(transaction: LogTransaction, moved: Op, roles: readonly Role[]): boolean {
  const view = transaction.viewOf(moved.doc);
  const segments = moved.path.split('/');
  const isRemoved = segments.some((_, at) => isItemRemoved(view, segments.slice(0, at).join('/')));
  return (
    !isRemoved &&
    valueBytes(moved) <= wireLimits.packBytes / 2 &&
    admitOp(moved, roles, view).ok &&
    transaction.checkRoom(moved).ok
  );
}

/** The waiting ops of one register without the text; null where no such value fits the register. */
async function emptiedOps(
  db: FieldDatabase,
  log: LogId,
  own: readonly Op[],
  { hits }: HeldText,
): Promise<readonly Op[] | null> {
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined) return null;
  if (isTextOp(first) || isTextOp(last)) return own.map((op) => ({ ...op, text: emptyTextUpdate }) as Op);
  const values = await valuesBefore(db, log, first);
  const schema = schemaOfKind(first.kind);
  if (schema === undefined) return null;
  const value = (values ?? valuesWithoutHits(last.value, hits)).find(
    (one) => checkAgainstSchema(schema, { ...first, value: one }).ok,
  );
  return value === undefined ? null : own.map((op) => ({ ...op, value }) as Op);
}

/** The value that the op replaced; none where it was pruned or in conflict. Null: it replaced nothing. */
async function valuesBefore(
  db: FieldDatabase,
  log: LogId,
  { doc, path, over }: ValueOp,
): Promise<readonly JsonValue[] | null> {
  const [dot, ...others] = over;
  if (dot === undefined) return null;
  if (others.length > 0) return [];
  const row = await db.ops.get([log, deviceOfDot(dot), numberOfDot(dot)]);
  if (row !== undefined) return 'value' in row && row.erased !== true ? [row.value] : [];
  const base = await db.bases.get([log, doc]);
  return (base?.registers[path]?.heads ?? []).filter((head) => head.dot === dot).map(({ value }) => value);
}
