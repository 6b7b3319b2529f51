import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { compareWholeChain, dropChainCheck, restChainCheck } from '#sync/client/chain-checks.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogRow } from '../db/log-row.ts';
import { type ForkedIdentity, readStoredDocuments } from '../db/meta.ts';
import { quarantineItem } from '../db/quarantine.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { compareServerVector } from './compare-server-vector.ts';
import { ForkWatch } from './fork-watch.ts';
import { LogReceiver } from './log-receiver.ts';
import type { OpenedEntry } from './open-entries.ts';
import { OutOfOrderPacks } from './out-of-order-packs.ts';
import { OwnAcknowledgements } from './own-acknowledgements.ts';
import { movePullCursor } from './pull-cursor.ts';
import { applyRelayVerdicts, type VerdictContext } from './relay-verdicts.ts';
import type { SortedVerdicts } from './sort-verdicts.ts';
import { releaseJudgedOps } from './suspected-ops.ts';

interface LogReceiveContext {
  readonly db: FieldDatabase;
  readonly own: DeviceId;
  readonly nowMs: number;
  readonly correctedNowMs: number;
  readonly clock: HlcTimestamp;
  readonly forks: readonly ForkedIdentity[];
}

interface LogReceiveResult {
  /** The log's row after the response. */
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

/** Apply headquarters' answer for one log, of which `before` is the row; runs inside the transaction of the response. */
export async function receiveLogAnswer(
  logReceiveContext: LogReceiveContext,
  previousLogRow: LogRow,
  openedEntries: readonly OpenedEntry[],
  logAnswer: LogAnswer,
  sortedVerdicts: SortedVerdicts,
): Promise<LogReceiveResult> {
  const { db, own, nowMs } = logReceiveContext;
  const { log } = previousLogRow;
  const outOfOrder = await OutOfOrderPacks.open(db, log, nowMs);
  const documents = await readEntryDocuments(db, log, [...openedEntries, ...outOfOrder.packs]);
  const transaction = new LogTransaction(previousLogRow, documents);
  const ownAcknowledgements = new OwnAcknowledgements(sortedVerdicts.delivered.get(log));
  const forks = ForkWatch.fromForks(logReceiveContext.forks, own, log);
  const logReceiver = new LogReceiver({
    ...logReceiveContext,
    transaction,
    outOfOrder,
    forks,
    acknowledgements: ownAcknowledgements,
  });

  // Verdicts first: the entries may contain the release of an op that a repeated verdict calls held.
  const isRelayContested = await applyRelayVerdicts({ db, transaction, own, nowMs }, sortedVerdicts);
  const ownChain = await applyOwnVerdicts({ db, transaction, own, nowMs }, sortedVerdicts);
  for (const openedEntry of openedEntries) await logReceiver.applyEntry(openedEntry);
  // Own writes since the last response may have taken the numbers of packs that wait (M6).
  await logReceiver.applyWaitingPacks();
  const changesUp = await ownAcknowledgements.reconcile(db, transaction, own, logAnswer.acked);
  const { hasMissingEntries } = logReceiver;
  const needsComparison = isRelayContested || ownChain === 'contested' || logReceiver.needsComparison;
  const findings = { hasMissingEntries, needsComparison };
  const readsAgain = await compareServerVector({ db, transaction, own }, findings, previousLogRow, logAnswer);
  movePullCursor(transaction, own, previousLogRow, logAnswer, readsAgain);
  releaseJudgedOps(transaction);
  await logReceiver.saveSuspects();
  if (transaction.touchesDocuments || isChangedRow(previousLogRow, transaction.row))
    await commitLogTransaction(db, transaction, nowMs);
  return {
    row: transaction.row,
    clock: logReceiver.clock,
    changesUp,
    changesDown: logReceiver.foreignOpCount,
    more: logAnswer.more || !transaction.row.caughtUp || transaction.row.asksHave === true,
    hasProgress: progressMarksOf(previousLogRow) !== progressMarksOf(transaction.row),
    isForked: ownChain === 'forked',
  };
}

/** Values that change when a response brought progress. */
const progressMarksOf = ({ since, acked, doubts, asksHave }: LogRow): string =>
  JSON.stringify([since, acked, doubts ?? {}, asksHave ?? false]);

export async function readEntryDocuments(
  db: FieldDatabase,
  logId: LogId,
  openedEntries: readonly OpenedEntry[],
) {
  const documentIds = new Set<DocumentId>();
  for (const openedEntry of openedEntries)
    if (openedEntry.kind === 'pack') for (const op of openedEntry.opened.ops) documentIds.add(op.doc);
  return readStoredDocuments(db, logId, documentIds);
}

/** A response without news writes nothing, so that no live query runs again. Rows are replaced, never changed. */
const isChangedRow = (previousLogRow: LogRow, after: LogRow): boolean =>
  JSON.stringify(previousLogRow) !== JSON.stringify(after);

/**
 * Apply headquarters' verdicts on own packs: the holds of confirmed ones (J5), and forks (P2). After the first `fork`, its copy of our chain is fetched and
 * compared. Confirmed ops may have been lost there and written again.
 * @returns `forked` when the fork remains after that, `contested` when the chain must be compared.
 */
async function applyOwnVerdicts(
  { db, transaction, own, nowMs }: VerdictContext,
  sortedVerdicts: SortedVerdicts,
): Promise<'agreed' | 'contested' | 'forked'> {
  const { log } = transaction.row;
  for (const { pack, held } of sortedVerdicts.confirmed)
    if (pack.row.log === log) transaction.applyHolds(pack.opened.ops, held);
  const step = transaction.chainChecks[own]?.step;
  const isCompared = step === 'again' || step === 'rest';
  if (sortedVerdicts.delivered.has(log))
    transaction.changeChainChecks((checks) => dropChainCheck(checks, own));
  const forked = sortedVerdicts.forked.filter((row) => row.log === log);
  if (forked.length === 0) return 'agreed';
  if (!isCompared) {
    transaction.changeChainChecks((checks) => compareWholeChain(checks, own));
    return 'contested';
  }
  transaction.changeChainChecks((checks) => restChainCheck(checks, own));
  for (const { hash, payload, sig } of forked)
    await quarantineItem(db, { atMs: nowMs, what: 'ownPack', why: 'fork', hash, text: payload, sig });
  return 'forked';
}
