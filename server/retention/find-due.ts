import { unreachable } from '#domain/base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import {
  accountDue,
  type GroupDue,
  missionDue,
  partDue,
  requestsDue,
  sealedDue,
  wholeDueAtMs,
} from '#domain/privacy/due.ts';
import { type PlacedField, withoutErased } from '../erasure/erased-fields.ts';
import { countAnswered } from '../privacy/erase-answered.ts';
import { readProgrammeEndMs } from '../programme/programme-end.ts';
import { countWords } from '../sealed/sealed-words.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { fieldsInLog } from './fields-in-log.ts';

/**
 * What retention looks at: a mission's log, what of it goes before the rest, the words that are sealed beside it, the account
 * of somebody who left, or the requests about personal data that were answered.
 */
export type Subject =
  | { readonly kind: 'log' | 'part' | 'sealed'; readonly id: LogId }
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'requests'; readonly id: typeof theRegister };

/** There is one register of data requests; it needs no id but this. */
export const theRegister = '00000000-0000-0000-0000-000000000000';

/** What of a subject is due, and since when it may go. `fields`: what of a mission goes before the rest of it. */
export interface Due {
  readonly subject: Subject;
  readonly groups: readonly GroupDue[];
  readonly dueAtMs: number;
  readonly fields: readonly PlacedField[];
}

/** Everything here that is due at this moment (domain.md E). Missions count from the end of the programme alone. */
export async function findDue(tx: StoreTransaction, nowMs: number): Promise<readonly Due[]> {
  const due: Due[] = [];
  for (const subject of await subjectsIn(tx, nowMs)) {
    const found =
      subject.kind === 'log' ? await dueInMission(tx, subject.id, nowMs) : await dueOf(tx, subject, nowMs);
    if (found !== null) due.push(found);
  }
  return due;
}

/** What of one subject is due at this moment; null while it is not. */
export async function dueOf(tx: StoreTransaction, subject: Subject, nowMs: number): Promise<Due | null> {
  switch (subject.kind) {
    case 'log':
    case 'part': {
      const due = await dueInMission(tx, subject.id, nowMs);
      return due?.subject.kind === subject.kind ? due : null;
    }
    case 'sealed':
      return dueAsWhole(subject, await groupsOfSealed(tx, subject.id), nowMs);
    case 'person':
      return dueAsWhole(subject, await groupsOfAccount(tx, subject.id), nowMs);
    case 'requests':
      return dueAsWhole(subject, await groupsOfRequests(tx, nowMs), nowMs);
    default:
      return unreachable(subject);
  }
}

/** A mission that is due as a whole, or what goes before the rest of it. */
async function dueInMission(tx: StoreTransaction, log: LogId, nowMs: number): Promise<Due | null> {
  const fields = await withoutErased(tx, log, await fieldsInLog(tx, log));
  const programmeEnd = await readProgrammeEndMs(tx);
  const whole = dueAsWhole({ kind: 'log', id: log }, missionDue(fields, programmeEnd), nowMs);
  if (whole !== null) return whole;
  const part = partDue(fields, programmeEnd, nowMs);
  const due = dueAsWhole({ kind: 'part', id: log }, part.groups, nowMs);
  return due && { ...due, fields: part.fields };
}

function dueAsWhole(subject: Subject, groups: readonly GroupDue[], nowMs: number): Due | null {
  const dueAtMs = wholeDueAtMs(groups);
  return dueAtMs === null || dueAtMs > nowMs ? null : { subject, groups, dueAtMs, fields: [] };
}

async function subjectsIn(tx: StoreTransaction, nowMs: number): Promise<readonly Subject[]> {
  const endMs = await readProgrammeEndMs(tx);
  const hasEnded = endMs !== null && endMs <= nowMs;
  const logs = hasEnded
    ? await tx
        .selectFrom('logs')
        .select('log as id')
        .where('kind', '=', 'mission')
        .where('erased_ms', 'is', null)
        .orderBy('log')
        .execute()
    : [];
  const sealed = hasEnded
    ? await tx.selectFrom('sealed_words').select('log as id').distinct().orderBy('log').execute()
    : [];
  const persons = await tx
    .selectFrom('persons')
    .select('person as id')
    .where('deactivated_ms', 'is not', null)
    .where('erased_ms', 'is', null)
    .orderBy('person')
    .execute();
  return [
    ...logs.map(({ id }) => ({ kind: 'log', id }) as const),
    ...sealed.map(({ id }) => ({ kind: 'sealed', id }) as const),
    ...persons.map(({ id }) => ({ kind: 'person', id }) as const),
    ...(hasEnded ? [{ kind: 'requests', id: theRegister } as const] : []),
  ];
}

/** They have a clock of their own, which is the shorter one (domain.md E). */
async function groupsOfSealed(tx: StoreTransaction, log: LogId): Promise<readonly GroupDue[]> {
  const count = await countWords(tx, log);
  const programmeEnd = await readProgrammeEndMs(tx);
  return count === 0 ? [] : [sealedDue(count, programmeEnd === null ? {} : { programmeEnd })];
}

async function groupsOfRequests(tx: StoreTransaction, nowMs: number): Promise<readonly GroupDue[]> {
  const count = await countAnswered(tx, nowMs);
  const programmeEnd = await readProgrammeEndMs(tx);
  return count === 0 ? [] : [requestsDue(count, programmeEnd === null ? {} : { programmeEnd })];
}

async function groupsOfAccount(tx: StoreTransaction, person: PersonId): Promise<readonly GroupDue[]> {
  const row = await tx
    .selectFrom('persons')
    .select('deactivated_ms')
    .where('person', '=', person)
    .where('erased_ms', 'is', null)
    .executeTakeFirst();
  const leftMs = row?.deactivated_ms ?? null;
  if (leftMs === null) return [];
  const laptops = await tx.selectFrom('devices').select('device').where('person', '=', person).execute();
  return [accountDue(leftMs, 1 + laptops.length)];
}
