import { type Dot, dotOf, numberOfDot } from '#domain/document/dot.ts';
import { mergeErasure, eraseFromRegisters } from '#domain/document/erase-ops.ts';
import type { Op } from '#domain/document/op.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { erasedPackText, isErasedFormOf, isSameOp, payloadWithOps } from '#sync/protocol/erased-pack.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { signText } from '../auth/ed25519.ts';
import { requireServerKeys, type ServerSigningKey } from '../auth/server-identity.ts';
import { advanceNextPlace, packBytesOf } from '../log/write-pack-entry.ts';
import { parameterChunksOf, type StoreTransaction } from '../db/open-store.ts';
import { replacedDocument, saveDocumentPlaces, saveDocuments } from '../projections/document-rows.ts';
import { joinRegisters, parseStoredDocument } from '../projections/load-documents.ts';
import { emptyQuarantinedPacks } from '../log/quarantine.ts';
import { loadPackByHash, type PlacedPack } from '../log/stored-packs.ts';
import * as z from 'zod';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { VerifiedPack } from '../log/append-pack.ts';
import { systemDependencies } from '../runtime-dependencies.ts';

/**
 * Carries an erasure out that headquarters has lost, as when a backup from before was put back, from a pack that still tells
 * of it under headquarters' own signature. What was erased here beyond that stays erased. For whoever holds the log's lock.
 * Returns false, and changes nothing, when the pack differs from the one here in more than what is erased (J1).
 */
export async function reapplyLostErasure(
  tx: StoreTransaction,
  arrival: VerifiedPack,
  place: number,
): Promise<boolean> {
  const { hash, opened, sender, nowMs } = arrival;
  const stored = await loadPackByHash(tx, opened.log, hash);
  if (!isErasedFormOf(opened, stored.opened)) return false;
  const keys = await requireServerKeys(tx);
  const told = new Map(opened.ops.map((op) => [op.dot, op]));
  const erased = new Map<Dot, Op>();
  for (const op of stored.opened.ops) {
    const further = mergeErasure(op, told.get(op.dot) ?? op);
    if (further !== null) erased.set(op.dot, further);
  }
  if (erased.size === 0) return true;
  const held = await readHeldDotsInPack(tx, stored);
  await writePackErasure(
    tx,
    { log: opened.log, place, keys, nowMs, broughtBy: sender },
    { packs: [stored], erased, isHeld: (dot) => held.has(dot) },
  );
  await auditReceivedErasure(tx, arrival, [...erased.values()]);
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
 * Leaves a line in the audit trail for an erasure that a device brought: whose pack, which ops of it, which device
 * brought it, and under which key of headquarters it was signed. No word of it.
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
    { ...systemDependencies, nowMs: () => nowMs }, // the time of the request; the id needs chance alone
    {
      actor: bringer?.person ?? sender,
      act: 'take-erasure',
      subject: { log: opened.log, device: opened.device, numbers, by: sender, key: pack.erased?.key ?? '' },
    },
  );
}

/** What an entry of an erasure says: at which place the pack stands, and in which documents something of it was erased. */
const ErasureEntry = z.readonly(
  z.object({ place: z.int().positive(), docs: z.readonly(z.array(DocumentId)) }),
);
type ErasureEntry = z.infer<typeof ErasureEntry>;

const encodeErasureEntry = (entry: ErasureEntry): string => JSON.stringify(entry);

/** Reads what was written above. */
export const decodeErasureEntry = (text: string): ErasureEntry => ErasureEntry.parse(JSON.parse(text));

/** What is left of a pack would no longer fit into one: nothing was erased. */
export class ErasureTooLarge extends Error {}

/** For whoever holds the log's lock. `place`: that of its next entry. `broughtBy`: who brought the word; empty: nobody. */
export interface ErasureContext {
  readonly log: LogId;
  readonly place: number;
  readonly keys: ServerSigningKey;
  readonly nowMs: number;
  readonly broughtBy: string;
}

/** Packs, and ops in them as they are after the erasure. */
export interface ErasureChange {
  readonly packs: readonly PlacedPack[];
  readonly erased: ReadonlyMap<Dot, Op>;
  readonly isHeld: (dot: Dot) => boolean;
}

/**
 * Writes an erasure: into each pack that changes by it, as a new entry that tells of the pack, into the documents and into
 * what was parked of these packs. Answers how many ops changed.
 */
export async function writePackErasure(
  tx: StoreTransaction,
  erasing: ErasureContext,
  { packs, erased, isHeld }: ErasureChange,
): Promise<number> {
  const changed = packs.flatMap((stored) => {
    const payload = payloadWithOps(stored.opened, erased);
    return payload === null ? [] : [{ stored, pack: signErasedPack(erasing, stored, payload) }];
  });
  let { place } = erasing;
  let count = 0;
  const placeByDoc = new Map<DocumentId, number>();
  for (const { stored, pack } of changed) {
    const ops = stored.opened.ops.filter(({ dot }) => erased.has(dot));
    const docs = [...new Set(ops.map(({ doc }) => doc))];
    await replaceStoredPack(tx, erasing, stored, pack);
    await announceErasure(tx, { ...erasing, place }, stored, pack, docs);
    for (const doc of docs) placeByDoc.set(doc, place);
    count += ops.filter((op) => !isSameOp(op, erased.get(op.dot) ?? op)).length;
    place += 1;
  }
  const counted = [...erased.values()].filter(({ dot }) => !isHeld(dot));
  await eraseInDocuments(tx, erasing.log, counted, placeByDoc);
  await emptyQuarantinedPacks(
    tx,
    erasing.log,
    changed.map(({ stored }) => stored.hash),
  );
  return count;
}

function signErasedPack({ keys }: ErasureContext, { hash }: PlacedPack, payload: string): Pack {
  if (Buffer.byteLength(payload) > wireLimits.packBytes)
    throw new ErasureTooLarge('What is left of a pack after the erasure does not fit into one');
  const sig = signText(keys.privateKey, erasedPackText(hash, payload)).toString('base64url');
  return { payload, sig, erased: { hash, key: keys.publicKey } };
}

/** The row keeps its place, its numbers, its hash and what was held of it. */
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

/** Tells those who have read past the pack, or have it by another road, that it is another one now (S3). */
export async function announceErasure(
  tx: StoreTransaction,
  { log, place, nowMs, broughtBy }: Omit<ErasureContext, 'keys'>,
  stored: Pick<PlacedPack, 'place' | 'device' | 'first' | 'last'>,
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
      bytes: packBytesOf(pack),
      held: '[]',
      flagged: 0,
      brought_by: broughtBy,
      received_ms: nowMs,
      sig: '',
      payload: encodeErasureEntry({ place: stored.place, docs }),
    })
    .execute();
  await advanceNextPlace(tx, log, place);
  await saveDocumentPlaces(tx, log, place, docs);
}

/** What they show is made anew; who wrote there last, and when, stays as it was. */
async function eraseInDocuments(
  tx: StoreTransaction,
  log: LogId,
  erased: readonly Op[],
  placeByDoc: ReadonlyMap<DocumentId, number>,
): Promise<void> {
  for (const some of parameterChunksOf([...placeByDoc.keys()], 50)) {
    const rows = await tx
      .selectFrom('documents')
      .select(['log', 'doc', 'kind', 'changed_ms', 'last_device'])
      .where('log', '=', log)
      .where('doc', 'in', some)
      .execute();
    const changed = (await joinRegisters(tx, rows)).map((row) => {
      const before = parseStoredDocument(row);
      const ops = erased.filter(({ doc }) => doc === row.doc);
      const registers = eraseFromRegisters(before.registers, ops) ?? before.registers;
      const place = placeByDoc.get(row.doc) ?? 0;
      const change = { place, receivedMs: row.changed_ms, device: row.last_device };
      return replacedDocument(before, { ...before, registers }, change);
    });
    await saveDocuments(tx, log, changed);
  }
}
