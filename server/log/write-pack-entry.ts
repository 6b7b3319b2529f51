import { isFarAhead } from '#domain/clock/hlc.ts';
import type { HeldOp } from '#sync/server/judge.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { HeldOpsTable } from '../store/tables.ts';
import type { Arrival } from './append-pack.ts';
import { chunksOf } from './chunks.ts';
import { takePlace } from './log-lock.ts';

/** Stores a pack at its place, with the new end of its chain and its held ops; for whoever holds the log's lock. */
export async function writePackEntry(
  tx: StoreTransaction,
  { pack, hash, opened, sender, nowMs }: Arrival,
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
      bytes: bytesOf(pack),
      held: JSON.stringify(held.map(({ n }) => n)),
      flagged: ops.some((op) => isFarAhead(op.stamp, nowMs)) ? 1 : 0,
      brought_by: sender,
      received_ms: nowMs,
      sig: pack.sig,
      payload: pack.payload,
      erased_key: pack.erased?.key ?? null,
      erased_ms: pack.erased === undefined ? null : nowMs,
    })
    .execute();
  await takePlace(tx, log, place);
  await tx
    .insertInto('chain_ends')
    .values({ log, device, n: last, hash })
    .onConflict((conflict) => conflict.columns(['log', 'device']).doUpdateSet({ n: last, hash }))
    .execute();
  for (const some of chunksOf(held))
    await tx
      .insertInto('held_ops')
      .values(some.map(({ n, reason }) => heldRow(opened, place, n, reason)))
      .execute();
}

/** What a pack takes in an answer, but for its envelope. */
export const bytesOf = ({ payload, sig, erased }: Pack): number =>
  Buffer.byteLength(payload) +
  sig.length +
  (erased === undefined ? 0 : erased.hash.length + erased.key.length);

function heldRow(
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
