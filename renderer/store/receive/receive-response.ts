import { epochTimestamp, type HlcTimestamp, isTimestampFarAhead, nextTimestamp } from '#domain/clock/hlc.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { leaseAfterContact } from '#domain/kinds/permit.ts';
import type { SignatureVerifier } from '#sync/client/ports.ts';
import type { SyncResponse } from '#sync/protocol/wire.ts';
import { type FieldDatabase, receivingTables } from '../db/database.ts';
import { putAllMeta, readLogRows, readSomeMeta } from '../db/meta.ts';
import { quarantineItem } from '../db/quarantine.ts';
import { type LogRow, newLogRow, type PackRow } from '../db/rows.ts';
import { noticesToStore } from './access-notices.ts';
import { applyCountVerdicts } from './count-verdicts.ts';
import { saveNewGrants } from './named-devices.ts';
import { type OpenedEntry, openLogEntries, readDeviceKeys, verifyEntrySignatures } from './open-entries.ts';
import { receiveLogAnswer } from './receive-log.ts';
import { type SentPack, sortVerdicts } from './sort-verdicts.ts';

/** Request as it was sent, and the time of its answer by this laptop's clock. */
interface SentSyncRequest {
  readonly sent: readonly SentPack[];
  /** Packs of others that were relayed with it (P3). */
  readonly relayed?: readonly PackRow[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Absent when nobody can verify: then headquarters' word counts. */
  readonly verifier?: SignatureVerifier;
}

/** Result of an answer. */
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
 * Apply one answer of headquarters in ONE transaction: entries, verdicts, acknowledgements, grants, clock and cursors.
 * A crash so cannot separate entries from their cursor. Applying an answer again changes nothing (S4).
 */
export async function receiveSyncResponse(
  db: FieldDatabase,
  own: DeviceId,
  response: SyncResponse,
  request: SentSyncRequest,
): Promise<ReceiveResult> {
  const entriesByLog = await openAllEntries(response, (entries) =>
    verifyEntrySignatures(request.verifier, () => readDeviceKeys(db, response.grants), own, entries),
  );
  const verdicts = sortVerdicts(response.verdicts, request.sent, request.relayed ?? []);
  const offsetMs = Math.round(response.now - (request.startedAtMs + request.endedAtMs) / 2);
  const nowMs = request.endedAtMs;

  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    // Read once: nothing but the logs' own answers changes them in this transaction.
    const rows = new Map((await readLogRows(db)).map((row) => [row.log, row]));
    const erased = new Set(
      [...rows.values()].filter((row) => row.erased !== undefined).map(({ log }) => log),
    );
    const stopped = new Map([...verdicts.stopped].filter(([log]) => !erased.has(log)));
    const { forks = [], ...before } = await readSomeMeta(db, ['clock', 'forks', 'notices']);
    let clock = correctedClock(before.clock ?? epochTimestamp, nowMs + offsetMs);
    const received = { changesUp: 0, changesDown: 0, hasProgress: false, more: false };
    for (const [log, entries] of entriesByLog) {
      const answer = response.logs[log];
      if (answer === undefined || erased.has(log)) continue;
      const context = { db, own, nowMs, correctedNowMs: nowMs + offsetMs, clock, forks };
      const inLog = await receiveLogAnswer(
        context,
        rows.get(log) ?? newLogRow(log),
        entries,
        answer,
        verdicts,
      );
      rows.set(log, inLog.row);
      clock = inLog.clock;
      received.changesUp += inLog.changesUp;
      received.changesDown += inLog.changesDown;
      received.hasProgress ||= inLog.hasProgress;
      received.more ||= inLog.more;
      if (inLog.isForked) stopped.set(log, 'fork');
    }
    for (const row of [...rows.values()].filter(({ log }) => erased.has(log))) {
      const after = await applyCountVerdicts(db, own, row, response, request.sent);
      if (after === null) continue;
      rows.set(row.log, after);
      received.hasProgress = true;
    }
    for (const { row, why } of verdicts.quarantined.filter(({ row }) => !erased.has(row.log)))
      await quarantineItem(db, { atMs: nowMs, what: 'ownPack', why, hash: row.hash, text: row.payload });
    const hasNewGrants = await saveNewGrants(db, response.grants, { own, erased, nowMs });
    await putAllMeta(db, {
      clock,
      clockOffsetMs: offsetMs,
      lease: leaseAfterContact(nowMs),
      ...noticesToStore(before.notices, response.notices),
      receipt: { atMs: receiptTimeMs(rows.values(), request.startedAtMs) },
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
  response: SyncResponse,
  check: (entries: readonly OpenedEntry[]) => Promise<readonly OpenedEntry[]>,
): Promise<ReadonlyMap<LogId, readonly OpenedEntry[]>> {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const logs = Object.entries(response.logs) as [LogId, SyncResponse['logs'][LogId]][];
  const opened = new Map<LogId, readonly OpenedEntry[]>();
  for (const [log, answer] of logs) opened.set(log, await check(openLogEntries(log, answer?.entries ?? [])));
  return opened;
}

/** A laptop that had a wrong year continues from the right one; its old timestamps stay as they are. */
const correctedClock = (clock: HlcTimestamp, correctedNowMs: number): HlcTimestamp =>
  isTimestampFarAhead(clock, correctedNowMs) ? nextTimestamp(epochTimestamp, correctedNowMs) : clock;

/**
 * Time up to which headquarters has all own ops, right after an answer: the time of its request. While an older op
 * still waits, the time of that op.
 */
function receiptTimeMs(rows: Iterable<LogRow>, askedAtMs: number): number {
  let upToMs = askedAtMs;
  for (const { waiting } of rows)
    if (waiting.sinceMs !== undefined) upToMs = Math.min(upToMs, waiting.sinceMs);
  return upToMs;
}
