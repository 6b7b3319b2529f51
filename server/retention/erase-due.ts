import { utcDayAtMs } from '#base/calendar.ts';
import { unreachable } from '#base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { listProgrammeLogs } from '../log/log-registry.ts';
import { type DocumentField, eraseFieldValues } from './erase-values.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { requireServerKeys } from '../auth/server-identity.ts';
import { lockLog } from '../log/write-pack-entry.ts';
import { eraseAnsweredRequests } from './data-requests.ts';
import { eraseConfidentialRemarks } from '../encryption/encrypted-remarks.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { deleteDocuments } from '../projections/document-rows.ts';
import { removeFromRetentionList } from './retention-list.ts';
import { type DueSubject, findDueOfSubject, type RetentionSubject } from './find-due.ts';

/** What was erased: how many fields of which groups, and on which day. */
export interface ErasedSubject {
  readonly kind: RetentionSubject['kind'];
  readonly id: string;
  readonly on: string;
  readonly groups: Readonly<Record<string, number>>;
}

/**
 * Erases what is still due by the same day as it was listed by, asked once more under the locks of whatever could change
 * it; null when it is not, or is gone already. With it goes its audit line: group, count and day.
 */
export async function eraseDueSubject(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { subject, dueAtMs }: { readonly subject: RetentionSubject; readonly dueAtMs: number },
  actor: string,
): Promise<ErasedSubject | null> {
  const nowMs = dependencies.nowMs();
  // The end of the programme first: who changes it now waits, or was quicker and is heeded.
  for (const log of await listProgrammeLogs(tx)) await lockLog(tx, log);
  if (isLogSubject(subject) && (await lockLog(tx, subject.id)) === undefined) return null;
  const due = await findDueOfSubject(tx, subject, nowMs);
  if (due?.dueAtMs !== dueAtMs) return null;

  await eraseSubject(tx, due, nowMs);
  await removeFromRetentionList(tx, subject);
  const { kind, id } = subject;
  const on = utcDayAtMs(nowMs);
  const groups = Object.fromEntries(due.groups.map(({ group, fields }) => [group, fields]));
  const about = isLogSubject(subject) ? { log: id } : kind === 'person' ? { person: id } : {};
  await appendAuditLine(tx, dependencies, { actor, act: `erase-${kind}`, subject: { ...about, on, groups } });
  return { kind, id, on, groups };
}

const isLogSubject = (subject: RetentionSubject): subject is Extract<RetentionSubject, { id: LogId }> =>
  subject.kind !== 'person' && subject.kind !== 'requests';

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

/** What goes before the rest of its mission: every value that was ever written in these fields. */
async function eraseShortRetention(
  tx: StoreTransaction,
  log: LogId,
  fields: readonly DocumentField[],
  nowMs: number,
): Promise<void> {
  const keys = await requireServerKeys(tx);
  const targets = fields.map(({ doc, path }) => ({ doc, path, part: 'all' as const }));
  await eraseFieldValues(tx, keys, log, targets, nowMs);
}

/**
 * All that was written in a log, and its name. Its row, the ends of its chains and the hashes of its packs stay: they say
 * that it was there and is gone, and numbering goes on for nobody. Nobody has a role in it any more, so to every device
 * it is as if it did not exist, and what one brings is not taken (`park`).
 */
async function eraseLogContent(tx: StoreTransaction, log: LogId, nowMs: number): Promise<void> {
  await tx
    .updateTable('entries')
    .set({ payload: '', sig: '', bytes: 0, erased_ms: nowMs, erased_key: null })
    .where('log', '=', log)
    .where('kind', '!=', 'release')
    .execute();
  await deleteDocuments(tx, log);
  await tx.deleteFrom('held_ops').where('log', '=', log).execute();
  await tx.deleteFrom('erased_fields').where('log', '=', log).execute();
  await eraseConfidentialRemarks(tx, log);
  await tx.deleteFrom('grants').where('log', '=', log).execute();
  await tx.updateTable('parked').set({ payload: '', sig: '' }).where('log', '=', log).execute();
  await tx
    .updateTable('logs')
    .set({ title: '', country: null, erased_ms: nowMs })
    .where('log', '=', log)
    .execute();
}

/** The name of somebody who left and those of their laptops: the end of each id stands in its place. */
async function erasePersonAccount(tx: StoreTransaction, person: PersonId, nowMs: number): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ name: shortIdOf(person), erased_ms: nowMs })
    .where('person', '=', person)
    .execute();
  const devices = await tx.selectFrom('devices').select('device').where('person', '=', person).execute();
  for (const { device } of devices)
    await tx
      .updateTable('devices')
      .set({ label: shortIdOf(device) })
      .where('device', '=', device)
      .execute();
}

const shortIdOf = (id: string): string => id.slice(-8);

/**
 * What was parked in a log at the very moment in which it was erased goes at the next look; later it comes in empty.
 */
export async function emptyQuarantineOfErasedLogs(tx: StoreTransaction): Promise<void> {
  await tx
    .updateTable('parked')
    .set({ payload: '', sig: '' })
    .where('payload', '!=', '')
    .where('log', 'in', (eb) => eb.selectFrom('logs').select('logs.log').where('erased_ms', 'is not', null))
    .execute();
}
