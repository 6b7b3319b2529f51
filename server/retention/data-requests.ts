import { areJsonEqual } from '#base/json.ts';
import { ok, refuse, type Result } from '#base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { compareDataRequests, type DataRequest, asksForErasure } from '#domain/privacy/data-request.ts';
import type {
  DataRequestRow,
  DataRequestsAnswer,
  DataRequestVersion,
  RecordDataRequest,
  ErasePlaceRequest,
} from '#api/data-requests-api.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  type ServerStore,
  type StoreTransaction,
  type RuntimeDependencies,
  clearWriteAheadLog,
  lockSubject,
} from '../db/open-store.ts';
import { gracePeriodMs } from '#domain/privacy/retention-due.ts';
import { erasablePartsOfPath } from '#domain/privacy/path-privacy.ts';
import { searchableByPerson } from '../auth/row-level-security.ts';
import { ErasureTooLarge } from './write-erasure.ts';
import { eraseFieldValues } from './erase-values.ts';
import { notifyErasedAuthors } from '../auth/notices.ts';
import { requireServerKeys } from '../auth/server-identity.ts';

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
  const requests = await readDataRequests(tx);
  return requests
    .filter(({ last: { request, atMs } }) => request.answer !== null && atMs <= nowMs - gracePeriodMs)
    .map(({ number }) => number);
}

/** Read the missions by headquarters' names for them, without reading their content. */
export const readNamedMissions = (
  store: ServerStore | StoreTransaction,
): Promise<DataRequestsAnswer['missions']> =>
  selectOpenMissions(store).select(['log', 'title']).orderBy('title').orderBy('log').execute();

/** Return whether such a mission exists. */
export async function isOpenMission(store: ServerStore | StoreTransaction, log: LogId): Promise<boolean> {
  const row = await selectOpenMissions(store).select('log').where('log', '=', log).executeTakeFirst();
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
  person: PersonId,
  { entry, request }: RecordDataRequest,
): Promise<Result<number, DataRequestRefusal>> {
  if (!(await isNamedMissionOpen(tx, request))) return refuse('unknown');
  await lockSubject(tx, 'dataRequests');
  const known = await findDataRequestByEntry(tx, entry);
  if (known !== undefined)
    return recordDataRequestAgain(tx, dependencies, person, { number: known, request });
  const { last } = await tx
    .selectFrom('data_requests')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  await insertDataRequestVersion(tx, dependencies, person, { number, version: 1, entry, request });
  const { kind, log } = request;
  const subject = { request: number, kind, log };
  await appendAuditLine(tx, dependencies, { actor: person, act: 'record-data-request', subject });
  return ok(number);
}

async function recordDataRequestAgain(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  { number, request }: { readonly number: number; readonly request: DataRequest },
): Promise<Result<number, DataRequestRefusal>> {
  const [last] = await readDataRequestVersions(tx, number);
  if (last === undefined) return refuse('unknown');
  if (areJsonEqual(last.request, request)) return ok(number);
  // Only over this person's own version: they have not seen another person's changes.
  if (last.author.person !== person) return refuse('moved');
  const changed = await changeDataRequest(tx, dependencies, person, { number, seen: last.version, request });
  return changed.ok ? ok(number) : changed;
}

/** Write another version over the one that was seen: an answer, or a correction. Earlier versions stay readable. */
export async function changeDataRequest(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  {
    number,
    seen,
    request,
  }: { readonly number: number; readonly seen: number; readonly request: DataRequest },
): Promise<Result<true, DataRequestRefusal>> {
  await lockSubject(tx, 'dataRequests');
  const [last] = await readDataRequestVersions(tx, number);
  if (last === undefined) return refuse('unknown');
  // A mission that was erased meanwhile may stay named; another one has to exist.
  if (request.log !== last.request.log && !(await isNamedMissionOpen(tx, request))) return refuse('unknown');
  if (last.version !== seen) return refuse('moved');
  const version = last.version + 1;
  await insertDataRequestVersion(tx, dependencies, person, { number, version, entry: null, request });
  const isAnswered = last.request.answer === null && request.answer !== null;
  await appendAuditLine(tx, dependencies, {
    actor: person,
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

/** `otherKind`: a request for access erases nothing. `steers`: the field holds no free text. */
export type RequestedErasureRefusal =
  | 'unknown'
  | 'answered'
  | 'otherKind'
  | 'steers'
  | 'tooLarge'
  | 'dayIsFull';

/** Store, clock and actor of the erasure. */
interface RequestedErasureContext {
  readonly store: ServerStore;
  readonly dependencies: RuntimeDependencies;
}

/** Place to erase, with the register's number of the request. */
type RequestedErasure = ErasePlaceRequest & { readonly number: number };

/**
 * Erase present or former content of one field for an open request. Repeated, it erases nothing more. The audit line
 * commits with it: request, place, part and count, without content.
 * @returns the number of values
 */
export async function eraseForDataRequest(
  { store, dependencies }: RequestedErasureContext,
  person: PersonId,
  place: RequestedErasure,
): Promise<Result<number, RequestedErasureRefusal>> {
  try {
    const erased = await store.transaction().execute(async (tx) => {
      const refusal = await requestedErasureRefusalOf(tx, person, place, dependencies.nowMs());
      if (refusal !== null) return refuse(refusal);
      const { number, log, ...target } = place;
      const keys = await requireServerKeys(tx);
      const countByDevice = await eraseFieldValues(tx, keys, log, [target], dependencies.nowMs());
      const count = [...countByDevice.values()].reduce((sum, some) => sum + some, 0);
      await notifyErasedAuthors(tx, dependencies, { by: person, log, countByDevice });
      const subject = { request: number, log, ...target, count };
      await appendAuditLine(tx, dependencies, { actor: person, act: 'erase-value', subject });
      return ok(count);
    });
    if (erased.ok) await clearWriteAheadLog(store);
    return erased;
  } catch (error) {
    if (error instanceof ErasureTooLarge) return refuse('tooLarge');
    throw error;
  }
}

/** Erasures for requests in a day, of all people together: time remains to notice an invented request. */
const mostErasuresADay = 10;
const dayMs = 24 * 60 * 60 * 1_000;

/** Count erasures for requests since a time. One that found nothing left to erase does not count. */
async function countErasuresSince(tx: StoreTransaction, sinceMs: number): Promise<number> {
  const lines = await tx
    .selectFrom('audit')
    .select('subject')
    .where('act', '=', 'erase-value')
    .where('at_ms', '>', sinceMs)
    .execute();
  return lines.filter(({ subject }) => (JSON.parse(subject) as { count?: number }).count !== 0).length;
}

async function requestedErasureRefusalOf(
  tx: StoreTransaction,
  person: PersonId,
  { number, log, doc, path, part }: RequestedErasure,
  nowMs: number,
): Promise<RequestedErasureRefusal | null> {
  // Nobody answers the request during its erasure.
  await lockSubject(tx, 'dataRequests');
  const [last] = await readDataRequestVersions(tx, number);
  if (last === undefined) return 'unknown';
  if (last.request.answer !== null) return 'answered';
  if (!asksForErasure(last.request.kind)) return 'otherKind';
  const record = await tx
    .selectFrom('documents')
    .select('kind')
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where((eb) => searchableByPerson(person, eb.ref('documents.log')))
    .executeTakeFirst();
  if (record === undefined) return 'unknown';
  if (!erasablePartsOfPath(record.kind, path).includes(part)) return 'steers';
  return (await countErasuresSince(tx, nowMs - dayMs)) < mostErasuresADay ? null : 'dayIsFull';
}
