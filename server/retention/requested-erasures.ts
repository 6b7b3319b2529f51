import type { EraseMatchRequest, MatchErasedResponse, WaitingErasure } from '#api/data-requests-api.ts';
import { PendingAct } from '#api/pending-act.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { asksForErasure, erasureFromMs } from '#domain/privacy/data-request.ts';
import { erasablePartsOfPath } from '#domain/privacy/path-privacy.ts';
import { notifyErasedAuthors } from '../auth/notices.ts';
import { requireServerKeys } from '../auth/server-identity.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  clearWriteAheadLog,
  lockSubject,
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { ErasureTooLarge } from '../log/write-erasure.ts';
import { readDataRequestVersions } from './data-requests.ts';
import { eraseFieldValues, previewErasure } from './erase-values.ts';
import { searchableByPerson } from './search-records.ts';

/** `otherKind`: a request for access erases nothing. `steers`: the field holds no free text. */
export type RequestedErasureRefusal =
  | 'unknown'
  | 'answered'
  | 'otherKind'
  | 'steers'
  | 'tooLarge'
  | 'dayIsFull';

/** Store, clock and actor of the erasure. */
interface RequestedErasureContext {
  readonly store: ServerStore;
  readonly dependencies: RuntimeDependencies;
}

/** Field to erase, with the register's number of the request. */
type RequestedErasure = EraseMatchRequest & { readonly number: number };

type ErasureAct = Extract<PendingAct, { kind: 'erase-value' }>;

/** Erasures for requests in a day, of all people together: time remains to notice an invented request. */
const mostErasuresADay = 10;
const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Erase present or former content of one field for an open request: at once for the first one of a day. Later ones wait
 * for a second person, or for a day in which each reader of the register can withdraw them. Authors are told when it
 * waits, and when it is done. Repeated, it erases nothing more.
 */
export async function eraseForDataRequest(
  { store, dependencies }: RequestedErasureContext,
  personId: PersonId,
  requestedErasure: RequestedErasure,
): Promise<Result<MatchErasedResponse, RequestedErasureRefusal>> {
  try {
    const erased = await store
      .transaction()
      .execute((tx) => eraseOrKeepWaiting(tx, dependencies, personId, requestedErasure));
    if (erased.ok) await clearWriteAheadLog(store);
    return erased;
  } catch (error) {
    if (error instanceof ErasureTooLarge) return refuse('tooLarge');
    throw error;
  }
}

async function eraseOrKeepWaiting(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  { number: request, ...requestedErasure }: RequestedErasure,
): Promise<Result<MatchErasedResponse, RequestedErasureRefusal>> {
  const nowMs = dependencies.nowMs();
  const checked = await checkRequestedErasure(tx, personId, { number: request, ...requestedErasure });
  if (!checked.ok) return checked;
  const erasureAct: ErasureAct = { kind: 'erase-value', person: personId, request, ...requestedErasure };
  const waiting = await readWaitingActs(tx);
  const same = waiting.find((one) => isSameErasure(one.act, erasureAct));
  if (same !== undefined) return ok({ erased: 0, waits: { approval: same.id, fromMs: same.ends_ms } });
  const { log, ...target } = requestedErasure;
  const countByDevice = await previewErasure(tx, log, target);
  const today = waiting.length + (await countErasuresSince(tx, nowMs - dayMs));
  if (today >= mostErasuresADay) return refuse('dayIsFull');
  if (today === 0 || countByDevice.size === 0)
    return ok({ erased: await eraseRequestedValues(tx, dependencies, { by: personId }, erasureAct) });

  const approval = newUuid(dependencies);
  const fromMs = erasureFromMs({ ...checked.value, nowMs });
  await tx
    .insertInto('approvals')
    .values({
      id: approval,
      kind: erasureAct.kind,
      subject: JSON.stringify(erasureAct),
      person: personId,
      asked_by: personId,
      asked_ms: nowMs,
      ends_ms: fromMs,
      state: 'waiting',
    })
    .execute();
  const { kind, person: _asker, ...subject } = erasureAct;
  await appendAuditLine(tx, dependencies, {
    actor: personId,
    act: 'ask-approval',
    subject: { approval, kind, ...subject },
  });
  await notifyErasedAuthors(tx, dependencies, { by: personId, log, countByDevice, endsMs: fromMs });
  return ok({ erased: 0, waits: { approval, fromMs } });
}

const isSameErasure = (a: ErasureAct, b: ErasureAct): boolean =>
  a.request === b.request && a.log === b.log && a.doc === b.doc && a.path === b.path && a.part === b.part;

/** Person who asked, and person who agreed; absent where no second one was needed, or its time to object is over. */
interface ErasureParticipants {
  readonly by: PersonId;
  readonly approvedBy?: string | undefined;
}

/**
 * Erase the values of an act, tell their authors, and write the line of audit: request, field, part and count, without
 * content.
 * @returns the number of values; 0 when all were erased before, or the log is gone
 */
export async function eraseRequestedValues(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { by, approvedBy }: ErasureParticipants,
  { request, log, doc, path, part }: ErasureAct,
): Promise<number> {
  const keys = await requireServerKeys(tx);
  const target = { doc, path, part };
  const countByDevice = await eraseFieldValues(tx, keys, log, [target], dependencies.nowMs());
  const count = [...countByDevice.values()].reduce((sum, some) => sum + some, 0);
  await notifyErasedAuthors(tx, dependencies, { by, log, countByDevice });
  const subject = { request, log, ...target, count, ...(approvedBy !== undefined && { approvedBy }) };
  await appendAuditLine(tx, dependencies, { actor: by, act: 'erase-value', subject });
  return count;
}

/** Perform waiting erasures whose time for an objection is over. One that does not fit into its pack is refused. */
export async function performDueErasures(
  store: ServerStore,
  dependencies: RuntimeDependencies,
): Promise<void> {
  const nowMs = dependencies.nowMs();
  const due = (await readWaitingActs(store)).filter(({ ends_ms: fromMs }) => fromMs < nowMs);
  for (const { id } of due) {
    const perform = (state: 'approved' | 'refused'): Promise<void> =>
      store.transaction().execute((tx) => endDueErasure(tx, dependencies, id, state));
    try {
      await perform('approved');
    } catch (error) {
      if (!(error instanceof ErasureTooLarge)) throw error;
      await perform('refused');
    }
  }
  if (due.length > 0) await clearWriteAheadLog(store);
}

async function endDueErasure(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  id: string,
  state: 'approved' | 'refused',
): Promise<void> {
  await lockSubject(tx, 'dataRequests');
  // Nobody withdrew it since: a row that is ended here is locked until the end of this transaction.
  const { numUpdatedRows } = await tx
    .updateTable('approvals')
    .set((eb) => ({ state, decided_by: eb.ref('asked_by'), decided_ms: dependencies.nowMs() }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const row = await tx.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  await tx.updateTable('approvals').set({ subject: '{}' }).where('id', '=', id).execute();
  const erasureAct = parseErasureAct(row);
  if (erasureAct === null) return;
  if (state === 'approved') {
    await eraseRequestedValues(tx, dependencies, { by: row.asked_by }, erasureAct);
    return;
  }
  const { kind, person, ...subject } = erasureAct;
  await appendAuditLine(tx, dependencies, {
    actor: person,
    act: 'refuse-approval',
    subject: { approval: id, kind, ...subject },
  });
}

/** Read the waiting erasures of one request, oldest first, for its readers. */
export async function readWaitingErasures(
  store: ServerStore | StoreTransaction,
  number: number,
): Promise<readonly WaitingErasure[]> {
  const waiting = (await readWaitingActs(store)).filter(({ act }) => act.request === number);
  const rows: WaitingErasure[] = [];
  for (const { id, ends_ms: fromMs, asked_by: person, name, act } of waiting) {
    const { log, doc, path, part } = act;
    const record = await store
      .selectFrom('documents')
      .select('kind')
      .where('log', '=', log)
      .where('doc', '=', doc)
      .executeTakeFirst();
    if (record !== undefined)
      rows.push({ approval: id, log, doc, kind: record.kind, path, part, askedBy: { person, name }, fromMs });
  }
  return rows;
}

async function readWaitingActs(store: ServerStore | StoreTransaction) {
  const rows = await store
    .selectFrom('approvals')
    .innerJoin('persons', 'persons.person', 'approvals.asked_by')
    .selectAll('approvals')
    .select('persons.name')
    .where('kind', '=', 'erase-value')
    .where('state', '=', 'waiting')
    .orderBy('asked_ms')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const erasureAct = parseErasureAct(row);
    return erasureAct === null ? [] : [{ ...row, act: erasureAct }];
  });
}

function parseErasureAct({ subject }: { readonly subject: string }): ErasureAct | null {
  const pendingAct = PendingAct.parse(JSON.parse(subject));
  return pendingAct.kind === 'erase-value' ? pendingAct : null;
}

/** Count erasures for requests since a time. One that found nothing left to erase does not count. */
async function countErasuresSince(tx: StoreTransaction, sinceMs: number): Promise<number> {
  const lines = await tx
    .selectFrom('audit')
    .select('subject')
    .where('act', '=', 'erase-value')
    .where('at_ms', '>', sinceMs)
    .execute();
  return lines.filter(({ subject }) => (JSON.parse(subject) as { count?: number }).count !== 0).length;
}

/** Entry of the request in the register: its time, and the day by which it was due then. */
interface RegisteredRequest {
  readonly registeredAtMs: number;
  readonly dueOn: string;
}

async function checkRequestedErasure(
  tx: StoreTransaction,
  personId: PersonId,
  { number, log, doc, path, part }: RequestedErasure,
): Promise<Result<RegisteredRequest, RequestedErasureRefusal>> {
  // Nobody answers the request during its erasure.
  await lockSubject(tx, 'dataRequests');
  const dataRequestVersions = await readDataRequestVersions(tx, number);
  const [lastVersion, firstVersion] = [dataRequestVersions[0], dataRequestVersions.at(-1)];
  if (lastVersion === undefined || firstVersion === undefined) return refuse('unknown');
  if (lastVersion.request.answer !== null) return refuse('answered');
  if (!asksForErasure(lastVersion.request.kind)) return refuse('otherKind');
  const record = await tx
    .selectFrom('documents')
    .select('kind')
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where((eb) => searchableByPerson(personId, eb.ref('documents.log')))
    .executeTakeFirst();
  if (record === undefined) return refuse('unknown');
  if (!erasablePartsOfPath(record.kind, path).includes(part)) return refuse('steers');
  return ok({ registeredAtMs: firstVersion.atMs, dueOn: firstVersion.request.dueOn });
}
