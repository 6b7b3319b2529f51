import { Dexie } from 'dexie';
import {
  type Dot,
  deviceOfDot,
  dotOf,
  highestSeenNumber,
  isTextOp,
  numberOfDot,
  type Op,
  writeKeyOf,
} from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Host, HostResponse } from '#renderer/host/host-contract.ts';
import { dropChainCheck } from '#sync/client/chain-checks.ts';
import { isErasedOpOf, isSameOp } from '#sync/protocol/erased-pack.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';
import type { SuccessorIdentity } from '../api/live-state.ts';
import type { FieldDatabase } from '../db/database.ts';
import { JournalRefused } from '../db/disk-failure.ts';
import type { LogRow } from '../db/log-row.ts';
import { putMeta, readLogRow, readLogRows, readMeta, readStoredDocuments } from '../db/meta.ts';
import { readPackedOps, readPacksFrom } from '../db/pack-chain.ts';
import { opFromRow } from '../db/rows.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalAccount } from '../journal/journal-account.ts';
import type { IdentityAdoptionEntry } from '../journal/journal-entry.ts';
import { LogReceiver } from '../receive/log-receiver.ts';
import { OutOfOrderPacks } from '../receive/out-of-order-packs.ts';
import { readEntryDocuments } from '../receive/receive-log.ts';
import { commitLogTransaction, readSummariesOfLog } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { truncateChain } from '../write/truncate-chain.ts';
import { commonPacks, lastConfirmedPackEnd, type ServerChain } from './compare-former-chains.ts';

interface AdoptionDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly account: JournalAccount;
  readonly nowMs: () => number;
}

/**
 * Take a new identity after headquarters reported a fork. If the shell took one before, that one is used. Its adoption
 * follows the comparison with headquarters (`compare-former-chains.ts`). Runs under the mutex.
 */
export async function renewOwnIdentity(
  host: Host,
  currentDeviceId: DeviceId,
): Promise<HostResponse<'device.identity'>> {
  const known = await host.ask('device.identity', null);
  return known.device === currentDeviceId ? host.ask('device.renew', { why: 'fork' }) : known;
}

type AdoptedLogOps = IdentityAdoptionEntry['logs'][number];

/**
 * Adopt the shell's identity (P2) after the comparison with headquarters. Own ops that headquarters lacks become ops of
 * the successor, in the same order with the same timestamps. The others stay as they are. Signed packs that headquarters
 * has not taken are quarantined. Journaled as one entry before the one transaction, so a repetition after a crash has
 * the same result. Runs under the mutex.
 * @param chains Headquarters' copies by log. Without one, everything after the last confirmation is made again.
 * @returns whether an identity was adopted.
 */
export async function adoptDeviceIdentity(
  { db, journal, account, nowMs }: AdoptionDependencies,
  { device: to, why, isFromBackup }: SuccessorIdentity,
  chains: ReadonlyMap<LogId, ServerChain>,
): Promise<boolean> {
  const sentinel = await readMeta(db, 'sentinel');
  if (sentinel === undefined || sentinel.device === to) return false;
  const from = sentinel.device;
  const adoptedLogOpses: AdoptedLogOps[] = [];
  for (const logRow of await readLogRows(db))
    adoptedLogOpses.push(await rewriteLackingOps(db, logRow, { from, to }, chains.get(logRow.log)));
  const adoptionEntry: IdentityAdoptionEntry = { kind: 'adopted', from, to, logs: adoptedLogOpses };
  await journalAdoption(journal, account, adoptionEntry);
  // An async function of its own: only those does Dexie follow through native promises.
  await db.transaction('rw', db.tables, async () => {
    await applyIdentityAdoption(db, adoptionEntry, { atMs: nowMs(), why: isFromBackup ? null : why }, chains);
  });
  return true;
}

/**
 * Apply a journaled adoption: the database belongs to `from` before and to `to` after. Runs inside the caller's
 * transaction over all tables.
 * @param told `why`: null when the person is told of it otherwise.
 */
export async function applyIdentityAdoption(
  db: FieldDatabase,
  { from, to, logs }: IdentityAdoptionEntry,
  { atMs, why }: { readonly atMs: number; readonly why: RenewalReason | null },
  chains: ReadonlyMap<LogId, ServerChain> = new Map(),
): Promise<void> {
  const forkedIdentities = [...((await readMeta(db, 'forks')) ?? [])];
  for (const { log, upTo, ops } of logs) {
    const signed = await readDiscardedOps(db, log, from, upTo, ops);
    if (signed.length > 0) forkedIdentities.push({ log, device: from, upTo, signed, suspects: [] });
  }
  await putMeta(db, 'forks', forkedIdentities);
  for (const adoptedLogOps of logs)
    await adoptLogOps(db, { from, to }, adoptedLogOps, chains.get(adoptedLogOps.log), atMs);
  // Under the numbers of their ops, headquarters may bring ops of another branch.
  await db.undoSteps.clear();
  const changes = logs.reduce((sum, { ops }) => sum + ops.length, 0);
  if (why !== null) await putMeta(db, 'renewed', { atMs, why, changes });
  await putMeta(db, 'sentinel', { device: to, madeAtMs: (await readMeta(db, 'sentinel'))?.madeAtMs ?? atMs });
}

/** If the disk refuses it, the database alone has its ops, and must not be deleted (D2). */
async function journalAdoption(
  journal: Journal,
  journalAccount: JournalAccount,
  adoptionEntry: IdentityAdoptionEntry,
): Promise<void> {
  try {
    await journal.append([adoptionEntry]);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
    journalAccount.lacksOwnEntries = true;
  }
}

/** Signed ops that are made again: a colleague may have got them, and headquarters others under their numbers. */
async function readDiscardedOps(
  db: FieldDatabase,
  logId: LogId,
  from: DeviceId,
  upTo: number,
  remade: readonly Op[],
): Promise<readonly Pick<Op, 'dot' | 'doc' | 'path'>[]> {
  const again = new Set(remade.map(writeKeyOf));
  return (await readPackedOps(db, logId, from, upTo))
    .filter((op) => again.has(writeKeyOf(op)))
    .map(({ dot, doc, path }) => ({ dot, doc, path }));
}

interface AdoptionDevices {
  readonly from: DeviceId;
  readonly to: DeviceId;
}

/** Rewrite the ops of one log that headquarters does not have as ops of the new identity. */
async function rewriteLackingOps(
  db: FieldDatabase,
  logRow: LogRow,
  { from, to }: AdoptionDevices,
  serverChain: ServerChain | undefined,
): Promise<AdoptedLogOps> {
  const { log, have } = logRow;
  const after = serverChain?.after ?? (await lastConfirmedPackEnd(db, logRow, from));
  const storedPackRows = await readPacksFrom(db, log, from, after);
  const common = commonPacks(storedPackRows, serverChain?.packs ?? []);
  const upTo = common === 0 ? after : (storedPackRows[common - 1]?.last ?? after);
  const there = new Map(
    (serverChain?.packs.slice(common) ?? []).flatMap(({ opened }) => opened.ops.map((op) => [op.dot, op])),
  );
  const lacking = (await readOwnOpsAfter(db, log, from, upTo)).filter(
    (op) => !isErasedOpOf(op, there.get(op.dot)),
  );
  const madeAgain = opsMadeAgain(lacking, serverChain?.opsBetween ?? []);
  const ops = lacking.filter(({ dot }) => !madeAgain.has(dot));
  const start = highestSeenNumber(have, to);
  const newDots = new Map([
    ...[...madeAgain].map(([dot, op]) => [dot, op.dot] as const),
    ...ops.map(({ dot }, at) => [dot, dotOf(to, start + at + 1)] as const),
  ]);
  const isKept = (dot: Dot): boolean =>
    deviceOfDot(dot) !== from || numberOfDot(dot) <= upTo || there.has(dot);
  const renamed = (dot: Dot): readonly Dot[] => {
    const made = newDots.get(dot);
    if (made !== undefined) return [made];
    return isKept(dot) ? [dot] : [];
  };
  const remade = ops.map((op, at): Op => {
    const dot = dotOf(to, start + at + 1);
    // The new op does not replace a lost own op: at headquarters its number may be another op's.
    return withoutErasedMark(isTextOp(op) ? { ...op, dot } : { ...op, dot, over: op.over.flatMap(renamed) });
  });
  return { log, upTo, ops: remade, numbers: ops.map(({ dot }) => numberOfDot(dot)) };
}

/**
 * Ops that headquarters has already, made again under an identity between the former and the present one. An adoption
 * keeps everything of an op but its numbers.
 * @returns those ops, by the dot of the op here.
 */
function opsMadeAgain(ops: readonly Op[], between: readonly Op[]): ReadonlyMap<Dot, Op> {
  const byKey = new Map(between.map((op) => [writeKeyOf(op), op]));
  return new Map(
    ops.flatMap((op) => {
      const otherOp = byKey.get(writeKeyOf(op));
      const isSame =
        otherOp !== undefined && (op.erased === true || otherOp.erased === true || isSameOp(op, otherOp));
      return isSame ? [[op.dot, otherOp] as const] : [];
    }),
  );
}

/** Only headquarters marks an op as erased: the new op has the rest of the content, without the mark. */
function withoutErasedMark(op: Op): Op {
  const { erased: _, ...rest } = op;
  return rest;
}

/** Signed ops are in their packs even when they are no rows any more; the others were never pruned. */
async function readOwnOpsAfter(
  db: FieldDatabase,
  logId: LogId,
  deviceId: DeviceId,
  after: number,
): Promise<readonly Op[]> {
  const packed = await readPackedOps(db, logId, deviceId, after);
  const lastOp = packed.at(-1);
  const opRows = await db.ops
    .where('[log+device+n]')
    .between(
      [logId, deviceId, (lastOp ? numberOfDot(lastOp.dot) : after) + 1],
      [logId, deviceId, Dexie.maxKey],
    )
    .toArray();
  return [...packed, ...opRows.map(opFromRow)];
}

async function adoptLogOps(
  db: FieldDatabase,
  { from, to }: AdoptionDevices,
  { log, upTo, ops }: AdoptedLogOps,
  serverChain: ServerChain | undefined,
  atMs: number,
): Promise<void> {
  const beyond = serverChain?.packs.filter(({ row }) => row.first > upTo) ?? [];
  const outOfOrder = await OutOfOrderPacks.open(db, log, atMs);
  const documents = await readEntryDocuments(db, log, [...beyond, ...outOfOrder.packs]);
  const more = await readStoredDocuments(
    db,
    log,
    ops.map(({ doc }) => doc),
  );
  const transaction = new LogTransaction(await readLogRow(db, log), new Map([...documents, ...more]));

  await truncateChain(db, transaction, from, upTo, {
    atMs,
    what: 'ownPack',
    why: serverChain?.refusal ?? 'fork',
  });
  // Headquarters' packs of the former identity, now another device, and packs that waited for its numbers.
  const logReceiver = await LogReceiver.load({ db, transaction, own: to, nowMs: atMs, outOfOrder });
  for (const arrivedPack of beyond) await logReceiver.applyEntry(arrivedPack);
  await logReceiver.applyWaitingPacks();
  await logReceiver.saveSuspects();
  await logReceiver.saveClock();
  for (const op of ops) transaction.applyOp(op, false);
  transaction.recountWaiting(await readSummariesOfLog(db, log), ops);
  transaction.changeChainChecks((checks) => dropChainCheck(checks, from));
  transaction.setAcknowledged(0, false);
  // The other branch came from this device, so headquarters left it out of its answers (S3).
  transaction.moveCursor(0, false);
  await commitLogTransaction(db, transaction, null);
}
