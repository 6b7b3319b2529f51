import type { Op } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { decodeStored } from '#sync/protocol/pack-codec.ts';
import { chunksOf } from '../log/chunks.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** Of packs that were parked, that they came is what stays. */
export async function emptyParked(
  tx: StoreTransaction,
  log: LogId,
  hashes: readonly Sha256[],
): Promise<void> {
  for (const some of chunksOf(hashes))
    await tx
      .updateTable('parked')
      .set({ payload: '', sig: '' })
      .where('log', '=', log)
      .where('hash', 'in', some)
      .execute();
}

/** The same for all parked packs of a log, as another branch of a chain is, that hold an op of which this is true. */
export async function emptyParkedWith(
  tx: StoreTransaction,
  log: LogId,
  isErased: (op: Op) => boolean,
): Promise<void> {
  const rows = await tx
    .selectFrom('parked')
    .select(['hash', 'payload'])
    .where('log', '=', log)
    .where('payload', '!=', '')
    .execute();
  const hashes = rows.flatMap(({ hash, payload }) => {
    const opened = decodeStored(payload);
    return opened.ok && opened.value.ops.some(isErased) ? [hash] : [];
  });
  await emptyParked(tx, log, hashes);
}
