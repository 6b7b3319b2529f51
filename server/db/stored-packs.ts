import { numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { decodeStoredPayload, type OpenedPack } from '#sync/protocol/pack-codec.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from './open-store.ts';

/** Read the ops with these numbers of one device, in order, from their packs. Throws when one is missing. */
export async function readOpsByNumber(
  tx: ServerStore | StoreTransaction,
  logId: LogId,
  deviceId: DeviceId,
  numbers: readonly number[],
): Promise<readonly Op[]> {
  const ops: Op[] = [];
  let openedPack: OpenedPack | undefined;
  for (const n of numbers) {
    if (openedPack === undefined || n >= openedPack.first + openedPack.ops.length)
      openedPack = await loadPackWithOp(tx, logId, deviceId, n);
    const op = openedPack.ops.find((one) => numberOfDot(one.dot) === n);
    if (op === undefined) throw new Error(`Op ${n} of ${deviceId} is not in the log`);
    ops.push(op);
  }
  return ops;
}

async function loadPackWithOp(
  tx: ServerStore | StoreTransaction,
  logId: LogId,
  deviceId: DeviceId,
  n: number,
) {
  const row = await tx
    .selectFrom('entries')
    .select('payload')
    .where('log', '=', logId)
    .where('device', '=', deviceId)
    .where('kind', '=', 'pack')
    .where('first', '<=', n)
    .orderBy('first', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return openStoredPayload(row.payload);
}

/** Open a payload from the log. It was parsed before it got there, so a refusal is a bug. */
export function openStoredPayload(payload: string): OpenedPack {
  const opened = decodeStoredPayload(payload);
  if (!opened.ok) throw new Error(`A stored pack cannot be read: ${opened.refusal.why}`);
  return opened.value;
}

/** Parsed pack of the log at its place. */
export interface PlacedPack {
  readonly place: number;
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  /** Hash of the original that its device signed. */
  readonly hash: Sha256;
  readonly opened: OpenedPack;
}

/** Load the packs of a log after `since` that write into one of these documents, held ops included. */
export async function loadPacksTouching(
  tx: StoreTransaction,
  logId: LogId,
  documentIds: readonly DocumentId[],
  since = 0,
): Promise<readonly PlacedPack[]> {
  const places = new Set<number>();
  for (const some of parameterChunksOf(documentIds)) {
    const rows = await tx
      .selectFrom('document_places')
      .select('place')
      .where('log', '=', logId)
      .where('doc', 'in', some)
      .where('place', '>', since)
      .execute();
    for (const { place } of rows) places.add(place);
  }
  const placedPacks: PlacedPack[] = [];
  for (const some of parameterChunksOf([...places].sort((a, b) => a - b))) {
    const rows = await selectPackRows(tx, logId).where('place', 'in', some).orderBy('place').execute();
    placedPacks.push(...rows.flatMap(openPackRow));
  }
  return placedPacks;
}

/** Load the pack with this hash. Throws when it is not in the log. */
export async function loadPackByHash(tx: StoreTransaction, logId: LogId, hash: Sha256): Promise<PlacedPack> {
  const rows = await selectPackRows(tx, logId).where('hash', '=', hash).execute();
  const [placedPack] = rows.flatMap(openPackRow);
  if (placedPack === undefined) throw new Error('There is no such pack in the log');
  return placedPack;
}

const selectPackRows = (tx: StoreTransaction, logId: LogId) =>
  tx
    .selectFrom('entries')
    .select(['place', 'device', 'first', 'last', 'hash', 'payload'])
    .where('log', '=', logId)
    .where('kind', '=', 'pack');

type PlacedPackRow = Omit<PlacedPack, 'hash' | 'opened'> & {
  readonly hash: Sha256 | null;
  readonly payload: string;
};

const openPackRow = ({ payload, hash, ...row }: PlacedPackRow): PlacedPack[] =>
  // Every pack has a hash.
  hash === null ? [] : [{ ...row, hash, opened: openStoredPayload(payload) }];
