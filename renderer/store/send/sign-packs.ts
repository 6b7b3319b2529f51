import { highestSeenNumber, type Op, type VersionVector } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { leaveRefusalOf } from '#domain/privacy/leave-device.ts';
import { bytesInRequest, fitOpsIntoPack } from '#sync/client/fit-pack.ts';
import {
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
import { type ChainEnd, chainEndOf, type LogRow } from '../db/log-row.ts';
import { readCachedLogRow, readLogRow } from '../db/meta.ts';
import { readSignedPacks } from '../db/pack-chain.ts';
import { opFromRow, type PackRow } from '../db/rows.ts';
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
  ownDeviceId: DeviceId,
  logRow: LogRow,
): Promise<readonly PackRow[]> {
  const { log, acked, claimed = 0 } = logRow;
  if (!hasSignedBeyond(logRow, ownDeviceId)) return [];
  const signedPackRows = await readSignedPacks(db, ownDeviceId, log, acked);
  const beyond = signedPackRows.filter(({ last }) => last > claimed);
  const isNextThere =
    beyond.length > 0 || highestSeenNumber(logRow.have, ownDeviceId) > chainEndOf(logRow, ownDeviceId).n;
  return isNextThere ? beyond : signedPackRows.slice(-1);
}

/** True when the own chain goes beyond the confirmed ops: only then such packs have to be read. */
export const hasSignedBeyond = (logRow: LogRow, ownDeviceId: DeviceId): boolean =>
  chainEndOf(logRow, ownDeviceId).n > logRow.acked;

/**
 * Packs of one log for the next request: signed ones, then new ones as the share allows. A pack is signed, journaled
 * and stored before it is sent, and its bytes never change again (P1).
 * @param requestBudget The request as it was filled before this log.
 */
export async function gatherOwnPacks(
  signingDependencies: SigningDependencies,
  logRequestShare: LogRequestShare,
  requestBudget: RequestBudget,
): Promise<readonly SentPack[]> {
  const { db, device: ownDeviceId } = signingDependencies;
  const { log, signedPacks, newPackBytes } = logRequestShare;
  const logRow = await readCachedLogRow(db, log);
  const signedPackRows = (await readPacksToSend(db, ownDeviceId, logRow)).slice(0, signedPacks);
  const isEmpty = requestBudget.isEmpty && signedPackRows.length === 0;
  const freshPackRows =
    newPackBytes > 0
      ? await buildNextPacks(signingDependencies, log, { ...requestBudget, leftBytes: newPackBytes, isEmpty })
      : [];
  return [...signedPackRows, ...freshPackRows].map(toSentPack);
}

/**
 * Sign the oldest unsigned ops, in as many packs as fit, and flush them at once. None when there are no such ops, or
 * when even one op is too large for the budget.
 */
export async function buildNextPacks(
  signingDependencies: SigningDependencies,
  logId: LogId,
  requestBudget: RequestBudget,
): Promise<readonly PackRow[]> {
  const { db, signer, device: ownDeviceId, journal, uncommitted } = signingDependencies;
  const logRow = await readCachedLogRow(db, logId);
  const [end, written] = [chainEndOf(logRow, ownDeviceId), highestSeenNumber(logRow.have, ownDeviceId)];
  const packRows: PackRow[] = [];
  let ops: readonly Op[] = [];
  let lastChainEnd: ChainEnd = end;
  for (let remainingBudget = requestBudget; fitsBudget(remainingBudget, minimumNewPackBytes); ) {
    const after = lastChainEnd.n + ops.length;
    if (ops.length < wireLimits.packOps && after < written) {
      ops = [
        ...ops,
        ...(await readUnsignedOps(
          db,
          ownDeviceId,
          logId,
          after,
          await readSendableUpTo(db, ownDeviceId, logRow, after),
        )),
      ];
    }
    ops = opsThatMayLeave(ops);
    if (ops.length === 0) break;
    const { payload, count } = fitOpsIntoPack(
      logId,
      lastChainEnd.hash,
      ops,
      Math.min(remainingBudget.leftBytes, remainingBudget.packBytes),
    );
    const bytes = bytesInRequest(payload);
    if (!fitsBudget(remainingBudget, bytes)) break;
    const packRow: PackRow = {
      log: logId,
      device: ownDeviceId,
      first: lastChainEnd.n + 1,
      last: lastChainEnd.n + count,
      payload,
      sig: await signer.sign(payload),
      hash: sha256Of(payload),
      shares: documentSharesOf(ops.slice(0, count)),
    };
    packRows.push(packRow);
    lastChainEnd = { n: packRow.last, hash: packRow.hash };
    ops = ops.slice(count);
    remainingBudget = takeFromBudget(remainingBudget, bytes);
  }
  if (packRows.length === 0) return packRows;

  await journalPacks(journal, packRows);
  const stored = db.transaction('rw', db.packs, db.logs, async () => {
    // Writes went on meanwhile, so the row is read again. Only this and returning own packs extend the own chain.
    const row = await readLogRow(db, logId);
    if (chainEndOf(row, ownDeviceId).n !== end.n)
      throw new Error('The own chain moved while packs were signed');
    await db.packs.bulkAdd(packRows);
    await db.logs.put({ ...row, chains: { ...row.chains, [ownDeviceId]: lastChainEnd } });
  });
  try {
    await stored;
  } catch (error) {
    if (journal.isThere) for (const row of packRows) uncommitted.add({ kind: 'pack', row });
    throw error;
  }
  return packRows;
}

/**
 * Ops signed again with other limits after the database was lost would be a fork. A fork heals (P2); changes that a
 * full disk keeps from headquarters would not. So packs that the journal refuses are sent all the same, and appended at
 * the next start.
 */
async function journalPacks(journal: Journal, packRows: readonly PackRow[]): Promise<void> {
  try {
    await journal.append(packRows.map(entryFromPack));
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
  ownDeviceId: DeviceId,
  logId: LogId,
  after: number,
  upTo: number,
): Promise<readonly Op[]> {
  const opRows = await db.ops
    .where('[log+device+n]')
    .between([logId, ownDeviceId, after + 1], [logId, ownDeviceId, upTo], true, true)
    .limit(wireLimits.packOps)
    .toArray();
  return opRows.map(opFromRow);
}

/** A pack is decoded again only for held ops, since decoding takes longer than making it. */
const toSentPack = (packRow: PackRow): SentPack => ({
  row: packRow,
  get opened() {
    return openStoredPack(packRow);
  },
});

/**
 * Packs of all devices in a log that a peer lacks (P3). Own ops are signed first, unless another identity is to sign
 * them (P2). Runs under the mutex.
 */
export async function packsForPeer(
  parts: SigningDependencies & { readonly maySign: boolean },
  logId: LogId,
  remoteVector: VersionVector,
): Promise<readonly Pack[]> {
  const { returning, snapshot } = await readLogRow(parts.db, logId);
  const isSettled = parts.maySign && !returning && snapshot === undefined;
  const everything = { log: logId, signedPacks: 0, newPackBytes: unlimitedBudget.leftBytes };
  if (isSettled) await gatherOwnPacks(parts, everything, unlimitedBudget);
  const packRows = await readPacksLackingAt(parts.db, await readLogRow(parts.db, logId), remoteVector);
  return packRows.map(wirePackOf);
}
