import { fitsDocument } from '#domain/document/admit-op.ts';
import { DocumentDraft, emptySource } from '#domain/document/document-draft.ts';
import type { Op } from '#domain/document/op.ts';
import { hasTaken } from '#domain/document/taken.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { isReleasable, mayRelease } from '#domain/people/permit.ts';
import { rolesIn } from '../access/directory.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import {
  type Change,
  type ChangedDocument,
  changedBy,
  saveDocumentPlaces,
  saveDocuments,
} from '../views/document-rows.ts';
import { loadForOps } from '../views/load-documents.ts';
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
  const change = { place, receivedMs: release.nowMs, device };
  const changed = await applyReleased(tx, log, ops, change);
  if (changed === null) return refuse({ kind: 'notReleasable' });
  await writeRelease(tx, release, place, held.waiting);
  await saveDocuments(tx, log, changed);
  const docs = changed.map(({ source }) => source.doc);
  await saveDocumentPlaces(tx, log, place, docs);
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

/** The documents as the released ops change them; null when one of them cannot be released or does not fit. */
async function applyReleased(
  tx: StoreTransaction,
  log: LogId,
  ops: readonly Op[],
  change: Change,
): Promise<readonly ChangedDocument[] | null> {
  const stored = await loadForOps(tx, log, ops);
  const taken = await loadTaken(tx, log, ops);
  const released = new Set<Op['dot']>();
  const drafts = new Map([...stored].map(([doc, source]) => [doc, new DocumentDraft(source)]));
  for (const op of ops) {
    const before = drafts.get(op.doc);
    const draft = before ?? new DocumentDraft(emptySource(op.doc, op.kind));
    if (!isReleasable(op.kind) || !fitsDocument(op, before).ok || !draft.checkRoom(op).ok) return null;
    draft.apply(op, (dot) => released.has(dot) || hasTaken(taken, dot));
    drafts.set(op.doc, draft);
    released.add(op.dot);
  }
  return [...drafts.values()].map((draft) => changedBy(draft, stored.get(draft.doc), change));
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
