import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { FoundMatch, FoundResponse, SearchRecordsRequest } from '#api/data-requests-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Dot, deviceOfDot, isTextOp, numberOfDot } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { mayKeepDataRequests } from '#domain/privacy/data-request.ts';
import {
  createWordMatcher,
  fieldHolds,
  findMatchingFields,
  type ValueMatcher,
} from '#domain/privacy/find-matching-fields.ts';
import { readableLogsOf, rolesByLogOf } from '../auth/grants.ts';
import { withSearchAccess } from '../auth/row-level-security.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, ServerStore } from '../db/open-store.ts';
import { openStoredPayload } from '../db/stored-packs.ts';
import type { DatabaseTables } from '../db/tables.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import { isOpenMission, readDataRequestVersions } from './data-requests.ts';

/** `answered`: the request is closed. */
export type DataSearchRefusal = 'unknown' | 'answered';

/** Limit of results: more rows are unreadable on one page. */
const maximumFoundMatches = 200;

/**
 * Search these missions for content about a person, for an open request. The audit line is written before the answer:
 * request, missions and number of found fields; not the search words.
 */
export async function searchForDataRequest(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { number, words, logs }: SearchRecordsRequest & { readonly number: number },
): Promise<Result<FoundResponse, DataSearchRefusal>> {
  const [lastVersion] = await readDataRequestVersions(store, number);
  if (lastVersion === undefined) return refuse('unknown');
  if (lastVersion.request.answer !== null) return refuse('answered');
  for (const logId of logs) if (!(await isOpenMission(store, logId))) return refuse('unknown');

  const readableLogIds = new Set(readableLogsOf(await rolesByLogOf(store, personId)));
  const foundMatches = await withSearchAccess(store, personId, logs, async (ownServerStore) => {
    const found: FoundMatch[] = [];
    for (const logId of new Set(logs))
      for (const foundLogMatch of await searchMissionLog(ownServerStore, personId, logId, words))
        found.push({ ...foundLogMatch, opens: readableLogIds.has(logId) });
    return found;
  });
  const subject = { request: number, logs, places: foundMatches.length };
  await appendAuditLine(store, dependencies, { actor: personId, act: 'search-records', subject });
  return ok({
    places: foundMatches.slice(0, maximumFoundMatches),
    left: Math.max(0, foundMatches.length - maximumFoundMatches),
  });
}

/** Field in a mission that contains or contained the words, each field once. Without its content. */
type FoundLogMatch = Omit<FoundMatch, 'opens'>;

/**
 * Search the present documents of a mission and former values of their fields. Held ops are not searched: only their
 * author and reviewers may know of them (J5).
 * @param ownServerStore the store that `withSearchAccess` passes
 */
export async function searchMissionLog(
  ownServerStore: ServerStore,
  personId: PersonId,
  logId: LogId,
  words: string,
): Promise<readonly FoundLogMatch[]> {
  const valueMatcher = createWordMatcher(words);
  const now = await searchCurrentDocuments(ownServerStore, personId, logId, valueMatcher);
  const previousMatches = await searchLogHistory(ownServerStore, personId, logId, valueMatcher);
  const matches = new Map([...previousMatches, ...now].map((match) => [`${match.doc} ${match.path}`, match]));
  return [...matches.values()].toSorted((a, b) => (foundMatchKeyOf(a) < foundMatchKeyOf(b) ? -1 : 1));
}

const foundMatchKeyOf = ({ kind, doc, path }: FoundLogMatch): string => `${kind} ${doc} ${path}`;

const searchedDocumentsAtOnce = 100;

async function searchCurrentDocuments(
  ownServerStore: ServerStore,
  personId: PersonId,
  logId: LogId,
  valueMatcher: ValueMatcher,
): Promise<readonly FoundLogMatch[]> {
  const foundLogMatches: FoundLogMatch[] = [];
  for (let lastDocumentId = '' as DocumentId; ; ) {
    const rows = await ownServerStore
      .selectFrom('documents')
      .select(['log', 'doc', 'kind'])
      .where('log', '=', logId)
      .where('doc', '>', lastDocumentId)
      .where((eb) => searchableByPerson(personId, eb.ref('documents.log')))
      .orderBy('doc')
      .limit(searchedDocumentsAtOnce)
      .execute();
    for (const row of await joinRegisters(ownServerStore, rows)) {
      const { doc, kind } = row;
      for (const { path, atMs } of findMatchingFields(parseStoredDocument(row), valueMatcher))
        foundLogMatches.push({
          log: logId,
          doc,
          kind,
          path,
          on: atMs === null ? null : utcDayAtMs(atMs),
          stands: 'now',
        });
      lastDocumentId = doc;
    }
    if (rows.length < searchedDocumentsAtOnce) return foundLogMatches;
  }
}

/** Packs loaded at once; a pack has up to 256 KiB. */
const searchedPacksAtOnce = 50;

async function searchLogHistory(
  ownServerStore: ServerStore,
  personId: PersonId,
  logId: LogId,
  valueMatcher: ValueMatcher,
): Promise<readonly FoundLogMatch[]> {
  const isHeld = await readHeldDotTest(ownServerStore, personId, logId);
  const foundLogMatches: FoundLogMatch[] = [];
  for (let last = 0; ; ) {
    const rows = await ownServerStore
      .selectFrom('entries')
      .select(['place', 'payload'])
      .where('log', '=', logId)
      .where('kind', '=', 'pack')
      .where('place', '>', last)
      .where((eb) => searchableByPerson(personId, eb.ref('entries.log')))
      .orderBy('place')
      .limit(searchedPacksAtOnce)
      .execute();
    for (const { place, payload } of rows) {
      for (const op of openStoredPayload(payload).ops) {
        if (isTextOp(op) || isHeld(op.dot) || !fieldHolds(op.kind, op.path, op.value, valueMatcher)) continue;
        const { doc, kind, path, stamp } = op;
        foundLogMatches.push({ log: logId, doc, kind, path, on: utcDayAtMs(stamp[0]), stands: 'before' });
      }
      last = place;
    }
    if (rows.length < searchedPacksAtOnce) return foundLogMatches;
  }
}

async function readHeldDotTest(
  ownServerStore: ServerStore,
  personId: PersonId,
  logId: LogId,
): Promise<(dot: Dot) => boolean> {
  const rows = await ownServerStore
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', logId)
    .where('released_place', 'is', null)
    .where((eb) => searchableByPerson(personId, eb.ref('held_ops.log')))
    .execute();
  const held = new Set(rows.map(({ device, n }) => `${device} ${n}`));
  return (dot) => held.has(`${deviceOfDot(dot)} ${numberOfDot(dot)}`);
}

/**
 * Build the condition of `withSearchAccess` for the query itself, as `readableByPerson`: the asker keeps the register,
 * and the mission exists.
 */
export function searchableByPerson(personId: PersonId, logId: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  return eb.and([
    eb.exists(
      eb
        .selectFrom('persons')
        .select('persons.person')
        .where('persons.person', '=', personId)
        .where('persons.role', 'in', dataSearchRoles)
        .where('persons.deactivated_ms', 'is', null),
    ),
    eb.exists(
      eb
        .selectFrom('logs')
        .select('logs.log')
        .where('logs.log', '=', logId)
        .where('logs.kind', '=', 'mission')
        .where('logs.erased_ms', 'is', null),
    ),
  ]);
}

const dataSearchRoles = Role.options.filter(mayKeepDataRequests);
