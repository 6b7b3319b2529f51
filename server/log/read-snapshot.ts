import { type IsolationLevel, PostgresAdapter } from 'kysely';
import { addToGroup } from '#base/group.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import type { PackEntry } from '#sync/protocol/wire.ts';
import { parameterChunksOf, type ServerStore } from '../db/open-store.ts';
import {
  joinRegisters,
  parseStoredDocument,
  type StoredDocumentText,
} from '../projections/load-documents.ts';
import { groupNumbersByDevice, logEntryColumns, readVersionVector, toLogEntry } from './read-entries.ts';

const pageDocumentsAtOnce = 100;
/** Approximate size of a document in a page's columns, as a share of its stored registers. */
const columnBytesShare = 0.55;

/**
 * Read the next page of a log's snapshot, about `bytes` of documents. The last page has the held packs as of the first
 * page's place.
 */
export const readSnapshotPage = (
  store: ServerStore,
  logId: LogId,
  { after, place: firstPlace, bytes }: SnapshotStart & { readonly bytes: number },
): Promise<SnapshotPage> =>
  readLogConsistently(store, logId, async (tx, logSnapshotHead) => {
    const storedDocumentTexts = await loadDocumentsAfter(
      tx,
      logId,
      (after ?? '').toLowerCase() as DocumentId,
      bytes,
    ); // only compared
    const lastDocumentId = storedDocumentTexts.at(-1)?.doc;
    const left = lastDocumentId === undefined ? 0 : await countDocumentsAfter(tx, logId, lastDocumentId);
    return {
      ...logSnapshotHead,
      documents: storedDocumentTexts.map(parseStoredDocument),
      holds: await readHeldNumbersIn(tx, logId, storedDocumentTexts),
      held: left === 0 ? await readHeldPacksAt(tx, logId, firstPlace ?? logSnapshotHead.place) : [],
      left,
      more: left > 0,
    };
  });

async function loadDocumentsAfter(tx: ServerStore, logId: LogId, after: DocumentId, bytes: number) {
  const storedDocumentTexts: StoredDocumentText[] = [];
  let size = 0;
  for (let lastDocumentId = after; ; ) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind', 'register_bytes'])
      .where('log', '=', logId)
      .where('doc', '>', lastDocumentId)
      .orderBy('doc')
      .limit(pageDocumentsAtOnce)
      .execute();
    const fitting: typeof rows = [];
    for (const row of rows) {
      size += row.register_bytes * columnBytesShare;
      if (size > bytes && storedDocumentTexts.length + fitting.length > 0) break;
      fitting.push(row);
      lastDocumentId = row.doc;
    }
    storedDocumentTexts.push(...(await joinRegisters(tx, fitting)));
    if (fitting.length < pageDocumentsAtOnce) return storedDocumentTexts;
  }
}

async function countDocumentsAfter(tx: ServerStore, logId: LogId, after: DocumentId): Promise<number> {
  const { left } = await tx
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number | bigint | string>().as('left'))
    .where('log', '=', logId)
    .where('doc', '>', after)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** Return the held dots of ops in these documents. */
async function readHeldNumbersIn(
  tx: ServerStore,
  logId: LogId,
  storedDocumentTexts: readonly StoredDocumentText[],
) {
  const held: { readonly device: DeviceId; readonly n: number }[] = [];
  for (const some of parameterChunksOf(storedDocumentTexts)) {
    const rows = await tx
      .selectFrom('held_ops')
      .select(['device', 'n'])
      .where('log', '=', logId)
      .where(
        'doc',
        'in',
        some.map(({ doc }) => doc),
      )
      .where('released_place', 'is', null)
      .orderBy('device')
      .orderBy('n')
      .execute();
    held.push(...rows);
  }
  return groupNumbersByDevice(held);
}

/**
 * Read the packs with ops that were held at a place, marked with just those ops. A release before that place does not
 * matter to the reader; a later one names ops without their content (J5).
 */
async function readHeldPacksAt(tx: ServerStore, logId: LogId, place: number): Promise<readonly PackEntry[]> {
  const rows = await tx
    .selectFrom('held_ops')
    .select(['place', 'n'])
    .where('log', '=', logId)
    .where('place', '<=', place)
    .where((eb) => eb.or([eb('released_place', 'is', null), eb('released_place', '>', place)]))
    .orderBy('place')
    .orderBy('n')
    .execute();
  const numbersByPlace = new Map<number, number[]>();
  for (const { place: at, n } of rows) addToGroup(numbersByPlace, at, n);
  const packEntries: PackEntry[] = [];
  for (const places of parameterChunksOf([...numbersByPlace.keys()])) {
    const packs = await tx
      .selectFrom('entries')
      .select(logEntryColumns)
      .where('log', '=', logId)
      .where('place', 'in', places)
      .orderBy('place')
      .execute();
    for (const row of packs) {
      const logEntry = toLogEntry(row);
      if ('pack' in logEntry) packEntries.push({ ...logEntry, held: numbersByPlace.get(row.place) ?? [] });
    }
  }
  return packEntries;
}

/** Place and version vector of a log at the time of a read. */
interface LogSnapshotHead {
  readonly place: number;
  readonly have: Readonly<Record<string, number>>;
}

/** Log as of one place. */
interface LogSnapshot extends LogSnapshotHead {
  /** Packs with ops that are still held: their later release has no content (J5). */
  readonly held: readonly PackEntry[];
  readonly documents: readonly StoredDocumentText[];
}

/** Start of an interrupted reader: after this document; with `place`, also changes since that place. */
interface SnapshotStart {
  readonly after?: string | undefined;
  readonly place?: number | undefined;
}

/**
 * Read all documents with place and version vector as of one moment, so that `/sync` with `since = place` continues
 * exactly there. Read at once into memory: a slow link must not keep a transaction open.
 */
export const readLogSnapshot = (
  store: ServerStore,
  logId: LogId,
  snapshotStart: SnapshotStart,
): Promise<LogSnapshot> =>
  readLogConsistently(store, logId, async (tx, logSnapshotHead) => ({
    ...logSnapshotHead,
    held: await readHeldPacksAt(tx, logId, logSnapshotHead.place),
    documents: await loadSnapshotDocuments(tx, logId, snapshotStart),
  }));

/** Read from a log as of one place, despite concurrent writes. */
function readLogConsistently<T>(
  store: ServerStore,
  logId: LogId,
  read: (tx: ServerStore, logSnapshotHead: LogSnapshotHead) => Promise<T>,
): Promise<T> {
  // A transaction for a person is consistent already (`withRowLevelSecurity`).
  if (store.isTransaction) return readSnapshotHead(store, logId, read);
  const isPostgres = store.getExecutor().adapter instanceof PostgresAdapter;
  const level: IsolationLevel = 'repeatable read';
  const transaction = isPostgres ? store.transaction().setIsolationLevel(level) : store.transaction();
  return transaction.execute((tx) => readSnapshotHead(tx, logId, read));
}

async function readSnapshotHead<T>(
  tx: ServerStore,
  logId: LogId,
  read: (tx: ServerStore, logSnapshotHead: LogSnapshotHead) => Promise<T>,
) {
  const { next_place } = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', logId)
    .executeTakeFirstOrThrow();
  return read(tx, { place: next_place - 1, have: await readVersionVector(tx, logId) });
}

/** Format the answer as one object. The registers are JSON text already and are not parsed for it. */
export function formatSnapshotJson({ documents, ...head }: LogSnapshot): string {
  return `${JSON.stringify(head).slice(0, -1)},"documents":[${documents.map(formatDocumentJson).join(',')}]}`;
}

/** Format the answer as lines: first all except the documents, then one document a line. */
export function formatSnapshotLines({ documents, ...head }: LogSnapshot): string {
  return [JSON.stringify(head), ...documents.map(formatDocumentJson), ''].join('\n');
}

const formatDocumentJson = ({ doc, kind, registers }: StoredDocumentText): string =>
  `{"doc":${JSON.stringify(doc)},"kind":${JSON.stringify(kind)},"registers":${registers}}`;

async function loadSnapshotDocuments(tx: ServerStore, logId: LogId, { after, place }: SnapshotStart) {
  const from = (after ?? '').toLowerCase() as DocumentId; // only compared
  const rows = await tx
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', '=', logId)
    .where((eb) =>
      place === undefined
        ? eb('doc', '>', from)
        : eb.or([eb('doc', '>', from), eb('changed_place', '>', place)]),
    )
    .orderBy('doc')
    .execute();
  return joinRegisters(tx, rows);
}
