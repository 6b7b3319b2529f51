import type { Dot } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { descriptorOf } from '#domain/kinds/kind-descriptors.ts';
import { estimateSync, linkPaceOf } from '#sync/client/estimate-sync.ts';
import type { LogRow } from '../db/log-row.ts';
import { readLogRows, readMeta } from '../db/meta.ts';
import { readHeldTexts } from '../held-texts/held-texts.ts';
import type { QueryFunction } from '../queries/live-query.ts';
import { readHeldOpVisibility, readOwnDevice } from '../queries/session-queries.ts';
import { institutionFactsIn, missionTitles, readAllSummaries } from '../queries/summaries.ts';
import { readOutboxes } from '../send/build-request.ts';
import { readRecentRuns } from '../send/sync-runs.ts';

/** Delivery status of every record: first those that wait on this laptop, then by the last change. */
export const queryDeliveryStatus: QueryFunction<'whereabouts'> = async (querySources) => {
  const { db } = querySources;
  // Instruments belong to headquarters: their delivery is of no interest.
  // In parallel: a live query does not watch reads that follow the answer of the summary cache.
  const [summaryRows, grants] = await Promise.all([readAllSummaries(db), readMeta(db, 'grants')]);
  const rows = summaryRows.filter(({ kind }) => descriptorOf(kind)?.listedAs !== 'edition');
  const titles = missionTitles(rows, grants);
  const heldCounts = countHeldOps(await readLogRows(db), await readHeldOpVisibility(querySources));
  return rows
    .map((summaryRow) => ({
      log: summaryRow.log,
      doc: summaryRow.doc,
      kind: summaryRow.kind,
      title: summaryRow.title,
      facts: institutionFactsIn(summaryRow),
      mission: titles.get(summaryRow.log) ?? '',
      changedAtMs: summaryRow.changedAtMs,
      waiting: summaryRow.waiting,
      receiptAtMs: summaryRow.receiptAtMs,
      heldAtHeadquarters: heldCounts.get(documentKeyOf(summaryRow.log, summaryRow.doc)) ?? 0,
    }))
    .sort((a, b) => b.waiting - a.waiting || b.changedAtMs - a.changedAtMs);
};

function countHeldOps(
  logRows: readonly LogRow[],
  sees: (logId: LogId, dot: Dot) => boolean,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  // Keys of a parsed record are dots; Object.entries forgets that.
  for (const { log, held } of logRows)
    for (const [dot, documentId] of Object.entries(held) as [Dot, DocumentId][])
      if (sees(log, dot))
        counts.set(documentKeyOf(log, documentId), (counts.get(documentKeyOf(log, documentId)) ?? 0) + 1);
  return counts;
}

const documentKeyOf = (logId: LogId, documentId: DocumentId): string => `${logId} ${documentId}`;

/** Own texts of all logs that wait for a person's check. */
export const queryHeldTexts: QueryFunction<'heldTexts'> = async (querySources) => {
  const { db } = querySources;
  // In parallel: a live query does not watch reads that follow an answer through further functions.
  const [ownDeviceId, logRows] = await Promise.all([readOwnDevice(querySources), readLogRows(db)]);
  const waitingLogRows = logRows.filter((row) => row.waiting.changes > 0);
  return (await Promise.all(waitingLogRows.map((row) => readHeldTexts(db, ownDeviceId, row)))).flat();
};

/** Cost of the next sync. A sync by request tries every log again, so stopped logs count as well. */
export const queryEstimate: QueryFunction<'estimate'> = async ({ db, live }) => {
  const [storedOutboxes, logRows] = await Promise.all([
    readOutboxes(db, live.device, new Set()),
    readRecentRuns(db),
  ]);
  return estimateSync(storedOutboxes, linkPaceOf(logRows));
};

/** Sync runs, newest first. */
export const querySyncRuns: QueryFunction<'syncRuns'> = async ({ db }) =>
  (await db.syncRuns.toArray()).reverse().map(({ run }) => run);
