import { fitsDocument } from '#domain/document/admit-op.ts';
import { applyToDocument } from '#domain/document/document-draft.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import type { Op } from '#domain/document/op.ts';
import { hasTaken } from '#domain/document/taken.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { isReleasable, mayRelease } from '#domain/people/permit.ts';
import { rolesIn } from '../access/directory.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { documentRow, loadDocuments, saveDocumentPlaces, saveDocuments } from '../views/document-rows.ts';
import { chunksOf } from './chunks.ts';
import { lockLog, takePlace } from './log-lock.ts';
import { readOps } from './read-ops.ts';
import { loadTaken } from './taken-ops.ts';

export interface Release {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly numbers: readonly number[];
  readonly by: PersonId;
  readonly nowMs: number;
}

/** `absent`: no such log for this person, or no right in it; the two are one answer. */
export type ReleaseRefusal = { readonly kind: 'absent' } | { readonly kind: 'notReleasable' };

/**
 * J5: held ops take effect from here on; the release is an entry of the log like any other. Answers its place, or null
 * when all of them counted already. Refuses, and changes nothing, when an op is not held or its document cannot take it.
 */
export const releaseOps = (store: Store, release: Release): Promise<Result<number | null, ReleaseRefusal>> =>
  store.transaction().execute((tx) => releaseWithin(tx, release));

async function releaseWithin(
  tx: StoreTransaction,
  release: Release,
): Promise<Result<number | null, ReleaseRefusal>> {
  const { log, device } = release;
  // Asked before the lock: strangers hold no log up, and an unknown log costs them the same as a foreign one.
  if (!mayRelease(await rolesIn(tx, log, release.by))) return refuse({ kind: 'absent' });
  const place = await lockLog(tx, log);
  if (place === undefined) return refuse({ kind: 'absent' });

  const numbers = [...new Set(release.numbers)].sort((a, b) => a - b);
  const held = await heldAmong(tx, log, device, numbers);
  if (held.known < numbers.length) return refuse({ kind: 'notReleasable' });
  if (held.waiting.length === 0) return ok(null);

  const ops = await readOps(tx, log, device, held.waiting);
  const changed = await applyReleased(tx, log, ops);
  if (changed === null) return refuse({ kind: 'notReleasable' });
  await writeRelease(tx, release, place, held.waiting);
  const change = { place, receivedMs: release.nowMs, device };
  await saveDocuments(
    tx,
    [...changed.values()].map((document) => documentRow(log, document, change)),
  );
  await saveDocumentPlaces(tx, log, place, changed.keys());
  return ok(place);
}

async function heldAmong(tx: StoreTransaction, log: LogId, device: DeviceId, numbers: readonly number[]) {
  const waiting: number[] = [];
  let known = 0;
  for (const some of chunksOf(numbers)) {
    const rows = await tx
      .selectFrom('held_ops')
      .select(['n', 'released_place'])
      .where('log', '=', log)
      .where('device', '=', device)
      .where('n', 'in', some)
      .orderBy('n')
      .execute();
    known += rows.length;
    waiting.push(...rows.filter((row) => row.released_place === null).map(({ n }) => n));
  }
  return { known, waiting };
}

async function applyReleased(
  tx: StoreTransaction,
  log: LogId,
  ops: readonly Op[],
): Promise<ReadonlyMap<DocumentId, Document> | null> {
  const documents = new Map(await loadDocuments(tx, log, [...new Set(ops.map((op) => op.doc))]));
  const taken = await loadTaken(tx, log, ops);
  const released = new Set<Op['dot']>();
  const changed = new Map<DocumentId, Document>();
  for (const op of ops) {
    const before = documents.get(op.doc);
    if (!isReleasable(op.kind) || !fitsDocument(op, before).ok) return null;
    const counts = (dot: Op['dot']): boolean => released.has(dot) || hasTaken(taken, dot);
    const after = applyToDocument(before ?? emptyDocument(op.doc, op.kind), op, counts);
    documents.set(op.doc, after);
    changed.set(op.doc, after);
    released.add(op.dot);
  }
  return changed;
}

async function writeRelease(
  tx: StoreTransaction,
  { log, device, by, nowMs }: Release,
  place: number,
  numbers: readonly number[],
): Promise<void> {
  const payload = JSON.stringify({ device, n: numbers, by });
  await tx
    .insertInto('entries')
    .values({
      log,
      place,
      kind: 'release',
      device,
      first: numbers[0] ?? 0,
      last: numbers.at(-1) ?? 0,
      hash: null,
      bytes: Buffer.byteLength(payload),
      held: '[]',
      flagged: 0,
      brought_by: by,
      received_ms: nowMs,
      sig: '',
      payload,
    })
    .execute();
  await takePlace(tx, log, place);
  for (const some of chunksOf(numbers))
    await tx
      .updateTable('held_ops')
      .set({ released_place: place })
      .where('log', '=', log)
      .where('device', '=', device)
      .where('n', 'in', some)
      .execute();
}
