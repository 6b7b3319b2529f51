import type {
  DataRequestRow,
  DataRequestsResponse,
  DataRequestVersion,
  RecordDataRequest,
} from '#api/data-requests-api.ts';
import { areJsonEqual } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { compareDataRequests, type DataRequest } from '#domain/privacy/data-request.ts';
import { gracePeriodMs } from '#domain/privacy/retention-due.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  lockSubject,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';

/**
 * Count answered requests with an answer of at least 30 days. A recent one must not be erased with older ones of the
 * list.
 */
export const countAnsweredRequests = async (tx: StoreTransaction, nowMs: number): Promise<number> =>
  (await readAnsweredNumbers(tx, nowMs)).length;

/** Erase the text of these requests, in all their versions. Their existence, authors and times stay. */
export async function eraseAnsweredRequests(tx: StoreTransaction, nowMs: number): Promise<void> {
  await lockSubject(tx, 'dataRequests');
  const numbers = await readAnsweredNumbers(tx, nowMs);
  if (numbers.length === 0) return;
  await tx.updateTable('data_requests').set({ content: '' }).where('number', 'in', numbers).execute();
}

async function readAnsweredNumbers(tx: StoreTransaction, nowMs: number): Promise<readonly number[]> {
  const dataRequestRows = await readDataRequests(tx);
  return dataRequestRows
    .filter(({ last: { request, atMs } }) => request.answer !== null && atMs <= nowMs - gracePeriodMs)
    .map(({ number }) => number);
}

/** Read the missions by headquarters' names for them, without reading their content. */
export const readNamedMissions = (
  store: ServerStore | StoreTransaction,
): Promise<DataRequestsResponse['missions']> =>
  selectOpenMissions(store).select(['log', 'title']).orderBy('title').orderBy('log').execute();

/** Return whether such a mission exists. */
export async function isOpenMission(store: ServerStore | StoreTransaction, logId: LogId): Promise<boolean> {
  const row = await selectOpenMissions(store).select('log').where('log', '=', logId).executeTakeFirst();
  return row !== undefined;
}

const selectOpenMissions = (store: ServerStore | StoreTransaction) =>
  store.selectFrom('logs').where('kind', '=', 'mission').where('erased_ms', 'is', null);

/** `unknown`: no such request, or no such mission. `moved`: somebody has written a newer version. */
export type DataRequestRefusal = 'unknown' | 'moved';

/** Read all requests in their last version, ordered by `compareDataRequests`. */
export async function readDataRequests(
  store: ServerStore | StoreTransaction,
): Promise<readonly DataRequestRow[]> {
  // Versions come oldest first, so that the last of each remains.
  const lastByNumber = new Map((await readDataRequestRows(store)).map((row) => [row.number, row]));
  return [...lastByNumber.values()].toSorted((a, b) => compareDataRequests(a.last.request, b.last.request));
}

/** Read all versions of one request, newest first; empty where there is none. */
export async function readDataRequestVersions(
  store: ServerStore | StoreTransaction,
  number: number,
): Promise<readonly DataRequestVersion[]> {
  return (await readDataRequestRows(store, number)).map(({ last }) => last).toReversed();
}

/**
 * Enter a request under the next number. A repeated entry is not entered twice; changes between two tries become its
 * next version.
 */
export async function recordDataRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { entry, request }: RecordDataRequest,
): Promise<Result<number, DataRequestRefusal>> {
  if (!(await isNamedMissionOpen(tx, request))) return refuse('unknown');
  await lockSubject(tx, 'dataRequests');
  const known = await findDataRequestByEntry(tx, entry);
  if (known !== undefined)
    return recordDataRequestAgain(tx, dependencies, personId, { number: known, request });
  const { last } = await tx
    .selectFrom('data_requests')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  await insertDataRequestVersion(tx, dependencies, personId, { number, version: 1, entry, request });
  const { kind, log } = request;
  const subject = { request: number, kind, log };
  await appendAuditLine(tx, dependencies, { actor: personId, act: 'record-data-request', subject });
  return ok(number);
}

async function recordDataRequestAgain(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { number, request }: { readonly number: number; readonly request: DataRequest },
): Promise<Result<number, DataRequestRefusal>> {
  const [lastVersion] = await readDataRequestVersions(tx, number);
  if (lastVersion === undefined) return refuse('unknown');
  if (areJsonEqual(lastVersion.request, request)) return ok(number);
  // Only over this person's own version: they have not seen another person's changes.
  if (lastVersion.author.person !== personId) return refuse('moved');
  const changed = await changeDataRequest(tx, dependencies, personId, {
    number,
    seen: lastVersion.version,
    request,
  });
  return changed.ok ? ok(number) : changed;
}

/** Write another version over the one that was seen: an answer, or a correction. Earlier versions stay readable. */
export async function changeDataRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  {
    number,
    seen,
    request,
  }: { readonly number: number; readonly seen: number; readonly request: DataRequest },
): Promise<Result<true, DataRequestRefusal>> {
  await lockSubject(tx, 'dataRequests');
  const [lastVersion] = await readDataRequestVersions(tx, number);
  if (lastVersion === undefined) return refuse('unknown');
  // A mission that was erased meanwhile may stay named; another one has to exist.
  if (request.log !== lastVersion.request.log && !(await isNamedMissionOpen(tx, request)))
    return refuse('unknown');
  if (lastVersion.version !== seen) return refuse('moved');
  const version = lastVersion.version + 1;
  await insertDataRequestVersion(tx, dependencies, personId, { number, version, entry: null, request });
  const isAnswered = lastVersion.request.answer === null && request.answer !== null;
  await appendAuditLine(tx, dependencies, {
    actor: personId,
    act: isAnswered ? 'answer-data-request' : 'correct-data-request',
    subject: { request: number, version, outcome: request.answer?.outcome ?? null },
  });
  return ok(true);
}

const isNamedMissionOpen = async (tx: StoreTransaction, { log }: DataRequest): Promise<boolean> =>
  log === null || (await isOpenMission(tx, log));

interface NewDataRequestVersion {
  readonly number: number;
  readonly version: number;
  readonly entry: string | null;
  readonly request: DataRequest;
}

async function insertDataRequestVersion(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { request, ...row }: NewDataRequestVersion,
): Promise<void> {
  await tx
    .insertInto('data_requests')
    .values({ ...row, at_ms: dependencies.nowMs(), person, content: JSON.stringify(request) })
    .execute();
}

async function findDataRequestByEntry(tx: StoreTransaction, entry: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('data_requests')
    .select('number')
    .where('entry', '=', entry)
    .executeTakeFirst();
  return row?.number;
}

async function readDataRequestRows(
  store: ServerStore | StoreTransaction,
  number?: number,
): Promise<readonly DataRequestRow[]> {
  const rows = await store
    .selectFrom('data_requests')
    .innerJoin('persons', 'persons.person', 'data_requests.person')
    .select(['number', 'version', 'at_ms', 'content', 'persons.person', 'persons.name'])
    // Erased requests are in no list; their numbers stay used.
    .where('content', '!=', '')
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? 0))
    .orderBy('number')
    .orderBy('version')
    .execute();
  return rows.map(({ number: of, version, at_ms: atMs, content, person, name }) => ({
    number: of,
    // Written above from parsed input.
    last: { version, atMs, author: { person, name }, request: JSON.parse(content) as DataRequest },
  }));
}
