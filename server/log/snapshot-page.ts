import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { PackEntry } from '#sync/protocol/wire.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { chunksOf } from './chunks.ts';
import { heldAt } from './held-packs.ts';
import {
  readAtOneMoment,
  type SnapshotHead,
  type SnapshotStart,
  type StoredDocument,
} from './read-snapshot.ts';

/** What a page says beside its documents; `sync/protocol/snapshot.ts` says what each part means. */
export interface StoredPage extends SnapshotHead {
  readonly holds: Readonly<Record<DeviceId, readonly number[]>>;
  readonly held: readonly PackEntry[];
  readonly left: number;
  readonly more: boolean;
  readonly documents: readonly StoredDocument[];
}

/** A documents' page is read in parts of so many, since their sizes are known only once they are read. */
const documentsAtOnce = 16;

/** The next documents of a log, about `bytes` of them, with all that a device needs to go on from its first page. */
export const readSnapshotPage = (
  store: Store,
  log: LogId,
  { after, place: firstPlace, bytes }: SnapshotStart & { readonly bytes: number },
): Promise<StoredPage> =>
  readAtOneMoment(store, log, async (tx, head) => {
    const documents = await documentsAfter(tx, log, (after ?? '').toLowerCase() as DocumentId, bytes); // only compared
    const last = documents.at(-1)?.doc;
    const left = last === undefined ? 0 : await countAfter(tx, log, last);
    return {
      ...head,
      documents,
      holds: await holdsIn(tx, log, documents),
      held: left === 0 ? await heldAt(tx, log, firstPlace ?? head.place) : [],
      left,
      more: left > 0,
    };
  });

async function documentsAfter(tx: StoreTransaction, log: LogId, after: DocumentId, bytes: number) {
  const documents: StoredDocument[] = [];
  let size = 0;
  for (let last = after; ; ) {
    const rows = await tx
      .selectFrom('documents')
      .select(['doc', 'kind', 'registers'])
      .where('log', '=', log)
      .where('doc', '>', last)
      .orderBy('doc')
      .limit(documentsAtOnce)
      .execute();
    for (const row of rows) {
      size += row.registers.length;
      if (size > bytes && documents.length > 0) return documents;
      documents.push(row);
      last = row.doc;
    }
    if (rows.length < documentsAtOnce) return documents;
  }
}

async function countAfter(tx: StoreTransaction, log: LogId, after: DocumentId): Promise<number> {
  const { left } = await tx
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number | bigint | string>().as('left'))
    .where('log', '=', log)
    .where('doc', '>', after)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** The dots that are held now, of ops in these documents. */
async function holdsIn(tx: StoreTransaction, log: LogId, documents: readonly StoredDocument[]) {
  const holds: Record<DeviceId, number[]> = {};
  for (const some of chunksOf(documents)) {
    const rows = await tx
      .selectFrom('held_ops')
      .select(['device', 'n'])
      .where('log', '=', log)
      .where(
        'doc',
        'in',
        some.map(({ doc }) => doc),
      )
      .where('released_place', 'is', null)
      .orderBy('device')
      .orderBy('n')
      .execute();
    for (const { device, n } of rows) (holds[device] ??= []).push(n);
  }
  return holds;
}
