import { unreachable } from '#base/result.ts';
import type { DeviceId, DocumentId, PersonId } from '#domain/ids.ts';
import { mayReadLog, rolesOnDevice } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { chainStartHash, type Sha256, sha256Of } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { PackCode } from '#sync/protocol/refusal-codes.ts';
import type { Pack, Verdict } from '#sync/protocol/wire.ts';
import { judgeChainLink, judgePackOps, type ServerChainEnd } from '#sync/server/judge-pack.ts';
import { abandonConsoleDevice } from '../auth/console-device.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import { lockLog } from '../db/log-lock.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { writePackEntry } from '../db/write-pack-entry.ts';
import { changedByDraft, saveDocumentPlaces, saveDocuments } from '../projections/document-rows.ts';
import { loadDocumentsForOps } from '../projections/load-documents.ts';
import { loadDocumentRoom, loadTakenDots } from './judge-input.ts';
import { quarantinePack, type ReceivedPack } from './quarantine.ts';
import { loadTextAuthorship } from './text-authorship.ts';
import { announceErasure, auditReceivedErasure, reapplyLostErasure } from './write-erasure.ts';

/** Parsed pack with a valid signature, its author, and the device that brought it (P3). */
export interface VerifiedPack extends ReceivedPack {
  readonly pack: Pack;
  readonly hash: Sha256;
  readonly opened: OpenedPack;
  readonly author: PersonId;
  readonly sender: DeviceId;
  readonly nowMs: number;
}

/** Verdict on a pack, and the number of documents that begin with it. */
export interface AppendedPack {
  readonly verdict: Verdict;
  readonly newDocuments: number;
}

/** Verdict on a pack without a new document. */
export const beginningNothing = (verdict: Verdict): AppendedPack => ({ verdict, newDocuments: 0 });

/**
 * Append a pack: the only way into a log. Verdict, entry, chain end and changed documents commit together or not at
 * all. The verdict is sent only afterwards (S1). Checks come in the order P2, J2, J3, J5; J1 was checked before.
 */
export const appendPack = (store: ServerStore, verifiedPack: VerifiedPack): Promise<AppendedPack> =>
  store.transaction().execute((tx) => judgeAndAppendPack(tx, verifiedPack));

async function judgeAndAppendPack(tx: StoreTransaction, verifiedPack: VerifiedPack): Promise<AppendedPack> {
  const { hash, opened } = verifiedPack;
  const refused = refusalOf(hash);
  const place = await lockLog(tx, opened.log);
  // The device may have been revoked since its signature was checked.
  if (!(await isActiveDevice(tx, opened.device))) {
    await quarantinePack(tx, verifiedPack, 'device');
    return refused('device');
  }
  const roles = rolesOnDevice(await rolesInLog(tx, opened.log, verifiedPack.author));
  if (place === undefined || !mayReadLog(roles)) {
    await quarantinePack(tx, verifiedPack, 'access');
    return refused('access');
  }
  return appendPackAtPlace(tx, verifiedPack, place, roles);
}

async function isActiveDevice(tx: StoreTransaction, deviceId: DeviceId): Promise<boolean> {
  const row = await tx
    .selectFrom('devices')
    .select('state')
    .where('device', '=', deviceId)
    .executeTakeFirst();
  return row?.state === 'active';
}

/** Append under a held lock of the log, with the author's known rights. */
export async function appendPackAtPlace(
  tx: StoreTransaction,
  verifiedPack: VerifiedPack,
  place: number,
  roles: readonly Role[],
): Promise<AppendedPack> {
  const { hash, opened } = verifiedPack;
  const refused = refusalOf(hash);
  const chainEnd = await readChainEnd(tx, opened);
  // A pack that follows the chain's end cannot be in the log yet; only others are looked up.
  const isNext = judgeChainLink(chainEnd, opened, false).kind === 'next';
  const storedHeld = isNext ? undefined : await readHeldOfStoredPack(tx, verifiedPack);
  const chainVerdict = judgeChainLink(chainEnd, opened, storedHeld !== undefined);
  switch (chainVerdict.kind) {
    case 'duplicate':
      if (verifiedPack.pack.erased !== undefined && !(await reapplyLostErasure(tx, verifiedPack, place))) {
        await quarantinePack(tx, { ...verifiedPack, hash: sha256Of(verifiedPack.pack.payload) }, 'erasure');
        return refused('erasure');
      }
      return beginningNothing(withHeldNumbers({ pack: hash, verdict: 'duplicate' }, storedHeld ?? []));
    case 'gap':
      return beginningNothing({ pack: hash, verdict: 'gap', need: chainVerdict.need });
    case 'fork':
      await quarantinePack(tx, verifiedPack, 'fork');
      await abandonConsoleDevice(tx, opened.device);
      return beginningNothing({ pack: hash, verdict: 'fork' });
    case 'next': {
      const documentIds = [...new Set(opened.ops.map((op) => op.doc))];
      const documents = await loadDocumentsForOps(tx, opened.log, opened.ops);
      const packJudgement = judgePackOps(
        opened.ops,
        roles,
        {
          ...(await loadTakenDots(tx, opened.log, opened.ops, { device: opened.device, n: chainEnd.n })),
          room: await loadDocumentRoom(tx, opened.log, opened.ops, documents),
        },
        documents,
        await loadTextAuthorship(tx, opened.log, opened.device, opened.ops, documents),
      );
      if (await exceedsHeldLimit(tx, verifiedPack, packJudgement.held.length)) {
        await quarantinePack(tx, verifiedPack, 'held-full');
        return refused('held-full');
      }
      await writePackEntry(tx, verifiedPack, place, packJudgement.held);
      const change = { place, receivedMs: verifiedPack.nowMs, device: opened.device };
      await saveDocuments(
        tx,
        opened.log,
        [...packJudgement.changed.values()].map((documentDraft) =>
          changedByDraft(documentDraft, documents.get(documentDraft.doc), change),
        ),
      );
      await saveDocumentPlaces(tx, opened.log, place, documentIds);
      if (verifiedPack.pack.erased !== undefined) {
        await announceErasureAgain(tx, verifiedPack, place, documentIds);
        await auditReceivedErasure(tx, verifiedPack, opened.ops);
      }
      return {
        verdict: withHeldNumbers(
          { pack: hash, verdict: 'accepted' },
          packJudgement.held.map(({ n }) => n),
        ),
        newDocuments: [...packJudgement.changed.keys()].filter((documentId) => !documents.has(documentId))
          .length,
      };
    }
    default:
      return unreachable(chainVerdict);
  }
}

/**
 * Return whether more ops of the author's devices would be held in this log than allowed (J5). Every reader's laptop
 * tracks each held op, so one member could slow down all.
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

/** A restored server does not know which devices have the pack from before the erasure. */
async function announceErasureAgain(
  tx: StoreTransaction,
  { opened, pack, sender, nowMs }: VerifiedPack,
  place: number,
  documentIds: readonly DocumentId[],
): Promise<void> {
  const { log, device, first, ops } = opened;
  const announcement = { log, place: place + 1, nowMs, broughtBy: sender };
  await announceErasure(
    tx,
    announcement,
    { place, device, first, last: first + ops.length - 1 },
    pack,
    documentIds,
  );
}

/** Return the numbers that were held when exactly this payload was stored; undefined when it was not. */
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

/** Return the end of a device's chain in a log; n 0 before its first pack. */
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

const refusalOf =
  (pack: Sha256) =>
  (code: PackCode): AppendedPack =>
    beginningNothing({ pack, verdict: 'refused', code });

const withHeldNumbers = (verdict: Verdict, held: readonly number[]): Verdict =>
  held.length === 0 ? verdict : { ...verdict, held };
