import { isTimestampFarAhead } from '#domain/clock/hlc.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { HeldOp } from '#sync/server/judge-pack.ts';
import { advanceNextPlace } from './log-lock.ts';
import { parameterChunksOf, type StoreTransaction } from './open-store.ts';
import type { HeldOpsTable } from './tables.ts';

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
