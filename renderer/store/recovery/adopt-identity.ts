import { Dexie } from 'dexie';
import { type Dot, deviceOfDot, dotOf, numberOfDot } from '#domain/document/dot.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import { highestSeenNumber } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Host, HostAnswer } from '#renderer/host/host-contract.ts';
import { dropChainCheck } from '#sync/client/chain-checks.ts';
import type { RenewalReason } from '#sync/protocol/renew-identity.ts';
import { readPackBefore, readPackedOps, truncateChain } from '../db/pack-chain.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readStoredDocuments } from '../db/document-cache.ts';
import { type Journal, JournalRefused } from '../journal/journal.ts';
import type { IdentityAdoptionEntry } from '../journal/journal-entry.ts';
import { readLogRow, readLogRows } from '../db/log-rows.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { chainChecksOf, type LogRow, opFromRow } from '../db/rows.ts';
import { commitLogTransaction, readSummariesOfLog } from '../write/commit-log-transaction.ts';

export interface AdoptionDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly nowMs: () => number;
}

/**
 * Takes a new identity, because headquarters told of a fork, and goes on under it. When the shell has taken one before,
 * and the disk then failed, that one is adopted. Belongs into a turn of its own: nothing may be signed in between.
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
 * Goes on under the identity that the shell has taken (P2), when the database is still another's. Every own op that
 * headquarters has not confirmed is made anew: in the same order, with the same stamps, as an op of `to`. What was
 * written under the former identity after the last confirmed op is rolled back and its packs parked, since headquarters
 * may have other ops under those numbers; what it has of them comes with the next pull. Journaled as one entry before
 * the one transaction; after a crash between the two it is done again, with the same result. Belongs into a turn of its
 * own. Returns whether anything was adopted.
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
 * Carries out an adoption that is in the journal: the database is `from`'s before and `to`'s after. Runs inside the
 * caller's transaction over all tables.
 */
export async function applyIdentityAdoption(
  db: FieldDatabase,
  { from, to, logs }: IdentityAdoptionEntry,
  { atMs, why }: { readonly atMs: number; readonly why: RenewalReason },
): Promise<void> {
  for (const log of logs) await adoptLogOps(db, from, log, atMs);
  const forks = (await readMeta(db, 'forks')) ?? [];
  const added = logs.map(({ log, upTo }) => ({ log, device: from, upTo, suspects: [] }));
  await putMeta(db, 'forks', [...forks, ...added]);
  const changes = logs.reduce((sum, { ops }) => sum + ops.length, 0);
  await putMeta(db, 'renewed', { atMs, why, changes });
  await putMeta(db, 'sentinel', { device: to, madeAtMs: (await readMeta(db, 'sentinel'))?.madeAtMs ?? atMs });
}

/** What a full disk refuses is kept by the database alone, and appended at the next start (D2). */
async function journalAdoption(journal: Journal, entry: IdentityAdoptionEntry): Promise<void> {
  try {
    await journal.append([entry]);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** The ops of one log that headquarters has not confirmed, as ops of the new identity. */
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
    // An own op that is not here any more is not replaced: its number may be another op's at headquarters.
    return withoutErasedMark(
      isTextOp(op) ? { ...op, dot } : { ...op, dot, over: op.over.flatMap((one) => renamed(one) ?? []) },
    );
  });
  return { log, upTo, ops: remade };
}

/** Only headquarters says of an op that it was erased: made anew, it says what is left. */
function withoutErasedMark(op: Op): Op {
  const { erased: _, ...rest } = op;
  return rest;
}

/** The last confirmed own op; when it is within a pack, the pack before it: a pack counts as a whole. */
async function lastConfirmedPackEnd(
  db: FieldDatabase,
  { log, acked }: LogRow,
  from: DeviceId,
): Promise<number> {
  const around = await readPackBefore(db, log, from, acked);
  return around !== undefined && around.last > acked ? around.first - 1 : acked;
}

/** Sealed ops are in their packs even when the op log has lost them; the others were never pruned. */
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
  const work = new LogTransaction(await readLogRow(db, log), documents);

  await truncateChain(db, work, from, upTo, { atMs, what: 'ownPack', why: 'fork' });
  for (const op of ops) work.applyOp(op, false);
  work.recountWaiting(await readSummariesOfLog(db, log), ops);
  work.setChainChecks(dropChainCheck(chainChecksOf(work.row), from));
  work.setAcknowledged(0, false);
  // The other branch came from this device, and so was left out of what headquarters sent (S3).
  work.moveCursor(0, false);
  await commitLogTransaction(db, work, null);
}
