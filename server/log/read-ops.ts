import { numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { decodeStored, type OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

/** The ops with these numbers of one device, in order, from the packs that hold them. Throws when one is missing. */
export async function readOps(
  tx: Store | StoreTransaction,
  log: LogId,
  device: DeviceId,
  numbers: readonly number[],
): Promise<readonly Op[]> {
  const ops: Op[] = [];
  let pack: OpenedPack | undefined;
  for (const n of numbers) {
    if (pack === undefined || n >= pack.first + pack.ops.length) pack = await packWith(tx, log, device, n);
    const op = pack.ops.find((one) => numberOf(one.dot) === n);
    if (op === undefined) throw new Error(`Op ${n} of ${device} is not in the log`);
    ops.push(op);
  }
  return ops;
}

async function packWith(tx: Store | StoreTransaction, log: LogId, device: DeviceId, n: number) {
  const row = await tx
    .selectFrom('entries')
    .select('payload')
    .where('log', '=', log)
    .where('device', '=', device)
    .where('kind', '=', 'pack')
    .where('first', '<=', n)
    .orderBy('first', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return openStored(row.payload);
}

/** Opens a payload that is in the log. It was read before it got there, so a refusal is a bug. */
export function openStored(payload: string): OpenedPack {
  const opened = decodeStored(payload);
  if (!opened.ok) throw new Error(`A stored pack cannot be read: ${opened.refusal.why}`);
  return opened.value;
}
