import { highestSeenNumber, type Op, type VersionVector } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { leaveRefusalOf } from '#domain/privacy/leave-device.ts';
import {
  bytesInRequest,
  fitOpsIntoPack,
  fitsBudget,
  type LogRequestShare,
  minimumNewPackBytes,
  type RequestBudget,
  takeFromBudget,
  unlimitedBudget,
} from '#sync/client/plan-request.ts';
import type { PackSigner } from '#sync/client/ports.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import { readCachedLogRow, readLogRow } from '../db/meta.ts';
import { readSignedPacks } from '../db/pack-chain.ts';
import { type ChainEnd, chainEndOf, type LogRow, opFromRow, type PackRow } from '../db/rows.ts';
import { documentSharesOf, openStoredPack } from '../db/stored-packs.ts';
import { readSendableUpTo } from '../held-texts/held-texts.ts';
import type { Journal } from '../journal/journal.ts';
import { entryFromPack } from '../journal/journal-entry.ts';
import { readPacksLackingAt } from '../receive/relay.ts';
import type { SentPack } from '../receive/sort-verdicts.ts';
import type { UncommittedEntries } from '../write/uncommitted-entries.ts';

/** Dependencies of signing. */
export interface SigningDependencies {
  readonly db: FieldDatabase;
  readonly signer: PackSigner;
  readonly device: DeviceId;
  readonly journal: Journal;
  readonly uncommitted: UncommittedEntries;
}

/**
 * Signed packs of one log to send, in chain order: those beyond the number that headquarters claims to have. The next
 * accepted pack names the one before, and so proves the claim. Without a next pack, the last one does.
 */
export async function readPacksToSend(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<readonly PackRow[]> {
  const { log, acked, claimed = 0 } = row;
  if (!hasSignedBeyond(row, own)) return [];
  const signed = await readSignedPacks(db, own, log, acked);
  const beyond = signed.filter(({ last }) => last > claimed);
  const isNextThere = beyond.length > 0 || highestSeenNumber(row.have, own) > chainEndOf(row, own).n;
  return isNextThere ? beyond : signed.slice(-1);
}

/** True when the own chain goes beyond the confirmed ops: only then such packs have to be read. */
export const hasSignedBeyond = (row: LogRow, own: DeviceId): boolean => chainEndOf(row, own).n > row.acked;

/**
 * Packs of one log for the next request: signed ones, then new ones as the share allows. A pack is signed, journaled
 * and stored before it is sent, and its bytes never change again (P1).
 * @param budget The request as it was filled before this log.
 */
export async function gatherOwnPacks(
  parts: SigningDependencies,
  share: LogRequestShare,
  budget: RequestBudget,
): Promise<readonly SentPack[]> {
  const { db, device: own } = parts;
  const { log, signedPacks, newPackBytes } = share;
  const row = await readCachedLogRow(db, log);
  const signed = (await readPacksToSend(db, own, row)).slice(0, signedPacks);
  const isEmpty = budget.isEmpty && signed.length === 0;
  const fresh =
    newPackBytes > 0 ? await buildNextPacks(parts, log, { ...budget, leftBytes: newPackBytes, isEmpty }) : [];
  return [...signed, ...fresh].map(toSentPack);
}

/**
 * Sign the oldest unsigned ops, in as many packs as fit, and flush them at once. None when there are no such ops, or
 * when even one op is too large for the budget.
 */
export async function buildNextPacks(
  parts: SigningDependencies,
  log: LogId,
  budget: RequestBudget,
): Promise<readonly PackRow[]> {
  const { db, signer, device: own, journal, uncommitted } = parts;
  const row = await readCachedLogRow(db, log);
  const [end, written] = [chainEndOf(row, own), highestSeenNumber(row.have, own)];
  const packs: PackRow[] = [];
  let ops: readonly Op[] = [];
  let last: ChainEnd = end;
  for (let left = budget; fitsBudget(left, minimumNewPackBytes); ) {
    const after = last.n + ops.length;
    if (ops.length < wireLimits.packOps && after < written) {
      ops = [
        ...ops,
        ...(await readUnsignedOps(db, own, log, after, await readSendableUpTo(db, own, row, after))),
      ];
    }
    ops = opsThatMayLeave(ops);
    if (ops.length === 0) break;
    const { payload, count } = fitOpsIntoPack(log, last.hash, ops, Math.min(left.leftBytes, left.packBytes));
    const bytes = bytesInRequest(payload);
    if (!fitsBudget(left, bytes)) break;
    const pack: PackRow = {
      log,
      device: own,
      first: last.n + 1,
      last: last.n + count,
      payload,
      sig: await signer.sign(payload),
      hash: sha256Of(payload),
      shares: documentSharesOf(ops.slice(0, count)),
    };
    packs.push(pack);
    last = { n: pack.last, hash: pack.hash };
    ops = ops.slice(count);
    left = takeFromBudget(left, bytes);
  }
  if (packs.length === 0) return packs;

  await journalPacks(journal, packs);
  const stored = db.transaction('rw', db.packs, db.logs, async () => {
    // Writes went on meanwhile, so the row is read again. Only this and returning own packs extend the own chain.
    const row = await readLogRow(db, log);
    if (chainEndOf(row, own).n !== end.n) throw new Error('The own chain moved while packs were signed');
    await db.packs.bulkAdd(packs);
    await db.logs.put({ ...row, chains: { ...row.chains, [own]: last } });
  });
  try {
    await stored;
  } catch (error) {
    if (journal.isThere) for (const row of packs) uncommitted.add({ kind: 'pack', row });
    throw error;
  }
  return packs;
}

/**
 * Ops signed again with other limits after the database was lost would be a fork. A fork heals (P2); changes that a
 * full disk keeps from headquarters would not. So packs that the journal refuses are sent all the same, and appended at
 * the next start.
 */
async function journalPacks(journal: Journal, packs: readonly PackRow[]): Promise<void> {
  try {
    await journal.append(packs.map(entryFromPack));
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** Ops before the first that must not leave: the write path makes none, so later ops wait until a developer has looked. */
function opsThatMayLeave(ops: readonly Op[]): readonly Op[] {
  const refused = ops.findIndex((op) => op.erased !== true && leaveRefusalOf(op) !== null);
  return refused < 0 ? ops : ops.slice(0, refused);
}

async function readUnsignedOps(
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  after: number,
  upTo: number,
): Promise<readonly Op[]> {
  const rows = await db.ops
    .where('[log+device+n]')
    .between([log, own, after + 1], [log, own, upTo], true, true)
    .limit(wireLimits.packOps)
    .toArray();
  return rows.map(opFromRow);
}

/** A pack is decoded again only for held ops, since decoding takes longer than making it. */
const toSentPack = (row: PackRow): SentPack => ({
  row,
  get opened() {
    return openStoredPack(row);
  },
});

/**
 * Packs of all devices in a log that a peer lacks (P3). Own ops are signed first, unless another identity is to sign
 * them (P2). Runs under the mutex.
 */
export async function packsForPeer(
  parts: SigningDependencies & { readonly maySign: boolean },
  log: LogId,
  theirs: VersionVector,
): Promise<readonly Pack[]> {
  const { returning, snapshot } = await readLogRow(parts.db, log);
  const isSettled = parts.maySign && !returning && snapshot === undefined;
  const everything = { log, signedPacks: 0, newPackBytes: unlimitedBudget.leftBytes };
  if (isSettled) await gatherOwnPacks(parts, everything, unlimitedBudget);
  const packs = await readPacksLackingAt(parts.db, await readLogRow(parts.db, log), theirs);
  return packs.map(wirePackOf);
}
