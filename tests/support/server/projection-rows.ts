import { listOpenLogs } from '#server/log/log-registry.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { refreshFigures } from '#server/projections/document-figures.ts';
import { refreshSummaries } from '#server/projections/load-documents.ts';

/** All rows of the projections of a store, after the rows of lists were made again. */
export async function viewRows(store: ServerStore) {
  const logs = await listOpenLogs(store);
  await refreshSummaries(store, logs);
  await refreshFigures(store, logs);
  return {
    documents: await store.selectFrom('documents').selectAll().orderBy('log').orderBy('doc').execute(),
    registers: await store.selectFrom('registers').selectAll().orderBy('doc').orderBy('ordinal').execute(),
    dead: await store.selectFrom('dead_dots').selectAll().orderBy('n').orderBy('path').execute(),
    figures: await store.selectFrom('document_figures').selectAll().orderBy('log').orderBy('doc').execute(),
    items: await store.selectFrom('plan_items').selectAll().orderBy('log').orderBy('item').execute(),
    places: await store.selectFrom('document_places').selectAll().orderBy('place').orderBy('doc').execute(),
  };
}
