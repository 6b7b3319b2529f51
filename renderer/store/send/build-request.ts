import { Dexie } from 'dexie';
import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { versionVectorToSend } from '#sync/client/chain-checks.ts';
import type { RoundBudget } from '#sync/client/link.ts';
import {
  bytesInRequest,
  type LogOutbox,
  planOwnPacks,
  type RequestBudget,
  requestBudgetOf,
  takeFromBudget,
} from '#sync/client/plan-request.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import type { Grants, Waiting } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readCachedLogRow, readCachedLogRows, readCachedMeta } from '../db/meta.ts';
import { chainChecksOf, chainEndOf, type LogRow, newLogRow, type PackRow } from '../db/rows.ts';
import { readSendableUpTo } from '../held-texts/held-texts.ts';
import { gatherRelay, type ServerVectors } from '../receive/relay.ts';
import type { SentPack } from '../receive/sort-verdicts.ts';
import {
  buildNextPacks,
  gatherOwnPacks,
  hasSignedBeyond,
  readPacksToSend,
  type SigningDependencies,
} from './sign-packs.ts';

interface StoredOutbox extends LogOutbox {
  /** This laptop erased content in a pack of it: neither that pack nor its successors can be sent. */
  readonly isCut: boolean;
}

/** Outbox of every log, without logs that headquarters does not accept from us. */
export async function readOutboxes(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly StoredOutbox[]> {
  const rows = await readWaitingLogs(db, own, stopped);
  const outboxes = await Promise.all(rows.map((row) => readLogOutbox(db, own, row)));
  return outboxes.filter(({ signedBytes, unsignedBytes }) => signedBytes.length > 0 || unsignedBytes > 0);
}

/** True when any op waits. The same as `readOutboxes`, without reading the ops. */
export async function hasWaitingOps(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<boolean> {
  for (const row of await readWaitingLogs(db, own, stopped)) {
    if (await hasSignedPacks(db, own, row)) return true;
    if ((await countUnsignedOps(db, own, row)) > 0) return true;
  }
  return false;
}

async function hasSignedPacks(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<boolean> {
  if (!hasSignedBeyond(row, own)) return false;
  const { log, acked } = row;
  const beyond = db.packs
    .where('[log+device+first]')
    .between([log, own, acked + 1], [log, own, Dexie.maxKey]);
  return (await beyond.count()) > 0;
}

async function readLogOutbox(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<StoredOutbox> {
  const { log, waiting } = row;
  const signed = await readPacksToSend(db, own, row);
  return {
    log,
    oldestMs: waiting.sinceMs ?? 0,
    signedBytes: signed.map(({ payload }) => bytesInRequest(payload)),
    // In proportion: reading each op for a plan would cost more than it is worth.
    unsignedBytes:
      (await countUnsignedOps(db, own, row)) * (waiting.bytes / waiting.changes + columnBytesPerOp),
    isCut: signed.some(({ isCut }) => isCut === true),
  };
}

/** Number of own ops that are in no pack and may be sent. */
async function countUnsignedOps(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<number> {
  const [signed, written] = [chainEndOf(row, own).n, highestSeenNumber(row.have, own)];
  if (written <= signed) return 0;
  return Math.max(0, Math.min(written, await readSendableUpTo(db, own, row)) - signed);
}

/** None of a log is sent while it comes as a snapshot, or while the own chain is compared. */
const readWaitingLogs = async (
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly LogRow[]> =>
  (await readCachedLogRows(db)).filter(
    (row) =>
      row.waiting.changes > 0 &&
      !stopped.has(row.log) &&
      row.snapshot === undefined &&
      chainChecksOf(row)[own]?.step !== 'compare',
  );

/** Estimated bytes of an op's columns beside its value. */
const columnBytesPerOp = 40;

/**
 * Own ops that wait beyond the packs of this request, in all logs together; null when none do. Bytes are in proportion
 * to the ops: reading each op would cost more than the figure is worth.
 */
function waitingBeyondRequest(rows: readonly LogRow[], own: readonly PackRow[]): Waiting | null {
  let ops = 0;
  let bytes = 0;
  for (const { log, acked, waiting } of rows) {
    const travelling = own
      .filter((pack) => pack.log === log)
      .reduce((sum, { first, last }) => sum + Math.max(0, last - Math.max(first, acked + 1) + 1), 0);
    const left = Math.max(0, waiting.changes - travelling);
    ops += left;
    bytes += left === 0 ? 0 : (waiting.bytes * left) / waiting.changes;
  }
  return ops === 0 ? null : { ops, bytes: Math.round(bytes) };
}

interface BuiltSyncRequest {
  readonly text: string;
  readonly sent: readonly SentPack[];
  /** Packs of others that headquarters may lack (P3). */
  readonly relayed: readonly PackRow[];
  /** Logs with local erasures in unsent packs: their ops continue under a new identity (P2). */
  readonly cut: readonly LogId[];
}

/** Default limit of an answer, and the least that is worth a round trip. */
const defaultAnswerBudgetBytes = 256 * 1024;
/** A new log that exceeds this is fetched as a snapshot, and this part of the answer is wasted. */
const firstPullBudgetBytes = 64 * 1024;

/**
 * Build the next request: the outbox as far as the round allows, oldest first, then packs of others that headquarters
 * lacks (P3). It has the cursor of every log of this person, and the version vector while the sides may differ. Own
 * packs so come back after a lost database, and imported packs do not come twice (S3).
 */
export async function buildSyncRequest(
  parts: SigningDependencies,
  round: RoundBudget,
  stopped: ReadonlySet<LogId>,
  serverVectors: ServerVectors,
): Promise<BuiltSyncRequest> {
  const { db, device } = parts;
  const emptyText = await syncRequestText(db, device, { own: [], relayed: [] }, round.answerBytes);
  if (round.requestBytes === 0) return { text: emptyText, sent: [], relayed: [], cut: [] };
  const outboxes = await readOutboxes(db, device, stopped);
  const sent: SentPack[] = [];
  let budget = requestBudgetOf(round, emptyText.length);
  for (const share of planOwnPacks(outboxes.filter(isWhole), budget)) {
    const packs = await gatherOwnPacks(parts, share, budget);
    sent.push(...packs);
    budget = takePacks(budget, packs.map(packRowOf));
  }
  const own = sent.map(packRowOf);
  const relayed = await gatherRelayedPacks(parts, serverVectors, budget);
  const cut = outboxes.filter(({ isCut }) => isCut).map(({ log }) => log);
  return { text: await syncRequestText(db, device, { own, relayed }, round.answerBytes), sent, relayed, cut };
}

const isWhole = ({ isCut }: StoredOutbox): boolean => !isCut;
const packRowOf = ({ row }: SentPack): PackRow => row;

/**
 * Sign the packs of the request after `request`, while headquarters works on this one. Signed packs are sent first and
 * never change (P1), so a different request in between loses nothing.
 */
export async function signPacksAhead(
  parts: SigningDependencies,
  { requestBytes, packBytes }: RoundBudget,
  stopped: ReadonlySet<LogId>,
  request: BuiltSyncRequest,
): Promise<void> {
  const underWayBytes = requestBytesOfPacks(request.sent.map(packRowOf));
  const envelopeBytes = request.text.length - underWayBytes - requestBytesOfPacks(request.relayed);
  // Packs under way are still in the outbox, so the plan has them first.
  const budget = requestBudgetOf({ requestBytes: underWayBytes + requestBytes, packBytes }, envelopeBytes);
  const outboxes = await readOutboxes(parts.db, parts.device, stopped);
  for (const { log, newPackBytes } of planOwnPacks(outboxes.filter(isWhole), budget))
    if (newPackBytes > 0)
      await buildNextPacks(parts, log, { ...budget, leftBytes: newPackBytes, isEmpty: false });
}

async function gatherRelayedPacks(
  { db, device }: SigningDependencies,
  serverVectors: ServerVectors,
  budget: RequestBudget,
): Promise<readonly PackRow[]> {
  const relayed: PackRow[] = [];
  let left = budget;
  for (const [log, theirs] of serverVectors) {
    const row = await readCachedLogRow(db, log);
    if (row.snapshot !== undefined) continue;
    const packs = await gatherRelay(db, device, row, theirs, left);
    relayed.push(...packs);
    left = takePacks(left, packs);
  }
  return relayed;
}

const takePacks = (budget: RequestBudget, packs: readonly PackRow[]): RequestBudget =>
  packs.reduce((left, { payload }) => takeFromBudget(left, bytesInRequest(payload)), budget);

const requestBytesOfPacks = (packs: readonly PackRow[]): number =>
  packs.reduce((sum, { payload }) => sum + bytesInRequest(payload), 0);

async function syncRequestText(
  db: FieldDatabase,
  device: DeviceId,
  packs: { readonly own: readonly PackRow[]; readonly relayed: readonly PackRow[] },
  answerBytes: number,
): Promise<string> {
  const [grants, rows] = [await readCachedMeta(db, 'grants'), await readCachedLogRows(db)];
  const waiting = waitingBeyondRequest(rows, packs.own);
  const logs: Record<LogId, unknown> = {};
  let isFirst = false;
  for (const log of logsToPull(grants, rows)) {
    const row = rows.find((one) => one.log === log) ?? newLogRow(log);
    isFirst ||= row.since === 0 && !row.caughtUp;
    const { since, caughtUp, have, asksHave } = row;
    const saysHave = !caughtUp || asksHave === true;
    logs[log] = { since, ...(saysHave && { have: versionVectorToSend(have, chainChecksOf(row)) }) };
  }
  const budget = isFirst ? firstPullBudgetBytes : Math.max(defaultAnswerBudgetBytes, answerBytes);
  return JSON.stringify({
    protocol: 1,
    device,
    logs,
    packs: [...packs.own, ...packs.relayed].map(wirePackOf),
    ...(budget !== defaultAnswerBudgetBytes && { budget }),
    ...(grants && { grants: grants.etag }),
    ...(waiting && { waiting }),
  });
}

/** Logs of this person, and those with own ops in the outbox. */
function logsToPull(grants: Grants | undefined, rows: readonly LogRow[]): ReadonlySet<LogId> {
  const waiting = rows.filter((row) => row.waiting.changes > 0).map(({ log }) => log);
  // Keys of a parsed record are log ids; Object.keys forgets that.
  const logs = new Set([...(Object.keys(grants?.logs ?? {}) as LogId[]), ...waiting]);
  for (const { log, snapshot } of rows) if (snapshot !== undefined) logs.delete(log);
  return logs;
}

/** True when a log of this person was never pulled to its end. */
export async function hasUnpulledLog(db: FieldDatabase): Promise<boolean> {
  const grants = await readCachedMeta(db, 'grants');
  for (const log of Object.keys(grants?.logs ?? {}) as LogId[])
    if (!(await readCachedLogRow(db, log)).caughtUp) return true;
  return false;
}
