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
  log: LogId,
  { after, place: firstPlace, bytes }: SnapshotStart & { readonly bytes: number },
): Promise<SnapshotPage> =>
  readLogConsistently(store, log, async (tx, head) => {
    const documents = await loadDocumentsAfter(tx, log, (after ?? '').toLowerCase() as DocumentId, bytes); // only compared
    const last = documents.at(-1)?.doc;
    const left = last === undefined ? 0 : await countDocumentsAfter(tx, log, last);
    return {
      ...head,
      documents: documents.map(parseStoredDocument),
      holds: await readHeldNumbersIn(tx, log, documents),
      held: left === 0 ? await readHeldPacksAt(tx, log, firstPlace ?? head.place) : [],
      left,
      more: left > 0,
    };
  });

async function loadDocumentsAfter(tx: ServerStore, log: LogId, after: DocumentId, bytes: number) {
  const documents: StoredDocumentText[] = [];
  let size = 0;
  for (let last = after; ; ) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind', 'register_bytes'])
      .where('log', '=', log)
      .where('doc', '>', last)
      .orderBy('doc')
      .limit(pageDocumentsAtOnce)
      .execute();
    const fitting: typeof rows = [];
    for (const row of rows) {
      size += row.register_bytes * columnBytesShare;
      if (size > bytes && documents.length + fitting.length > 0) break;
      fitting.push(row);
      last = row.doc;
    }
    documents.push(...(await joinRegisters(tx, fitting)));
    if (fitting.length < pageDocumentsAtOnce) return documents;
  }
}

async function countDocumentsAfter(tx: ServerStore, log: LogId, after: DocumentId): Promise<number> {
  const { left } = await tx
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number | bigint | string>().as('left'))
    .where('log', '=', log)
    .where('doc', '>', after)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** Return the held dots of ops in these documents. */
async function readHeldNumbersIn(tx: ServerStore, log: LogId, documents: readonly StoredDocumentText[]) {
  const held: { readonly device: DeviceId; readonly n: number }[] = [];
  for (const some of parameterChunksOf(documents)) {
    const rows = await tx
      .selectFrom('held_ops')
      .select(['device', 'n'])
      .where('log', '=', log)
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
async function readHeldPacksAt(tx: ServerStore, log: LogId, place: number): Promise<readonly PackEntry[]> {
  const rows = await tx
    .selectFrom('held_ops')
    .select(['place', 'n'])
    .where('log', '=', log)
    .where('place', '<=', place)
    .where((eb) => eb.or([eb('released_place', 'is', null), eb('released_place', '>', place)]))
    .orderBy('place')
    .orderBy('n')
    .execute();
  const numbersByPlace = new Map<number, number[]>();
  for (const { place: at, n } of rows) addToGroup(numbersByPlace, at, n);
  const entries: PackEntry[] = [];
  for (const places of parameterChunksOf([...numbersByPlace.keys()])) {
    const packs = await tx
      .selectFrom('entries')
      .select(logEntryColumns)
      .where('log', '=', log)
      .where('place', 'in', places)
      .orderBy('place')
      .execute();
    for (const row of packs) {
      const entry = toLogEntry(row);
      if ('pack' in entry) entries.push({ ...entry, held: numbersByPlace.get(row.place) ?? [] });
    }
  }
  return entries;
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
export const readLogSnapshot = (store: ServerStore, log: LogId, start: SnapshotStart): Promise<LogSnapshot> =>
  readLogConsistently(store, log, async (tx, head) => ({
    ...head,
    held: await readHeldPacksAt(tx, log, head.place),
    documents: await loadSnapshotDocuments(tx, log, start),
  }));

/** Read from a log as of one place, despite concurrent writes. */
function readLogConsistently<T>(
  store: ServerStore,
  log: LogId,
  read: (tx: ServerStore, head: LogSnapshotHead) => Promise<T>,
): Promise<T> {
  // A transaction for a person is consistent already (`withRowLevelSecurity`).
  if (store.isTransaction) return readSnapshotHead(store, log, read);
  const isPostgres = store.getExecutor().adapter instanceof PostgresAdapter;
  const level: IsolationLevel = 'repeatable read';
  const transaction = isPostgres ? store.transaction().setIsolationLevel(level) : store.transaction();
  return transaction.execute((tx) => readSnapshotHead(tx, log, read));
}

async function readSnapshotHead<T>(
  tx: ServerStore,
  log: LogId,
  read: (tx: ServerStore, head: LogSnapshotHead) => Promise<T>,
) {
  const { next_place } = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', log)
    .executeTakeFirstOrThrow();
  return read(tx, { place: next_place - 1, have: await readVersionVector(tx, log) });
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

async function loadSnapshotDocuments(tx: ServerStore, log: LogId, { after, place }: SnapshotStart) {
  const from = (after ?? '').toLowerCase() as DocumentId; // only compared
  const rows = await tx
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', '=', log)
    .where((eb) =>
      place === undefined
        ? eb('doc', '>', from)
        : eb.or([eb('doc', '>', from), eb('changed_place', '>', place)]),
    )
    .orderBy('doc')
    .execute();
  return joinRegisters(tx, rows);
}
