import { admitValue } from '#domain/document/admit-value.ts';
import { admitOp, fitsDocument } from '#domain/document/admit-op.ts';
import { DocumentDraft, emptySource } from '#domain/document/document-draft.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import { hasTaken } from '#domain/document/taken.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { isReleasable, mayRelease } from '#domain/people/permit.ts';
import { TextsOfPack } from '#sync/server/judge-texts.ts';
import type { Role } from '#domain/people/role.ts';
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
import { loadTextAuthorship } from './text-authorship.ts';

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

  const isReleased = await releaseAt(tx, release, held.waiting, place, null);
  return isReleased ? ok(place) : refuse({ kind: 'notReleasable' });
}

/**
 * The same for who holds the lock of the log and asked the right. `roles`: of the author, where nobody decides and so what
 * they may write is asked again; null where a person does. False, and nothing is changed, when one does not fit.
 */
export async function releaseAt(
  tx: StoreTransaction,
  release: Omit<Release, 'numbers'>,
  numbers: readonly number[],
  place: number,
  roles: readonly Role[] | null,
): Promise<boolean> {
  const { log, device } = release;
  const ops = await readOps(tx, log, device, numbers);
  const changed = await applyReleased(tx, log, ops, { place, receivedMs: release.nowMs, device }, roles);
  if (changed === null) return false;
  await writeRelease(tx, release, place, numbers);
  await saveDocuments(tx, log, changed);
  const docs = changed.map(({ source }) => source.doc);
  await saveDocumentPlaces(tx, log, place, docs);
  return true;
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
  roles: readonly Role[] | null,
): Promise<readonly ChangedDocument[] | null> {
  const stored = await loadForOps(tx, log, ops);
  const taken = await loadTaken(tx, log, ops);
  const texts = new TextsOfPack(await loadTextAuthorship(tx, log, change.device, ops, stored));
  const released = new Set<Op['dot']>();
  const drafts = new Map([...stored].map(([doc, source]) => [doc, new DocumentDraft(source)]));
  for (const op of ops) {
    const before = drafts.get(op.doc);
    const draft = before ?? new DocumentDraft(emptySource(op.doc, op.kind));
    const fits = roles === null ? fitsDocument(op, before) : admitOp(op, roles, before);
    if (!isReleasable(op.kind) || !fits.ok || !draft.checkRoom(op).ok) return null;
    const isFitting = isTextOp(op)
      ? texts.admit(op, draft.registerAt(op.path)).ok
      : admitValue(op, taken, (path) => draft.registerAt(path)?.text).ok;
    if (!isFitting) return null;
    draft.apply(op, (dot) => released.has(dot) || hasTaken(taken, dot));
    drafts.set(op.doc, draft);
    released.add(op.dot);
  }
  return [...drafts.values()].map((draft) => changedBy(draft, stored.get(draft.doc), change));
}

async function writeRelease(
  tx: StoreTransaction,
  { log, device, by, nowMs }: Omit<Release, 'numbers'>,
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
