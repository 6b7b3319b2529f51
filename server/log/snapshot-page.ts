import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import type { Store } from '../store/open-store.ts';
import { readDocument, type StoredDocument, withRegisters } from '../views/load-documents.ts';
import { chunksOf } from './chunks.ts';
import { heldAt } from './held-packs.ts';
import { numbersByDevice } from './read-entries.ts';
import { readAtOneMoment, type SnapshotStart } from './read-snapshot.ts';

const documentsAtOnce = 100;
/** What a document takes in a page's columns, of its registers as they are stored; about. */
const columnsShare = 0.55;

/** The next documents of a log, about `bytes` of them, with all that a device needs to go on from its first page. */
export const readSnapshotPage = (
  store: Store,
  log: LogId,
  { after, place: firstPlace, bytes }: SnapshotStart & { readonly bytes: number },
): Promise<SnapshotPage> =>
  readAtOneMoment(store, log, async (tx, head) => {
    const documents = await documentsAfter(tx, log, (after ?? '').toLowerCase() as DocumentId, bytes); // only compared
    const last = documents.at(-1)?.doc;
    const left = last === undefined ? 0 : await countAfter(tx, log, last);
    return {
      ...head,
      documents: documents.map(readDocument),
      holds: await holdsIn(tx, log, documents),
      held: left === 0 ? await heldAt(tx, log, firstPlace ?? head.place) : [],
      left,
      more: left > 0,
    };
  });

async function documentsAfter(tx: Store, log: LogId, after: DocumentId, bytes: number) {
  const documents: StoredDocument[] = [];
  let size = 0;
  for (let last = after; ; ) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind', 'register_bytes'])
      .where('log', '=', log)
      .where('doc', '>', last)
      .orderBy('doc')
      .limit(documentsAtOnce)
      .execute();
    const fitting: typeof rows = [];
    for (const row of rows) {
      size += row.register_bytes * columnsShare;
      if (size > bytes && documents.length + fitting.length > 0) break;
      fitting.push(row);
      last = row.doc;
    }
    documents.push(...(await withRegisters(tx, fitting)));
    if (fitting.length < documentsAtOnce) return documents;
  }
}

async function countAfter(tx: Store, log: LogId, after: DocumentId): Promise<number> {
  const { left } = await tx
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number | bigint | string>().as('left'))
    .where('log', '=', log)
    .where('doc', '>', after)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** The dots that are held now, of ops in these documents. */
async function holdsIn(tx: Store, log: LogId, documents: readonly StoredDocument[]) {
  const held: { readonly device: DeviceId; readonly n: number }[] = [];
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
    held.push(...rows);
  }
  return numbersByDevice(held);
}
