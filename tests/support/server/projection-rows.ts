import type { ServerStore } from '#server/db/open-store.ts';
import { type RefreshedPart, refreshParts } from '#server/judging/pack-judge.ts';
import { listOpenLogs } from '#server/log/log-registry.ts';
import type { DueDocument } from '#server/projections/load-documents.ts';

/** All rows of the projections of a store, after the rows of lists were made again. */
export async function viewRows(store: ServerStore) {
  await refreshAll(store, 'summaries');
  await refreshAll(store, 'figures');
  return {
    documents: await store.selectFrom('documents').selectAll().orderBy('log').orderBy('doc').execute(),
    registers: await store.selectFrom('registers').selectAll().orderBy('doc').orderBy('ordinal').execute(),
    dead: await store.selectFrom('dead_dots').selectAll().orderBy('n').orderBy('path').execute(),
    figures: await store.selectFrom('document_figures').selectAll().orderBy('log').orderBy('doc').execute(),
    items: await store.selectFrom('plan_items').selectAll().orderBy('log').orderBy('item').execute(),
    places: await store.selectFrom('document_places').selectAll().orderBy('place').orderBy('doc').execute(),
  };
}

/** Refresh a part of the projections of all logs, to the last step. */
async function refreshAll(store: ServerStore, refreshedPart: RefreshedPart): Promise<void> {
  const logIds = await listOpenLogs(store);
  let after: DueDocument | null = null;
  do after = (await refreshParts[refreshedPart](store, logIds, after)).last;
  while (after !== null);
}
