import { epochTimestamp, type HlcTimestamp, isTimestampFarAhead, nextTimestamp } from '#domain/clock/hlc.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { leaseAfterContact } from '#domain/kinds/device-lease.ts';
import type { SignatureVerifier } from '#sync/client/ports.ts';
import type { SyncResponse } from '#sync/protocol/wire.ts';
import { type FieldDatabase, receivingTables } from '../db/database.ts';
import { type LogRow, newLogRow } from '../db/log-row.ts';
import { putAllMeta, readLogRows, readSomeMeta } from '../db/meta.ts';
import { quarantineItem } from '../db/quarantine.ts';
import type { PackRow } from '../db/rows.ts';
import { noticesToStore } from './access-notices.ts';
import { applyCountVerdicts } from './count-verdicts.ts';
import { saveNewGrants } from './named-devices.ts';
import { type OpenedEntry, openLogEntries, readDeviceKeys, verifyEntrySignatures } from './open-entries.ts';
import { receiveLogAnswer } from './receive-log.ts';
import { type SentPack, sortVerdicts } from './sort-verdicts.ts';

/** Request as it was sent, and the time of its response by this laptop's clock. */
interface SentSyncRequest {
  readonly sent: readonly SentPack[];
  /** Packs of others that were relayed with it (P3). */
  readonly relayed?: readonly PackRow[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Absent when nobody can verify: then headquarters' word counts. */
  readonly verifier?: SignatureVerifier;
}

/** Result of a response. */
interface ReceiveResult {
  /** Own ops newly confirmed as durable, and ops of others newly applied. */
  readonly changesUp: number;
  readonly changesDown: number;
  /** A cursor moved, an op was confirmed, or the grants changed: another request makes sense. */
  readonly hasProgress: boolean;
  /** The person's rights changed, and so the logs to fetch. */
  readonly hasNewGrants: boolean;
  /** A log has more entries to fetch. */
  readonly more: boolean;
  /** Logs with packs that headquarters refuses, with its code; they wait for a person. */
  readonly stopped: ReadonlyMap<LogId, string>;
}

/**
 * Apply one response of headquarters in ONE transaction: entries, verdicts, acknowledgements, grants, clock and cursors.
 * A crash so cannot separate entries from their cursor. Applying a response again changes nothing (S4).
 */
export async function receiveSyncResponse(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  syncResponse: SyncResponse,
  syncRequest: SentSyncRequest,
): Promise<ReceiveResult> {
  const entriesByLog = await openAllEntries(syncResponse, (openedEntries) =>
    verifyEntrySignatures(
      syncRequest.verifier,
      () => readDeviceKeys(db, syncResponse.grants),
      ownDeviceId,
      openedEntries,
    ),
  );
  const sortedVerdicts = sortVerdicts(syncResponse.verdicts, syncRequest.sent, syncRequest.relayed ?? []);
  const offsetMs = Math.round(syncResponse.now - (syncRequest.startedAtMs + syncRequest.endedAtMs) / 2);
  const nowMs = syncRequest.endedAtMs;

  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    // Read once: nothing but the logs' own answers changes them in this transaction.
    const rows = new Map((await readLogRows(db)).map((row) => [row.log, row]));
    const erasedLogIds = new Set(
      [...rows.values()].filter((row) => row.erased !== undefined).map(({ log }) => log),
    );
    const stopped = new Map([...sortedVerdicts.stopped].filter(([log]) => !erasedLogIds.has(log)));
    const { forks = [], ...before } = await readSomeMeta(db, ['clock', 'forks', 'notices']);
    let hlcTimestamp = correctedClock(before.clock ?? epochTimestamp, nowMs + offsetMs);
    const received = { changesUp: 0, changesDown: 0, hasProgress: false, more: false };
    for (const [logId, openedEntries] of entriesByLog) {
      const logAnswer = syncResponse.logs[logId];
      if (logAnswer === undefined || erasedLogIds.has(logId)) continue;
      const context = {
        db,
        own: ownDeviceId,
        nowMs,
        correctedNowMs: nowMs + offsetMs,
        clock: hlcTimestamp,
        forks,
      };
      const inLog = await receiveLogAnswer(
        context,
        rows.get(logId) ?? newLogRow(logId),
        openedEntries,
        logAnswer,
        sortedVerdicts,
      );
      rows.set(logId, inLog.row);
      hlcTimestamp = inLog.clock;
      received.changesUp += inLog.changesUp;
      received.changesDown += inLog.changesDown;
      received.hasProgress ||= inLog.hasProgress;
      received.more ||= inLog.more;
      if (inLog.isForked) stopped.set(logId, 'fork');
    }
    for (const logRow of [...rows.values()].filter(({ log }) => erasedLogIds.has(log))) {
      const after = await applyCountVerdicts(db, ownDeviceId, logRow, syncResponse, syncRequest.sent);
      if (after === null) continue;
      rows.set(logRow.log, after);
      received.hasProgress = true;
    }
    for (const { row, why } of sortedVerdicts.quarantined.filter(({ row }) => !erasedLogIds.has(row.log)))
      await quarantineItem(db, { atMs: nowMs, what: 'ownPack', why, hash: row.hash, text: row.payload });
    const hasNewGrants = await saveNewGrants(db, syncResponse.grants, {
      own: ownDeviceId,
      erased: erasedLogIds,
      nowMs,
    });
    await putAllMeta(db, {
      clock: hlcTimestamp,
      clockOffsetMs: offsetMs,
      lease: leaseAfterContact(nowMs),
      ...noticesToStore(before.notices, syncResponse.notices),
      receipt: { atMs: receiptTimeMs(rows.values(), syncRequest.startedAtMs) },
    });
    return {
      ...received,
      hasProgress: received.hasProgress || hasNewGrants,
      hasNewGrants,
      stopped,
    };
  });
}

async function openAllEntries(
  syncResponse: SyncResponse,
  check: (openedEntries: readonly OpenedEntry[]) => Promise<readonly OpenedEntry[]>,
): Promise<ReadonlyMap<LogId, readonly OpenedEntry[]>> {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const logs = Object.entries(syncResponse.logs) as [LogId, SyncResponse['logs'][LogId]][];
  const opened = new Map<LogId, readonly OpenedEntry[]>();
  for (const [logId, logAnswer] of logs)
    opened.set(logId, await check(openLogEntries(logId, logAnswer?.entries ?? [])));
  return opened;
}

/** A laptop that had a wrong year continues from the right one; its old timestamps stay as they are. */
const correctedClock = (hlcTimestamp: HlcTimestamp, correctedNowMs: number): HlcTimestamp =>
  isTimestampFarAhead(hlcTimestamp, correctedNowMs)
    ? nextTimestamp(epochTimestamp, correctedNowMs)
    : hlcTimestamp;

/**
 * Time up to which headquarters has all own ops, right after a response: the time of its request. While an older op
 * still waits, the time of that op.
 */
function receiptTimeMs(logRows: Iterable<LogRow>, askedAtMs: number): number {
  let upToMs = askedAtMs;
  for (const { waiting } of logRows)
    if (waiting.sinceMs !== undefined) upToMs = Math.min(upToMs, waiting.sinceMs);
  return upToMs;
}
