import type { LogId } from '#domain/ids.ts';
import { chunksOf } from '../log/chunks.ts';
import { lockLog } from '../log/log-lock.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { DocumentsTable } from '../store/tables.ts';
import { summaryRow } from './document-rows.ts';
import { loadDocuments } from './load-documents.ts';

/**
 * Makes the columns that lists show anew for the documents of these logs that changed since. A pack does not do that: it
 * would have to read each of its documents whole. One document a transaction, so that nobody waits for many.
 */
export async function refreshSummaries(store: Store, logs: readonly LogId[]): Promise<void> {
  for (const one of await dueIn(store, logs))
    await store.transaction().execute((tx) => refreshSummary(tx, one));
}

/** The documents of these logs that changed since what lists show of them was made. */
export async function dueIn(store: Store, logs: readonly LogId[]) {
  const due: Pick<DocumentsTable, 'log' | 'doc'>[] = [];
  for (const some of chunksOf(logs))
    due.push(
      ...(await store
        .selectFrom('documents')
        .select(['log', 'doc'])
        .where('log', 'in', some)
        .where('summary_due', '=', 1)
        .execute()),
    );
  return due;
}

async function refreshSummary(
  tx: StoreTransaction,
  { log, doc }: Pick<DocumentsTable, 'log' | 'doc'>,
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
