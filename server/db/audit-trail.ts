import * as z from 'zod';
import type { AuditQuery, AuditResponse } from '#api/admin-api.ts';
import { JsonValue } from '#base/json.ts';
import { type AuditAct, readingAuditActs } from '#domain/audit-act.ts';
import { DocumentId, PersonId } from '#domain/ids.ts';
import { writeCsv } from '#forms/export/data-files.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import {
  lockSubject,
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from './open-store.ts';
import type { AuditTable } from './tables.ts';

const auditPageLines = 100;

/** Lines that a query asks for, without order and page. */
const selectAuditLines = (store: ServerStore, { actor, act, from, to, about, reads }: AuditQuery) =>
  store
    .selectFrom('audit')
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .$if(act !== undefined, (query) => query.where('act', '=', act ?? ''))
    .$if(from !== undefined, (query) => query.where('at_ms', '>=', from ?? 0))
    .$if(to !== undefined, (query) => query.where('at_ms', '<', to ?? 0))
    .$if(about !== undefined, (query) =>
      query.where((eb) => eb.or([eb('actor', '=', about ?? ''), eb('subject', 'like', `%"${about}"%`)])),
    )
    .$if(reads === 'no', (query) => query.where('act', 'not in', readingAuditActs));

/** Read a page of the audit trail, newest or oldest first, with the names of its people and all kinds of acts. */
export async function readAuditPage(store: ServerStore, auditQuery: AuditQuery): Promise<AuditResponse> {
  const { order, before, after } = auditQuery;
  const rows = await selectAuditLines(store, auditQuery)
    .select(['seq', 'at_ms', 'actor', 'act', 'subject'])
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .$if(after !== undefined, (query) => query.where('seq', '>', after ?? 0))
    .orderBy('seq', order === 'oldest' ? 'asc' : 'desc')
    .limit(auditPageLines + 1)
    .execute();
  const lines = rows
    .slice(0, auditPageLines)
    .map((line) => ({ ...line, subject: AuditSubject.parse(JSON.parse(line.subject)) }));
  const names = await readActorNames(
    store,
    lines.map((line) => line.actor),
  );
  const acts = await store.selectFrom('audit').select('act').distinct().orderBy('act').execute();
  return {
    lines: lines.map((line) => {
      const personId = PersonId.safeParse(line.actor).data;
      const name = personId === undefined ? undefined : names.get(personId);
      return {
        seq: line.seq,
        atMs: line.at_ms,
        actor: personId === undefined || name === undefined ? null : { person: personId, name },
        actorText: line.actor,
        act: line.act,
        subject: line.subject,
      };
    }),
    records: await readAuditedRecords(
      store,
      lines.flatMap(({ subject }) => DocumentId.safeParse(subject['doc']).data ?? []),
    ),
    next: rows.length > auditPageLines ? (lines.at(-1)?.seq ?? null) : null,
    acts: acts.map((row) => row.act),
  };
}

const AuditSubject = z.readonly(z.record(z.string(), JsonValue));

/** Read kind and mission of records, and the number of each among those of its kind there, by time of creation. */
async function readAuditedRecords(
  store: ServerStore,
  documentIds: readonly DocumentId[],
): Promise<AuditResponse['records']> {
  if (documentIds.length === 0) return {};
  const named = await store
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('doc', 'in', [...new Set(documentIds)])
    .execute();
  if (named.length === 0) return {};
  const beside = await store
    .selectFrom('documents')
    .select(['log', 'doc', 'kind'])
    .where('log', 'in', [...new Set(named.map(({ log }) => log))])
    .orderBy('doc')
    .execute();
  return Object.fromEntries(
    named.map(({ log, doc, kind }) => {
      const ofKind = beside.filter((one) => one.log === log && one.kind === kind);
      return [doc, { log, kind, number: ofKind.findIndex((one) => one.doc === doc) + 1 }];
    }),
  );
}

/** Write all lines that a query asks for as CSV, the oldest first, with the hashes that chain them. */
export async function writeAuditCsv(store: ServerStore, auditQuery: AuditQuery): Promise<string> {
  const rows: (readonly (string | number)[])[] = [];
  for (;;) {
    const [last = 0] = rows.at(-1) ?? [];
    const page = await selectAuditLines(store, auditQuery)
      .selectAll()
      .where('seq', '>', Number(last))
      .orderBy('seq')
      .limit(auditLinesAtOnce)
      .execute();
    for (const line of page)
      rows.push([
        line.seq,
        new Date(line.at_ms).toISOString(),
        line.actor,
        line.act,
        line.subject,
        line.prev_hash,
        line.hash,
      ]);
    if (page.length < auditLinesAtOnce) break;
  }
  const columns = ['entry', 'time', 'actor', 'act', 'subject', 'previous_hash', 'hash'];
  return writeCsv({ columns: columns.map((key) => ({ key })), rows });
}

async function readActorNames(
  store: ServerStore,
  actors: readonly string[],
): Promise<ReadonlyMap<PersonId, string>> {
  const personIds = [...new Set(actors)].flatMap((actor) => PersonId.safeParse(actor).data ?? []);
  if (personIds.length === 0) return new Map();
  const rows = await store
    .selectFrom('persons')
    .select(['person', 'name'])
    .where('person', 'in', personIds)
    .execute();
  return new Map(rows.map(({ person, name }) => [person, name]));
}

/** Result of a verification. Keep `head` elsewhere: only it reveals a trail that was cut at its end. */
interface AuditChainResult {
  readonly intact: boolean;
  /** Number of consecutive lines without a break. */
  readonly lines: number;
  readonly head: Sha256;
  /** `seq` of the first line that breaks the chain; null when none does. */
  readonly broken: number | null;
  /** Whether the head that was noted elsewhere is in this trail. Null when none was given. */
  readonly holdsKnown: boolean | null;
}

const auditLinesAtOnce = 1_000;

/** Recompute the whole chain: a changed, removed or inserted line breaks it. */
export async function verifyAuditTrail(
  store: ServerStore,
  known: string | null = null,
): Promise<AuditChainResult> {
  let [lines, head, holdsKnown]: [number, Sha256, boolean] = [0, chainStartHash, false];
  for (;;) {
    const rows = await store
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', lines)
      .orderBy('seq')
      .limit(auditLinesAtOnce)
      .execute();
    for (const row of rows) {
      if (row.seq !== lines + 1 || row.prev_hash !== head || row.hash !== auditLineHash(row))
        return verdict({ lines, head, broken: row.seq });
      lines = row.seq;
      head = row.hash;
      if (head === known) holdsKnown = true;
    }
    if (rows.length < auditLinesAtOnce) return verdict({ lines, head, broken: null });
  }

  function verdict(foundResult: Pick<AuditChainResult, 'lines' | 'head' | 'broken'>): AuditChainResult {
    const isKnownThere = known === null || holdsKnown;
    return {
      intact: foundResult.broken === null && isKnownThere,
      ...foundResult,
      holdsKnown: known === null ? null : holdsKnown,
    };
  }
}

interface AuditLine {
  /** A person's id, or `command line`. */
  readonly actor: string;
  readonly act: AuditAct;
  /** Ids and options; never content of documents. */
  readonly subject: { readonly [key: string]: JsonValue };
}

/**
 * Append an administrative act or a read of documents (docs/security-requirements.md 5). Lines are never changed; each
 * has the hash of the one before it. Must be the last lock that a transaction takes, so that no two deadlock.
 */
export const appendAuditLine = (
  store: ServerStore | StoreTransaction,
  dependencies: RuntimeDependencies,
  auditLine: AuditLine,
): Promise<void> =>
  store.isTransaction
    ? appendLineInTransaction(store as StoreTransaction, dependencies, auditLine) // it says so itself
    : store.transaction().execute((tx) => appendLineInTransaction(tx, dependencies, auditLine));

async function appendLineInTransaction(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { actor, act, subject }: AuditLine,
): Promise<void> {
  await lockSubject(tx, 'auditTrail');
  const lastSha256 = await readLastAuditLine(tx);
  const line = {
    seq: (lastSha256?.seq ?? 0) + 1,
    id: newUuid(dependencies),
    at_ms: dependencies.nowMs(),
    actor,
    act,
    subject: JSON.stringify(subject),
    prev_hash: lastSha256?.hash ?? chainStartHash,
  };
  await tx
    .insertInto('audit')
    .values({ ...line, hash: auditLineHash(line) })
    .execute();
}

const readLastAuditLine = (tx: StoreTransaction) =>
  tx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();

/** Hash a line's canonical text: a JSON list of its columns in table order, without its own hash. */
export const auditLineHash = (line: Omit<AuditTable, 'hash'>): Sha256 => {
  const { seq, id, at_ms: atMs, actor, act, subject, prev_hash: prev } = line;
  return sha256Of(JSON.stringify([seq, id, atMs, actor, act, subject, prev]));
};
