import { MovedRecord } from '#domain/assessment/assessment.ts';
import { isTextOp, type Op, opKeyOf, pathOf } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { decodeStoredPayload, type OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { PackCode } from '#sync/protocol/refusal-codes.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import { openStoredPayload } from '../db/stored-packs.ts';
import { wasLogErased } from './log-registry.ts';

/** Empty quarantined packs; the record of their arrival stays. */
export async function emptyQuarantinedPacks(
  tx: StoreTransaction,
  logId: LogId,
  hashes: readonly Sha256[],
): Promise<void> {
  for (const some of parameterChunksOf(hashes))
    await tx
      .updateTable('parked')
      .set({ payload: '', sig: '' })
      .where('log', '=', logId)
      .where('hash', 'in', some)
      .execute();
}

/** Packs that are read at once: at most 256 KiB each. */
const packsPerStep = 40;

/**
 * Empty all quarantined packs of a log that hold a matching op, such as packs of a discarded branch. Reads them in steps,
 * since a device may have parked gigabytes.
 */
export async function emptyQuarantinedPacksWith(
  tx: StoreTransaction,
  logId: LogId,
  isErased: (op: Op) => boolean,
): Promise<void> {
  for (let after: string = ''; ; ) {
    const rows = await tx
      .selectFrom('parked')
      .select(['hash', 'payload'])
      .where('log', '=', logId)
      .where('payload', '!=', '')
      .where('hash', '>', after as Sha256) // only compared
      .orderBy('hash')
      .limit(packsPerStep)
      .execute();
    const hashes = rows.flatMap(({ hash, payload }) => {
      const opened = decodeStoredPayload(payload);
      return opened.ok && opened.value.ops.some(isErased) ? [hash] : [];
    });
    await emptyQuarantinedPacks(tx, logId, hashes);
    const lastSha256 = rows.at(-1);
    if (lastSha256 === undefined || rows.length < packsPerStep) return;
    after = lastSha256.hash;
  }
}

/** Known data of a received pack, readable or not. */
export interface ReceivedPack {
  readonly pack: Pack;
  readonly hash: Sha256;
  readonly sender: DeviceId;
  readonly nowMs: number;
  /** Whether its content is kept where it is refused; a device beyond its quota has it alone. */
  readonly keepsRefused: boolean;
  readonly opened?: OpenedPack;
}

/** Log id for a pack without one. */
const unknownLogId = '00000000-0000-0000-0000-000000000000';

/** Kept characters of an unreadable payload: enough to recognize the program that wrote it. */
const maximumUnreadableCharacters = 100;

/**
 * Quarantine a pack that was not accepted, whole, with its sender and reason: nothing is dropped (J1, J3). When it
 * comes again, the first copy stays. For an erased log, an erased op, or the copy of a moved record with an erased field,
 * only the arrival is recorded: laptops must not bring content back. Of an unreadable pack, hash and first 100
 * characters are kept. Its mission is unknown, so an erasure could not reach it. Its laptop keeps it whole (S5). Beyond
 * a device's quota of refused bytes a day, hash and reason are kept.
 */
export async function quarantinePack(
  store: ServerStore | StoreTransaction,
  { pack, hash, sender, nowMs, opened, keepsRefused }: ReceivedPack,
  code: PackCode | 'fork',
): Promise<void> {
  const isHashOnly = !keepsRefused || (opened !== undefined && (await hasErasedContent(store, opened)));
  await store
    .insertInto('parked')
    .values({
      log: opened?.log ?? unknownLogId,
      hash,
      sender,
      code,
      received_ms: nowMs,
      sig: isHashOnly || opened === undefined ? '' : pack.sig,
      payload: isHashOnly ? '' : opened === undefined ? beginningOfPayload(pack.payload) : pack.payload,
      erased_key: pack.erased?.key ?? null,
    })
    .onConflict((conflict) => conflict.columns(['log', 'hash']).doNothing())
    .execute();
}

/** PostgreSQL's text cannot hold U+0000. */
const beginningOfPayload = (payload: string): string =>
  payload.slice(0, maximumUnreadableCharacters).replaceAll('\0', '\uFFFD');

const hasErasedContent = async (
  store: ServerStore | StoreTransaction,
  openedPack: OpenedPack,
): Promise<boolean> =>
  (await wasLogErased(store, openedPack.log)) ||
  (await hasErasedOp(store, openedPack)) ||
  (await hasErasedFieldOfMovedRecord(store, openedPack));

/**
 * True for a copy of a record of another mission, with a field that headquarters has erased there. The other mission
 * refused the copy, so no search would find the words. Its laptop keeps it, and the former record's log has all others.
 */
async function hasErasedFieldOfMovedRecord(
  store: ServerStore | StoreTransaction,
  { ops }: OpenedPack,
): Promise<boolean> {
  const formerByCopy = new Map<DocumentId, MovedRecord>();
  for (const op of ops) {
    const formerRecord =
      op.path !== movedFrom || isTextOp(op) ? undefined : MovedRecord.safeParse(op.value).data;
    if (formerRecord !== undefined) formerByCopy.set(op.doc, formerRecord);
  }
  for (const some of parameterChunksOf([...formerByCopy.values()])) {
    const rows = await store
      .selectFrom('erased_fields')
      .select(['log', 'doc', 'path'])
      .where('log', 'in', [...new Set(some.map(({ log }) => log))])
      .where('doc', 'in', [...new Set(some.map(({ doc }) => doc))])
      .execute();
    const erased = new Set(rows.map(({ log, doc, path }) => `${log} ${doc} ${path}`));
    const isErased = ({ doc, path }: Op): boolean => {
      const formerRecord = formerByCopy.get(doc);
      return formerRecord !== undefined && erased.has(`${formerRecord.log} ${formerRecord.doc} ${path}`);
    };
    if (ops.some(isErased)) return true;
  }
  return false;
}

const movedFrom = pathOf('moved-from');

/**
 * True when headquarters has erased an op of the pack that still has its content here. Its device may have put the op
 * into another pack again, after it had lost the first one (P2).
 */
async function hasErasedOp(
  store: ServerStore | StoreTransaction,
  { log, device, first, ops }: OpenedPack,
): Promise<boolean> {
  const withContent = new Set(ops.filter((op) => op.erased !== true).map(opKeyOf));
  for (let after = 0; ; ) {
    const rows = await store
      .selectFrom('entries')
      .select(['first', 'payload'])
      .where('log', '=', log)
      .where('device', '=', device)
      .where('erased_key', 'is not', null)
      .where('last', '>=', first)
      .where('first', '<', first + ops.length)
      .where('first', '>', after)
      .orderBy('first')
      .limit(packsPerStep)
      .execute();
    const isThere = rows.some(({ payload }) =>
      openStoredPayload(payload).ops.some((op) => op.erased === true && withContent.has(opKeyOf(op))),
    );
    const last = rows.at(-1);
    if (isThere || last === undefined || rows.length < packsPerStep) return isThere;
    after = last.first;
  }
}
