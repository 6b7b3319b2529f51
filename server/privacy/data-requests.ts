import { PostgresAdapter, sql } from 'kysely';
import { equalJson } from '#domain/base/json.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { compareDataRequests, type DataRequest } from '#domain/privacy/data-request.ts';
import type {
  DataRequestRow,
  DataRequestVersion,
  RecordDataRequest,
} from '#sync/protocol/data-requests-api.ts';
import { audit } from '../identity/audit.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { isMission } from './named-missions.ts';

/** `unknown`: no such request, or no such mission. `moved`: somebody has written a newer version. */
export type DataRequestRefusal = 'unknown' | 'moved';

/** All requests as they stand, in the order in which they wait. */
export async function readDataRequests(store: Store | StoreTransaction): Promise<readonly DataRequestRow[]> {
  // Versions come oldest first, so that the last of each stays.
  const lastByNumber = new Map((await versionsIn(store)).map((row) => [row.number, row]));
  return [...lastByNumber.values()].toSorted((a, b) => compareDataRequests(a.last.request, b.last.request));
}

/** All versions of one request, newest first; empty where there is none. */
export async function readVersions(
  store: Store | StoreTransaction,
  number: number,
): Promise<readonly DataRequestVersion[]> {
  return (await versionsIn(store, number)).map(({ last }) => last).toReversed();
}

/**
 * Enters a request under the next number. One that is there already by this entry is not entered again; what was changed
 * between two tries is its next version.
 */
export async function recordDataRequest(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  { entry, request }: RecordDataRequest,
): Promise<Result<number, DataRequestRefusal>> {
  if (!(await isThere(tx, request))) return refuse('unknown');
  await lockRegister(tx);
  const known = await findEntry(tx, entry);
  if (known !== undefined) return enterAgain(tx, surroundings, person, { number: known, request });
  const { last } = await tx
    .selectFrom('data_requests')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  await addVersion(tx, surroundings, person, { number, version: 1, entry, request });
  const { kind, log } = request;
  const subject = { request: number, kind, log };
  await audit(tx, surroundings, { actor: person, act: 'record-data-request', subject });
  return ok(number);
}

async function enterAgain(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  { number, request }: { readonly number: number; readonly request: DataRequest },
): Promise<Result<number, DataRequestRefusal>> {
  const [last] = await readVersions(tx, number);
  if (last === undefined) return refuse('unknown');
  if (equalJson(last.request, request)) return ok(number);
  // Only over what this person wrote: they have not seen what somebody else made of it.
  if (last.author.person !== person) return refuse('moved');
  const changed = await changeDataRequest(tx, surroundings, person, { number, seen: last.version, request });
  return changed.ok ? ok(number) : changed;
}

/** Writes another version over the one that was seen: an answer, or a correction. What it said before stays readable. */
export async function changeDataRequest(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  {
    number,
    seen,
    request,
  }: { readonly number: number; readonly seen: number; readonly request: DataRequest },
): Promise<Result<true, DataRequestRefusal>> {
  await lockRegister(tx);
  const [last] = await readVersions(tx, number);
  if (last === undefined) return refuse('unknown');
  // A mission that was erased meanwhile may stay named; another one has to be there.
  if (request.log !== last.request.log && !(await isThere(tx, request))) return refuse('unknown');
  if (last.version !== seen) return refuse('moved');
  const version = last.version + 1;
  await addVersion(tx, surroundings, person, { number, version, entry: null, request });
  const isAnswered = last.request.answer === null && request.answer !== null;
  await audit(tx, surroundings, {
    actor: person,
    act: isAnswered ? 'answer-data-request' : 'correct-data-request',
    subject: { request: number, version, outcome: request.answer?.outcome ?? null },
  });
  return ok(true);
}

const isThere = async (tx: StoreTransaction, { log }: DataRequest): Promise<boolean> =>
  log === null || (await isMission(tx, log));

/** One writer at a time, so that numbers have no holes. SQLite's transactions have the write lock from their start. */
export async function lockRegister(tx: StoreTransaction): Promise<void> {
  if (tx.getExecutor().adapter instanceof PostgresAdapter)
    await sql`select pg_advisory_xact_lock(${registerLock})`.execute(tx);
}

/** "fbrights" but for its first letters, in bytes; nothing else takes this lock. */
const registerLock = 0x72_69_67_68_74_73;

interface NewVersion {
  readonly number: number;
  readonly version: number;
  readonly entry: string | null;
  readonly request: DataRequest;
}

async function addVersion(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  { request, ...row }: NewVersion,
): Promise<void> {
  await tx
    .insertInto('data_requests')
    .values({ ...row, at_ms: surroundings.nowMs(), person, content: JSON.stringify(request) })
    .execute();
}

async function findEntry(tx: StoreTransaction, entry: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('data_requests')
    .select('number')
    .where('entry', '=', entry)
    .executeTakeFirst();
  return row?.number;
}

async function versionsIn(
  store: Store | StoreTransaction,
  number?: number,
): Promise<readonly DataRequestRow[]> {
  const rows = await store
    .selectFrom('data_requests')
    .innerJoin('persons', 'persons.person', 'data_requests.person')
    .select(['number', 'version', 'at_ms', 'content', 'persons.person', 'persons.name'])
    // What was erased is in no list any more; its number stays taken.
    .where('content', '!=', '')
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? 0))
    .orderBy('number')
    .orderBy('version')
    .execute();
  return rows.map(({ number: of, version, at_ms: atMs, content, person, name }) => ({
    number: of,
    // Written above from what was parsed on its way in.
    last: { version, atMs, author: { person, name }, request: JSON.parse(content) as DataRequest },
  }));
}
