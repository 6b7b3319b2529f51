import type { FoundAnswer, FoundPlace, SearchRecordsRequest } from '#api/data-requests-api.ts';
import { utcDayAtMs } from '#base/civil-date.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Dot, deviceOfDot, isTextOp, numberOfDot } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import {
  createWordMatcher,
  fieldHolds,
  findMatchingFields,
  type ValueMatcher,
} from '#domain/privacy/data-request.ts';
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
  person: PersonId,
  { number, words, logs }: SearchRecordsRequest & { readonly number: number },
): Promise<Result<FoundAnswer, DataSearchRefusal>> {
  const [last] = await readDataRequestVersions(store, number);
  if (last === undefined) return refuse('unknown');
  if (last.request.answer !== null) return refuse('answered');
  for (const log of logs) if (!(await isOpenMission(store, log))) return refuse('unknown');

  const readable = new Set(readableLogsOf(await rolesByLogOf(store, person)));
  const places = await withSearchAccess(store, person, logs, async (own) => {
    const found: FoundPlace[] = [];
    for (const log of new Set(logs))
      for (const place of await searchMissionLog(own, person, log, words))
        found.push({ ...place, opens: readable.has(log) });
    return found;
  });
  const subject = { request: number, logs, places: places.length };
  await appendAuditLine(store, dependencies, { actor: person, act: 'search-records', subject });
  return ok({
    places: places.slice(0, maximumFoundPlaces),
    left: Math.max(0, places.length - maximumFoundPlaces),
  });
}

/** Place in a mission that contains or contained the words, each field once. Without its content. */
type FoundLogPlace = Omit<FoundPlace, 'opens'>;

/**
 * Search the present documents of a mission and former values of their fields. Held ops are not searched: only their
 * author and reviewers may know of them (J5).
 * @param own the store that `withSearchAccess` passes
 */
export async function searchMissionLog(
  own: ServerStore,
  person: PersonId,
  log: LogId,
  words: string,
): Promise<readonly FoundLogPlace[]> {
  const holds = createWordMatcher(words);
  const now = await searchCurrentDocuments(own, person, log, holds);
  const before = await searchLogHistory(own, person, log, holds);
  const places = new Map([...before, ...now].map((place) => [`${place.doc} ${place.path}`, place]));
  return [...places.values()].toSorted((a, b) => (foundPlaceKeyOf(a) < foundPlaceKeyOf(b) ? -1 : 1));
}

const foundPlaceKeyOf = ({ kind, doc, path }: FoundLogPlace): string => `${kind} ${doc} ${path}`;

const searchedDocumentsAtOnce = 100;

async function searchCurrentDocuments(
  own: ServerStore,
  person: PersonId,
  log: LogId,
  holds: ValueMatcher,
): Promise<readonly FoundLogPlace[]> {
  const places: FoundLogPlace[] = [];
  for (let last = '' as DocumentId; ; ) {
    const rows = await own
      .selectFrom('documents')
      .select(['log', 'doc', 'kind'])
      .where('log', '=', log)
      .where('doc', '>', last)
      .where((eb) => searchableByPerson(person, eb.ref('documents.log')))
      .orderBy('doc')
      .limit(searchedDocumentsAtOnce)
      .execute();
    for (const row of await joinRegisters(own, rows)) {
      const { doc, kind } = row;
      for (const { path, atMs } of findMatchingFields(parseStoredDocument(row), holds))
        places.push({ log, doc, kind, path, on: atMs === null ? null : utcDayAtMs(atMs), stands: 'now' });
      last = doc;
    }
    if (rows.length < searchedDocumentsAtOnce) return places;
  }
}

/** Packs loaded at once; a pack has up to 256 KiB. */
const searchedPacksAtOnce = 50;

async function searchLogHistory(
  own: ServerStore,
  person: PersonId,
  log: LogId,
  holds: ValueMatcher,
): Promise<readonly FoundLogPlace[]> {
  const isHeld = await readHeldDotTest(own, person, log);
  const places: FoundLogPlace[] = [];
  for (let last = 0; ; ) {
    const rows = await own
      .selectFrom('entries')
      .select(['place', 'payload'])
      .where('log', '=', log)
      .where('kind', '=', 'pack')
      .where('place', '>', last)
      .where((eb) => searchableByPerson(person, eb.ref('entries.log')))
      .orderBy('place')
      .limit(searchedPacksAtOnce)
      .execute();
    for (const { place, payload } of rows) {
      for (const op of openStoredPayload(payload).ops) {
        if (isTextOp(op) || isHeld(op.dot) || !fieldHolds(op.kind, op.path, op.value, holds)) continue;
        const { doc, kind, path, stamp } = op;
        places.push({ log, doc, kind, path, on: utcDayAtMs(stamp[0]), stands: 'before' });
      }
      last = place;
    }
    if (rows.length < searchedPacksAtOnce) return places;
  }
}

async function readHeldDotTest(
  own: ServerStore,
  person: PersonId,
  log: LogId,
): Promise<(dot: Dot) => boolean> {
  const rows = await own
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', log)
    .where('released_place', 'is', null)
    .where((eb) => searchableByPerson(person, eb.ref('held_ops.log')))
    .execute();
  const held = new Set(rows.map(({ device, n }) => `${device} ${n}`));
  return (dot) => held.has(`${deviceOfDot(dot)} ${numberOfDot(dot)}`);
}
