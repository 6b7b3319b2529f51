import type { FoundAnswer, FoundPlace, SearchRecordsRequest } from '#api/data-requests-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Dot, deviceOfDot, isTextOp, numberOfDot } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import {
  createWordMatcher,
  fieldHolds,
  findMatchingFields,
  type ValueMatcher,
} from '#domain/privacy/find-matching-fields.ts';
import { readableLogsOf, rolesByLogOf } from '../auth/grants.ts';
import { searchableByPerson, withSearchAccess } from '../auth/row-level-security.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, ServerStore } from '../db/open-store.ts';
import { openStoredPayload } from '../db/stored-packs.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import { isOpenMission, readDataRequestVersions } from './data-requests.ts';

/** `answered`: the request is closed. */
export type DataSearchRefusal = 'unknown' | 'answered';

/** Limit of results: more rows are unreadable on one page. */
const maximumFoundPlaces = 200;

/**
 * Search these missions for content about a person, for an open request. The audit line is written before the answer:
 * request, missions and number of places; not the search words.
 */
export async function searchForDataRequest(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { number, words, logs }: SearchRecordsRequest & { readonly number: number },
): Promise<Result<FoundAnswer, DataSearchRefusal>> {
  const [lastVersion] = await readDataRequestVersions(store, number);
  if (lastVersion === undefined) return refuse('unknown');
  if (lastVersion.request.answer !== null) return refuse('answered');
  for (const logId of logs) if (!(await isOpenMission(store, logId))) return refuse('unknown');

  const readableLogIds = new Set(readableLogsOf(await rolesByLogOf(store, personId)));
  const foundPlaces = await withSearchAccess(store, personId, logs, async (ownServerStore) => {
    const found: FoundPlace[] = [];
    for (const logId of new Set(logs))
      for (const foundLogPlace of await searchMissionLog(ownServerStore, personId, logId, words))
        found.push({ ...foundLogPlace, opens: readableLogIds.has(logId) });
    return found;
  });
  const subject = { request: number, logs, places: foundPlaces.length };
  await appendAuditLine(store, dependencies, { actor: personId, act: 'search-records', subject });
  return ok({
    places: foundPlaces.slice(0, maximumFoundPlaces),
    left: Math.max(0, foundPlaces.length - maximumFoundPlaces),
  });
}

/** Place in a mission that contains or contained the words, each field once. Without its content. */
type FoundLogPlace = Omit<FoundPlace, 'opens'>;

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
): Promise<readonly FoundLogPlace[]> {
  const valueMatcher = createWordMatcher(words);
  const now = await searchCurrentDocuments(ownServerStore, personId, logId, valueMatcher);
  const previousPlaces = await searchLogHistory(ownServerStore, personId, logId, valueMatcher);
  const places = new Map([...previousPlaces, ...now].map((place) => [`${place.doc} ${place.path}`, place]));
  return [...places.values()].toSorted((a, b) => (foundPlaceKeyOf(a) < foundPlaceKeyOf(b) ? -1 : 1));
}

const foundPlaceKeyOf = ({ kind, doc, path }: FoundLogPlace): string => `${kind} ${doc} ${path}`;

const searchedDocumentsAtOnce = 100;

async function searchCurrentDocuments(
  ownServerStore: ServerStore,
  personId: PersonId,
  logId: LogId,
  valueMatcher: ValueMatcher,
): Promise<readonly FoundLogPlace[]> {
  const foundLogPlaces: FoundLogPlace[] = [];
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
        foundLogPlaces.push({
          log: logId,
          doc,
          kind,
          path,
          on: atMs === null ? null : utcDayAtMs(atMs),
          stands: 'now',
        });
      lastDocumentId = doc;
    }
    if (rows.length < searchedDocumentsAtOnce) return foundLogPlaces;
  }
}

/** Packs loaded at once; a pack has up to 256 KiB. */
const searchedPacksAtOnce = 50;

async function searchLogHistory(
  ownServerStore: ServerStore,
  personId: PersonId,
  logId: LogId,
  valueMatcher: ValueMatcher,
): Promise<readonly FoundLogPlace[]> {
  const isHeld = await readHeldDotTest(ownServerStore, personId, logId);
  const foundLogPlaces: FoundLogPlace[] = [];
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
        foundLogPlaces.push({ log: logId, doc, kind, path, on: utcDayAtMs(stamp[0]), stands: 'before' });
      }
      last = place;
    }
    if (rows.length < searchedPacksAtOnce) return foundLogPlaces;
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
