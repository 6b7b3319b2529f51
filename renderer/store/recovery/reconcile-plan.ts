import { highestSeenNumber, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { type ChainEnd, chainEndOf, type LogRow, newLogRow } from '../db/log-row.ts';
import type { PackRow } from '../db/rows.ts';
import { openStoredPack } from '../db/stored-packs.ts';
import { entryFromPack, type JournalEntry } from '../journal/journal-entry.ts';
import type { JournalChain } from '../journal/journal-state.ts';
import type { OwnOpsToRestore } from '../write/restore-own-ops.ts';

/** Own changes of one log in the database. */
export interface LogFacts {
  readonly row: LogRow;
  /** Own op numbers with rows here: all that the journal names, and all that headquarters has not confirmed. */
  readonly numbers: ReadonlySet<number>;
  readonly packFirsts: ReadonlySet<number>;
  /** Own numbers contained in a document's base, so that they need no rows. */
  readonly within: ReadonlySet<number>;
  readonly unconfirmed: readonly Op[];
  readonly sealed: readonly PackRow[];
  readonly confirmedEnd: ChainEnd | null;
  /** Documents in the lists that are missing here. */
  readonly lostDocuments: readonly DocumentId[];
  /** Documents here that are missing in the lists. */
  readonly lostSummaries: readonly DocumentId[];
  /** True when the outbox has the counted size. */
  readonly isWaitingWhole: boolean;
}

/** A log that the database does not have. */
export const emptyLogFacts = (logId: LogId): LogFacts => ({
  row: newLogRow(logId),
  numbers: new Set(),
  packFirsts: new Set(),
  within: new Set(),
  unconfirmed: [],
  sealed: [],
  confirmedEnd: null,
  lostDocuments: [],
  lostSummaries: [],
  isWaitingWhole: true,
});

/** Changes that each side needs from the other in one log (D2). */
export interface LogReconcilePlan {
  readonly log: LogId;
  /** For the database; null when it lacks nothing. */
  readonly toRestore: OwnOpsToRestore | null;
  /** For the journal. */
  readonly entries: readonly JournalEntry[];
  /** For the journal: the end of the chain at headquarters, up to which missing ops need not be appended. */
  readonly mark: ChainEnd | null;
  /** The database lacked the last used numbers: it is an older one, or a write was interrupted. */
  readonly wasBehind: boolean;
  /** Neither side has an op that headquarters may lack: the own chain cannot continue (P2). */
  readonly hasHole: boolean;
}

/**
 * Compare journal and database by own numbers. Applying the plan and planning again finds nothing more.
 * @param isRebuilt True when the database was lost, so that headquarters may have any op.
 */
export function planLogReconcile(
  ownDeviceId: DeviceId,
  logId: LogId,
  journalChain: JournalChain,
  logFacts: LogFacts,
  isRebuilt: boolean,
): LogReconcilePlan {
  const { row, numbers, within, lostDocuments, lostSummaries } = logFacts;
  const markedUpTo = journalChain.mark?.n ?? 0;
  const usedUpTo = highestSeenNumber(row.have, ownDeviceId);
  const acked = Math.max(row.acked, markedUpTo);
  const lacking = opsMissingInDatabase(journalChain, logFacts.sealed, (n) => numbers.has(n) || within.has(n));
  const have = Math.max(usedUpTo, markedUpTo, largestNumberOf(lacking.keys()));
  const isKnown = (n: number): boolean => numbers.has(n) || within.has(n) || lacking.has(n);
  const isWithoutRows =
    isRebuilt || (markedUpTo > usedUpTo && !hasAllNumbers(usedUpTo + 1, markedUpTo, isKnown));
  const packs = packsMissingInDatabase(journalChain, logFacts, ownDeviceId, journalChain.mark);

  const toRestore: OwnOpsToRestore = {
    log: logId,
    ops: [...lacking.values()].sort((a, b) => numberOfDot(a.dot) - numberOfDot(b.dot)),
    packs: packs.rows,
    have,
    acked,
    chainEnd: packs.end,
    refold: [...lostDocuments, ...lostSummaries],
    // Some ops of a lost document may have no rows here.
    startsBySnapshot: isWithoutRows || lostDocuments.length > 0,
  };
  const isNews =
    toRestore.ops.length + toRestore.packs.length + toRestore.refold.length > 0 ||
    have > usedUpTo ||
    acked > row.acked ||
    (packs.end?.n ?? 0) > chainEndOf(row, ownDeviceId).n ||
    !logFacts.isWaitingWhole;
  return {
    log: logId,
    toRestore: isNews ? toRestore : null,
    ...entriesMissingInJournal(logId, journalChain, logFacts),
    wasBehind: have > usedUpTo,
    hasHole: !hasAllNumbers(acked + 1, have, isKnown),
  };
}

/** Ops of the journal or of stored packs that have no rows. Packs come first: they have the ops as sent. */
export function opsMissingInDatabase(
  journalChain: JournalChain,
  sealedPackRows: readonly PackRow[],
  isHere: (n: number) => boolean,
): ReadonlyMap<number, Op> {
  const lacking = new Map<number, Op>();
  for (const [n, op] of journalChain.opsByNumber) if (!isHere(n)) lacking.set(n, op);
  for (const packRow of [...journalChain.packsByFirst.values(), ...sealedPackRows])
    if (!hasAllNumbers(packRow.first, packRow.last, isHere))
      for (const op of openStoredPack(packRow).ops)
        if (!isHere(numberOfDot(op.dot))) lacking.set(numberOfDot(op.dot), op);
  return lacking;
}

/**
 * Packs to store, and the new end of the chain. A pack beyond a hole is left out: it was never sent. A pack with
 * numbers of another pack is left out too, since one chain cannot have both (P2). Its ops were signed again after the
 * journal had refused the first.
 */
function packsMissingInDatabase(
  journalChain: JournalChain,
  { row, packFirsts, sealed }: LogFacts,
  ownDeviceId: DeviceId,
  mark: ChainEnd | null,
): { readonly rows: readonly PackRow[]; readonly end: ChainEnd | null } {
  const keptPackRows: PackRow[] = [];
  let chainEnd = laterChainEnd(row.chains[ownDeviceId] ?? null, mark);
  for (const packRow of [...journalChain.packsByFirst.values()].sort((a, b) => a.first - b.first)) {
    const endsAt: number = chainEnd?.n ?? 0;
    const isNext = packRow.first === endsAt + 1;
    if (
      !isNext &&
      (packRow.last > endsAt || [...sealed, ...keptPackRows].some((one) => packsOverlap(one, packRow)))
    )
      continue;
    keptPackRows.push(packRow);
    if (isNext) chainEnd = { n: packRow.last, hash: packRow.hash };
  }
  return { rows: keptPackRows.filter(({ first }) => !packFirsts.has(first)), end: chainEnd };
}

const packsOverlap = (a: PackRow, b: PackRow): boolean =>
  a.first !== b.first && a.first <= b.last && b.first <= a.last;

const laterChainEnd = (a: ChainEnd | null, b: ChainEnd | null): ChainEnd | null =>
  (b?.n ?? 0) > (a?.n ?? 0) ? b : a;

/** Entries that the journal lacks: all ops that headquarters has not confirmed, and a mark for the others. */
function entriesMissingInJournal(
  log: LogId,
  journalChain: JournalChain,
  { unconfirmed, sealed, confirmedEnd }: LogFacts,
): Pick<LogReconcilePlan, 'entries' | 'mark'> {
  const packRows = [...journalChain.packsByFirst.values()];
  const [firstOp, ...otherOps] = unconfirmed.filter(({ dot }) => {
    const n = numberOfDot(dot);
    return !journalChain.opsByNumber.has(n) && !packRows.some((pack) => pack.first <= n && n <= pack.last);
  });
  // A pack with local erasures has no valid signature, and is never sent: its ops are journaled.
  const lackingPacksThere = sealed.filter(
    ({ first, hash, isCut }) => isCut !== true && journalChain.packsByFirst.get(first)?.hash !== hash,
  );
  return {
    entries: [
      ...(firstOp === undefined ? [] : [{ kind: 'ops', log, ops: [firstOp, ...otherOps] } as const]),
      ...lackingPacksThere.map(entryFromPack),
    ],
    mark: confirmedEnd !== null && packedWithoutGap(journalChain) < confirmedEnd.n ? confirmedEnd : null,
  };
}

/** End of the journal's chain of packs before the first hole. */
function packedWithoutGap({ mark, packsByFirst }: JournalChain): number {
  let n = mark?.n ?? 0;
  for (const { first, last } of [...packsByFirst.values()].sort((a, b) => a.first - b.first))
    if (first <= n + 1) n = Math.max(n, last);
  return n;
}

function hasAllNumbers(first: number, last: number, isThere: (n: number) => boolean): boolean {
  for (let n = first; n <= last; n += 1) if (!isThere(n)) return false;
  return true;
}

function largestNumberOf(numbers: Iterable<number>): number {
  let largest = 0;
  for (const n of numbers) largest = Math.max(largest, n);
  return largest;
}
