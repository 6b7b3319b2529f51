import { Dexie } from 'dexie';
import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { versionVectorToSend } from '#sync/client/chain-checks.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import type { RoundBudget } from '#sync/client/link.ts';
import {
  type LogOutbox,
  planOwnPacks,
  type RequestBudget,
  requestBudgetOf,
  takeFromBudget,
} from '#sync/client/plan-request.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import type { Grants, Waiting } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import { chainChecksOf, chainEndOf, type LogRow, newLogRow } from '../db/log-row.ts';
import { readCachedLogRow, readCachedLogRows, readCachedMeta } from '../db/meta.ts';
import type { PackRow } from '../db/rows.ts';
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
  ownDeviceId: DeviceId,
  stoppedLogIds: ReadonlySet<LogId>,
): Promise<readonly StoredOutbox[]> {
  const logRows = await readWaitingLogs(db, ownDeviceId, stoppedLogIds);
  const storedOutboxes = await Promise.all(logRows.map((row) => readLogOutbox(db, ownDeviceId, row)));
  return storedOutboxes.filter(
    ({ signedBytes, unsignedBytes }) => signedBytes.length > 0 || unsignedBytes > 0,
  );
}

/** True when any op waits. The same as `readOutboxes`, without reading the ops. */
export async function hasWaitingOps(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  stoppedLogIds: ReadonlySet<LogId>,
): Promise<boolean> {
  for (const logRow of await readWaitingLogs(db, ownDeviceId, stoppedLogIds)) {
    if (await hasSignedPacks(db, ownDeviceId, logRow)) return true;
    if ((await countUnsignedOps(db, ownDeviceId, logRow)) > 0) return true;
  }
  return false;
}

async function hasSignedPacks(db: FieldDatabase, ownDeviceId: DeviceId, logRow: LogRow): Promise<boolean> {
  if (!hasSignedBeyond(logRow, ownDeviceId)) return false;
  const { log, acked } = logRow;
  const beyond = db.packs
    .where('[log+device+first]')
    .between([log, ownDeviceId, acked + 1], [log, ownDeviceId, Dexie.maxKey]);
  return (await beyond.count()) > 0;
}

async function readLogOutbox(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
): Promise<StoredOutbox> {
  const { log, waiting } = logRow;
  const signedPackRows = await readPacksToSend(db, ownDeviceId, logRow);
  return {
    log,
    oldestMs: waiting.sinceMs ?? 0,
    signedBytes: signedPackRows.map(({ payload }) => bytesInRequest(payload)),
    // In proportion: reading each op for a plan would cost more than it is worth.
    unsignedBytes:
      (await countUnsignedOps(db, ownDeviceId, logRow)) *
      (waiting.bytes / waiting.changes + columnBytesPerOp),
    isCut: signedPackRows.some(({ isCut }) => isCut === true),
  };
}

/** Number of own ops that are in no pack and may be sent. */
async function countUnsignedOps(db: FieldDatabase, ownDeviceId: DeviceId, logRow: LogRow): Promise<number> {
  const [signed, written] = [chainEndOf(logRow, ownDeviceId).n, highestSeenNumber(logRow.have, ownDeviceId)];
  if (written <= signed) return 0;
  return Math.max(0, Math.min(written, await readSendableUpTo(db, ownDeviceId, logRow)) - signed);
}

/** None of a log is sent while it comes as a snapshot, or while the own chain is compared. */
const readWaitingLogs = async (
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  stoppedLogIds: ReadonlySet<LogId>,
): Promise<readonly LogRow[]> =>
  (await readCachedLogRows(db)).filter(
    (logRow) =>
      logRow.waiting.changes > 0 &&
      !stoppedLogIds.has(logRow.log) &&
      logRow.snapshot === undefined &&
      chainChecksOf(logRow)[ownDeviceId]?.step !== 'compare',
  );

/** Estimated bytes of an op's columns beside its value. */
const columnBytesPerOp = 40;

/**
 * Own ops that wait beyond the packs of this request, in all logs together; null when none do. Bytes are in proportion
 * to the ops: reading each op would cost more than the figure is worth.
 */
function waitingBeyondRequest(logRows: readonly LogRow[], ownPackRows: readonly PackRow[]): Waiting | null {
  let ops = 0;
  let bytes = 0;
  for (const { log, acked, waiting } of logRows) {
    const travelling = ownPackRows
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

/** Default limit of a response, and the least that is worth a round trip. */
const defaultAnswerBudgetBytes = 256 * 1024;
/** A new log that exceeds this is fetched as a snapshot, and this part of the response is wasted. */
const firstPullBudgetBytes = 64 * 1024;

/**
 * Build the next request: the outbox as far as the round allows, oldest first, then packs of others that headquarters
 * lacks (P3). It has the cursor of every log of this person, and the version vector while the sides may differ. Own
 * packs so come back after a lost database, and imported packs do not come twice (S3).
 */
export async function buildSyncRequest(
  signingDependencies: SigningDependencies,
  roundBudget: RoundBudget,
  stoppedLogIds: ReadonlySet<LogId>,
  serverVectors: ServerVectors,
): Promise<BuiltSyncRequest> {
  const { db, device } = signingDependencies;
  const emptyText = await syncRequestText(db, device, { own: [], relayed: [] }, roundBudget.responseBytes);
  if (roundBudget.requestBytes === 0) return { text: emptyText, sent: [], relayed: [], cut: [] };
  const storedOutboxes = await readOutboxes(db, device, stoppedLogIds);
  const sentPacks: SentPack[] = [];
  let requestBudget = requestBudgetOf(roundBudget, emptyText.length);
  for (const logRequestShare of planOwnPacks(storedOutboxes.filter(isWhole), requestBudget)) {
    const packs = await gatherOwnPacks(signingDependencies, logRequestShare, requestBudget);
    sentPacks.push(...packs);
    requestBudget = takePacks(requestBudget, packs.map(packRowOf));
  }
  const own = sentPacks.map(packRowOf);
  const relayed = await gatherRelayedPacks(signingDependencies, serverVectors, requestBudget);
  const cut = storedOutboxes.filter(({ isCut }) => isCut).map(({ log }) => log);
  return {
    text: await syncRequestText(db, device, { own, relayed }, roundBudget.responseBytes),
    sent: sentPacks,
    relayed,
    cut,
  };
}

const isWhole = ({ isCut }: StoredOutbox): boolean => !isCut;
const packRowOf = ({ row }: SentPack): PackRow => row;

/**
 * Sign the packs of the request after `request`, while headquarters works on this one. Signed packs are sent first and
 * never change (P1), so a different request in between loses nothing.
 */
export async function signPacksAhead(
  signingDependencies: SigningDependencies,
  { requestBytes, packBytes }: RoundBudget,
  stoppedLogIds: ReadonlySet<LogId>,
  syncRequest: BuiltSyncRequest,
): Promise<void> {
  const underWayBytes = requestBytesOfPacks(syncRequest.sent.map(packRowOf));
  const envelopeBytes = syncRequest.text.length - underWayBytes - requestBytesOfPacks(syncRequest.relayed);
  // Packs under way are still in the outbox, so the plan has them first.
  const requestBudget = requestBudgetOf(
    { requestBytes: underWayBytes + requestBytes, packBytes },
    envelopeBytes,
  );
  const storedOutboxes = await readOutboxes(
    signingDependencies.db,
    signingDependencies.device,
    stoppedLogIds,
  );
  for (const { log, newPackBytes } of planOwnPacks(storedOutboxes.filter(isWhole), requestBudget))
    if (newPackBytes > 0)
      await buildNextPacks(signingDependencies, log, {
        ...requestBudget,
        leftBytes: newPackBytes,
        isEmpty: false,
      });
}

async function gatherRelayedPacks(
  { db, device }: SigningDependencies,
  serverVectors: ServerVectors,
  requestBudget: RequestBudget,
): Promise<readonly PackRow[]> {
  const relayed: PackRow[] = [];
  let remainingBudget = requestBudget;
  for (const [logId, remoteVector] of serverVectors) {
    const logRow = await readCachedLogRow(db, logId);
    if (logRow.snapshot !== undefined) continue;
    const packRows = await gatherRelay(db, device, logRow, remoteVector, remainingBudget);
    relayed.push(...packRows);
    remainingBudget = takePacks(remainingBudget, packRows);
  }
  return relayed;
}

const takePacks = (requestBudget: RequestBudget, packRows: readonly PackRow[]): RequestBudget =>
  packRows.reduce(
    (remainingBudget, { payload }) => takeFromBudget(remainingBudget, bytesInRequest(payload)),
    requestBudget,
  );

const requestBytesOfPacks = (packRows: readonly PackRow[]): number =>
  packRows.reduce((sum, { payload }) => sum + bytesInRequest(payload), 0);

async function syncRequestText(
  db: FieldDatabase,
  device: DeviceId,
  packs: { readonly own: readonly PackRow[]; readonly relayed: readonly PackRow[] },
  responseBytes: number,
): Promise<string> {
  const [grants, logRows] = [await readCachedMeta(db, 'grants'), await readCachedLogRows(db)];
  const waiting = waitingBeyondRequest(logRows, packs.own);
  const logs: Record<LogId, unknown> = {};
  let isFirst = false;
  for (const logId of logsToPull(grants, logRows)) {
    const logRow = logRows.find((one) => one.log === logId) ?? newLogRow(logId);
    isFirst ||= logRow.since === 0 && !logRow.caughtUp;
    const { since, caughtUp, have, asksHave } = logRow;
    const saysHave = !caughtUp || asksHave === true;
    logs[logId] = { since, ...(saysHave && { have: versionVectorToSend(have, chainChecksOf(logRow)) }) };
  }
  const budget = isFirst ? firstPullBudgetBytes : Math.max(defaultAnswerBudgetBytes, responseBytes);
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
function logsToPull(grants: Grants | undefined, logRows: readonly LogRow[]): ReadonlySet<LogId> {
  const waitingLogIds = logRows.filter((row) => row.waiting.changes > 0).map(({ log }) => log);
  // Keys of a parsed record are log ids; Object.keys forgets that.
  const logIds = new Set([...(Object.keys(grants?.logs ?? {}) as LogId[]), ...waitingLogIds]);
  for (const { log, snapshot } of logRows) if (snapshot !== undefined) logIds.delete(log);
  return logIds;
}

/** True when a log of this person was never pulled to its end. */
export async function hasUnpulledLog(db: FieldDatabase): Promise<boolean> {
  const grants = await readCachedMeta(db, 'grants');
  for (const logId of Object.keys(grants?.logs ?? {}) as LogId[])
    if (!(await readCachedLogRow(db, logId)).caughtUp) return true;
  return false;
}
