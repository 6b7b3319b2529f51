import type { DeviceId, DocumentId, PersonId } from '#domain/ids.ts';
import { unreachable } from '#base/result.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack, Verdict } from '#sync/protocol/wire.ts';
import { type ServerChainEnd, judgeChainLink, judgePackOps } from '#sync/server/judge-pack.ts';
import { mayReadLog } from '#domain/people/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { rolesInLog } from '../auth/grants.ts';
import { announceErasure, auditReceivedErasure, reapplyLostErasure } from '../retention/write-erasure.ts';
import { abandonConsoleDevice } from '../auth/console-device.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { changedByDraft, saveDocumentPlaces, saveDocuments } from '../projections/document-rows.ts';
import { loadDocumentsForOps } from '../projections/load-documents.ts';
import { quarantinePack, type ReceivedPack } from './quarantine.ts';
import { loadTakenDots, loadTextAuthorship } from './judge-input.ts';
import { lockLog, writePackEntry } from './write-pack-entry.ts';

/** A pack that was read and whose signature holds: by whom it was made and who brought it (P3). */
export interface VerifiedPack extends ReceivedPack {
  readonly pack: Pack;
  readonly hash: Sha256;
  readonly opened: OpenedPack;
  readonly author: PersonId;
  readonly sender: DeviceId;
  readonly nowMs: number;
}

/**
 * The only way that anything gets into a log. The judgement, the entry at its place, the end of the chain and the
 * changed documents commit together or not at all; the verdict is known only after that (S1). The order of the
 * questions is P2, J2, J3, J5; J1 was asked before.
 */
export const appendPack = (store: ServerStore, arrival: VerifiedPack): Promise<Verdict> =>
  store.transaction().execute((tx) => judgeAndAppendPack(tx, arrival));

async function judgeAndAppendPack(tx: StoreTransaction, arrival: VerifiedPack): Promise<Verdict> {
  const { hash, opened } = arrival;
  const place = await lockLog(tx, opened.log);
  const roles = await rolesInLog(tx, opened.log, arrival.author);
  if (place === undefined || !mayReadLog(roles)) {
    await quarantinePack(tx, arrival, 'access');
    return { pack: hash, verdict: 'refused', code: 'access' };
  }
  return appendPackAtPlace(tx, arrival, place, roles);
}

/** The same for who holds the lock of the log already and knows what the author may do in it. */
export async function appendPackAtPlace(
  tx: StoreTransaction,
  arrival: VerifiedPack,
  place: number,
  roles: readonly Role[],
): Promise<Verdict> {
  const { hash, opened } = arrival;
  const end = await readChainEnd(tx, opened);
  // What follows the end cannot be in the log: only for what does not is it looked up.
  const isNext = judgeChainLink(end, opened, false).kind === 'next';
  const storedHeld = isNext ? undefined : await readHeldOfStoredPack(tx, arrival);
  const verdict = judgeChainLink(end, opened, storedHeld !== undefined);
  switch (verdict.kind) {
    case 'duplicate':
      if (arrival.pack.erased !== undefined && !(await reapplyLostErasure(tx, arrival, place))) {
        await quarantinePack(tx, { ...arrival, hash: sha256Of(arrival.pack.payload) }, 'erasure');
        return { pack: hash, verdict: 'refused', code: 'erasure' };
      }
      return withHeldNumbers({ pack: hash, verdict: 'duplicate' }, storedHeld ?? []);
    case 'gap':
      return { pack: hash, verdict: 'gap', need: verdict.need };
    case 'fork':
      await quarantinePack(tx, arrival, 'fork');
      await abandonConsoleDevice(tx, opened.device);
      return { pack: hash, verdict: 'fork' };
    case 'next': {
      const docs = [...new Set(opened.ops.map((op) => op.doc))];
      const documents = await loadDocumentsForOps(tx, opened.log, opened.ops);
      const judgement = judgePackOps(
        opened.ops,
        roles,
        await loadTakenDots(tx, opened.log, opened.ops, { device: opened.device, n: end.n }),
        documents,
        await loadTextAuthorship(tx, opened.log, opened.device, opened.ops, documents),
      );
      if (await exceedsHeldLimit(tx, arrival, judgement.held.length)) {
        await quarantinePack(tx, arrival, 'held-full');
        return { pack: hash, verdict: 'refused', code: 'held-full' };
      }
      await writePackEntry(tx, arrival, place, judgement.held);
      const change = { place, receivedMs: arrival.nowMs, device: opened.device };
      await saveDocuments(
        tx,
        opened.log,
        [...judgement.changed.values()].map((draft) =>
          changedByDraft(draft, documents.get(draft.doc), change),
        ),
      );
      await saveDocumentPlaces(tx, opened.log, place, docs);
      if (arrival.pack.erased !== undefined) {
        await announceErasureAgain(tx, arrival, place, docs);
        await auditReceivedErasure(tx, arrival, opened.ops);
      }
      return withHeldNumbers(
        { pack: hash, verdict: 'accepted' },
        judgement.held.map(({ n }) => n),
      );
    }
    default:
      return unreachable(verdict);
  }
}

/**
 * J5: would more ops of the author's devices be held in this log than may be? Every reader's laptop keeps count of each, so
 * one member could slow down all.
 */
async function exceedsHeldLimit(
  tx: StoreTransaction,
  { opened, author }: VerifiedPack,
  more: number,
): Promise<boolean> {
  if (more === 0) return false;
  const { held } = await tx
    .selectFrom('held_ops')
    .innerJoin('devices', 'devices.device', 'held_ops.device')
    .select((eb) => eb.fn.countAll<number | bigint | string>().as('held'))
    .where('held_ops.log', '=', opened.log)
    .where('devices.person', '=', author)
    .where('held_ops.released_place', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(held) + more > wireLimits.heldOps;
}

/** A headquarters that was restored does not know who has the pack from before the erasure. */
async function announceErasureAgain(
  tx: StoreTransaction,
  { opened, pack, sender, nowMs }: VerifiedPack,
  place: number,
  docs: readonly DocumentId[],
): Promise<void> {
  const { log, device, first, ops } = opened;
  const told = { log, place: place + 1, nowMs, broughtBy: sender };
  await announceErasure(tx, told, { place, device, first, last: first + ops.length - 1 }, pack, docs);
}

/** The numbers that were held when exactly this payload was stored; undefined when it was not. */
async function readHeldOfStoredPack(
  tx: StoreTransaction,
  { hash, opened }: VerifiedPack,
): Promise<number[] | undefined> {
  const row = await tx
    .selectFrom('entries')
    .select('held')
    .where('log', '=', opened.log)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row && (JSON.parse(row.held) as number[]);
}

/** Where a device's chain ends in a log; n 0 before its first pack. */
export async function readChainEnd(
  tx: StoreTransaction,
  { log, device }: Pick<OpenedPack, 'log' | 'device'>,
): Promise<ServerChainEnd> {
  const row = await tx
    .selectFrom('chain_ends')
    .select(['n', 'hash'])
    .where('log', '=', log)
    .where('device', '=', device)
    .executeTakeFirst();
  return row ?? { n: 0, hash: chainStartHash };
}

const withHeldNumbers = (verdict: Verdict, held: readonly number[]): Verdict =>
  held.length === 0 ? verdict : { ...verdict, held };
