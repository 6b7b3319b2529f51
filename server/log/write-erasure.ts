import * as z from 'zod';
import { groupByKey } from '#base/group.ts';
import { eraseFromRegisters } from '#domain/document/erase-from-registers.ts';
import { mergeErasure } from '#domain/document/erase-ops.ts';
import { type Dot, dotOf, numberOfDot, type Op } from '#domain/document/op.ts';
import { type DeviceId, DocumentId, type LogId } from '#domain/ids.ts';
import { erasedPackText, isErasedFormOf, isSameOp, payloadWithOps } from '#sync/protocol/erased-pack.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { signText } from '../auth/ed25519.ts';
import { requireServerKeys, type ServerSigningKey } from '../auth/server-identity.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { advanceNextPlace } from '../db/log-lock.ts';
import { parameterChunksOf, type StoreTransaction, systemDependencies } from '../db/open-store.ts';
import { loadPackByHash, type PlacedPack } from '../db/stored-packs.ts';
import { packBytesOf } from '../db/write-pack-entry.ts';
import { replacedDocument, saveDocumentPlaces, saveDocuments } from '../projections/document-rows.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import type { VerifiedPack } from './append-pack.ts';
import { emptyQuarantinedPacks } from './quarantine.ts';

/**
 * Repeat an erasure that the server lost, as after a restored backup, from a pack with headquarters' signature on it.
 * Further erasures here stay. The caller must hold the log's lock.
 * @returns false, without a change, when the pack differs from the stored one in more than erased content (J1)
 */
export async function reapplyLostErasure(
  tx: StoreTransaction,
  verifiedPack: VerifiedPack,
  place: number,
): Promise<boolean> {
  const { hash, opened, sender, nowMs } = verifiedPack;
  const storedPack = await loadPackByHash(tx, opened.log, hash);
  if (!isErasedFormOf(opened, storedPack.opened)) return false;
  const keys = await requireServerKeys(tx);
  const told = new Map(opened.ops.map((op) => [op.dot, op]));
  const erased = new Map<Dot, Op>();
  for (const op of storedPack.opened.ops) {
    const further = mergeErasure(op, told.get(op.dot) ?? op);
    if (further !== null) erased.set(op.dot, further);
  }
  if (erased.size === 0) return true;
  const heldDots = await readHeldDotsInPack(tx, storedPack);
  await writePackErasure(
    tx,
    { log: opened.log, place, keys, nowMs, broughtBy: sender },
    { packs: [storedPack], erased, isHeld: (dot) => heldDots.has(dot) },
  );
  await auditReceivedErasure(tx, verifiedPack, [...erased.values()]);
  return true;
}

async function readHeldDotsInPack(
  tx: StoreTransaction,
  { opened, first, last }: PlacedPack,
): Promise<Set<Dot>> {
  const rows = await tx
    .selectFrom('held_ops')
    .select(['device', 'n'])
    .where('log', '=', opened.log)
    .where('device', '=', opened.device)
    .where('n', '>=', first)
    .where('n', '<=', last)
    .where('released_place', 'is', null)
    .execute();
  return new Set(rows.map(({ device, n }) => dotOf(device, n)));
}

/**
 * Write an audit line for an erasure that a device brought. It names the pack's device, its erased ops, the bringing
 * device and headquarters' signing key. No content.
 */
export async function auditReceivedErasure(
  tx: StoreTransaction,
  { opened, pack, sender, nowMs }: VerifiedPack,
  ops: readonly Op[],
): Promise<void> {
  const bringer = await tx
    .selectFrom('devices')
    .select('person')
    .where('device', '=', sender)
    .executeTakeFirst();
  const numbers = ops.flatMap(({ dot, erased }) => (erased === true ? [numberOfDot(dot)] : []));
  await appendAuditLine(
    tx,
    { ...systemDependencies, nowMs: () => nowMs }, // time of the request; the id needs randomness alone
    {
      actor: bringer?.person ?? sender,
      act: 'take-erasure',
      subject: { log: opened.log, device: opened.device, numbers, by: sender, key: pack.erased?.key ?? '' },
    },
  );
}

/** Content of an erasure's entry: the place of the pack, and the documents with erased content. */
const ErasureEntry = z.readonly(
  z.object({ place: z.int().positive(), docs: z.readonly(z.array(DocumentId)) }),
);
type ErasureEntry = z.infer<typeof ErasureEntry>;

const encodeErasureEntry = (erasureEntry: ErasureEntry): string => JSON.stringify(erasureEntry);

/** Decode an entry written above. */
export const decodeErasureEntry = (text: string): ErasureEntry => ErasureEntry.parse(JSON.parse(text));

/** Thrown when the rest of a pack would exceed the size of one: nothing was erased. */
export class ErasureTooLarge extends Error {}

/**
 * Context for the holder of the log's lock. `place`: place of its next entry. `broughtBy`: device that brought the
 * erasure; empty for none.
 */
interface ErasureContext {
  readonly log: LogId;
  readonly place: number;
  readonly keys: ServerSigningKey;
  readonly nowMs: number;
  readonly broughtBy: string;
}

/** Packs, and their ops after the erasure. */
interface ErasureChange {
  readonly packs: readonly PlacedPack[];
  readonly erased: ReadonlyMap<Dot, Op>;
  readonly isHeld: (dot: Dot) => boolean;
}

/**
 * Write an erasure: into each affected pack, as an entry that announces it, into the documents and into quarantined
 * copies. Returns the number of changed ops by
 * the device that wrote them.
 */
export async function writePackErasure(
  tx: StoreTransaction,
  erasing: ErasureContext,
  { packs, erased, isHeld }: ErasureChange,
): Promise<ReadonlyMap<DeviceId, number>> {
  const changed = packs.flatMap((storedPack) => {
    const payload = payloadWithOps(storedPack.opened, erased);
    return payload === null
      ? []
      : [{ stored: storedPack, pack: signErasedPack(erasing, storedPack, payload) }];
  });
  let { place } = erasing;
  const countByDevice = new Map<DeviceId, number>();
  const placeByDoc = new Map<DocumentId, number>();
  for (const { stored, pack } of changed) {
    const ops = stored.opened.ops.filter(({ dot }) => erased.has(dot));
    const documentIds = [...new Set(ops.map(({ doc }) => doc))];
    await replaceStoredPack(tx, erasing, stored, pack);
    await announceErasure(tx, { ...erasing, place }, stored, pack, documentIds);
    for (const documentId of documentIds) placeByDoc.set(documentId, place);
    const count = ops.filter((op) => !isSameOp(op, erased.get(op.dot) ?? op)).length;
    if (count > 0) countByDevice.set(stored.device, (countByDevice.get(stored.device) ?? 0) + count);
    place += 1;
  }
  const counted = [...erased.values()].filter(({ dot }) => !isHeld(dot));
  await eraseInDocuments(tx, erasing.log, counted, placeByDoc);
  await emptyQuarantinedPacks(
    tx,
    erasing.log,
    changed.map(({ stored }) => stored.hash),
  );
  return countByDevice;
}

function signErasedPack({ keys }: ErasureContext, { hash }: PlacedPack, payload: string): Pack {
  if (Buffer.byteLength(payload) > wireLimits.packBytes)
    throw new ErasureTooLarge('What is left of a pack after the erasure does not fit into one');
  const sig = signText(keys.privateKey, erasedPackText(hash, payload)).toString('base64url');
  return { payload, sig, erased: { hash, key: keys.publicKey } };
}

/** Replace a stored pack. Its row keeps place, numbers, hash and held ops. */
async function replaceStoredPack(
  tx: StoreTransaction,
  { log, keys, nowMs }: ErasureContext,
  { place }: PlacedPack,
  pack: Pack,
): Promise<void> {
  await tx
    .updateTable('entries')
    .set({
      payload: pack.payload,
      sig: pack.sig,
      bytes: packBytesOf(pack),
      erased_key: keys.publicKey,
      erased_ms: nowMs,
    })
    .where('log', '=', log)
    .where('place', '=', place)
    .execute();
}

/** Announce the changed pack to devices that have read past it or got it by another way (S3). */
export async function announceErasure(
  tx: StoreTransaction,
  { log, place, nowMs, broughtBy }: Omit<ErasureContext, 'keys'>,
  storedPack: Pick<PlacedPack, 'place' | 'device' | 'first' | 'last'>,
  pack: Pack,
  documentIds: readonly DocumentId[],
): Promise<void> {
  await tx
    .insertInto('entries')
    .values({
      log,
      place,
      kind: 'erasure',
      device: storedPack.device,
      first: storedPack.first,
      last: storedPack.last,
      hash: null,
      bytes: packBytesOf(pack),
      held: '[]',
      flagged: 0,
      brought_by: broughtBy,
      received_ms: nowMs,
      sig: '',
      payload: encodeErasureEntry({ place: storedPack.place, docs: documentIds }),
    })
    .execute();
  await advanceNextPlace(tx, log, place);
  await saveDocumentPlaces(tx, log, place, documentIds);
}

/** Rebuild the documents' content; last author and time stay. */
async function eraseInDocuments(
  tx: StoreTransaction,
  logId: LogId,
  erasedOps: readonly Op[],
  placeByDoc: ReadonlyMap<DocumentId, number>,
): Promise<void> {
  const erasedByDoc = groupByKey(erasedOps, ({ doc }) => doc);
  for (const documentIds of parameterChunksOf([...placeByDoc.keys()], 50)) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind', 'changed_ms', 'last_device'])
      .where('log', '=', logId)
      .where('doc', 'in', documentIds)
      .execute();
    const changedDocuments = (await joinRegisters(tx, rows)).map((row) => {
      const previousDocument = parseStoredDocument(row);
      const ops = erasedByDoc.get(row.doc) ?? [];
      const registers = eraseFromRegisters(previousDocument.registers, ops) ?? previousDocument.registers;
      const place = placeByDoc.get(row.doc) ?? 0;
      const change = { place, receivedMs: row.changed_ms, device: row.last_device };
      return replacedDocument(previousDocument, { ...previousDocument, registers }, change);
    });
    await saveDocuments(tx, logId, changedDocuments);
  }
}
