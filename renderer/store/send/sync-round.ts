import type { Mutex } from '#base/mutex.ts';
import type { LogId } from '#domain/ids.ts';
import type { RoundBudget } from '#sync/client/link.ts';
import type { SignatureVerifier, SyncTransport } from '#sync/client/ports.ts';
import type { LaptopOwnCode } from '#sync/protocol/laptop-own-codes.ts';
import { decodeSnapshotPage } from '#sync/protocol/snapshot.ts';
import type { LogAnswer, SyncResponse } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogRow } from '../db/log-row.ts';
import { readCachedLogRows, readCachedMeta } from '../db/meta.ts';
import { setAsideHeldTexts } from '../held-texts/set-aside-texts.ts';
import { type CompactionDependencies, compactJournal } from '../journal/compact-journal.ts';
import { applySnapshotPage } from '../receive/apply-snapshot.ts';
import { importNamedPacks } from '../receive/import-packs.ts';
import { receiveSyncResponse } from '../receive/receive-response.ts';
import type { ServerVectors } from '../receive/relay.ts';
import { rewriteReplacedValues } from '../receive/rewrite-replaced-values.ts';
import {
  emptyTraffic,
  parseSyncResponse,
  type SyncRoundResult,
  unansweredRound,
} from '../receive/sync-round-result.ts';
import { journalRefusedEntries } from '../recovery/append-missing-entries.ts';
import {
  buildSyncRequest,
  hasUnpulledLog,
  hasWaitingOps,
  readOutboxes,
  signPacksAhead,
} from './build-request.ts';
import type { PagePrefetch } from './page-prefetch.ts';
import type { SigningDependencies } from './sign-packs.ts';

/** Logs of this person that are being fetched as snapshots, without those that headquarters refuses. */
async function readSnapshotLogs(
  db: FieldDatabase,
  stoppedLogIds: ReadonlySet<LogId>,
): Promise<readonly LogRow[]> {
  const fetching = (await readCachedLogRows(db)).filter(
    ({ log, snapshot }) => snapshot !== undefined && !stoppedLogIds.has(log),
  );
  if (fetching.length === 0) return [];
  const grants = await readCachedMeta(db, 'grants');
  return fetching.filter(({ log }) => log in (grants?.logs ?? {}));
}

export interface SyncRoundDependencies extends SigningDependencies, CompactionDependencies {
  readonly transport: SyncTransport;
  readonly verifier?: SignatureVerifier;
  readonly mutex: Mutex;
  readonly nowMs: () => number;
  readonly serverVectors: ServerVectors;
  readonly pagePrefetch: PagePrefetch;
}

/**
 * One sync round: collect and sign the outbox, send it, apply the response. With a size of 0 it sends no pack and only
 * asks for headquarters' present state.
 */
async function exchangeWithServer(
  roundDependencies: SyncRoundDependencies,
  roundBudget: RoundBudget,
  stoppedLogIds: ReadonlySet<LogId>,
): Promise<SyncRoundResult> {
  const { db, device, transport, mutex, nowMs } = roundDependencies;
  if (roundBudget.requestBytes > 0) await mutex(() => setAsideHeldTexts(roundDependencies, stoppedLogIds));
  const syncRequest = await mutex(() =>
    buildSyncRequest(roundDependencies, roundBudget, stoppedLogIds, roundDependencies.serverVectors),
  );
  const startedAtMs = nowMs();
  const [transportResponse] = await Promise.all([
    transport.sync(syncRequest.text),
    roundBudget.signsAhead &&
      syncRequest.sent.length > 0 &&
      mutex(() => signPacksAhead(roundDependencies, roundBudget, stoppedLogIds, syncRequest)),
  ]);
  if (transportResponse.kind !== 'answered') return unansweredRound(transportResponse);

  const traffic = {
    ...emptyTraffic,
    bytesUp: transportResponse.bytesUp,
    bytesDown: transportResponse.bytesDown,
  };
  const syncResponse = parseSyncResponse(transportResponse.body);
  if (syncResponse === null) return { kind: 'failed', code: 'unreadable' satisfies LaptopOwnCode, traffic };

  const endedAtMs = nowMs();
  const received = await mutex(() =>
    receiveSyncResponse(db, device, syncResponse, {
      ...syncRequest,
      startedAtMs,
      endedAtMs,
      ...(roundDependencies.verifier && { verifier: roundDependencies.verifier }),
    }),
  );
  const hasNewVectors = noteServerVectors(roundDependencies.serverVectors, syncResponse);
  const importedChanges = received.hasNewGrants
    ? await mutex(() => importNamedPacks(db, device, endedAtMs, roundDependencies.verifier))
    : 0;
  await mutex(() => rewriteReplacedValues(roundDependencies));
  await mutex(async () => {
    await journalRefusedEntries(roundDependencies, device);
    await compactJournal(roundDependencies);
  });
  const { changesUp } = received;
  const changesDown = received.changesDown + importedChanges;
  const hasProgress = received.hasProgress || hasNewVectors;
  const allTraffic = { ...traffic, changesUp, changesDown };
  const newlyStopped = new Map([
    ...received.stopped,
    ...syncRequest.cut.map((log) => [log, 'fork'] as const),
  ]);
  const allStopped = new Set([...stoppedLogIds, ...newlyStopped.keys()]);
  const hasMore =
    received.more ||
    (await hasWaitingOps(db, device, allStopped)) ||
    (received.hasNewGrants && (await hasUnpulledLog(db)));
  // The same request would get the same response: wait, as after a failure.
  if (hasMore && !hasProgress && newlyStopped.size === 0 && roundBudget.requestBytes > 0)
    return { kind: 'failed', code: 'noProgress' satisfies LaptopOwnCode, traffic: allTraffic };
  const left = hasMore || (await readSnapshotLogs(db, allStopped)).length > 0;
  return {
    kind: 'answered',
    left,
    stopped: newlyStopped,
    traffic: allTraffic,
    textBytes: syncRequest.text.length + transportResponse.body.length,
    tookMs: transportResponse.tookMs,
  };
}

/**
 * Record headquarters' version vector of each log.
 * @returns whether it was new.
 */
function noteServerVectors(serverVectors: ServerVectors, { logs }: SyncResponse): boolean {
  let isNew = false;
  // Keys of a parsed record are log ids; Object.entries forgets that.
  for (const [logId, { have, more }] of Object.entries(logs) as [LogId, LogAnswer][]) {
    if (have === undefined || more) {
      serverVectors.delete(logId);
    } else {
      isNew ||= !serverVectors.has(logId);
      serverVectors.set(logId, have);
    }
  }
  return isNew;
}

/** Size of a default response of `/sync`. A smaller page costs more in delay than it saves on a break. */
const minimumPageBytes = 256 * 1024;

/** One sync round for the next page of a log's snapshot. */
async function fetchSnapshotPage(
  roundDependencies: SyncRoundDependencies,
  logRow: LogRow,
  sizeBytes: number,
): Promise<SyncRoundResult> {
  const { db, device, account, pagePrefetch, mutex, nowMs } = roundDependencies;
  const { log } = logRow;
  const from = logRow.snapshot ?? null;
  const bytes = Math.max(sizeBytes, minimumPageBytes);
  const transportResponse = await pagePrefetch.getPage({ log, from, bytes });
  // Access to this one log is gone: all others continue.
  if (transportResponse.kind === 'refused' && transportResponse.status === 404)
    return {
      kind: 'answered',
      left: true,
      stopped: new Map([[log, transportResponse.code]]),
      traffic: emptyTraffic,
      textBytes: 0,
      tookMs: 0,
    };
  if (transportResponse.kind !== 'answered') return unansweredRound(transportResponse);

  const traffic = {
    ...emptyTraffic,
    bytesUp: transportResponse.bytesUp,
    bytesDown: transportResponse.bytesDown,
  };
  const decoded = decodeSnapshotPage(transportResponse.body);
  // Not from headquarters, or of a later version: nothing of it is applied.
  if (!decoded.ok || (decoded.value.more && decoded.value.documents.length === 0))
    return { kind: 'failed', code: 'unreadable' satisfies LaptopOwnCode, traffic };
  const snapshotPage = decoded.value;
  const lastDocument = snapshotPage.documents.at(-1);
  if (snapshotPage.more && lastDocument !== undefined)
    pagePrefetch.prefetchPage(
      { log, from: { after: lastDocument.doc, place: from?.place ?? snapshotPage.place }, bytes },
      transportResponse.tookMs,
    );
  const applied = await mutex(() => {
    const arrived = {
      log,
      from,
      page: snapshotPage,
      nowMs: nowMs(),
      isJournaled: account.hasOwnNumbersOf(log),
    };
    return applySnapshotPage(db, device, arrived, roundDependencies.verifier);
  });
  return {
    kind: 'answered',
    // After the last page the log's newer entries are requested.
    left: true,
    stopped: new Map(applied === 'forked' ? [[log, 'fork']] : []),
    traffic: { ...traffic, changesDown: applied === 'forked' ? 0 : applied },
    textBytes: transportResponse.body.length,
    tookMs: transportResponse.tookMs,
  };
}

/** Signed packs of this size take several round trips' time on a poor link. Attempts without a network sign fewer. */
const minimumProbeBytes = 48 * 1024;

/** While snapshot pages are fetched, every so many rounds one asks for news of the other logs. */
const roundsBetweenPulls = 16;

/**
 * Next round of a run: a page of a snapshot that is being fetched, else an exchange. The outbox goes before any page: a
 * person's own work is small and exists nowhere else yet (S6).
 * @param isUnsure True when an earlier request may have delivered signed packs without a response. Headquarters is then
 * asked before they go again.
 */
export async function runSyncRound(
  roundDependencies: SyncRoundDependencies,
  roundBudget: RoundBudget,
  stoppedLogIds: ReadonlySet<LogId>,
  roundInRun: number,
  isUnsure: boolean,
): Promise<SyncRoundResult> {
  const [fetching] = await readSnapshotLogs(roundDependencies.db, stoppedLogIds);
  const isForNews = roundInRun % roundsBetweenPulls === roundsBetweenPulls - 1;
  const isForPage = fetching !== undefined && !isForNews;
  if (
    isForPage &&
    (await readOutboxes(roundDependencies.db, roundDependencies.device, stoppedLogIds)).length === 0
  )
    return fetchSnapshotPage(roundDependencies, fetching, roundBudget.responseBytes);
  const asksFirst = isUnsure && (await hasManySignedBytes(roundDependencies, stoppedLogIds));
  const roundResult = await exchangeWithServer(
    roundDependencies,
    asksFirst ? { ...roundBudget, requestBytes: 0 } : roundBudget,
    stoppedLogIds,
  );
  return isWithoutIntake(roundResult) && !asksFirst
    ? pullWithoutPush(roundDependencies, roundBudget, stoppedLogIds, roundResult)
    : roundResult;
}

/**
 * True when headquarters takes no pack now, but may answer a request without any. Its disk is full (S8), or this person
 * sent as much as it takes in a day.
 */
export const isWithoutIntake = (roundResult: SyncRoundResult): boolean =>
  roundResult.kind === 'failed' && (roundResult.code === 'store-full' || roundResult.code === 'quota');

/** Pull colleagues' changes. The failure remains: the outbox was not sent, and is tried again later. */
async function pullWithoutPush(
  roundDependencies: SyncRoundDependencies,
  roundBudget: RoundBudget,
  stoppedLogIds: ReadonlySet<LogId>,
  failed: SyncRoundResult,
): Promise<SyncRoundResult> {
  const { traffic } = await exchangeWithServer(
    roundDependencies,
    { ...roundBudget, requestBytes: 0 },
    stoppedLogIds,
  );
  return {
    ...failed,
    traffic: {
      bytesUp: failed.traffic.bytesUp + traffic.bytesUp,
      bytesDown: failed.traffic.bytesDown + traffic.bytesDown,
      changesUp: failed.traffic.changesUp + traffic.changesUp,
      changesDown: failed.traffic.changesDown + traffic.changesDown,
    },
  };
}

/** More than a question for its arrival would cost. */
async function hasManySignedBytes(
  { db, device }: SyncRoundDependencies,
  stoppedLogIds: ReadonlySet<LogId>,
): Promise<boolean> {
  const storedOutboxes = await readOutboxes(db, device, stoppedLogIds);
  const bytes = storedOutboxes.flatMap(({ signedBytes }) => signedBytes).reduce((sum, one) => sum + one, 0);
  return bytes > minimumProbeBytes;
}
