import type { DueRow } from '#api/programme-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { unreachable } from '#base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { endGroupRoles } from '../auth/end-group-roles.ts';
import { requireServerKeys } from '../auth/server-identity.ts';
import { eraseConfidentialRemarks } from '../console/encrypted-remarks.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { lockLog } from '../db/log-lock.ts';
import {
  clearWriteAheadLog,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { operatorSentenceOf, storeFailureOf } from '../db/store-health.ts';
import { listProgrammeLogs } from '../log/log-registry.ts';
import { deleteDocuments } from '../projections/document-rows.ts';
import { eraseAnsweredRequests } from './data-requests.ts';
import { type DocumentField, eraseFieldValues } from './erase-values.ts';
import { type DueSubject, findDueOfSubject, type RetentionSubject } from './find-due.ts';
import { performDueErasures } from './requested-erasures.ts';
import {
  readErasableSubjects,
  readRetentionList,
  removeFromRetentionList,
  updateRetentionList,
} from './retention-list.ts';

/** Interval on a server that never restarts: four times a day, as on a laptop. */
const retentionIntervalMs = 6 * 60 * 60 * 1000;
/** Interval for erasures of people's requests that waited. */
const erasureIntervalMs = 10 * 60 * 1000;

/**
 * Start headquarters' retention timer: one run now and at every interval. Resolves to the function that stops it, which
 * waits for a running one.
 */
export function startRetentionTimer(
  store: ServerStore,
  dependencies: RuntimeDependencies,
): () => Promise<void> {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking.then(() => runRetentionOnce(store, dependencies));
  };
  const erase = (): void => {
    looking = looking.then(() => reportFailure(() => performDueErasures(store, dependencies)));
  };
  look();
  erase();
  const timers = [setInterval(look, retentionIntervalMs), setInterval(erase, erasureIntervalMs)];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await looking;
  };
}

/** Run retention once. */
const runRetentionOnce = (store: ServerStore, dependencies: RuntimeDependencies): Promise<void> =>
  reportFailure(async () => {
    await endGroupRoles(store, dependencies);
    await runRetention(store, dependencies, { erases: true, actor: 'retention clock' });
  });

/** Do work of the clock; failed work is due at the next run. Reports the reason without content. */
async function reportFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const storeFailure = storeFailureOf(error);
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(
      `retention: the look failed (${storeFailure === null ? name : operatorSentenceOf(storeFailure)})`,
    );
  }
}

export interface RetentionResult {
  /** Due subjects that are not erased yet. */
  readonly due: readonly DueRow[];
  readonly erased: readonly ErasedSubject[];
}

/**
 * Run headquarters' retention once (docs/requirements.md E9): update the list of due subjects. With `erases`, erase
 * those after their grace period, one after the other.
 */
export async function runRetention(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { erases, actor }: { readonly erases: boolean; readonly actor: string },
): Promise<RetentionResult> {
  const erasable = await store.transaction().execute(async (tx) => {
    await updateRetentionList(tx, dependencies.nowMs());
    if (!erases) return [];
    await emptyQuarantineOfErasedLogs(tx);
    return readErasableSubjects(tx, dependencies.nowMs());
  });
  const erasedSubjects: ErasedSubject[] = [];
  for (const one of erasable) {
    const done = await store.transaction().execute((tx) => eraseDueSubject(tx, dependencies, one, actor));
    if (done !== null) erasedSubjects.push(done);
  }
  if (erases) await clearWriteAheadLog(store);
  const due = await store.transaction().execute((tx) => readRetentionList(tx, dependencies.nowMs()));
  return { due, erased: erasedSubjects };
}

/** Erased subject: number of fields by group, and the day. */
interface ErasedSubject {
  readonly kind: RetentionSubject['kind'];
  readonly id: string;
  readonly on: string;
  readonly groups: Readonly<Record<string, number>>;
}

/**
 * Erase a subject that is still due by its listed day, checked again under the locks of all possible changes. Null when
 * it is not due, or erased already. Writes its audit line: group, count and day.
 */
export async function eraseDueSubject(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { subject, dueAtMs }: { readonly subject: RetentionSubject; readonly dueAtMs: number },
  actor: string,
): Promise<ErasedSubject | null> {
  const nowMs = dependencies.nowMs();
  // The end of the programme first: a change of it waits, or came before and counts.
  for (const logId of await listProgrammeLogs(tx)) await lockLog(tx, logId);
  if (isLogSubject(subject) && (await lockLog(tx, subject.id)) === undefined) return null;
  const dueSubject = await findDueOfSubject(tx, subject, nowMs);
  if (dueSubject?.dueAtMs !== dueAtMs) return null;

  await eraseSubject(tx, dueSubject, nowMs);
  await removeFromRetentionList(tx, subject);
  const { kind, id } = subject;
  const on = utcDayAtMs(nowMs);
  const groups = Object.fromEntries(dueSubject.groups.map(({ group, fields }) => [group, fields]));
  const about = isLogSubject(subject) ? { log: id } : kind === 'person' ? { person: id } : {};
  await appendAuditLine(tx, dependencies, { actor, act: `erase-${kind}`, subject: { ...about, on, groups } });
  return { kind, id, on, groups };
}

const isLogSubject = (
  retentionSubject: RetentionSubject,
): retentionSubject is Extract<RetentionSubject, { id: LogId }> =>
  retentionSubject.kind !== 'person' && retentionSubject.kind !== 'requests';

function eraseSubject(tx: StoreTransaction, { subject, fields }: DueSubject, nowMs: number): Promise<void> {
  switch (subject.kind) {
    case 'log':
      return eraseLogContent(tx, subject.id, nowMs);
    case 'part':
      return eraseShortRetention(tx, subject.id, fields, nowMs);
    case 'sealed':
      return eraseConfidentialRemarks(tx, subject.id);
    case 'person':
      return erasePersonAccount(tx, subject.id, nowMs);
    case 'requests':
      return eraseAnsweredRequests(tx, nowMs);
    default:
      return unreachable(subject);
  }
}

/** Erase content with a shorter retention period than its mission: every value ever written in these fields. */
async function eraseShortRetention(
  tx: StoreTransaction,
  logId: LogId,
  documentFields: readonly DocumentField[],
  nowMs: number,
): Promise<void> {
  const keys = await requireServerKeys(tx);
  const targets = documentFields.map(({ doc, path }) => ({ doc, path, part: 'all' as const }));
  await eraseFieldValues(tx, keys, logId, targets, nowMs);
}

/**
 * Erase all content of a log, and its name. Its row, chain ends and hashes of packs stay as a record. All roles end, so
 * to every device it looks as if it did not exist. Content that one brings is not accepted (`quarantinePack`).
 */
async function eraseLogContent(tx: StoreTransaction, logId: LogId, nowMs: number): Promise<void> {
  await tx
    .updateTable('entries')
    .set({ payload: '', sig: '', bytes: 0, erased_ms: nowMs, erased_key: null })
    .where('log', '=', logId)
    .where('kind', '!=', 'release')
    .execute();
  await deleteDocuments(tx, logId);
  await tx.deleteFrom('held_ops').where('log', '=', logId).execute();
  await tx.deleteFrom('erased_fields').where('log', '=', logId).execute();
  await eraseConfidentialRemarks(tx, logId);
  await tx.deleteFrom('grants').where('log', '=', logId).execute();
  await tx.deleteFrom('group_roles').where('log', '=', logId).execute();
  await tx.updateTable('parked').set({ payload: '', sig: '' }).where('log', '=', logId).execute();
  await tx
    .updateTable('logs')
    .set({ title: '', country: null, erased_ms: nowMs })
    .where('log', '=', logId)
    .execute();
}

/** Erase the name of a deactivated person and those of their laptops; the end of each id replaces it. */
async function erasePersonAccount(tx: StoreTransaction, personId: PersonId, nowMs: number): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ name: shortIdOf(personId), erased_ms: nowMs })
    .where('person', '=', personId)
    .execute();
  const deviceIds = await tx.selectFrom('devices').select('device').where('person', '=', personId).execute();
  for (const { device } of deviceIds)
    await tx
      .updateTable('devices')
      .set({ label: shortIdOf(device) })
      .where('device', '=', device)
      .execute();
}

const shortIdOf = (id: string): string => id.slice(-8);

/** Empty packs that were quarantined at the very moment of their log's erasure; later ones arrive empty. */
async function emptyQuarantineOfErasedLogs(tx: StoreTransaction): Promise<void> {
  await tx
    .updateTable('parked')
    .set({ payload: '', sig: '' })
    .where('payload', '!=', '')
    .where('log', 'in', (eb) => eb.selectFrom('logs').select('logs.log').where('erased_ms', 'is not', null))
    .execute();
}
