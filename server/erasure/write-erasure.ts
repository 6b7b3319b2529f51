import type { Dot } from '#domain/document/dot.ts';
import { eraseInRegisters } from '#domain/document/erase-ops.ts';
import type { Op } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { erasedPackText, isSameOp, payloadWith } from '#sync/protocol/erased-pack.ts';
import { limits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { signText } from '../identity/ed25519.ts';
import type { SigningKey } from '../identity/server-keys.ts';
import { chunksOf } from '../log/chunks.ts';
import { takePlace } from '../log/log-lock.ts';
import { bytesOf } from '../log/write-pack-entry.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { replacedBy, saveDocumentPlaces, saveDocuments } from '../views/document-rows.ts';
import { readDocument, withRegisters } from '../views/load-documents.ts';
import { emptyParked } from './empty-parked.ts';
import { erasureText } from './erasure-entry.ts';
import type { StoredPack } from './stored-packs.ts';

/** What is left of a pack would no longer fit into one: nothing was erased. */
export class ErasureTooLarge extends Error {}

/** For whoever holds the log's lock. `place`: that of its next entry. `broughtBy`: who brought the word; empty: nobody. */
export interface Erasing {
  readonly log: LogId;
  readonly place: number;
  readonly keys: SigningKey;
  readonly nowMs: number;
  readonly broughtBy: string;
}

/** Packs, and ops in them as they are after the erasure. */
export interface Erasure {
  readonly packs: readonly StoredPack[];
  readonly erased: ReadonlyMap<Dot, Op>;
  readonly isHeld: (dot: Dot) => boolean;
}

/**
 * Writes an erasure: into each pack that changes by it, as a new entry that tells of the pack, into the documents and into
 * what was parked of these packs. Answers how many ops changed.
 */
export async function writeErasure(
  tx: StoreTransaction,
  erasing: Erasing,
  { packs, erased, isHeld }: Erasure,
): Promise<number> {
  const changed = packs.flatMap((stored) => {
    const payload = payloadWith(stored.opened, erased);
    return payload === null ? [] : [{ stored, pack: signed(erasing, stored, payload) }];
  });
  let { place } = erasing;
  let count = 0;
  const placeByDoc = new Map<DocumentId, number>();
  for (const { stored, pack } of changed) {
    const ops = stored.opened.ops.filter(({ dot }) => erased.has(dot));
    const docs = [...new Set(ops.map(({ doc }) => doc))];
    await replacePack(tx, erasing, stored, pack);
    await tellOfErasure(tx, { ...erasing, place }, stored, pack, docs);
    for (const doc of docs) placeByDoc.set(doc, place);
    count += ops.filter((op) => !isSameOp(op, erased.get(op.dot) ?? op)).length;
    place += 1;
  }
  const counted = [...erased.values()].filter(({ dot }) => !isHeld(dot));
  await eraseInDocuments(tx, erasing.log, counted, placeByDoc);
  await emptyParked(
    tx,
    erasing.log,
    changed.map(({ stored }) => stored.hash),
  );
  return count;
}

function signed({ keys }: Erasing, { hash }: StoredPack, payload: string): Pack {
  if (Buffer.byteLength(payload) > limits.packBytes)
    throw new ErasureTooLarge('What is left of a pack after the erasure does not fit into one');
  const sig = signText(keys.privateKey, erasedPackText(hash, payload)).toString('base64url');
  return { payload, sig, erased: { hash, key: keys.publicKey } };
}

/** The row keeps its place, its numbers, its hash and what was held of it. */
async function replacePack(
  tx: StoreTransaction,
  { log, keys, nowMs }: Erasing,
  { place }: StoredPack,
  pack: Pack,
): Promise<void> {
  await tx
    .updateTable('entries')
    .set({
      payload: pack.payload,
      sig: pack.sig,
      bytes: bytesOf(pack),
      erased_key: keys.publicKey,
      erased_ms: nowMs,
    })
    .where('log', '=', log)
    .where('place', '=', place)
    .execute();
}

/** Tells those who have read past the pack, or have it by another road, that it is another one now (S3). */
export async function tellOfErasure(
  tx: StoreTransaction,
  { log, place, nowMs, broughtBy }: Omit<Erasing, 'keys'>,
  stored: Pick<StoredPack, 'place' | 'device' | 'first' | 'last'>,
  pack: Pack,
  docs: readonly DocumentId[],
): Promise<void> {
  await tx
    .insertInto('entries')
    .values({
      log,
      place,
      kind: 'erasure',
      device: stored.device,
      first: stored.first,
      last: stored.last,
      hash: null,
      bytes: bytesOf(pack),
      held: '[]',
      flagged: 0,
      brought_by: broughtBy,
      received_ms: nowMs,
      sig: '',
      payload: erasureText({ place: stored.place, docs }),
    })
    .execute();
  await takePlace(tx, log, place);
  await saveDocumentPlaces(tx, log, place, docs);
}

/** What they show is made anew; who wrote there last, and when, stays as it was. */
async function eraseInDocuments(
  tx: StoreTransaction,
  log: LogId,
  erased: readonly Op[],
  placeByDoc: ReadonlyMap<DocumentId, number>,
): Promise<void> {
  for (const some of chunksOf([...placeByDoc.keys()], 50)) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind', 'changed_ms', 'last_device'])
      .where('log', '=', log)
      .where('doc', 'in', some)
      .execute();
    const changed = (await withRegisters(tx, rows)).map((row) => {
      const before = readDocument(row);
      const ops = erased.filter(({ doc }) => doc === row.doc);
      const registers = eraseInRegisters(before.registers, ops) ?? before.registers;
      const place = placeByDoc.get(row.doc) ?? 0;
      const change = { place, receivedMs: row.changed_ms, device: row.last_device };
      return replacedBy(before, { ...before, registers }, change);
    });
    await saveDocuments(tx, log, changed);
  }
}
