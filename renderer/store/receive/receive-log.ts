import { Dexie } from 'dexie';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import { type Dot, dotOf } from '#domain/document/dot.ts';
import { hasSeenDot, highestSeenNumber } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import { compareServerVector } from './compare-server-vector.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readStoredDocuments } from '../db/document-cache.ts';
import { ForkWatch } from '../recovery/fork-watch.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import type { ForkedIdentity } from '../db/meta.ts';
import { type ArrivedPack, type OpenedEntry, openPackOfLog } from './open-entries.ts';
import type { SortedVerdicts } from './sort-verdicts.ts';
import { chainChecksOf, chainEndOf, type LogRow } from '../db/rows.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { releaseJudgedOps } from './suspected-ops.ts';
import { applyEntry, createReceiveState, type ReceiveState } from './apply-packs.ts';
import {
  compareWholeChain,
  confirmChain,
  dropChainCheck,
  refuseChainPush,
  restChainCheck,
} from '#sync/client/chain-checks.ts';
import {
  documentSharesOf,
  documentSharesOfPack,
  openStoredPack,
  packOpsBetween,
} from '../db/stored-packs.ts';
import { quarantineItem } from '../db/quarantine.ts';
import { readPacksFrom } from '../db/pack-chain.ts';

/**
 * Reconcile the outbox with headquarters' acknowledgements (S1). Ops leave it up to `ownConfirmedUpTo`: headquarters
 * accepted these payloads or sent them back. `acked` alone may count another branch of a forked chain (P2). After a
 * comparison they leave it only up to `ownCommonUpTo`. Confirmed ops beyond `acked`, as after a restore, wait again.
 * @returns the number of newly confirmed ops.
 */
export async function reconcileAcknowledgements(
  db: FieldDatabase,
  work: LogTransaction,
  own: DeviceId,
  ackedThere: number,
  {
    ownConfirmedUpTo,
    ownCommonUpTo,
    ownReturned,
  }: Pick<ReceiveState, 'ownConfirmedUpTo' | 'ownCommonUpTo' | 'ownReturned'>,
): Promise<number> {
  const { acked: before, have } = work.row;
  const seen = ackedThere < before ? ackedThere : Math.max(before, Math.min(ownConfirmedUpTo, ackedThere));
  const acked = Math.min(seen, ownCommonUpTo);
  const confirmed =
    acked > before ? await confirmOps(db, work, own, { after: before, upTo: acked }, ownReturned) : 0;
  if (acked < before) await reopenOps(db, work, own, { after: acked, upTo: before });
  // Own ops are there and not here. If new ones were written since, it is a fork, which the next verdict reports.
  const returning = ackedThere > highestSeenNumber(have, own) && work.row.waiting.changes === 0;
  work.setAcknowledged(acked, returning, ackedThere);
  return confirmed;
}

interface NumberRange {
  readonly after: number;
  readonly upTo: number;
}

async function confirmOps(
  db: FieldDatabase,
  work: LogTransaction,
  own: DeviceId,
  { after, upTo }: NumberRange,
  ownReturned: ReadonlySet<number>,
): Promise<number> {
  const packs = (await readPacksFrom(db, work.row.log, own, after)).filter(
    ({ first }) => first <= upTo && !ownReturned.has(first),
  );
  const shares = packs.flatMap((pack) => documentSharesOfPack(pack, after, upTo));
  work.confirmWaiting(shares);
  return shares.reduce((sum, { changes }) => sum + changes, 0);
}

/** Read from the packs, which still have ops that were pruned from the log. */
async function reopenOps(
  db: FieldDatabase,
  work: LogTransaction,
  own: DeviceId,
  { after, upTo }: NumberRange,
): Promise<void> {
  const packs = await readPacksFrom(db, work.row.log, own, after);
  const lost = packs.flatMap((pack) => packOpsBetween(pack, after, upTo));
  if (lost.length > 0)
    work.addWaiting(documentSharesOf(lost), Math.min(...lost.map(({ stamp }) => stamp[0])));
}

/**
 * Apply headquarters' verdicts on relayed packs (P3). A refused pack of a colleague never blocks our own; it stays
 * here, and the reason is recorded.
 */
async function applyRelayVerdicts(taking: ReceiveState, { relayed }: SortedVerdicts): Promise<void> {
  const { db, work, own, nowMs } = taking;
  for (const { row, verdict, code, held } of relayed) {
    const { log, device, last, hash, payload, sig } = row;
    if (log !== work.row.log) continue;
    const doubts = chainChecksOf(work.row);
    if (verdict === 'accepted' || verdict === 'duplicate') {
      work.setChainChecks(confirmChain(doubts, device, last, highestSeenNumber(work.row.have, device)));
      work.applyHolds(openStoredPack(row).ops, held);
      continue;
    }
    work.setChainChecks(device === own ? compareWholeChain(doubts, own) : refuseChainPush(doubts, device));
    taking.needsComparison ||= chainChecksOf(work.row)[device]?.step === 'compare';
    if (verdict === 'refused')
      await quarantineItem(db, { atMs: nowMs, what: 'pack', why: code ?? verdict, hash, text: payload, sig });
  }
}

/**
 * Apply headquarters' verdicts on own packs (P2). After the first `fork`, its copy of our chain is fetched and
 * compared. Confirmed ops may have been lost there and written again.
 * @returns whether the fork remains after that: only a new identity ends it.
 */
async function applyOwnVerdicts(taking: ReceiveState, verdicts: SortedVerdicts): Promise<boolean> {
  const { db, work, own, nowMs } = taking;
  const { log } = work.row;
  const step = chainChecksOf(work.row)[own]?.step;
  const isCompared = step === 'again' || step === 'rest';
  if (verdicts.delivered.has(log)) work.setChainChecks(dropChainCheck(chainChecksOf(work.row), own));
  const forked = verdicts.forked.filter((row) => row.log === log);
  if (forked.length === 0) return false;
  if (!isCompared) {
    work.setChainChecks(compareWholeChain(chainChecksOf(work.row), own));
    taking.needsComparison = true;
    return false;
  }
  work.setChainChecks(restChainCheck(chainChecksOf(work.row), own));
  for (const { hash, payload, sig } of forked)
    await quarantineItem(db, { atMs: nowMs, what: 'ownPack', why: 'fork', hash, text: payload, sig });
  return true;
}

export interface LogReceiveContext {
  readonly db: FieldDatabase;
  readonly own: DeviceId;
  readonly nowMs: number;
  readonly correctedNowMs: number;
  readonly clock: HlcTimestamp;
  readonly forks: readonly ForkedIdentity[];
}

export interface LogReceiveResult {
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
  const early = await readOutOfOrderPacks(db, log);
  const work = new LogTransaction(before, await readEntryDocuments(db, log, [...entries, ...early]));
  const forks = ForkWatch.fromForks(context.forks, own, log);
  const taking = createReceiveState({ ...context, work, early, forks });
  taking.ownConfirmedUpTo = verdicts.delivered.get(log) ?? 0;

  // Verdicts first: the entries may contain the release of an op that a repeated verdict calls held.
  for (const { sent, held } of verdicts.taken)
    if (sent.row.log === log) work.applyHolds(sent.opened.ops, held);
  await applyRelayVerdicts(taking, verdicts);
  const isForked = await applyOwnVerdicts(taking, verdicts);
  for (const entry of entries) await applyEntry(taking, entry);
  const changesUp = await reconcileAcknowledgements(db, work, own, answer.acked, taking);
  movePullCursor(work, before, answer, await compareServerVector(taking, before, answer));
  releaseUnheldOps(work, answer);
  releaseJudgedOps(work);
  if (startsWithSnapshot(work, before, answer, own)) work.startSnapshot();
  await forks.saveSuspects(db);
  if (work.touchesDocuments || isChangedRow(before, work.row)) await commitLogTransaction(db, work, nowMs);
  return {
    row: work.row,
    clock: taking.clock,
    changesUp,
    changesDown: taking.foreignOpCount,
    more: answer.more || !work.row.caughtUp || work.row.asksHave === true,
    hasProgress: progressMarksOf(before) !== progressMarksOf(work.row),
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
function movePullCursor(work: LogTransaction, before: LogRow, answer: LogAnswer, readsAgain: boolean): void {
  if (readsAgain || (work.row.returning && before.caughtUp)) work.moveCursor(0, false);
  else work.moveCursor(answer.next, before.caughtUp || !answer.more);
}

/**
 * True when a new log that exceeds one answer starts with a snapshot. Not while headquarters has own ops without a pack
 * here. A snapshot would bring their values without those packs, which the own chain must continue.
 */
const startsWithSnapshot = (
  work: LogTransaction,
  before: LogRow,
  answer: LogAnswer,
  own: DeviceId,
): boolean =>
  before.since === 0 &&
  !before.caughtUp &&
  Object.keys(before.have).every((device) => device === own) &&
  answer.more &&
  !work.row.returning &&
  answer.acked <= chainEndOf(work.row, own).n;

/** Release ops that headquarters has and does not hold (J5). After a restore it may judge a pack differently. */
function releaseUnheldOps(work: LogTransaction, { more, have, holds }: LogAnswer): void {
  if (more || have === undefined || holds === undefined) return;
  const suspected = new Set(work.row.suspected);
  // Keys of a parsed record are devices, and dots; Object.entries and Object.keys forget that.
  const numbers = Object.entries(holds) as [DeviceId, readonly number[]][];
  const heldThere = new Set(numbers.flatMap(([device, some]) => some.map((n) => dotOf(device, n))));
  for (const dot of Object.keys(work.row.held) as Dot[])
    if (hasSeenDot(have, dot) && !heldThere.has(dot) && !suspected.has(dot)) work.releaseOp(dot);
}

/** Out-of-order packs (M6). They were readable on arrival, and come from our database. */
export async function readOutOfOrderPacks(db: FieldDatabase, log: LogId): Promise<ArrivedPack[]> {
  const rows = await db.early
    .where('[log+device+first]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
    .toArray();
  return rows.flatMap((row) => {
    const opened = openPackOfLog(log, row, row.held);
    return opened.kind === 'pack' ? [row.isCarried ? { ...opened, isCarried: true } : opened] : [];
  });
}

export async function readEntryDocuments(db: FieldDatabase, log: LogId, entries: readonly OpenedEntry[]) {
  const docs = new Set<DocumentId>();
  for (const entry of entries) if (entry.kind === 'pack') for (const op of entry.opened.ops) docs.add(op.doc);
  return readStoredDocuments(db, log, docs);
}

/** An answer without news writes nothing, so that no live query runs again. Rows are replaced, never changed. */
const isChangedRow = (before: LogRow, after: LogRow): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);
