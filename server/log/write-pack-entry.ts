import { isTimestampFarAhead } from '#domain/clock/hlc.ts';
import type { HeldOp } from '#sync/server/judge-pack.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { parameterChunksOf, type StoreTransaction } from '../db/open-store.ts';
import type { HeldOpsTable } from '../db/tables.ts';
import type { VerifiedPack } from './append-pack.ts';
import { PostgresAdapter } from 'kysely';
import type { LogId } from '#domain/ids.ts';

/**
 * Lock a log until the transaction ends. The holder of the lock is the only writer of the log. So places grow by commit
 * order, and no reader misses one (S2). SQLite needs no lock of its own: its transactions have the write lock from
 * their start.
 * @returns the place of the next entry; undefined for a missing or erased log
 */
export async function lockLog(tx: StoreTransaction, log: LogId): Promise<number | undefined> {
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
  const row = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', log)
    .where('erased_ms', 'is', null)
    .$if(isPostgres, (query) => query.forUpdate())
    .executeTakeFirst();
  return row?.next_place;
}

/** Mark the place as used. The caller must hold the lock. */
export async function advanceNextPlace(tx: StoreTransaction, log: LogId, place: number): Promise<void> {
  await tx
    .updateTable('logs')
    .set({ next_place: place + 1 })
    .where('log', '=', log)
    .execute();
}

/** Store a pack at its place, with the new end of its chain and its held ops. The caller must hold the log's lock. */
export async function writePackEntry(
  tx: StoreTransaction,
  { pack, hash, opened, sender, nowMs }: VerifiedPack,
  place: number,
  held: readonly HeldOp[],
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
      held: JSON.stringify(held.map(({ n }) => n)),
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
  for (const some of parameterChunksOf(held))
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
  reason: HeldOp['reason'],
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
    reason: JSON.stringify(reason),
    released_place: null,
  };
}
