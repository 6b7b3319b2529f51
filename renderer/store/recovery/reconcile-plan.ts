import { numberOfDot } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { highestSeenNumber } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { type JournalEntry, entryFromPack } from '../journal/journal-entry.ts';
import type { JournalChain } from '../journal/journal-state.ts';
import { openStoredPack } from '../db/stored-packs.ts';
import { type ChainEnd, chainEndOf, type LogRow, newLogRow, type PackRow } from '../db/rows.ts';
import type { OwnOpsToRestore } from './restore-own-ops.ts';

/** What the database has of own changes in one log. */
export interface LogFacts {
  readonly row: LogRow;
  /** Own op numbers that are here as rows: all that the journal names, and all that headquarters has not confirmed. */
  readonly numbers: ReadonlySet<number>;
  readonly packFirsts: ReadonlySet<number>;
  /** Own numbers whose effect is in what a document is based on, so that they are not missed as rows. */
  readonly within: ReadonlySet<number>;
  readonly unconfirmed: readonly Op[];
  readonly sealed: readonly PackRow[];
  readonly confirmedEnd: ChainEnd | null;
  /** Documents that lists show and that are not here. */
  readonly lostDocuments: readonly DocumentId[];
  /** Documents that are here and not in the lists. */
  readonly lostSummaries: readonly DocumentId[];
  /** What waits is what is counted. */
  readonly isWaitingWhole: boolean;
}

/** A log that the database knows nothing of. */
export const emptyLogFacts = (log: LogId): LogFacts => ({
  row: newLogRow(log),
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

/** What has to go from one side to the other in one log (D2). */
export interface LogReconcilePlan {
  readonly log: LogId;
  /** For the database; null when it lacks nothing. */
  readonly toRestore: OwnOpsToRestore | null;
  /** For the journal. */
  readonly entries: readonly JournalEntry[];
  /** For the journal: how far headquarters has what the journal lacks, so that this need not go into it. */
  readonly mark: ChainEnd | null;
  /** The database did not know the last numbers that were used: it is an older one, or a write was cut off. */
  readonly wasBehind: boolean;
  /** Neither side knows what some number was that headquarters may not have: the own chain can't go on (P2). */
  readonly hasHole: boolean;
}

/**
 * Compares journal and database by own numbers. `isRebuilt`: the database was gone, so that headquarters may have
 * anything. Taking the gift and planning again finds nothing more to do.
 */
export function planLogReconcile(
  own: DeviceId,
  log: LogId,
  chain: JournalChain,
  facts: LogFacts,
  isRebuilt: boolean,
): LogReconcilePlan {
  const { row, numbers, within, lostDocuments, lostSummaries } = facts;
  const markedUpTo = chain.mark?.n ?? 0;
  const usedUpTo = highestSeenNumber(row.have, own);
  const acked = Math.max(row.acked, markedUpTo);
  const lacking = opsMissingInDatabase(chain, facts.sealed, (n) => numbers.has(n) || within.has(n));
  const have = Math.max(usedUpTo, markedUpTo, largestNumberOf(lacking.keys()));
  const isKnown = (n: number): boolean => numbers.has(n) || within.has(n) || lacking.has(n);
  const isWithoutRows =
    isRebuilt || (markedUpTo > usedUpTo && !hasAllNumbers(usedUpTo + 1, markedUpTo, isKnown));
  const packs = packsMissingInDatabase(chain, facts, own, chain.mark);

  const toRestore: OwnOpsToRestore = {
    log,
    ops: [...lacking.values()].sort((a, b) => numberOfDot(a.dot) - numberOfDot(b.dot)),
    packs: packs.rows,
    have,
    acked,
    chainEnd: packs.end,
    refold: [...lostDocuments, ...lostSummaries],
    // Of a lost document not all may be here in rows.
    startsBySnapshot: isWithoutRows || lostDocuments.length > 0,
  };
  const isNews =
    toRestore.ops.length + toRestore.packs.length + toRestore.refold.length > 0 ||
    have > usedUpTo ||
    acked > row.acked ||
    (packs.end?.n ?? 0) > chainEndOf(row, own).n ||
    !facts.isWaitingWhole;
  return {
    log,
    toRestore: isNews ? toRestore : null,
    ...entriesMissingInJournal(log, chain, facts),
    wasBehind: have > usedUpTo,
    hasHole: !hasAllNumbers(acked + 1, have, isKnown),
  };
}

/** Ops that the journal or a stored pack has and the rows lack. What is in a pack is what was sent: it comes first. */
export function opsMissingInDatabase(
  chain: JournalChain,
  sealed: readonly PackRow[],
  isHere: (n: number) => boolean,
): ReadonlyMap<number, Op> {
  const lacking = new Map<number, Op>();
  for (const [n, op] of chain.opsByNumber) if (!isHere(n)) lacking.set(n, op);
  for (const pack of [...chain.packsByFirst.values(), ...sealed])
    if (!hasAllNumbers(pack.first, pack.last, isHere))
      for (const op of openStoredPack(pack).ops)
        if (!isHere(numberOfDot(op.dot))) lacking.set(numberOfDot(op.dot), op);
  return lacking;
}

/**
 * Packs to store, and where the chain then ends. A pack beyond a hole is left: it could not be sent. So is one that
 * claims numbers which another has: it was sealed again after the journal had refused the first, and one chain has both
 * no more (P2).
 */
function packsMissingInDatabase(
  chain: JournalChain,
  { row, packFirsts, sealed }: LogFacts,
  own: DeviceId,
  mark: ChainEnd | null,
): { readonly rows: readonly PackRow[]; readonly end: ChainEnd | null } {
  const kept: PackRow[] = [];
  let end = laterChainEnd(row.chains[own] ?? null, mark);
  for (const pack of [...chain.packsByFirst.values()].sort((a, b) => a.first - b.first)) {
    const endsAt: number = end?.n ?? 0;
    const isNext = pack.first === endsAt + 1;
    if (!isNext && (pack.last > endsAt || [...sealed, ...kept].some((one) => packsOverlap(one, pack))))
      continue;
    kept.push(pack);
    if (isNext) end = { n: pack.last, hash: pack.hash };
  }
  return { rows: kept.filter(({ first }) => !packFirsts.has(first)), end };
}

const packsOverlap = (a: PackRow, b: PackRow): boolean =>
  a.first !== b.first && a.first <= b.last && b.first <= a.last;

const laterChainEnd = (a: ChainEnd | null, b: ChainEnd | null): ChainEnd | null =>
  (b?.n ?? 0) > (a?.n ?? 0) ? b : a;

/** What the database has and the journal lacks: all that headquarters has not confirmed, and a mark for the rest. */
function entriesMissingInJournal(
  log: LogId,
  chain: JournalChain,
  { unconfirmed, sealed, confirmedEnd }: LogFacts,
): Pick<LogReconcilePlan, 'entries' | 'mark'> {
  const packs = [...chain.packsByFirst.values()];
  const [first, ...others] = unconfirmed.filter(({ dot }) => {
    const n = numberOfDot(dot);
    return !chain.opsByNumber.has(n) && !packs.some((pack) => pack.first <= n && n <= pack.last);
  });
  // A pack that was cut has no signature, and goes nowhere: its ops are there.
  const lackingPacksThere = sealed.filter(
    ({ first, hash, isCut }) => isCut !== true && chain.packsByFirst.get(first)?.hash !== hash,
  );
  return {
    entries: [
      ...(first === undefined ? [] : [{ kind: 'ops', log, ops: [first, ...others] } as const]),
      ...lackingPacksThere.map(entryFromPack),
    ],
    mark: confirmedEnd !== null && packedWithoutGap(chain) < confirmedEnd.n ? confirmedEnd : null,
  };
}

/** How far the journal knows the chain of packs without a hole. */
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
