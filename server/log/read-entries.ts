import type { DeviceId, LogId } from '#domain/ids.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import { limits } from '#sync/protocol/limits.ts';
import { LogEntry, type LogAnswer, type LogQuestion } from '#sync/protocol/wire.ts';
import { readErasure } from '../erasure/erasure-entry.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { EntriesTable } from '../store/tables.ts';

export interface Question extends LogQuestion {
  readonly log: LogId;
  readonly asker: DeviceId;
}

/** What is left of an answer's wish in bytes. The first entry is always given, so that progress never stops. */
export interface Budget {
  leftBytes: number;
  isUntouched: boolean;
}

const rowsAtOnce = 1_000;
const payloadsAtOnce = 40;
// What an entry costs in JSON beside payload and signature: its keys, and the backslashes before the payload's quotes.
const envelopeBytes = 60;
const quotingFactor = 1.15;

/**
 * News of one log after `since`, in the order of places (S2), as far as the budget goes; never more than one pack over.
 * Left out are the asker's own packs unless its `have` shows that it lost them (S3), and packs that its `have` shows to
 * be there already by another road, unless some of their ops are held. A pack in which something was erased is never left
 * out. `next` covers what was left out.
 */
export async function readLog(store: Store, question: Question, budget: Budget): Promise<LogAnswer> {
  const chosen = await chooseEntries(store, question, budget);
  const entries: LogEntry[] = [];
  for (let at = 0; at < chosen.places.length; at += payloadsAtOnce)
    entries.push(...(await loadEntries(store, question.log, chosen.places.slice(at, at + payloadsAtOnce))));
  return {
    entries,
    next:
      chosen.next > question.since ? chosen.next : Math.min(question.since, await endOf(store, question.log)),
    more: chosen.more,
    acked: await ownEnd(store, question),
    ...(question.have !== undefined && (await standOf(store, question.log))),
  };
}

/**
 * The last place of a log. A reader that knows of later ones read what was lost here since, as after a backup was put
 * back; told the end, it reads again from the beginning (S3).
 */
async function endOf(store: Store, log: LogId): Promise<number> {
  const row = await store.selectFrom('logs').select('next_place').where('log', '=', log).executeTakeFirst();
  return (row?.next_place ?? 1) - 1;
}

/** The log's version vector: all chains are dense, so their ends say it all. */
export async function haveOf(store: Store | StoreTransaction, log: LogId): Promise<Record<DeviceId, number>> {
  const rows = await store
    .selectFrom('chain_ends')
    .select(['device', 'n'])
    .where('log', '=', log)
    .orderBy('device')
    .execute();
  return Object.fromEntries(rows.map(({ device, n }) => [device, n]));
}

/** The ops that are here, and then those of them that are held: so an op that is here and not held counts. */
async function standOf(store: Store, log: LogId): Promise<Pick<LogAnswer, 'have' | 'holds'>> {
  const have = await haveOf(store, log);
  const rows = await store
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', log)
    .where('released_place', 'is', null)
    .orderBy('device')
    .orderBy('n')
    .limit(limits.answerHolds + 1)
    .execute();
  return rows.length > limits.answerHolds ? { have } : { have, holds: numbersByDevice(rows) };
}

/** Dots as they travel: the numbers of each device. */
export function numbersByDevice(
  dots: readonly { readonly device: DeviceId; readonly n: number }[],
): Record<DeviceId, number[]> {
  const numbers: Record<DeviceId, number[]> = {};
  for (const { device, n } of dots) (numbers[device] ??= []).push(n);
  return numbers;
}

interface Chosen {
  readonly places: readonly number[];
  readonly next: number;
  readonly more: boolean;
}

async function chooseEntries(store: Store, question: Question, budget: Budget): Promise<Chosen> {
  const places: number[] = [];
  let next = question.since;
  for (;;) {
    const rows = await store
      .selectFrom('entries')
      .select(['place', 'kind', 'device', 'last', 'bytes', 'held', 'erased_key'])
      .where('log', '=', question.log)
      .where('place', '>', next)
      .orderBy('place')
      .limit(rowsAtOnce)
      .execute();
    for (const row of rows) {
      if (isNews(row, question)) {
        if (budget.leftBytes <= 0 && !budget.isUntouched) return { places, next, more: true };
        places.push(row.place);
        budget.isUntouched = false;
        budget.leftBytes -= envelopeBytes + row.held.length + Math.ceil(row.bytes * quotingFactor);
      }
      next = row.place;
    }
    if (rows.length < rowsAtOnce) return { places, next, more: false };
  }
}

type Row = Pick<EntriesTable, 'kind' | 'device' | 'last' | 'held' | 'erased_key'>;

function isNews(row: Row, { asker, have }: Question): boolean {
  // What was erased is told to everybody who may have it: also to its maker, and to whoever has had the pack.
  if (row.kind !== 'pack' || row.erased_key !== null) return true;
  if (have === undefined) return row.device !== asker;
  const isThere = row.last <= seenUpTo(have, row.device);
  return !isThere || (row.device !== asker && row.held !== '[]');
}

async function loadEntries(store: Store, log: LogId, places: readonly number[]): Promise<LogEntry[]> {
  const rows = await readRows(store, log, places);
  const erased = rows.flatMap((row) => (row.kind === 'erasure' ? [readErasure(row.payload).place] : []));
  const packByPlace = new Map(
    (erased.length === 0 ? [] : await readRows(store, log, erased)).map((row) => [row.place, toEntry(row)]),
  );
  return rows.map((row) => {
    if (row.kind !== 'erasure') return toEntry(row);
    const told = packByPlace.get(readErasure(row.payload).place);
    if (told === undefined) throw new Error('An erasure tells of a pack that is not in the log');
    return { ...told, place: row.place };
  });
}

const readRows = (store: Store, log: LogId, places: readonly number[]) =>
  store
    .selectFrom('entries')
    .select(entryColumns)
    .where('log', '=', log)
    .where('place', 'in', places)
    .orderBy('place')
    .execute();

/** Of an entry, what is told of it. */
export const entryColumns = ['place', 'kind', 'hash', 'held', 'sig', 'payload', 'erased_key'] as const;
type StoredEntry = Pick<EntriesTable, (typeof entryColumns)[number]>;

/** A pack or a release as it is told. Rows were written from parsed ones. */
export function toEntry({ place, kind, hash, held, sig, payload, erased_key: key }: StoredEntry): LogEntry {
  if (kind === 'release') return LogEntry.parse({ place, release: JSON.parse(payload) });
  return {
    place,
    pack: { payload, sig, ...(hash !== null && key !== null && { erased: { hash, key } }) },
    ...(held !== '[]' && { held: JSON.parse(held) as number[] }),
  };
}

async function ownEnd(store: Store, { log, asker }: Question): Promise<number> {
  const row = await store
    .selectFrom('chain_ends')
    .select('n')
    .where('log', '=', log)
    .where('device', '=', asker)
    .executeTakeFirst();
  return row?.n ?? 0;
}
