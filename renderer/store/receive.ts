import { epochStamp, isFarAhead, type Stamp, tick } from '#domain/clock/hlc.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { leaseAfterContact } from '#domain/people/lease.ts';
import type { Grants, SyncResponse } from '#sync/protocol/wire.ts';
import { noticesToKeep } from './access-notices.ts';
import type { FieldDatabase } from './database.ts';
import type { Verifier } from '#sync/client/ports.ts';
import { keepNamedDevices } from './known-devices.ts';
import { putAllMeta, putMeta, readMeta, readSomeMeta } from './meta.ts';
import { type OpenedEntry, openEntries } from './open-entries.ts';
import { receivingTables } from './own-tables.ts';
import { park } from './park.ts';
import { readReceipt } from './receipt.ts';
import { receiveLog } from './receive-log.ts';
import type { PackRow } from './rows.ts';
import { grantsWithout, readErasedLogs } from './retention/erased-logs.ts';
import { hearOfCounts } from './retention/hear-of-counts.ts';
import { readVerdicts, type SentPack } from './read-verdicts.ts';
import { checkSignatures, readNamedDevices } from './signatures.ts';

/** A request as it was sent, and when its answer came, by this laptop's clock. */
export interface Exchange {
  readonly sent: readonly SentPack[];
  /** Packs of others that were passed on with it (P3). */
  readonly relayed?: readonly PackRow[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Left out where nobody can: then headquarters' word counts. */
  readonly verifier?: Verifier;
}

/** What an answer brought. */
export interface Received {
  /** Own ops newly confirmed as durable, ops of others newly taken. */
  readonly changesUp: number;
  readonly changesDown: number;
  /** A cursor moved, something was confirmed, or the grants are other ones: asking again makes sense. */
  readonly hasProgress: boolean;
  /** What this person may do, and so which logs to fetch, is not what it was. */
  readonly hasNewGrants: boolean;
  /** Some log has more entries to fetch. */
  readonly more: boolean;
  /** Logs whose packs headquarters does not take, with its code; they wait for a person. */
  readonly stopped: ReadonlyMap<LogId, string>;
}

/**
 * Takes one answer of headquarters: entries, verdicts, what is durable, grants, clock and cursors, in ONE transaction,
 * so that a crash cannot part what was taken from how far it was read. Taking an answer again changes nothing (S4).
 */
export async function receiveAnswer(
  db: FieldDatabase,
  own: DeviceId,
  response: SyncResponse,
  exchange: Exchange,
): Promise<Received> {
  const entriesByLog = await openAll(response, (entries) =>
    checkSignatures(exchange.verifier, () => readNamedDevices(db, response.grants), own, entries),
  );
  const verdicts = readVerdicts(response.verdicts, exchange.sent, exchange.relayed ?? []);
  const offsetMs = Math.round(response.now - (exchange.startedAtMs + exchange.endedAtMs) / 2);
  const nowMs = exchange.endedAtMs;

  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    const erased = await readErasedLogs(db);
    const stopped = new Map([...verdicts.stopped].filter(([log]) => !erased.has(log)));
    const { forks = [], ...before } = await readSomeMeta(db, ['clock', 'forks', 'notices']);
    let clock = correctClock(before.clock ?? epochStamp, nowMs + offsetMs);
    const received = { changesUp: 0, changesDown: 0, hasProgress: false, more: false };
    for (const [log, entries] of entriesByLog) {
      const answer = response.logs[log];
      if (answer === undefined || erased.has(log)) continue;
      const context = { db, own, nowMs, correctedNowMs: nowMs + offsetMs, clock, forks };
      const inLog = await receiveLog(context, log, entries, answer, verdicts);
      clock = inLog.clock;
      received.changesUp += inLog.changesUp;
      received.changesDown += inLog.changesDown;
      received.hasProgress ||= inLog.hasProgress;
      received.more ||= inLog.more;
      if (inLog.isForked) stopped.set(log, 'fork');
    }
    for (const log of erased)
      if (await hearOfCounts(db, own, log, response, exchange.sent)) received.hasProgress = true;
    for (const { row, why } of verdicts.parked.filter(({ row }) => !erased.has(row.log)))
      await park(db, { atMs: nowMs, what: 'ownPack', why, hash: row.hash, text: row.payload });
    const hasNewGrants = await takeGrants(db, own, response.grants, erased, nowMs);
    await putAllMeta(db, {
      clock,
      clockOffsetMs: offsetMs,
      lease: leaseAfterContact(nowMs),
      ...noticesToKeep(before.notices, response.notices),
      receipt: { atMs: await readReceipt(db, exchange.startedAtMs) },
    });
    return {
      ...received,
      hasProgress: received.hasProgress || hasNewGrants,
      hasNewGrants,
      stopped,
    };
  });
}

async function takeGrants(
  db: FieldDatabase,
  own: DeviceId,
  grants: Grants | undefined,
  erased: ReadonlySet<LogId>,
  nowMs: number,
): Promise<boolean> {
  if (grants === undefined || grants.etag === (await readMeta(db, 'grants'))?.etag) return false;
  await putMeta(db, 'grants', grantsWithout(grants, erased));
  await keepNamedDevices(db, grants.devices, own, nowMs);
  return true;
}

async function openAll(
  response: SyncResponse,
  check: (entries: readonly OpenedEntry[]) => Promise<readonly OpenedEntry[]>,
): Promise<ReadonlyMap<LogId, readonly OpenedEntry[]>> {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const logs = Object.entries(response.logs) as [LogId, SyncResponse['logs'][LogId]][];
  const opened = new Map<LogId, readonly OpenedEntry[]>();
  for (const [log, answer] of logs) opened.set(log, await check(openEntries(log, answer?.entries ?? [])));
  return opened;
}

/** A laptop that had a wrong year goes on from the right one; its own old stamps stay as they are. */
const correctClock = (clock: Stamp, correctedNowMs: number): Stamp =>
  isFarAhead(clock, correctedNowMs) ? tick(epochStamp, correctedNowMs) : clock;
