import { openLogs } from '#server/access/open-logs.ts';
import type { Store } from '#server/store/open-store.ts';
import { refreshSummaries } from '#server/views/refresh-summaries.ts';

/** All rows of the views of a store, after what lists show was made anew. */
export async function viewRows(store: Store) {
  await refreshSummaries(store, await openLogs(store));
  return {
    documents: await store.selectFrom('documents').selectAll().orderBy('log').orderBy('doc').execute(),
    registers: await store.selectFrom('registers').selectAll().orderBy('doc').orderBy('ordinal').execute(),
    dead: await store.selectFrom('dead_dots').selectAll().orderBy('n').orderBy('path').execute(),
    places: await store.selectFrom('document_places').selectAll().orderBy('place').orderBy('doc').execute(),
  };
}
