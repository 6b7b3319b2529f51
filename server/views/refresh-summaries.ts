import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { asPerson } from '../access/as-person.ts';
import { readableLogs, rolesByLogOf } from '../access/directory.ts';
import { chunksOf } from '../log/chunks.ts';
import { lockLog } from '../log/log-lock.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { summaryRow } from './document-rows.ts';
import { loadDocuments } from './load-documents.ts';

/** Reads what lists show on behalf of a person (`asPerson`), of the documents as they are now. */
export async function asListReader<T>(
  store: Store,
  person: PersonId,
  read: (own: Store) => Promise<T>,
): Promise<T> {
  await refreshSummaries(store, readableLogs(await rolesByLogOf(store, person)));
  return asPerson(store, person, read);
}

/**
 * Makes the columns that lists show anew for the documents of these logs that changed since. A pack does not do that: it
 * would have to read each of its documents whole. One document a transaction, so that nobody waits for many.
 */
export async function refreshSummaries(store: Store, logs: readonly LogId[]): Promise<void> {
  for (const some of chunksOf(logs)) {
    const due = await store
      .selectFrom('documents')
      .select(['log', 'doc'])
      .where('log', 'in', some)
      .where('summary_due', '=', 1)
      .execute();
    for (const one of due) await store.transaction().execute((tx) => refreshSummary(tx, one));
  }
}

async function refreshSummary(
  tx: StoreTransaction,
  { log, doc }: { readonly log: LogId; readonly doc: DocumentId },
): Promise<void> {
  await lockLog(tx, log);
  const document = (await loadDocuments(tx, log, [doc])).get(doc);
  if (document === undefined) return;
  await tx
    .updateTable('documents')
    .set({ ...summaryRow(document), summary_due: 0 })
    .where('log', '=', log)
    .where('doc', '=', doc)
    .execute();
}
