import { compareTexts } from '#base/json.ts';
import type { Dot } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { readInstrumentEdition } from '#domain/instrument/instrument-edition.ts';
import { descriptorOf } from '#domain/kinds/kind-descriptors.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { erasableFromMs } from '#domain/privacy/retention-due.ts';
import { estimateSync, linkPaceOf } from '#sync/client/estimate-sync.ts';
import type { DueErasure, StoreStatus } from '../api/status-api.ts';
import type { QuarantinedItem } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type MetaValue, readLogRow, readLogRows, readMeta, sumWaiting } from '../db/meta.ts';
import type { ErasureRow, LogRow } from '../db/rows.ts';
import { readHeldTexts } from '../held-texts/held-texts.ts';
import { unpackCachedInstrument } from '../queries/instrument-queries.ts';
import {
  asLiveQueryInParts,
  type QueryFunction,
  type QuerySources,
  type SubscribeQuery,
} from '../queries/live-query.ts';
import { readProgrammeLogs } from '../queries/programme-queries.ts';
import { readHeldOpVisibility, readOwnDevice } from '../queries/session-queries.ts';
import { institutionFactsIn, missionTitles, readAllSummaries } from '../queries/summaries.ts';
import { readUnsent } from '../retention/unsent-changes.ts';
import { readOutboxes } from '../send/build-request.ts';
import { readRecentRuns } from '../send/sync-runs.ts';

/** Coming erasures here, of whole missions or of content with shorter retention, in the order in which they are due. */
async function readDueErasures(
  db: FieldDatabase,
  list: 'dueMissions' | 'dueParts',
): Promise<readonly DueErasure[]> {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const listed = Object.entries((await readMeta(db, list)) ?? {}) as [LogId, MetaValue<typeof list>[LogId]][];
  if (listed.length === 0) return [];
  const [sentinel, grants, summaryRows] = await Promise.all([
    readMeta(db, 'sentinel'),
    readMeta(db, 'grants'),
    readAllSummaries(db),
  ]);
  if (sentinel === undefined) return [];
  const titles = missionTitles(summaryRows, grants);
  const missions = listed.map(async ([logId, graceState]) => {
    const logRow = await readLogRow(db, logId);
    return {
      log: logId,
      title: logRow.erased?.off?.title ?? titles.get(logId) ?? '',
      dueAtMs: graceState.dueAtMs,
      erasedFromMs: erasableFromMs(graceState, graceState.lookedAtMs),
      ...(await readUnsent(db, sentinel.device, logRow)),
    };
  });
  return (await Promise.all(missions)).sort((a, b) => a.erasedFromMs - b.erasedFromMs);
}

/** Status bar: saved changes, the outbox, the state at headquarters, and items that need a person. */
export const subscribeStatus: SubscribeQuery<'status'> = asLiveQueryInParts(
  readFrequentStatus,
  readInfrequentStatus,
  (often, seldom) => {
    const kept = { ...often, ...seldom };
    return ({ saving, saveFailed, sync, hasJournal, room }) => ({
      ...kept,
      saving: saving > 0,
      saveFailed,
      sync,
      journal: hasJournal,
      room,
    });
  },
);

/** Part that every write changes: it is read after each, while the next one waits. */
async function readFrequentStatus({ db }: QuerySources) {
  const [logRows, summaryRows, saved, receipt] = await Promise.all([
    readLogRows(db),
    db.summaryCache.read(),
    readMeta(db, 'saved'),
    readMeta(db, 'receipt'),
  ]);
  return {
    savedAtMs: saved?.atMs ?? null,
    waiting: { ...sumWaiting(logRows), records: summaryRows.filter(({ waiting }) => waiting > 0).length },
    headquartersHasUpToMs: receipt?.atMs ?? null,
    conflicts: sumOfCounts(summaryRows.map(({ conflicts }) => conflicts)),
  };
}

async function readInfrequentStatus({ db }: QuerySources) {
  const [early, parked, restored, renewed, erasureRows] = await Promise.all([
    db.early.toArray(),
    db.parked.count(),
    readMeta(db, 'restored'),
    readMeta(db, 'renewed'),
    db.erasures.toArray(),
  ]);
  const [dueMissions, dueParts, erasedMissions, erasedParts] = await Promise.all([
    readDueErasures(db, 'dueMissions'),
    readDueErasures(db, 'dueParts'),
    readMeta(db, 'erasedMissions'),
    readMeta(db, 'erasedParts'),
  ]);
  return {
    early: sumOfCounts(early.map(({ first, last }) => last - first + 1)),
    parked,
    restored: restored ?? null,
    renewed: renewed ?? null,
    erased: unreadErasuresOf(erasureRows),
    dueMissions,
    erasedMissions: erasedMissions ?? null,
    dueParts,
    erasedParts: erasedParts ?? null,
  };
}

/** Sums of the erasures that the person has not read of, by group of data. */
function unreadErasuresOf(erasureRows: readonly ErasureRow[]): StoreStatus['erased'] {
  const unread = erasureRows.filter(({ isRead }) => !isRead);
  if (unread.length === 0) return null;
  const dataGroups = [...new Set(unread.map(({ group }) => group))].toSorted(compareTexts);
  return {
    groups: dataGroups.map((dataGroup) => {
      const ownErasureRows = unread.filter((erasureRow) => erasureRow.group === dataGroup);
      return {
        group: dataGroup,
        count: sumOfCounts(ownErasureRows.map(({ count }) => count)),
        atMs: Math.max(...ownErasureRows.map(({ atMs }) => atMs)),
      };
    }),
    isTold: unread.every(({ isTold }) => isTold),
  };
}

const sumOfCounts = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Quarantined items, newest first, with their text for export. */
export const queryQuarantine: QueryFunction<'parked'> = async ({ db }) => {
  // In parallel: a live query does not watch reads that follow the answer of the summary cache.
  const [parkedQuarantineRows, damaged] = await Promise.all([
    db.parked.toArray(),
    readDamagedInstruments(db),
  ]);
  return [
    ...damaged,
    ...parkedQuarantineRows.reverse().map(({ atMs, what, why, text }) => ({ atMs, what, why, text })),
  ];
};

/** Unusable published instruments. They have no row of their own: a later version may read the document. */
async function readDamagedInstruments(db: FieldDatabase): Promise<readonly QuarantinedItem[]> {
  const logIds = await readProgrammeLogs(db);
  const summaries = recordsOfKind(await readAllSummaries(db), 'instrument').filter(({ log }) =>
    logIds.includes(log),
  );
  const documents = await db.documents.bulkGet(summaries.map(({ log, doc }) => [log, doc] as const));
  return documents.flatMap((document) => {
    if (document === undefined) return [];
    const unpackedInstrument = unpackCachedInstrument(db, document);
    if (unpackedInstrument.ok || unpackedInstrument.refusal.kind === 'incomplete') return [];
    const { changedAtMs: atMs, registers } = document;
    const text = JSON.stringify({ edition: readInstrumentEdition(document), registers });
    return [{ atMs, what: 'instrument', why: unpackedInstrument.refusal.kind, text }];
  });
}

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
