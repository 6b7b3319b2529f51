import { Dexie } from 'dexie';
import {
  isTextOp,
  type Op,
  type Dot,
  deviceOfDot,
  dotOf,
  numberOfDot,
  highestSeenNumber,
} from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Host, HostAnswer } from '#renderer/host/host-contract.ts';
import { dropChainCheck } from '#sync/client/chain-checks.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { readPackBefore, readPackedOps, truncateChain } from '../db/pack-chain.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type Journal, JournalRefused } from '../journal/journal.ts';
import type { IdentityAdoptionEntry } from '../journal/journal-entry.ts';
import { readLogRow, readLogRows, readStoredDocuments, putMeta, readMeta } from '../db/meta.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { chainChecksOf, type LogRow, opFromRow } from '../db/rows.ts';
import { commitLogTransaction, readSummariesOfLog } from '../write/commit-log-transaction.ts';

interface AdoptionDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly nowMs: () => number;
}

/**
 * Take a new identity after headquarters reported a fork, and continue under it. If the shell took one before, and the
 * disk then failed, that one is adopted. Runs under the mutex: nothing may be signed in between.
 */
export async function renewOwnIdentity(
  parts: AdoptionDependencies & { readonly host: Host },
  current: DeviceId,
): Promise<HostAnswer<'device.identity'>> {
  const known = await parts.host.ask('device.identity', null);
  const identity = known.device === current ? await parts.host.ask('device.renew', { why: 'fork' }) : known;
  await adoptDeviceIdentity(parts, identity.device, 'fork');
  return identity;
}

type AdoptedLogOps = IdentityAdoptionEntry['logs'][number];

/**
 * Adopt the shell's identity (P2) when the database still has another one. Unconfirmed own ops become ops of `to`, in
 * the same order with the same timestamps. Their former packs are quarantined: headquarters may have other ops under
 * those numbers, which the next pull brings. Journaled as one entry before the one transaction, so a repetition after a
 * crash has the same result. Runs under the mutex.
 * @returns whether an identity was adopted.
 */
export async function adoptDeviceIdentity(
  parts: AdoptionDependencies,
  to: DeviceId,
  why: RenewalReason,
): Promise<boolean> {
  const { db, journal, nowMs } = parts;
  const sentinel = await readMeta(db, 'sentinel');
  if (sentinel === undefined || sentinel.device === to) return false;
  const from = sentinel.device;
  const logs: AdoptedLogOps[] = [];
  for (const row of await readLogRows(db)) logs.push(await rewriteUnconfirmedOps(db, row, from, to));
  const entry: IdentityAdoptionEntry = { kind: 'adopted', from, to, logs };
  await journalAdoption(journal, entry);
  // An async function of its own: only those does Dexie follow through native promises.
  await db.transaction('rw', db.tables, async () => {
    await applyIdentityAdoption(db, entry, { atMs: nowMs(), why });
  });
  return true;
}

/**
 * Apply a journaled adoption: the database belongs to `from` before and to `to` after. Runs inside the caller's
 * transaction over all tables.
 */
export async function applyIdentityAdoption(
  db: FieldDatabase,
  { from, to, logs }: IdentityAdoptionEntry,
  { atMs, why }: { readonly atMs: number; readonly why: RenewalReason },
): Promise<void> {
  for (const log of logs) await adoptLogOps(db, from, log, atMs);
  // Under the numbers of their ops, headquarters may bring ops of another branch.
  await db.undoSteps.clear();
  const forks = (await readMeta(db, 'forks')) ?? [];
  const added = logs.map(({ log, upTo }) => ({ log, device: from, upTo, suspects: [] }));
  await putMeta(db, 'forks', [...forks, ...added]);
  const changes = logs.reduce((sum, { ops }) => sum + ops.length, 0);
  await putMeta(db, 'renewed', { atMs, why, changes });
  await putMeta(db, 'sentinel', { device: to, madeAtMs: (await readMeta(db, 'sentinel'))?.madeAtMs ?? atMs });
}

/** If a full disk refuses it, the database alone has it; it is appended at the next start (D2). */
async function journalAdoption(journal: Journal, entry: IdentityAdoptionEntry): Promise<void> {
  try {
    await journal.append([entry]);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** Rewrite the ops of one log that headquarters has not confirmed as ops of the new identity. */
async function rewriteUnconfirmedOps(
  db: FieldDatabase,
  row: LogRow,
  from: DeviceId,
  to: DeviceId,
): Promise<AdoptedLogOps> {
  const { log, have } = row;
  const upTo = await lastConfirmedPackEnd(db, row, from);
  const ops = await readOwnOpsAfter(db, log, from, upTo);
  const start = highestSeenNumber(have, to);
  const newDots = new Map(ops.map(({ dot }, at) => [dot, dotOf(to, start + at + 1)]));
  const renamed = (dot: Dot): Dot | undefined =>
    deviceOfDot(dot) === from && numberOfDot(dot) > upTo ? newDots.get(dot) : dot;
  const remade = ops.map((op, at): Op => {
    const dot = dotOf(to, start + at + 1);
    // The new op does not replace a lost own op: at headquarters its number may be another op's.
    return withoutErasedMark(
      isTextOp(op) ? { ...op, dot } : { ...op, dot, over: op.over.flatMap((one) => renamed(one) ?? []) },
    );
  });
  return { log, upTo, ops: remade };
}

/** Only headquarters marks an op as erased: the new op has the rest of the content, without the mark. */
function withoutErasedMark(op: Op): Op {
  const { erased: _, ...rest } = op;
  return rest;
}

/** Last confirmed own op. Within a pack, the end of the pack before, since a pack counts as a whole. */
async function lastConfirmedPackEnd(
  db: FieldDatabase,
  { log, acked }: LogRow,
  from: DeviceId,
): Promise<number> {
  const around = await readPackBefore(db, log, from, acked);
  return around !== undefined && around.last > acked ? around.first - 1 : acked;
}

/** Signed ops are in their packs even when they are no rows any more; the others were never pruned. */
async function readOwnOpsAfter(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  after: number,
): Promise<readonly Op[]> {
  const packed = await readPackedOps(db, log, device, after);
  const last = packed.at(-1);
  const rows = await db.ops
    .where('[log+device+n]')
    .between([log, device, (last ? numberOfDot(last.dot) : after) + 1], [log, device, Dexie.maxKey])
    .toArray();
  return [...packed, ...rows.map(opFromRow)];
}

async function adoptLogOps(
  db: FieldDatabase,
  from: DeviceId,
  { log, upTo, ops }: AdoptedLogOps,
  atMs: number,
): Promise<void> {
  const documents = await readStoredDocuments(
    db,
    log,
    ops.map(({ doc }) => doc),
  );
  const transaction = new LogTransaction(await readLogRow(db, log), documents);

  await truncateChain(db, transaction, from, upTo, { atMs, what: 'ownPack', why: 'fork' });
  for (const op of ops) transaction.applyOp(op, false);
  transaction.recountWaiting(await readSummariesOfLog(db, log), ops);
  transaction.setChainChecks(dropChainCheck(chainChecksOf(transaction.row), from));
  transaction.setAcknowledged(0, false);
  // The other branch came from this device, so headquarters left it out of its answers (S3).
  transaction.moveCursor(0, false);
  await commitLogTransaction(db, transaction, null);
}
