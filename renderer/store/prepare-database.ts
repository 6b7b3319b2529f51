import { summaryVersion } from '#domain/document/summary.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { putMeta, readMeta } from './meta.ts';
import { remakeSummaries } from './save-work.ts';

/** Makes an opened database ready: the sentinel of a fresh one is set, summaries of an older rule are made anew. */
export async function prepareDatabase(db: FieldDatabase, device: DeviceId, nowMs: number): Promise<void> {
  await db.transaction('rw', db.meta, db.logs, db.documents, db.summaries, async () => {
    if ((await readMeta(db, 'sentinel')) === undefined)
      await putMeta(db, 'sentinel', { device, madeAtMs: nowMs });
    if ((await readMeta(db, 'summaryVersion')) === summaryVersion) return;
    for (const log of await db.logs.toCollection().primaryKeys()) await remakeSummaries(db, log);
    await putMeta(db, 'summaryVersion', summaryVersion);
  });
}
