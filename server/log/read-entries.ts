import { highestSeenNumber, type VersionVector } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { type LogAnswer, LogEntry, type LogQuestion } from '#sync/protocol/wire.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import type { EntriesTable } from '../db/tables.ts';
import { decodeErasureEntry } from './write-erasure.ts';

interface LogEntriesQuery extends LogQuestion {
  readonly log: LogId;
  readonly asker: DeviceId;
}

/** Rest of a response's budget in bytes. The first entry is always sent, so that progress never stops. */
export interface ResponseBudget {
  leftBytes: number;
  isUntouched: boolean;
}

const entryRowsAtOnce = 1_000;
const payloadsAtOnce = 40;
// JSON bytes of an entry beside payload and signature: its keys, and the backslashes before the payload's quotes.
const entryEnvelopeBytes = 60;
const jsonQuotingFactor = 1.15;

/**
 * Read news of one log after `since`, in the order of places (S2). The budget may be exceeded by one pack. Left out:
 * the asker's own packs, unless its `have` shows that it lost them (S3). Also packs that its `have` covers, unless some
 * of their ops are held. A pack with erased content is never left out. `next` covers left-out packs.
 */
export async function readLogAnswer(
  store: ServerStore,
  entriesQuery: LogEntriesQuery,
  responseBudget: ResponseBudget,
): Promise<LogAnswer> {
  const chosenEntries = await chooseEntries(store, entriesQuery, responseBudget);
  const logEntries: LogEntry[] = [];
  for (let at = 0; at < chosenEntries.places.length; at += payloadsAtOnce)
    logEntries.push(
      ...(await loadEntries(store, entriesQuery.log, chosenEntries.places.slice(at, at + payloadsAtOnce))),
    );
  const present =
    entriesQuery.have === undefined ? null : await readOpsPresentAndHeld(store, entriesQuery.log);
  return {
    entries: logEntries,
    next:
      chosenEntries.next > entriesQuery.since
        ? chosenEntries.next
        : Math.min(entriesQuery.since, await readLastPlace(store, entriesQuery.log)),
    more: chosenEntries.more,
    acked: present
      ? highestSeenNumber(present.have, entriesQuery.asker)
      : await readOwnChainEnd(store, entriesQuery),
    ...present,
  };
}

/**
 * Read the last place of a log. A reader that knows later ones read entries that the server lost, as after a restored
 * backup. Told the end, it reads again from the beginning (S3).
 */
async function readLastPlace(store: ServerStore, logId: LogId): Promise<number> {
  const row = await store.selectFrom('logs').select('next_place').where('log', '=', logId).executeTakeFirst();
  return (row?.next_place ?? 1) - 1;
}

/** Read the log's version vector: chains have no gaps, so their ends suffice. */
export async function readVersionVector(
  store: ServerStore | StoreTransaction,
  logId: LogId,
): Promise<Record<DeviceId, number>> {
  const rows = await store
    .selectFrom('chain_ends')
    .select(['device', 'n'])
    .where('log', '=', logId)
    .orderBy('device')
    .execute();
  return Object.fromEntries(rows.map(({ device, n }) => [device, n]));
}

/** Read the present ops, and then the held ones among them: a present op that is not held counts. */
async function readOpsPresentAndHeld(
  store: ServerStore,
  logId: LogId,
): Promise<Pick<LogAnswer, 'holds'> & { readonly have: VersionVector }> {
  const have = await readVersionVector(store, logId);
  const rows = await store
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', logId)
    .where('released_place', 'is', null)
    .orderBy('device')
    .orderBy('n')
    .limit(wireLimits.responseHolds + 1)
    .execute();
  return rows.length > wireLimits.responseHolds ? { have } : { have, holds: groupNumbersByDevice(rows) };
}

/** Group dots as on the wire: the numbers of each device. */
export function groupNumbersByDevice(
  dots: readonly { readonly device: DeviceId; readonly n: number }[],
): Record<DeviceId, number[]> {
  const numbers: Record<DeviceId, number[]> = {};
  for (const { device, n } of dots) (numbers[device] ??= []).push(n);
  return numbers;
}

interface ChosenEntries {
  readonly places: readonly number[];
  readonly next: number;
  readonly more: boolean;
}

async function chooseEntries(
  store: ServerStore,
  entriesQuery: LogEntriesQuery,
  responseBudget: ResponseBudget,
): Promise<ChosenEntries> {
  const places: number[] = [];
  let next = entriesQuery.since;
  for (;;) {
    const rows = await store
      .selectFrom('entries')
      .select(['place', 'kind', 'device', 'last', 'bytes', 'held', 'erased_key'])
      .where('log', '=', entriesQuery.log)
      .where('place', '>', next)
      .orderBy('place')
      .limit(entryRowsAtOnce)
      .execute();
    for (const row of rows) {
      if (isNewToAsker(row, entriesQuery)) {
        if (responseBudget.leftBytes <= 0 && !responseBudget.isUntouched) return { places, next, more: true };
        places.push(row.place);
        responseBudget.isUntouched = false;
        responseBudget.leftBytes -=
          entryEnvelopeBytes + row.held.length + Math.ceil(row.bytes * jsonQuotingFactor);
      }
      next = row.place;
    }
    if (rows.length < entryRowsAtOnce) return { places, next, more: false };
  }
}

type ChosenEntryRow = Pick<EntriesTable, 'kind' | 'device' | 'last' | 'held' | 'erased_key'>;

function isNewToAsker(chosenEntryRow: ChosenEntryRow, { asker, have }: LogEntriesQuery): boolean {
  // Erasures go to everybody who may have the content: also to its author, and to readers of the original pack.
  if (chosenEntryRow.kind !== 'pack' || chosenEntryRow.erased_key !== null) return true;
  if (have === undefined) return chosenEntryRow.device !== asker;
  const isThere = chosenEntryRow.last <= highestSeenNumber(have, chosenEntryRow.device);
  return !isThere || (chosenEntryRow.device !== asker && chosenEntryRow.held !== '[]');
}

async function loadEntries(store: ServerStore, logId: LogId, places: readonly number[]): Promise<LogEntry[]> {
  const rows = await readEntryRows(store, logId, places);
  const erased = rows.flatMap((row) =>
    row.kind === 'erasure' ? [decodeErasureEntry(row.payload).place] : [],
  );
  const packByPlace = new Map(
    (erased.length === 0 ? [] : await readEntryRows(store, logId, erased)).map((row) => [
      row.place,
      toLogEntry(row),
    ]),
  );
  return rows.map((row) => {
    if (row.kind !== 'erasure') return toLogEntry(row);
    const erasedPack = packByPlace.get(decodeErasureEntry(row.payload).place);
    if (erasedPack === undefined) throw new Error('The erasure names a pack that is not in the log');
    return { ...erasedPack, place: row.place };
  });
}

const readEntryRows = (store: ServerStore, logId: LogId, places: readonly number[]) =>
  store
    .selectFrom('entries')
    .select(logEntryColumns)
    .where('log', '=', logId)
    .where('place', 'in', places)
    .orderBy('place')
    .execute();

/** Columns that a response needs of an entry. */
export const logEntryColumns = ['place', 'kind', 'hash', 'held', 'sig', 'payload', 'erased_key'] as const;
type StoredEntryRow = Pick<EntriesTable, (typeof logEntryColumns)[number]>;

/** Build a pack or release for the wire. Rows were written from parsed ones. */
export function toLogEntry({
  place,
  kind,
  hash,
  held,
  sig,
  payload,
  erased_key: key,
}: StoredEntryRow): LogEntry {
  if (kind === 'release') return LogEntry.parse({ place, release: JSON.parse(payload) });
  return {
    place,
    pack: { payload, sig, ...(hash !== null && key !== null && { erased: { hash, key } }) },
    ...(held !== '[]' && { held: JSON.parse(held) as number[] }),
  };
}

async function readOwnChainEnd(store: ServerStore, { log, asker }: LogEntriesQuery): Promise<number> {
  const row = await store
    .selectFrom('chain_ends')
    .select('n')
    .where('log', '=', log)
    .where('device', '=', asker)
    .executeTakeFirst();
  return row?.n ?? 0;
}
