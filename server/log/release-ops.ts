import { ok, type Result, refuse } from '#base/result.ts';
import { DocumentDraft, emptyDocumentSource } from '#domain/document/document-draft.ts';
import { isOpEffective, isTextOp, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { admitOp, admitValue, checkFitsDocument } from '#domain/kinds/admit-op.ts';
import { isReleasableKind, mayReadLog, mayReleaseHeldOps, rolesOnDevice } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import type { SyncRequest } from '#sync/protocol/wire.ts';
import { PackTextJudge } from '#sync/server/judge-pack.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import { advanceNextPlace, lockLog } from '../db/log-lock.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import { readOpsByNumber } from '../db/stored-packs.ts';
import {
  type ChangedDocument,
  changedByDraft,
  type DocumentChangeOrigin,
  saveDocumentPlaces,
  saveDocuments,
} from '../projections/document-rows.ts';
import { loadDocumentsForOps } from '../projections/load-documents.ts';
import { loadTakenDots } from './judge-input.ts';
import { loadFormerDevices, loadTextAuthorship } from './text-authorship.ts';

/** Limit of held ops of one log that one request may release. */
const maximumReleasesAtOnce = 25;

/** Reasons of ops that deleted (M4) or replaced (M2) content which had not reached the server. */
const aheadHoldReasons = (['aheadOfText', 'aheadOfValue'] as const).map((kind) => JSON.stringify({ kind }));

/**
 * Release ops of the asking device that were held because they were ahead of the server (M2, M4). Each takes effect
 * once the server has its causes, and the device has read the present document. So its author knew the values that the op removes.
 * The release is an ordinary entry of the log, by the device's person.
 */
export async function releaseCaughtUpOps(
  store: ServerStore,
  { device: asking, logs }: Pick<SyncRequest, 'device' | 'logs'>,
  personId: PersonId,
  readableLogIds: ReadonlySet<LogId>,
  nowMs: number,
): Promise<void> {
  // A renewed device has read the documents that its former ones wrote to (P2).
  const deviceIds = [asking, ...(await loadFormerDevices(store, asking))];
  // Keys of a parsed record are log ids; Object.entries loses that type.
  for (const [logId, logQuestion] of Object.entries(logs) as [LogId, SyncRequest['logs'][LogId]][]) {
    const since = logQuestion?.since ?? 0;
    if (
      !readableLogIds.has(logId) ||
      (await findHeldAheadOps(store, logId, deviceIds, since, nowMs)).length === 0
    )
      continue;
    await store.transaction().execute(async (tx) => {
      let place = await lockLog(tx, logId);
      const roles = rolesOnDevice(await rolesInLog(tx, logId, personId));
      if (place === undefined || !mayReadLog(roles)) return;
      // Checked again under the lock, where nothing comes in between.
      for (const { device, n } of await findHeldAheadOps(tx, logId, deviceIds, since, nowMs))
        if (await releaseOpsAtPlace(tx, { log: logId, device, by: personId, nowMs }, [n], place, roles))
          place += 1;
    });
  }
}

/**
 * Find ops of these devices that were ahead of a document, oldest first. Their laptop must have read its present form.
 * From many it takes a part that depends on the millisecond, so that endless waits do not block the rest.
 */
async function findHeldAheadOps(
  tx: ServerStore | StoreTransaction,
  logId: LogId,
  deviceIds: readonly DeviceId[],
  since: number,
  nowMs: number,
): Promise<readonly { readonly device: DeviceId; readonly n: number }[]> {
  const waiting = tx
    .selectFrom('held_ops')
    .innerJoin('documents', (join) =>
      join.onRef('documents.log', '=', 'held_ops.log').onRef('documents.doc', '=', 'held_ops.doc'),
    )
    .where('held_ops.log', '=', logId)
    .where('held_ops.device', 'in', deviceIds)
    .where('held_ops.reason', 'in', aheadHoldReasons)
    .where('held_ops.released_place', 'is', null)
    .where('documents.changed_place', '<=', since);
  const { count } = await waiting
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count === 0) return [];
  const parts = Math.ceil(count / maximumReleasesAtOnce);
  const rows = await waiting
    .select(['held_ops.device', 'held_ops.n', 'held_ops.kind'])
    .orderBy('held_ops.place')
    .orderBy('held_ops.n')
    .limit(maximumReleasesAtOnce)
    .offset((nowMs % parts) * maximumReleasesAtOnce)
    .execute();
  return rows.filter(({ kind }) => isReleasableKind(kind));
}

interface HeldOpsRelease {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly numbers: readonly number[];
  readonly by: PersonId;
  readonly nowMs: number;
}

/** `absent`: no such log for this person, or no right in it; both get the same answer. */
type HeldOpsReleaseRefusal = { readonly kind: 'absent' } | { readonly kind: 'notReleasable' };

/**
 * Release held ops, which take effect from here on (J5); the release is an ordinary entry of the log. Returns its
 * place, or null when all of them counted already. Refuses without a change when an op is not held or its document
 * cannot take it.
 */
export const releaseHeldOps = (
  store: ServerStore,
  opsRelease: HeldOpsRelease,
): Promise<Result<number | null, HeldOpsReleaseRefusal>> =>
  store.transaction().execute((tx) => releaseInTransaction(tx, opsRelease));

async function releaseInTransaction(
  tx: StoreTransaction,
  opsRelease: HeldOpsRelease,
): Promise<Result<number | null, HeldOpsReleaseRefusal>> {
  const { log, device } = opsRelease;
  // Checked before the lock, so that strangers delay no log. An unknown log costs them the same as a foreign one.
  if (!mayReleaseHeldOps(await rolesInLog(tx, log, opsRelease.by))) return refuse({ kind: 'absent' });
  const place = await lockLog(tx, log);
  if (place === undefined) return refuse({ kind: 'absent' });

  const numbers = [...new Set(opsRelease.numbers)].sort((a, b) => a - b);
  const held = await findHeldAmong(tx, log, device, numbers);
  if (held.known < numbers.length) return refuse({ kind: 'notReleasable' });
  if (held.waiting.length === 0) return ok(null);

  const isReleased = await releaseOpsAtPlace(tx, opsRelease, held.waiting, place, null);
  return isReleased ? ok(place) : refuse({ kind: 'notReleasable' });
}

/**
 * Release under the log's lock, with the right checked.
 * @param roles roles of the author, for releases that no person decides: the author's rights are checked again. Null
 * for a person's decision.
 * @returns false, without a change, when one op does not fit
 */
async function releaseOpsAtPlace(
  tx: StoreTransaction,
  opsRelease: Omit<HeldOpsRelease, 'numbers'>,
  numbers: readonly number[],
  place: number,
  roles: readonly Role[] | null,
): Promise<boolean> {
  const { log, device } = opsRelease;
  const ops = await readOpsByNumber(tx, log, device, numbers);
  const changedDocuments = await applyReleasedOps(
    tx,
    log,
    ops,
    { place, receivedMs: opsRelease.nowMs, device },
    roles,
  );
  if (changedDocuments === null) return false;
  await writeReleaseEntry(tx, opsRelease, place, numbers);
  await saveDocuments(tx, log, changedDocuments);
  const documentIds = changedDocuments.map(({ source }) => source.doc);
  await saveDocumentPlaces(tx, log, place, documentIds);
  return true;
}

async function findHeldAmong(
  tx: StoreTransaction,
  logId: LogId,
  deviceId: DeviceId,
  numbers: readonly number[],
) {
  const waiting: number[] = [];
  let known = 0;
  for (const some of parameterChunksOf(numbers)) {
    const rows = await tx
      .selectFrom('held_ops')
      .select(['n', 'released_place'])
      .where('log', '=', logId)
      .where('device', '=', deviceId)
      .where('n', 'in', some)
      .orderBy('n')
      .execute();
    known += rows.length;
    waiting.push(...rows.filter((row) => row.released_place === null).map(({ n }) => n));
  }
  return { known, waiting };
}

/** Apply the released ops to their documents; null when one of them cannot be released or does not fit. */
async function applyReleasedOps(
  tx: StoreTransaction,
  logId: LogId,
  ops: readonly Op[],
  changeOrigin: DocumentChangeOrigin,
  roles: readonly Role[] | null,
): Promise<readonly ChangedDocument[] | null> {
  const stored = await loadDocumentsForOps(tx, logId, ops);
  const logBeforePack = await loadTakenDots(tx, logId, ops);
  const textJudge = new PackTextJudge(await loadTextAuthorship(tx, logId, changeOrigin.device, ops, stored));
  const released = new Set<Op['dot']>();
  const drafts = new Map([...stored].map(([documentId, source]) => [documentId, new DocumentDraft(source)]));
  for (const op of ops) {
    const previousDocumentDraft = drafts.get(op.doc);
    const documentDraft = previousDocumentDraft ?? new DocumentDraft(emptyDocumentSource(op.doc, op.kind));
    const fits =
      roles === null
        ? checkFitsDocument(op, previousDocumentDraft)
        : admitOp(op, roles, previousDocumentDraft);
    if (!isReleasableKind(op.kind) || !fits.ok || !documentDraft.checkCapacity(op).ok) return null;
    const isFitting = isTextOp(op)
      ? textJudge.admit(op, documentDraft.registerAt(op.path)).ok
      : admitValue(op, logBeforePack, (path) => documentDraft.registerAt(path)?.text).ok;
    if (!isFitting) return null;
    documentDraft.apply(op, (dot) => released.has(dot) || isOpEffective(logBeforePack, dot));
    drafts.set(op.doc, documentDraft);
    released.add(op.dot);
  }
  return [...drafts.values()].map((draft) => changedByDraft(draft, stored.get(draft.doc), changeOrigin));
}

async function writeReleaseEntry(
  tx: StoreTransaction,
  { log, device, by, nowMs }: Omit<HeldOpsRelease, 'numbers'>,
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
  await advanceNextPlace(tx, log, place);
  for (const some of parameterChunksOf(numbers))
    await tx
      .updateTable('held_ops')
      .set({ released_place: place })
      .where('log', '=', log)
      .where('device', '=', device)
      .where('n', 'in', some)
      .execute();
}
