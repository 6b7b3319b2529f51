import { PostgresAdapter } from 'kysely';
import { isTimestampFarAhead } from '#domain/clock/hlc.ts';
import { numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { decodeStoredPayload, type OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { HeldOp } from '#sync/server/judge-pack.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from './open-store.ts';
import type { HeldOpsTable } from './tables.ts';

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

/**
 * Lock a log until the transaction ends. The holder of the lock is the only writer of the log. So places grow by commit
 * order, and no reader misses one (S2). SQLite needs no lock of its own: its transactions have the write lock from
 * their start.
 * @returns the place of the next entry; undefined for a missing or erased log
 */
export async function lockLog(tx: StoreTransaction, logId: LogId): Promise<number | undefined> {
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
  const row = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', logId)
    .where('erased_ms', 'is', null)
    .$if(isPostgres, (query) => query.forUpdate())
    .executeTakeFirst();
  return row?.next_place;
}

/** Mark the place as used. The caller must hold the lock. */
export async function advanceNextPlace(tx: StoreTransaction, logId: LogId, place: number): Promise<void> {
  await tx
    .updateTable('logs')
    .set({ next_place: place + 1 })
    .where('log', '=', logId)
    .execute();
}

/** Pack as it enters a log: from the device `sender`, at a time in Unix milliseconds. */
interface EnteringPack {
  readonly pack: Pack;
  readonly hash: Sha256;
  readonly opened: OpenedPack;
  readonly sender: DeviceId;
  readonly nowMs: number;
}

/** Store a pack at its place, with the new end of its chain and its held ops. The caller must hold the log's lock. */
export async function writePackEntry(
  tx: StoreTransaction,
  { pack, hash, opened, sender, nowMs }: EnteringPack,
  place: number,
  heldOps: readonly HeldOp[],
): Promise<void> {
  const { log, device, first, ops } = opened;
  const last = first + ops.length - 1;
  await tx
    .insertInto('entries')
    .values({
      log,
      place,
      kind: 'pack',
      device,
      first,
      last,
      hash,
      bytes: packBytesOf(pack),
      held: JSON.stringify(heldOps.map(({ n }) => n)),
      flagged: ops.some((op) => isTimestampFarAhead(op.stamp, nowMs)) ? 1 : 0,
      brought_by: sender,
      received_ms: nowMs,
      sig: pack.sig,
      payload: pack.payload,
      erased_key: pack.erased?.key ?? null,
      erased_ms: pack.erased === undefined ? null : nowMs,
    })
    .execute();
  await advanceNextPlace(tx, log, place);
  await tx
    .insertInto('chain_ends')
    .values({ log, device, n: last, hash })
    .onConflict((conflict) => conflict.columns(['log', 'device']).doUpdateSet({ n: last, hash }))
    .execute();
  for (const some of parameterChunksOf(heldOps))
    await tx
      .insertInto('held_ops')
      .values(some.map(({ n, reason }) => heldOpRowOf(opened, place, n, reason)))
      .execute();
}

/** Return the bytes of a pack in an answer, without its envelope. */
export const packBytesOf = ({ payload, sig, erased }: Pack): number =>
  Buffer.byteLength(payload) +
  sig.length +
  (erased === undefined ? 0 : erased.hash.length + erased.key.length);

function heldOpRowOf(
  { log, device, first, ops }: OpenedPack,
  place: number,
  n: number,
  holdReason: HeldOp['reason'],
): HeldOpsTable {
  const op = ops[n - first];
  if (op === undefined) throw new Error(`Op ${n} was held but is not in its pack`);
  return {
    log,
    device,
    n,
    place,
    doc: op.doc,
    kind: op.kind,
    path: op.path,
    reason: JSON.stringify(holdReason),
    released_place: null,
  };
}
