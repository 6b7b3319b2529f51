import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import { chunksOf } from '../log/chunks.ts';
import { openStored } from '../log/read-ops.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** A pack of the log at its place, with what is in it. */
export interface StoredPack {
  readonly place: number;
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  /** Of what its device had signed. */
  readonly hash: Sha256;
  readonly opened: OpenedPack;
}

/** All packs of a log, or those after a place, in which somebody wrote into one of these documents, what is held included. */
export async function packsTouching(
  tx: StoreTransaction,
  log: LogId,
  docs: readonly DocumentId[],
  since = 0,
): Promise<readonly StoredPack[]> {
  const places = new Set<number>();
  for (const some of chunksOf(docs)) {
    const rows = await tx
      .selectFrom('document_places')
      .select('place')
      .where('log', '=', log)
      .where('doc', 'in', some)
      .where('place', '>', since)
      .execute();
    for (const { place } of rows) places.add(place);
  }
  const packs: StoredPack[] = [];
  for (const some of chunksOf([...places].sort((a, b) => a - b))) {
    const rows = await packsOf(tx, log).where('place', 'in', some).orderBy('place').execute();
    packs.push(...rows.flatMap(openRow));
  }
  return packs;
}

/** The pack with this hash. Throws when it is not in the log. */
export async function packWithHash(tx: StoreTransaction, log: LogId, hash: Sha256): Promise<StoredPack> {
  const rows = await packsOf(tx, log).where('hash', '=', hash).execute();
  const [pack] = rows.flatMap(openRow);
  if (pack === undefined) throw new Error('There is no such pack in the log');
  return pack;
}

const packsOf = (tx: StoreTransaction, log: LogId) =>
  tx
    .selectFrom('entries')
    .select(['place', 'device', 'first', 'last', 'hash', 'payload'])
    .where('log', '=', log)
    .where('kind', '=', 'pack');

type PackRow = Omit<StoredPack, 'hash' | 'opened'> & {
  readonly hash: Sha256 | null;
  readonly payload: string;
};

const openRow = ({ payload, hash, ...row }: PackRow): StoredPack[] =>
  // Every pack has a hash.
  hash === null ? [] : [{ ...row, hash, opened: openStored(payload) }];
