import type { DeviceId, LogId } from '#domain/ids.ts';
import { haveToTell } from '#sync/client/doubts.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import type { TripSizes } from '#sync/client/link.ts';
import { planRequest } from '#sync/client/plan-request.ts';
import { packOf } from '#sync/protocol/erased-pack.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import { knownLogRow, knownLogRows, knownMeta } from './known-rows.ts';
import { readQueues, type StoredQueue } from './queues.ts';
import type { SentPack } from './read-verdicts.ts';
import { gatherRelay, type TheirHave } from './relay.ts';
import { doubtsOf, type LogRow, newLogRow, type PackRow } from './rows.ts';
import { gatherPacks, sealNext, type SealParts } from './seal.ts';
import { waitingBeyond } from './waiting-beyond.ts';

export interface BuiltRequest {
  readonly text: string;
  readonly sent: readonly SentPack[];
  /** Packs of others, which headquarters may lack (P3). */
  readonly relayed: readonly PackRow[];
  /** Logs whose queue is cut: what waits there goes on under a new identity (P2). */
  readonly cut: readonly LogId[];
}

/** What an answer may weigh when the request does not say, and the least that is worth a round trip. */
const usualBudgetBytes = 256 * 1024;
/** Of a log that is new here and does not fit into this, a snapshot is fetched and the answer was for nothing. */
const firstBudgetBytes = 64 * 1024;

/**
 * The next request: what waits, oldest first and at most `requestBytes` of it, then what others' packs headquarters lacks
 * (P3), and for every log that this person may read how far it was pulled. Until a log was pulled to its end, and while
 * the two sides may differ, the request says what we have of it, so that own packs come back as well after a lost
 * database, and that what came by another road does not come again (S3).
 */
export async function buildRequest(
  parts: SealParts,
  { requestBytes, packBytes, answerBytes }: TripSizes,
  stopped: ReadonlySet<LogId>,
  theirHave: TheirHave,
): Promise<BuiltRequest> {
  const { db, device } = parts;
  const sent: SentPack[] = [];
  const emptyText = await requestText(db, device, { own: [], relayed: [] }, answerBytes);
  if (requestBytes === 0) return { text: emptyText, sent: [], relayed: [], cut: [] };
  const queues = await readQueues(db, device, stopped);
  const shares = planRequest(queues.filter(isWhole), requestBytes - emptyText.length);
  for (const share of shares) {
    const isFirst = sent.length === 0;
    sent.push(...(await gatherPacks(parts, share, packBytes, isFirst)));
  }
  const own = sent.map(({ row }) => row);
  const relayed = await gatherRelays(parts, own, theirHave, requestBytes - emptyText.length);
  const cut = queues.filter(({ isCut }) => isCut).map(({ log }) => log);
  return { text: await requestText(db, device, { own, relayed }, answerBytes), sent, relayed, cut };
}

const isWhole = ({ isCut }: StoredQueue): boolean => !isCut;

/**
 * Seals what the request after `request` will bring, so that this device works while headquarters does. Sealed packs
 * are sent first and never change (P1), so nothing is lost when another request comes in between.
 */
export async function sealAhead(
  parts: SealParts,
  { requestBytes, packBytes }: TripSizes,
  stopped: ReadonlySet<LogId>,
  request: BuiltRequest,
): Promise<void> {
  const underWayBytes = bytesOf(request.sent.map(({ row }) => row));
  const aroundBytes = request.text.length - underWayBytes - bytesOf(request.relayed);
  const queues = await readQueues(parts.db, parts.device, stopped);
  for (const share of planRequest(queues.filter(isWhole), underWayBytes + requestBytes - aroundBytes))
    if (share.sealBytes > 0) await sealNext(parts, share, packBytes, false);
}

async function gatherRelays(
  { db, device }: SealParts,
  own: readonly PackRow[],
  theirHave: TheirHave,
  sizeBytes: number,
): Promise<readonly PackRow[]> {
  const relayed: PackRow[] = [];
  let left = sizeBytes - bytesOf(own);
  for (const [log, theirs] of theirHave) {
    const row = await knownLogRow(db, log);
    if (row.snapshot !== undefined) continue;
    const isEmpty = own.length + relayed.length === 0;
    const packs = await gatherRelay(db, device, row, theirs, Math.max(0, left), isEmpty);
    relayed.push(...packs);
    left -= bytesOf(packs);
  }
  return relayed;
}

const bytesOf = (packs: readonly PackRow[]): number =>
  packs.reduce((sum, { payload }) => sum + bytesInRequest(payload), 0);

async function requestText(
  db: FieldDatabase,
  device: DeviceId,
  packs: { readonly own: readonly PackRow[]; readonly relayed: readonly PackRow[] },
  answerBytes: number,
): Promise<string> {
  const [grants, rows] = [await knownMeta(db, 'grants'), await knownLogRows(db)];
  const waiting = waitingBeyond(rows, packs.own);
  const logs: Record<LogId, unknown> = {};
  let isFirst = false;
  for (const log of logsToAsk(grants, rows)) {
    const row = rows.find((one) => one.log === log) ?? newLogRow(log);
    isFirst ||= row.since === 0 && !row.caughtUp;
    const { since, caughtUp, have, asksHave } = row;
    const saysHave = !caughtUp || asksHave === true;
    logs[log] = { since, ...(saysHave && { have: haveToTell(have, doubtsOf(row)) }) };
  }
  const budget = isFirst ? firstBudgetBytes : Math.max(usualBudgetBytes, answerBytes);
  return JSON.stringify({
    protocol: 1,
    device,
    logs,
    packs: [...packs.own, ...packs.relayed].map(packOf),
    ...(budget !== usualBudgetBytes && { budget }),
    ...(grants && { grants: grants.etag }),
    ...(waiting && { waiting }),
  });
}

/** The logs of this person, and those that something of ours still waits in. */
function logsToAsk(grants: Grants | undefined, rows: readonly LogRow[]): ReadonlySet<LogId> {
  const waiting = rows.filter((row) => row.waiting.changes > 0).map(({ log }) => log);
  // Keys of a parsed record are log ids; Object.keys forgets that.
  const logs = new Set([...(Object.keys(grants?.logs ?? {}) as LogId[]), ...waiting]);
  for (const { log, snapshot } of rows) if (snapshot !== undefined) logs.delete(log);
  return logs;
}

/** Is there a log of this person that was never pulled to its end? */
export async function hasNewLog(db: FieldDatabase): Promise<boolean> {
  const grants = await knownMeta(db, 'grants');
  for (const log of Object.keys(grants?.logs ?? {}) as LogId[])
    if (!(await knownLogRow(db, log)).caughtUp) return true;
  return false;
}
