import { Dexie } from 'dexie';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import { type Dot, dotOf, hasSeenDot, highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { PackCode } from '#sync/protocol/refusal-codes.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import { compareServerVector } from './compare-server-vector.ts';
import type { FieldDatabase } from '../db/database.ts';
import { ForkWatch } from './fork-watch.ts';
import { readStoredDocuments, type ForkedIdentity } from '../db/meta.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { type OpenedEntry, openPackOfLog } from './open-entries.ts';
import {
  type ArrivedPack,
  documentSharesOf,
  documentSharesOfPack,
  openStoredPack,
  packOpsBetween,
} from '../db/stored-packs.ts';
import { isRefusedForStamps, type SortedVerdicts } from './sort-verdicts.ts';
import { chainChecksOf, chainEndOf, type LogRow } from '../db/rows.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { releaseJudgedOps, suspectRefusedOps } from './suspected-ops.ts';
import { applyAllWaitingPacks, applyEntry, createReceiveState, type ReceiveState } from './apply-packs.ts';
import {
  compareWholeChain,
  confirmChain,
  dropChainCheck,
  refuseChainPush,
  restChainCheck,
} from '#sync/client/chain-checks.ts';
import { quarantineItem, quarantineUnreadable } from '../db/quarantine.ts';
import { readPacksFrom } from '../db/pack-chain.ts';
import { truncateChain } from '../write/truncate-chain.ts';

/**
 * Reconcile the outbox with headquarters' acknowledgements (S1). Ops leave it up to `ownConfirmedUpTo`: headquarters
 * accepted these payloads or sent them back. `acked` alone may count another branch of a forked chain (P2). After a
 * comparison they leave it only up to `ownCommonUpTo`. Confirmed ops beyond `acked`, as after a restore, wait again.
 * @returns the number of newly confirmed ops.
 */
export async function reconcileAcknowledgements(
  db: FieldDatabase,
  transaction: LogTransaction,
  own: DeviceId,
  ackedThere: number,
  {
    ownConfirmedUpTo,
    ownCommonUpTo,
    ownReturned,
  }: Pick<ReceiveState, 'ownConfirmedUpTo' | 'ownCommonUpTo' | 'ownReturned'>,
): Promise<number> {
  const { acked: before, have } = transaction.row;
  const seen = ackedThere < before ? ackedThere : Math.max(before, Math.min(ownConfirmedUpTo, ackedThere));
  const acked = Math.min(seen, ownCommonUpTo);
  const confirmed =
    acked > before ? await confirmOps(db, transaction, own, { after: before, upTo: acked }, ownReturned) : 0;
  if (acked < before) await reopenOps(db, transaction, own, { after: acked, upTo: before });
  // Own ops are there and not here. If new ones were written since, it is a fork, which the next verdict reports.
  const returning = ackedThere > highestSeenNumber(have, own) && transaction.row.waiting.changes === 0;
  transaction.setAcknowledged(acked, returning, ackedThere);
  return confirmed;
}

interface NumberRange {
  readonly after: number;
  readonly upTo: number;
}

async function confirmOps(
  db: FieldDatabase,
  transaction: LogTransaction,
  own: DeviceId,
  { after, upTo }: NumberRange,
  ownReturned: ReadonlySet<number>,
): Promise<number> {
  const packs = (await readPacksFrom(db, transaction.row.log, own, after)).filter(
    ({ first }) => first <= upTo && !ownReturned.has(first),
  );
  const shares = packs.flatMap((pack) => documentSharesOfPack(pack, after, upTo));
  transaction.confirmWaiting(shares);
  return shares.reduce((sum, { changes }) => sum + changes, 0);
}

/** Read from the packs, which still have ops that were pruned from the log. */
async function reopenOps(
  db: FieldDatabase,
  transaction: LogTransaction,
  own: DeviceId,
  { after, upTo }: NumberRange,
): Promise<void> {
  const packs = await readPacksFrom(db, transaction.row.log, own, after);
  const lost = packs.flatMap((pack) => packOpsBetween(pack, after, upTo));
  if (lost.length > 0)
    transaction.addWaiting(documentSharesOf(lost), Math.min(...lost.map(({ stamp }) => stamp[0])));
}

/**
 * Apply headquarters' verdicts on relayed packs (P3). A refused pack of a colleague never blocks our own; it stays
 * here, and the reason is recorded. Only a pack with timestamps that no copy takes any more leaves the log (J4g).
 */
async function applyRelayVerdicts(receiveState: ReceiveState, { relayed }: SortedVerdicts): Promise<void> {
  const { db, transaction, own, nowMs } = receiveState;
  for (const { row, verdict, code, held } of relayed) {
    const { log, device, first, last, hash, payload, sig } = row;
    if (log !== transaction.row.log) continue;
    const checks = chainChecksOf(transaction.row);
    if (verdict === 'accepted' || verdict === 'duplicate') {
      transaction.setChainChecks(
        confirmChain(checks, device, last, highestSeenNumber(transaction.row.have, device)),
      );
      transaction.applyHolds(openStoredPack(row).ops, held);
      continue;
    }
    if (device !== own && verdict === 'refused' && isRefusedForStamps(row, code)) {
      await truncateChain(db, transaction, device, first - 1, {
        atMs: nowMs,
        what: 'pack',
        why: 'malformed',
      });
      transaction.setChainChecks(dropChainCheck(checks, device));
      continue;
    }
    transaction.setChainChecks(
      device === own ? compareWholeChain(checks, own) : refuseChainPush(checks, device),
    );
    receiveState.needsComparison ||= chainChecksOf(transaction.row)[device]?.step === 'compare';
    if (device !== own && code === ('held-full' satisfies PackCode))
      await suspectRefusedOps(receiveState, row);
    if (verdict === 'refused')
      await quarantineItem(db, { atMs: nowMs, what: 'pack', why: code ?? verdict, hash, text: payload, sig });
  }
}

/**
 * Apply headquarters' verdicts on own packs (P2). After the first `fork`, its copy of our chain is fetched and
 * compared. Confirmed ops may have been lost there and written again.
 * @returns whether the fork remains after that: only a new identity ends it.
 */
async function applyOwnVerdicts(receiveState: ReceiveState, verdicts: SortedVerdicts): Promise<boolean> {
  const { db, transaction, own, nowMs } = receiveState;
  const { log } = transaction.row;
  const step = chainChecksOf(transaction.row)[own]?.step;
  const isCompared = step === 'again' || step === 'rest';
  if (verdicts.delivered.has(log))
    transaction.setChainChecks(dropChainCheck(chainChecksOf(transaction.row), own));
  const forked = verdicts.forked.filter((row) => row.log === log);
  if (forked.length === 0) return false;
  if (!isCompared) {
    transaction.setChainChecks(compareWholeChain(chainChecksOf(transaction.row), own));
    receiveState.needsComparison = true;
    return false;
  }
  transaction.setChainChecks(restChainCheck(chainChecksOf(transaction.row), own));
  for (const { hash, payload, sig } of forked)
    await quarantineItem(db, { atMs: nowMs, what: 'ownPack', why: 'fork', hash, text: payload, sig });
  return true;
}

interface LogReceiveContext {
  readonly db: FieldDatabase;
  readonly own: DeviceId;
  readonly nowMs: number;
  readonly correctedNowMs: number;
  readonly clock: HlcTimestamp;
  readonly forks: readonly ForkedIdentity[];
}

interface LogReceiveResult {
  /** The log's row after the answer. */
  readonly row: LogRow;
  readonly clock: HlcTimestamp;
  readonly changesUp: number;
  readonly changesDown: number;
  readonly hasProgress: boolean;
  /** Entries of it can be fetched at once. */
  readonly more: boolean;
  /** Headquarters has other ops under own numbers (P2). */
  readonly isForked: boolean;
}

/** Apply headquarters' answer for one log, of which `before` is the row; runs inside the transaction of the answer. */
export async function receiveLogAnswer(
  context: LogReceiveContext,
  before: LogRow,
  entries: readonly OpenedEntry[],
  answer: LogAnswer,
  verdicts: SortedVerdicts,
): Promise<LogReceiveResult> {
  const { db, own, nowMs } = context;
  const { log } = before;
  const outOfOrder = await openOutOfOrderPacks(db, log, nowMs);
  const transaction = new LogTransaction(
    before,
    await readEntryDocuments(db, log, [...entries, ...outOfOrder]),
  );
  const forks = ForkWatch.fromForks(context.forks, own, log);
  const receiveState = createReceiveState({ ...context, transaction, outOfOrder, forks });
  receiveState.ownConfirmedUpTo = verdicts.delivered.get(log) ?? 0;

  // Verdicts first: the entries may contain the release of an op that a repeated verdict calls held.
  for (const { pack, held } of verdicts.confirmed)
    if (pack.row.log === log) transaction.applyHolds(pack.opened.ops, held);
  await applyRelayVerdicts(receiveState, verdicts);
  const isForked = await applyOwnVerdicts(receiveState, verdicts);
  for (const entry of entries) await applyEntry(receiveState, entry);
  // Own writes since the last answer may have taken the numbers of packs that wait (M6).
  await applyAllWaitingPacks(receiveState);
  const changesUp = await reconcileAcknowledgements(db, transaction, own, answer.acked, receiveState);
  movePullCursor(transaction, before, answer, await compareServerVector(receiveState, before, answer));
  releaseUnheldOps(transaction, answer);
  releaseJudgedOps(transaction);
  if (startsWithSnapshot(transaction, before, answer, own)) transaction.continueSnapshot(null);
  await forks.saveSuspects(db);
  if (transaction.touchesDocuments || isChangedRow(before, transaction.row))
    await commitLogTransaction(db, transaction, nowMs);
  return {
    row: transaction.row,
    clock: receiveState.clock,
    changesUp,
    changesDown: receiveState.foreignOpCount,
    more: answer.more || !transaction.row.caughtUp || transaction.row.asksHave === true,
    hasProgress: progressMarksOf(before) !== progressMarksOf(transaction.row),
    isForked,
  };
}

/** Values that change when an answer brought progress. */
const progressMarksOf = ({ since, acked, doubts, asksHave }: LogRow): string =>
  JSON.stringify([since, acked, doubts ?? {}, asksHave ?? false]);

/**
 * Move the pull cursor of the log. It starts again when own ops are only at headquarters (an older disk image), or when
 * other entries were missed. Requests then carry the version vector, so that missing ops come (S3).
 */
function movePullCursor(
  transaction: LogTransaction,
  before: LogRow,
  answer: LogAnswer,
  readsAgain: boolean,
): void {
  if (readsAgain || (transaction.row.returning && before.caughtUp)) transaction.moveCursor(0, false);
  else transaction.moveCursor(answer.next, before.caughtUp || !answer.more);
}

/**
 * True when a new log that exceeds one answer starts with a snapshot. Not while headquarters has own ops without a pack
 * here. A snapshot would bring their values without those packs, which the own chain must continue.
 */
const startsWithSnapshot = (
  transaction: LogTransaction,
  before: LogRow,
  answer: LogAnswer,
  own: DeviceId,
): boolean =>
  before.since === 0 &&
  !before.caughtUp &&
  Object.keys(before.have).every((device) => device === own) &&
  answer.more &&
  !transaction.row.returning &&
  answer.acked <= chainEndOf(transaction.row, own).n;

/** Release ops that headquarters has and does not hold (J5). After a restore it may judge a pack differently. */
function releaseUnheldOps(transaction: LogTransaction, { more, have, holds }: LogAnswer): void {
  if (more || have === undefined || holds === undefined) return;
  const suspected = new Set(transaction.row.suspected);
  // Keys of a parsed record are devices, and dots; Object.entries and Object.keys forget that.
  const numbers = Object.entries(holds) as [DeviceId, readonly number[]][];
  const heldThere = new Set(numbers.flatMap(([device, some]) => some.map((n) => dotOf(device, n))));
  for (const dot of Object.keys(transaction.row.held) as Dot[])
    if (hasSeenDot(have, dot) && !heldThere.has(dot) && !suspected.has(dot)) transaction.releaseOp(dot);
}

/**
 * Open the out-of-order packs (M6). One beyond today's bounds goes into quarantine (J4d): an earlier version kept it,
 * and nothing would ever take it from there. Runs inside the caller's transaction, over `early` and `parked`.
 */
export async function openOutOfOrderPacks(
  db: FieldDatabase,
  log: LogId,
  nowMs: number,
): Promise<ArrivedPack[]> {
  const rows = await db.early
    .where('[log+device+first]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
    .toArray();
  const packs: ArrivedPack[] = [];
  for (const row of rows) {
    const opened = openPackOfLog(log, row, row.held);
    if (opened.kind === 'pack') {
      packs.push(row.isCarried ? { ...opened, isCarried: true } : opened);
      continue;
    }
    await quarantineUnreadable(db, { ...opened, sig: row.sig, held: row.held }, nowMs);
    await db.early.delete([log, row.device, row.first]);
  }
  return packs;
}

export async function readEntryDocuments(db: FieldDatabase, log: LogId, entries: readonly OpenedEntry[]) {
  const docs = new Set<DocumentId>();
  for (const entry of entries) if (entry.kind === 'pack') for (const op of entry.opened.ops) docs.add(op.doc);
  return readStoredDocuments(db, log, docs);
}

/** An answer without news writes nothing, so that no live query runs again. Rows are replaced, never changed. */
const isChangedRow = (before: LogRow, after: LogRow): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);
