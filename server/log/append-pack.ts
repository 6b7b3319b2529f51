import type { DeviceId, DocumentId, PersonId } from '#domain/ids.ts';
import { unreachable } from '#domain/base/result.ts';
import { noHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import { limits } from '#sync/protocol/limits.ts';
import type { Pack, Verdict } from '#sync/protocol/wire.ts';
import { type ChainEnd, judgeChain, judgeOps } from '#sync/server/judge.ts';
import { mayRead } from '#domain/people/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { rolesIn } from '../access/directory.ts';
import { noteTakenErasure } from '../erasure/note-taken-erasure.ts';
import { takeErasure } from '../erasure/take-erasure.ts';
import { tellOfErasure } from '../erasure/write-erasure.ts';
import { leaveDesk } from '../identity/desks.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { changedBy, saveDocumentPlaces, saveDocuments } from '../views/document-rows.ts';
import { loadForOps } from '../views/load-documents.ts';
import { lockLog } from './log-lock.ts';
import { park, type PackOnHand } from './park.ts';
import { loadTaken } from './taken-ops.ts';
import { loadTextAuthorship } from './text-authorship.ts';
import { writePackEntry } from './write-pack-entry.ts';

/** A pack that was read and whose signature holds: by whom it was made and who brought it (P3). */
export interface Arrival extends PackOnHand {
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
export const appendPack = (store: Store, arrival: Arrival): Promise<Verdict> =>
  store.transaction().execute((tx) => judgeAndAppend(tx, arrival));

async function judgeAndAppend(tx: StoreTransaction, arrival: Arrival): Promise<Verdict> {
  const { hash, opened } = arrival;
  const place = await lockLog(tx, opened.log);
  const roles = await rolesIn(tx, opened.log, arrival.author);
  if (place === undefined || !mayRead(roles)) {
    await park(tx, arrival, 'access');
    return { pack: hash, verdict: 'refused', code: 'access' };
  }
  return appendAt(tx, arrival, place, roles);
}

/** The same for who holds the lock of the log already and knows what the author may do in it. */
export async function appendAt(
  tx: StoreTransaction,
  arrival: Arrival,
  place: number,
  roles: readonly Role[],
): Promise<Verdict> {
  const { hash, opened } = arrival;
  const end = await chainEnd(tx, opened);
  // What follows the end cannot be in the log: only for what does not is it looked up.
  const isNext = judgeChain(end, opened, false).kind === 'next';
  const storedHeld = isNext ? undefined : await findStored(tx, arrival);
  const verdict = judgeChain(end, opened, storedHeld !== undefined);
  switch (verdict.kind) {
    case 'duplicate':
      if (arrival.pack.erased !== undefined && !(await takeErasure(tx, arrival, place))) {
        await park(tx, { ...arrival, hash: sha256Of(arrival.pack.payload) }, 'erasure');
        return { pack: hash, verdict: 'refused', code: 'erasure' };
      }
      return withHeld({ pack: hash, verdict: 'duplicate' }, storedHeld ?? []);
    case 'gap':
      return { pack: hash, verdict: 'gap', need: verdict.need };
    case 'fork':
      await park(tx, arrival, 'fork');
      await leaveDesk(tx, opened.device);
      return { pack: hash, verdict: 'fork' };
    case 'next': {
      const docs = [...new Set(opened.ops.map((op) => op.doc))];
      const documents = await loadForOps(tx, opened.log, opened.ops);
      const judgement = judgeOps(
        opened.ops,
        roles,
        await loadTaken(tx, opened.log, opened.ops, { device: opened.device, n: end.n }),
        documents,
        await loadTextAuthorship(tx, opened.log, opened.device, opened.ops, documents),
      );
      if (await isBeyondHeld(tx, arrival, judgement.held.length)) {
        await park(tx, arrival, 'held-full');
        return { pack: hash, verdict: 'refused', code: 'held-full' };
      }
      await writePackEntry(tx, arrival, place, judgement.held);
      const change = { place, receivedMs: arrival.nowMs, device: opened.device };
      await saveDocuments(
        tx,
        opened.log,
        [...judgement.changed.values()].map((draft) => changedBy(draft, documents.get(draft.doc), change)),
      );
      await saveDocumentPlaces(tx, opened.log, place, docs);
      if (arrival.pack.erased !== undefined) {
        await tellAgain(tx, arrival, place, docs);
        await noteTakenErasure(tx, arrival, opened.ops);
      }
      return withHeld(
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
async function isBeyondHeld(
  tx: StoreTransaction,
  { opened, author }: Arrival,
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
  return Number(held) + more > limits.heldOps;
}

/** A headquarters that was restored does not know who has the pack from before the erasure. */
async function tellAgain(
  tx: StoreTransaction,
  { opened, pack, sender, nowMs }: Arrival,
  place: number,
  docs: readonly DocumentId[],
): Promise<void> {
  const { log, device, first, ops } = opened;
  const told = { log, place: place + 1, nowMs, broughtBy: sender };
  await tellOfErasure(tx, told, { place, device, first, last: first + ops.length - 1 }, pack, docs);
}

/** The numbers that were held when exactly this payload was stored; undefined when it was not. */
async function findStored(tx: StoreTransaction, { hash, opened }: Arrival): Promise<number[] | undefined> {
  const row = await tx
    .selectFrom('entries')
    .select('held')
    .where('log', '=', opened.log)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row && (JSON.parse(row.held) as number[]);
}

/** Where a device's chain ends in a log; n 0 before its first pack. */
export async function chainEnd(
  tx: StoreTransaction,
  { log, device }: Pick<OpenedPack, 'log' | 'device'>,
): Promise<ChainEnd> {
  const row = await tx
    .selectFrom('chain_ends')
    .select(['n', 'hash'])
    .where('log', '=', log)
    .where('device', '=', device)
    .executeTakeFirst();
  return row ?? { n: 0, hash: noHash };
}

const withHeld = (verdict: Verdict, held: readonly number[]): Verdict =>
  held.length === 0 ? verdict : { ...verdict, held };
