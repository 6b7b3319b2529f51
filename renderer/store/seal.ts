import { Dexie } from 'dexie';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { bytesInRequest, fitPack } from '#sync/client/fit-pack.ts';
import { type LogShare, smallestPackBytes } from '#sync/client/plan-request.ts';
import type { Signer } from '#sync/client/ports.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { limits } from '#sync/protocol/limits.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { FieldDatabase } from './database.ts';
import { type Journal, JournalRefused } from './journal.ts';
import { packEntryOf } from './journal-entry.ts';
import { readLogRow } from './log-table.ts';
import type { Owed } from './owed.ts';
import type { SentPack } from './read-verdicts.ts';
import { chainEndOf, opOf, type PackRow } from './rows.ts';

/** What sealing needs. */
export interface SealParts {
  readonly db: FieldDatabase;
  readonly signer: Signer;
  readonly device: DeviceId;
  readonly journal: Journal;
  readonly owed: Owed;
}

/** The sealed packs of one log that headquarters has not confirmed, in chain order. */
export const readSealed = (
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  acked: number,
): Promise<readonly PackRow[]> =>
  db.packs
    .where('[log+device+first]')
    .between([log, own, acked + 1], [log, own, Dexie.maxKey])
    .toArray();

/**
 * The packs of one log for the next request: those that are sealed already, then new ones as the share allows. A pack
 * is signed, journaled and stored before it is sent, and its bytes never change again (P1). `isFirst`: nothing else is
 * in the request yet, so one pack goes however large it is.
 */
export async function gatherPacks(
  parts: SealParts,
  share: LogShare,
  isFirst: boolean,
): Promise<readonly SentPack[]> {
  const { db, device: own } = parts;
  const { acked } = await readLogRow(db, share.log);
  const sealed = (await readSealed(db, own, share.log, acked)).slice(0, share.sealed);
  const packs = [...sealed];
  let left = share.sealBytes;
  while (left > 0) {
    const mustGo = isFirst && packs.length === 0;
    if (left < smallestPackBytes && !mustGo) break;
    const pack = await sealNext(parts, share.log, { budgetBytes: left, mustGo });
    if (pack === null) break;
    packs.push(pack);
    left -= bytesInRequest(pack.payload);
  }
  return packs.map((row) => ({ row, opened: reopen(row.payload) }));
}

/** Seals the oldest ops that are in no pack yet; null when there are none, or when even one is too large. */
async function sealNext(
  parts: SealParts,
  log: LogId,
  { budgetBytes, mustGo }: { readonly budgetBytes: number; readonly mustGo: boolean },
): Promise<PackRow | null> {
  const { db, signer, device: own, journal, owed } = parts;
  const end = chainEndOf(await readLogRow(db, log), own);
  const ops = await readOps(db, own, log, end.n);
  if (ops.length === 0) return null;

  const { payload, count } = fitPack(log, end.hash, ops, budgetBytes);
  if (bytesInRequest(payload) > budgetBytes && !mustGo) return null;
  const sig = await signer.sign(payload);
  const first = end.n + 1;
  const last = end.n + count;
  const pack: PackRow = { log, device: own, first, last, payload, sig, hash: sha256Of(payload) };
  await keepInJournal(journal, pack);
  const stored = db.transaction('rw', db.packs, db.logs, async () => {
    // Writing went on meanwhile: the row is read again. Only this and own packs that come back extend the own chain.
    const row = await readLogRow(db, log);
    if (chainEndOf(row, own).n !== end.n) throw new Error('The own chain moved while a pack was sealed');
    await db.packs.add(pack);
    await db.logs.put({ ...row, chains: { ...row.chains, [own]: { n: last, hash: pack.hash } } });
  });
  try {
    await stored;
  } catch (error) {
    if (journal.isThere) owed.owe({ kind: 'pack', row: pack });
    throw error;
  }
  return pack;
}

/**
 * Sealed again with other bounds after the database was lost, the pack would be a fork. That heals (P2), while a full
 * disk that keeps changes from headquarters would not: what the journal refuses is sent all the same, and appended at
 * the next start.
 */
async function keepInJournal(journal: Journal, pack: PackRow): Promise<void> {
  try {
    await journal.append([packEntryOf(pack)]);
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

async function readOps(db: FieldDatabase, own: DeviceId, log: LogId, after: number): Promise<readonly Op[]> {
  const rows = await db.ops
    .where('[log+device+n]')
    .between([log, own, after + 1], [log, own, Dexie.maxKey])
    .limit(limits.packOps)
    .toArray();
  return rows.map(opOf);
}

function reopen(payload: string) {
  const decoded = decodePayload(payload);
  if (!decoded.ok) throw new Error(`An own pack cannot be read: ${decoded.refusal.why}`);
  return decoded.value;
}
