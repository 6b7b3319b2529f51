import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Kind } from '#domain/document/op.ts';
import type { Author, DocumentRow } from '#sync/protocol/console-api.ts';
import { readableBy } from '../access/readable.ts';
import { seesHeld } from '../access/held-visible.ts';
import type { Store } from '../store/open-store.ts';
import type { DocumentsTable } from '../store/tables.ts';
import { factsOf } from './facts.ts';
import { type People, peopleOf } from './people.ts';

const listColumns = [
  'doc',
  'kind',
  'title',
  'status',
  'removed',
  'conflicts',
  'facts',
  'changed_ms',
  'last_device',
] as const;
export type ListedDocument = Pick<DocumentsTable, (typeof listColumns)[number]>;

/** All documents of a log that the person may read, newest change first; those with nothing but held ops come last. */
export async function readDocuments(
  store: Store,
  person: PersonId,
  log: LogId,
): Promise<readonly DocumentRow[]> {
  const rows: readonly ListedDocument[] = await store
    .selectFrom('documents')
    .select(listColumns)
    .where('log', '=', log)
    .where((eb) => readableBy(person, eb.ref('documents.log')))
    .orderBy('changed_ms', 'desc')
    .orderBy('doc')
    .execute();
  const held = await heldByDocument(store, person, log);
  const people = await peopleOf(store, [...new Set(rows.map((row) => row.last_device))]);
  const listed = new Set(rows.map((row) => row.doc));
  return [
    ...rows.map((row) => documentState(log, row, held.get(row.doc)?.count ?? 0, people)),
    ...[...held]
      .filter(([doc]) => !listed.has(doc))
      .map(([doc, { kind, count }]) => unseenState(log, doc, kind, count)),
  ];
}

/** A row of the view as the console shows it. */
export function documentState(log: LogId, row: ListedDocument, held: number, people: People): DocumentRow {
  return {
    log,
    doc: row.doc,
    kind: row.kind,
    title: row.title,
    status: row.status,
    removed: row.removed === 1,
    conflicts: row.conflicts,
    held,
    changedAtMs: row.changed_ms,
    lastDevice: row.last_device,
    lastAuthor: people[row.last_device] ?? null,
    facts: factsOf(row.facts),
  };
}

/** A document of which nothing took effect yet. */
export const unseenState = (log: LogId, doc: DocumentId, kind: Kind, held: number): DocumentRow => ({
  log,
  doc,
  kind,
  title: '',
  status: null,
  removed: false,
  conflicts: 0,
  held,
  changedAtMs: null,
  lastDevice: null,
  lastAuthor: null satisfies Author | null,
  facts: factsOf('{}'),
});

async function heldByDocument(store: Store, person: PersonId, log: LogId) {
  const rows = await store
    .selectFrom('held_ops')
    .select((eb) => ['doc', eb.fn.min('kind').as('kind'), eb.fn.countAll<number | bigint>().as('held')])
    .where('log', '=', log)
    .where('released_place', 'is', null)
    .where((eb) => readableBy(person, eb.ref('held_ops.log')))
    .where((eb) => seesHeld(person, eb.ref('held_ops.log'), eb.ref('held_ops.device')))
    .groupBy('doc')
    .orderBy('doc')
    .execute();
  return new Map(rows.map(({ doc, kind, held }) => [doc, { kind, count: Number(held) }]));
}
