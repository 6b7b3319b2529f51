import { dayAtMs } from '#domain/base/calendar.ts';
import { unreachable } from '#domain/base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { programmeLogs } from '../access/programme.ts';
import { eraseValues } from '../erasure/erase-values.ts';
import type { PlacedField } from '../erasure/erased-fields.ts';
import { audit } from '../identity/audit.ts';
import { presentKeys } from '../identity/server-keys.ts';
import { lockLog } from '../log/log-lock.ts';
import { eraseAnswered } from '../privacy/erase-answered.ts';
import { eraseWords } from '../sealed/sealed-words.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { deleteDocuments } from '../views/document-rows.ts';
import { takeOffList } from './due-list.ts';
import { type Due, dueOf, type Subject } from './find-due.ts';

/** What was erased: how many fields of which groups, and on which day. */
export interface Erased {
  readonly kind: Subject['kind'];
  readonly id: string;
  readonly on: string;
  readonly groups: Readonly<Record<string, number>>;
}

/**
 * Erases what is still due by the same day as it was listed by, asked once more under the locks of whatever could change
 * it; null when it is not, or is gone already. With it goes its audit line: group, count and day.
 */
export async function eraseDue(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { subject, dueAtMs }: { readonly subject: Subject; readonly dueAtMs: number },
  actor: string,
): Promise<Erased | null> {
  const nowMs = surroundings.nowMs();
  // The end of the programme first: who changes it now waits, or was quicker and is heeded.
  for (const log of await programmeLogs(tx)) await lockLog(tx, log);
  if (isOfLog(subject) && (await lockLog(tx, subject.id)) === undefined) return null;
  const due = await dueOf(tx, subject, nowMs);
  if (due?.dueAtMs !== dueAtMs) return null;

  await erase(tx, due, nowMs);
  await takeOffList(tx, subject);
  const { kind, id } = subject;
  const on = dayAtMs(nowMs);
  const groups = Object.fromEntries(due.groups.map(({ group, fields }) => [group, fields]));
  const about = isOfLog(subject) ? { log: id } : kind === 'person' ? { person: id } : {};
  await audit(tx, surroundings, { actor, act: `erase-${kind}`, subject: { ...about, on, groups } });
  return { kind, id, on, groups };
}

const isOfLog = (subject: Subject): subject is Extract<Subject, { id: LogId }> =>
  subject.kind !== 'person' && subject.kind !== 'requests';

function erase(tx: StoreTransaction, { subject, fields }: Due, nowMs: number): Promise<void> {
  switch (subject.kind) {
    case 'log':
      return eraseLog(tx, subject.id, nowMs);
    case 'part':
      return erasePart(tx, subject.id, fields, nowMs);
    case 'sealed':
      return eraseWords(tx, subject.id);
    case 'person':
      return eraseAccount(tx, subject.id, nowMs);
    case 'requests':
      return eraseAnswered(tx, nowMs);
    default:
      return unreachable(subject);
  }
}

/** What goes before the rest of its mission: every value that was ever written in these fields. */
async function erasePart(
  tx: StoreTransaction,
  log: LogId,
  fields: readonly PlacedField[],
  nowMs: number,
): Promise<void> {
  const keys = await presentKeys(tx);
  const targets = fields.map(({ doc, path }) => ({ doc, path, part: 'all' as const }));
  await eraseValues(tx, keys, log, targets, nowMs);
}

/**
 * All that was written in a log, and its name. Its row, the ends of its chains and the hashes of its packs stay: they say
 * that it was there and is gone, and numbering goes on for nobody. Nobody has a role in it any more, so to every device
 * it is as if it did not exist, and what one brings is not taken (`park`).
 */
async function eraseLog(tx: StoreTransaction, log: LogId, nowMs: number): Promise<void> {
  await tx
    .updateTable('entries')
    .set({ payload: '', sig: '', bytes: 0, erased_ms: nowMs, erased_key: null })
    .where('log', '=', log)
    .where('kind', '!=', 'release')
    .execute();
  await deleteDocuments(tx, log);
  await tx.deleteFrom('held_ops').where('log', '=', log).execute();
  await tx.deleteFrom('erased_fields').where('log', '=', log).execute();
  await eraseWords(tx, log);
  await tx.deleteFrom('grants').where('log', '=', log).execute();
  await tx.updateTable('parked').set({ payload: '', sig: '' }).where('log', '=', log).execute();
  await tx
    .updateTable('logs')
    .set({ title: '', country: null, erased_ms: nowMs })
    .where('log', '=', log)
    .execute();
}

/** The name of somebody who left and those of their laptops: the end of each id stands in its place. */
async function eraseAccount(tx: StoreTransaction, person: PersonId, nowMs: number): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ name: shortOf(person), erased_ms: nowMs })
    .where('person', '=', person)
    .execute();
  const devices = await tx.selectFrom('devices').select('device').where('person', '=', person).execute();
  for (const { device } of devices)
    await tx
      .updateTable('devices')
      .set({ label: shortOf(device) })
      .where('device', '=', device)
      .execute();
}

const shortOf = (id: string): string => id.slice(-8);

/**
 * What was parked in a log at the very moment in which it was erased goes at the next look; later it comes in empty.
 */
export async function emptyParkedOfErased(tx: StoreTransaction): Promise<void> {
  await tx
    .updateTable('parked')
    .set({ payload: '', sig: '' })
    .where('payload', '!=', '')
    .where('log', 'in', (eb) => eb.selectFrom('logs').select('logs.log').where('erased_ms', 'is not', null))
    .execute();
}
