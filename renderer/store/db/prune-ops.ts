import { Dexie } from 'dexie';
import { areJsonEqual, type JsonValue } from '#base/json.ts';
import type { Mutex } from '#base/mutex.ts';
import type { Document, Head, Register } from '#domain/document/document.ts';
import { type Dot, dotOf, hasSeenDot, type Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { LiveStateCell } from '../api/live-state.ts';
import type { FieldDatabase } from './database.ts';
import { isStorageFull } from './disk-failure.ts';
import { foldDocument, isHeldByBase, readBaseRow, toBaseRow } from './fold-document.ts';
import { isAtServer, type LogRow } from './log-row.ts';
import { putMeta, readLogRow, readMeta } from './meta.ts';
import { type BaseRow, type DocumentRow, type OpRow, opFromRow } from './rows.ts';

interface PruningDependencies {
  readonly db: FieldDatabase;
  readonly live: LiveStateCell;
  readonly mutex: Mutex;
  readonly nowMs: () => number;
  /** Called for a failing database; pruning then ends. */
  readonly onBroken: (error: unknown) => void;
}

/** Interval in which all documents are checked once. */
const pruneIntervalMs = 24 * 60 * 60 * 1000;
/** No pruning directly after the start: the person wants to work. */
const quietAfterStartMs = 10 * 60 * 1000;

/**
 * Prune all documents once a day while sync is idle, and stop as soon as it starts.
 * @returns the function that ends it, after the step under way.
 */
export function startIdlePruning(parts: PruningDependencies): () => Promise<void> {
  const { live, nowMs, onBroken } = parts;
  const beginsAtMs = nowMs() + quietAfterStartMs;
  let pruneCursor: PruneCursor | null = null;
  let isEnded = false;
  let running: Promise<void> | null = null;

  const isAtRest = (): boolean => !isEnded && live.state.sync.kind === 'idle';
  const run = async (): Promise<void> => {
    if (!(await isPruningDue(parts.db, nowMs()))) return;
    while (isAtRest()) {
      pruneCursor = await pruneNextDocuments(parts, live.state.device, pruneCursor);
      if (pruneCursor === null) return;
    }
  };
  const forget = live.onChange(() => {
    if (running !== null || !isAtRest() || nowMs() < beginsAtMs) return;
    running = run()
      // A disk that refuses writes: existing rows remain readable, and nothing was lost.
      .catch((error: unknown) => void (isStorageFull(error) || onBroken(error)))
      .finally(() => (running = null));
  });
  return async () => {
    isEnded = true;
    forget();
    await running;
  };
}

async function isPruningDue(db: FieldDatabase, nowMs: number): Promise<boolean> {
  const pruned = await readMeta(db, 'pruned');
  return pruned === undefined || nowMs - pruned.atMs >= pruneIntervalMs;
}

function pruneNextDocuments(
  { db, mutex, nowMs }: PruningDependencies,
  ownDeviceId: DeviceId,
  pruneCursor: PruneCursor | null,
): Promise<PruneCursor | null> {
  return mutex(async () => {
    const offsetMs = (await readMeta(db, 'clockOffsetMs')) ?? 0;
    const nextPruneCursor = await pruneNextBatch(db, ownDeviceId, nowMs() + offsetMs, pruneCursor);
    if (nextPruneCursor === null) await putMeta(db, 'pruned', { atMs: nowMs() });
    return nextPruneCursor;
  });
}

/** Document with its op rows, and the facts that decide about them. */
interface PrunableDocument {
  readonly document: DocumentRow;
  readonly base: BaseRow | undefined;
  readonly rows: readonly OpRow[];
  readonly isHeld: (dot: Dot) => boolean;
  /** True when headquarters has the op permanently. */
  readonly isSettled: (opRow: OpRow) => boolean;
  readonly isOld: (opRow: OpRow) => boolean;
  readonly hasTaken: (dot: Dot) => boolean;
}

interface PrunePlan {
  readonly drop: readonly OpRow[];
  /** Replaces the base; null: unchanged. */
  readonly base: BaseRow | null;
}

/**
 * Find a document's ops to delete: values that others replaced permanently. A value replaced only by a change that
 * headquarters has not judged stays, since it may become the value again.
 * @returns null when there are none, or when the remaining ops would fold to another document.
 */
function planDocumentPrune(prunableDocument: PrunableDocument): PrunePlan | null {
  const { document, base, rows, isHeld, isSettled, isOld } = prunableDocument;
  const settled = rows.filter((row) => isSettled(row) && !isHeld(dotOfRow(row)));
  const presentHeads = new Set(
    headsOfDocument(foldRows(prunableDocument, base, settled)).map(({ dot }) => dot),
  );
  const drop = settled.filter(
    (opRow) => 'over' in opRow && isOld(opRow) && !presentHeads.has(dotOfRow(opRow)),
  );
  if (drop.length === 0) return null;

  const gone = new Set(drop);
  const rest = rows.filter((row) => !gone.has(row));
  const nextBaseRow = baseAfterPrune(
    prunableDocument,
    drop,
    presentHeads,
    new Set(rest.map(({ path }) => path)),
  );
  const after = foldRows(prunableDocument, nextBaseRow ?? base, rest);
  // Last check, against errors above: nothing is deleted that the document would miss.
  if (after === undefined || !isSameDocument(after, document)) return null;
  return { drop, base: nextBaseRow };
}

/** Base with the traces of the dropped ops; null when it does not change. */
function baseAfterPrune(
  prunableDocument: PrunableDocument,
  drop: readonly OpRow[],
  presentHeads: ReadonlySet<Dot>,
  written: ReadonlySet<Path>,
): BaseRow | null {
  const adding = drop.filter((row) => !isHeldByBase(prunableDocument.base, dotOfRow(row)));
  if (adding.length === 0) return null;
  const folded = foldRows(prunableDocument, prunableDocument.base, adding);
  if (folded === undefined) return null;
  // Keys of a parsed record are paths; Object.entries forgets that.
  const registers = (Object.entries(folded.registers) as [Path, Register][])
    .map(([path, { heads, ...rest }]) => {
      const left = heads.filter(({ dot }) => presentHeads.has(dot));
      return [path, { ...rest, heads: left }] as const;
    })
    // A register that the other ops make again needs no trace.
    .filter(
      ([path, { heads, dead, text }]) => heads.length > 0 || dead || text !== undefined || !written.has(path),
    );
  return { ...folded, registers: Object.fromEntries(registers) as Document['registers'] };
}

const foldRows = (
  { document, isHeld, hasTaken }: PrunableDocument,
  base: BaseRow | undefined,
  opRows: readonly OpRow[],
): DocumentRow | undefined =>
  foldDocument({ log: document.log, doc: document.doc, base, ops: opRows.map(opFromRow), isHeld, hasTaken });

const headsOfDocument = (document: Document | undefined): readonly Head[] =>
  Object.values(document?.registers ?? {}).flatMap(({ heads }) => heads);

// Both were made of parsed ops, so they are JSON.
const isSameDocument = (a: Document, b: Document): boolean =>
  areJsonEqual(a.registers as unknown as JsonValue, b.registers as unknown as JsonValue);

const dotOfRow = ({ device, n }: OpRow): Dot => dotOf(device, n);

/** Document that was checked last. */
export type PruneCursor = readonly [LogId, DocumentId];

/** Values replaced longer ago than this are not looked up in the field any more. */
const supersededLifetimeMs = 30 * 24 * 60 * 60 * 1000;
/** Small, so that a write in between does not wait for long. */
const rowsPerPass = 500;

/**
 * Prune a few documents after `cursor`, in one transaction that holds the mutex. Deletes values that were replaced long
 * ago and are at headquarters; documents stay as they are, with changes folded in. Packs are never deleted (P1).
 * @returns the next cursor; null after the last document.
 */
export function pruneNextBatch(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  nowMs: number,
  pruneCursor: PruneCursor | null,
): Promise<PruneCursor | null> {
  return db.transaction('rw', db.ops, db.documents, db.bases, db.logs, async () => {
    const from = pruneCursor ? [...pruneCursor] : [Dexie.minKey, Dexie.minKey];
    const ahead = await db.ops.where('[log+doc]').above(from).limit(rowsPerPass).toArray();
    const [firstOpRow] = ahead;
    if (firstOpRow === undefined) return null;

    let lastPruneCursor: PruneCursor = [firstOpRow.log, firstOpRow.doc];
    for (const [logId, documentId] of documentsWithAllRows(ahead)) {
      await pruneDocument(db, ownDeviceId, nowMs, logId, documentId);
      lastPruneCursor = [logId, documentId];
    }
    return lastPruneCursor;
  });
}

/** Documents with all their rows among these; at least the first. */
function documentsWithAllRows(opRows: readonly OpRow[]): readonly PruneCursor[] {
  const keys = new Map(opRows.map(({ log, doc }) => [`${log} ${doc}`, [log, doc] as const]));
  const documents = [...keys.values()];
  return opRows.length < rowsPerPass || documents.length === 1 ? documents : documents.slice(0, -1);
}

async function pruneDocument(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  nowMs: number,
  logId: LogId,
  documentId: DocumentId,
): Promise<void> {
  const logRow = await readLogRow(db, logId);
  const document = await db.documents.get([logId, documentId]);
  if (document !== undefined && db.documentCache.storedDocumentOf(document).hasChanges)
    await db.documents.put(document);
  // Until the whole log is here, it is unknown which ops headquarters has.
  if (document === undefined || logRow.snapshot !== undefined || !logRow.caughtUp) return;
  const prunePlan = planDocumentPrune({
    document,
    base: await readBaseRow(db, logId, documentId),
    rows: await db.ops.where('[log+doc]').equals([logId, documentId]).toArray(),
    isHeld: (dot) => dot in logRow.held,
    isSettled: (opRow) => isConfirmedRow(logRow, ownDeviceId, opRow),
    isOld: ({ stamp }) => stamp[0] < nowMs - supersededLifetimeMs,
    hasTaken: (dot) => hasSeenDot(logRow.have, dot) && !(dot in logRow.held),
  });
  if (prunePlan === null) return;
  await db.ops.bulkDelete(prunePlan.drop.map(({ device, n }) => [logId, device, n] as const));
  if (prunePlan.base !== null) await db.bases.put(toBaseRow(prunePlan.base));
}

const isConfirmedRow = (logRow: LogRow, ownDeviceId: DeviceId, { device, n }: OpRow): boolean =>
  device === ownDeviceId ? n <= logRow.acked : isAtServer(logRow, device, n);
