import type { LogId, PersonId } from '#domain/ids.ts';
import { lockLog } from '../log/write-pack-entry.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import type { DocumentsTable } from '../db/tables.ts';
import { summaryRowOf } from './document-rows.ts';
import { loadDocuments } from './load-documents.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import { readableLogsOf, rolesByLogOf } from '../auth/grants.ts';
import type { ServerContext } from '../http/server-context.ts';

/** Read lists on behalf of a person (`withRowLevelSecurity`), with summaries of the present documents. */
export async function readWithFreshSummaries<T>(
  { store, judging }: ServerContext,
  person: PersonId,
  read: (own: ServerStore) => Promise<T>,
): Promise<T> {
  const due = await findDueSummaries(store, readableLogsOf(await rolesByLogOf(store, person)));
  if (due.length > 0) await judging.refresh([...new Set(due.map(({ log }) => log))]);
  return withRowLevelSecurity(store, person, read);
}

/**
 * Refresh the summary columns of these logs' changed documents. Packs do not do that: they would have to read each
 * document whole. One document a transaction, so that nobody waits for many.
 */
export async function refreshSummaries(store: ServerStore, logs: readonly LogId[]): Promise<void> {
  for (const one of await findDueSummaries(store, logs))
    await store.transaction().execute((tx) => refreshDocumentSummary(tx, one));
}

/** Find the documents of these logs with outdated summaries. */
export async function findDueSummaries(store: ServerStore, logs: readonly LogId[]) {
  const due: Pick<DocumentsTable, 'log' | 'doc'>[] = [];
  for (const some of parameterChunksOf(logs))
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

async function refreshDocumentSummary(
  tx: StoreTransaction,
  { log, doc }: Pick<DocumentsTable, 'log' | 'doc'>,
): Promise<void> {
  await lockLog(tx, log);
  const document = (await loadDocuments(tx, log, [doc])).get(doc);
  if (document === undefined) return;
  await tx
    .updateTable('documents')
    .set({ ...summaryRowOf(document), summary_due: 0 })
    .where('log', '=', log)
    .where('doc', '=', doc)
    .execute();
}
