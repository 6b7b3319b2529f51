import { type Dot, deviceOf, numberOf } from '#domain/document/dot.ts';
import { isTextOp } from '#domain/document/op.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { dayAtMs } from '#domain/base/calendar.ts';
import { findInDocument, type Seeker, seekerOf } from '#domain/privacy/find-words.ts';
import type { FoundPlace } from '#sync/protocol/data-requests-api.ts';
import { searchableBy } from '../access/as-searcher.ts';
import { openStored } from '../log/read-ops.ts';
import type { Store } from '../store/open-store.ts';
import { readDocument, withRegisters } from '../views/load-documents.ts';

/** Where in a mission the words stand, or stood: each field once. Nothing of what is written there is in the answer. */
export type FoundInLog = Omit<FoundPlace, 'opens'>;

/**
 * Looks through the records of a mission as they are now, and through what their fields said before. What is held is not
 * looked at: only its author and reviewers may know of it (J5). `own` is the store that `asSearcher` hands in.
 */
export async function searchLog(
  own: Store,
  person: PersonId,
  log: LogId,
  words: string,
): Promise<readonly FoundInLog[]> {
  const holds = seekerOf(words);
  const now = await searchDocuments(own, person, log, holds);
  const before = await searchHistory(own, person, log, holds);
  const places = new Map([...before, ...now].map((place) => [`${place.doc} ${place.path}`, place]));
  return [...places.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ kind, doc, path }: FoundInLog): string => `${kind} ${doc} ${path}`;

const documentsAtOnce = 100;

async function searchDocuments(
  own: Store,
  person: PersonId,
  log: LogId,
  holds: Seeker,
): Promise<readonly FoundInLog[]> {
  const places: FoundInLog[] = [];
  for (let last = '' as DocumentId; ; ) {
    const rows = await own
      .selectFrom('documents')
      .select(['log', 'doc', 'kind'])
      .where('log', '=', log)
      .where('doc', '>', last)
      .where((eb) => searchableBy(person, eb.ref('documents.log')))
      .orderBy('doc')
      .limit(documentsAtOnce)
      .execute();
    for (const row of await withRegisters(own, rows)) {
      const { doc, kind } = row;
      for (const { path, atMs } of findInDocument(readDocument(row), holds))
        places.push({ log, doc, kind, path, on: atMs === null ? null : dayAtMs(atMs), stands: 'now' });
      last = doc;
    }
    if (rows.length < documentsAtOnce) return places;
  }
}

/** A pack has up to 256 KiB. */
const packsAtOnce = 50;

async function searchHistory(
  own: Store,
  person: PersonId,
  log: LogId,
  holds: Seeker,
): Promise<readonly FoundInLog[]> {
  const isHeld = await readHeld(own, person, log);
  const places: FoundInLog[] = [];
  for (let last = 0; ; ) {
    const rows = await own
      .selectFrom('entries')
      .select(['place', 'payload'])
      .where('log', '=', log)
      .where('kind', '=', 'pack')
      .where('place', '>', last)
      .where((eb) => searchableBy(person, eb.ref('entries.log')))
      .orderBy('place')
      .limit(packsAtOnce)
      .execute();
    for (const { place, payload } of rows) {
      for (const op of openStored(payload).ops) {
        if (isTextOp(op) || isHeld(op.dot) || !(holds(op.path) || holds(op.value))) continue;
        const { doc, kind, path, stamp } = op;
        places.push({ log, doc, kind, path, on: dayAtMs(stamp[0]), stands: 'before' });
      }
      last = place;
    }
    if (rows.length < packsAtOnce) return places;
  }
}

async function readHeld(own: Store, person: PersonId, log: LogId): Promise<(dot: Dot) => boolean> {
  const rows = await own
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', log)
    .where('released_place', 'is', null)
    .where((eb) => searchableBy(person, eb.ref('held_ops.log')))
    .execute();
  const held = new Set(rows.map(({ device, n }) => `${device} ${n}`));
  return (dot) => held.has(`${deviceOf(dot)} ${numberOf(dot)}`);
}
