import { type IsolationLevel, PostgresAdapter } from 'kysely';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { PackEntry } from '#sync/protocol/wire.ts';
import type { Store } from '../store/open-store.ts';
import { type StoredDocument, withRegisters } from '../views/load-documents.ts';
import { heldAt } from './held-packs.ts';
import { haveOf } from './read-entries.ts';

/** Where a log stood when something was read from it. */
export interface SnapshotHead {
  readonly place: number;
  readonly have: Readonly<Record<string, number>>;
}

/** A log as it was at one place. */
export interface Snapshot extends SnapshotHead {
  /** Packs with ops that are still held: their later release carries no content (J5). */
  readonly held: readonly PackEntry[];
  readonly documents: readonly StoredDocument[];
}

/** Where an interrupted reader goes on: after this document; with `place`, also what changed since that place. */
export interface SnapshotStart {
  readonly after?: string | undefined;
  readonly place?: number | undefined;
}

/**
 * All documents, their place and the version vector as of one moment, so that `/sync` with `since = place` goes on from
 * exactly there. Read at once into memory: a slow link must not keep a transaction open.
 */
export const readSnapshot = (store: Store, log: LogId, start: SnapshotStart): Promise<Snapshot> =>
  readAtOneMoment(store, log, async (tx, head) => ({
    ...head,
    held: await heldAt(tx, log, head.place),
    documents: await documentsOf(tx, log, start),
  }));

/** Reads from a log as it is at one place, whatever comes in meanwhile. */
export function readAtOneMoment<T>(
  store: Store,
  log: LogId,
  read: (tx: Store, head: SnapshotHead) => Promise<T>,
): Promise<T> {
  // A transaction that was begun for a person is one moment already (`asPerson`).
  if (store.isTransaction) return readHead(store, log, read);
  const isPostgres = store.getExecutor().adapter instanceof PostgresAdapter;
  const level: IsolationLevel = 'repeatable read';
  const transaction = isPostgres ? store.transaction().setIsolationLevel(level) : store.transaction();
  return transaction.execute((tx) => readHead(tx, log, read));
}

async function readHead<T>(tx: Store, log: LogId, read: (tx: Store, head: SnapshotHead) => Promise<T>) {
  const { next_place } = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', log)
    .executeTakeFirstOrThrow();
  return read(tx, { place: next_place - 1, have: await haveOf(tx, log) });
}

/** The answer as one object. The registers are JSON text already and are not parsed for it. */
export function snapshotJson({ documents, ...head }: Snapshot): string {
  return `${JSON.stringify(head).slice(0, -1)},"documents":[${documents.map(documentJson).join(',')}]}`;
}

/** The answer as lines: first all but the documents, then one document a line. */
export function snapshotLines({ documents, ...head }: Snapshot): string {
  return [JSON.stringify(head), ...documents.map(documentJson), ''].join('\n');
}

const documentJson = ({ doc, kind, registers }: StoredDocument): string =>
  `{"doc":${JSON.stringify(doc)},"kind":${JSON.stringify(kind)},"registers":${registers}}`;

async function documentsOf(tx: Store, log: LogId, { after, place }: SnapshotStart) {
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
  return withRegisters(tx, rows);
}
