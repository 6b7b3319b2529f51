import { unreachable } from '#domain/base/result.ts';
import type { Path } from '#domain/document/path.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import {
  accountDue,
  dueBy,
  type Field,
  type GroupDue,
  missionDue,
  requestsDue,
  sealedDue,
  wholeDueAtMs,
} from '#domain/privacy/due.ts';
import { countAnswered } from '../privacy/erase-answered.ts';
import { readProgrammeEndMs } from '../programme/programme-end.ts';
import { countWords } from '../sealed/sealed-words.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { readDocument } from '../views/document-rows.ts';

/**
 * What retention looks at: a mission's log, the words that are sealed beside it, the account of somebody who left, or the
 * requests about personal data that were answered.
 */
export type Subject =
  | { readonly kind: 'log'; readonly id: LogId }
  | { readonly kind: 'sealed'; readonly id: LogId }
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'requests'; readonly id: typeof theRegister };

/** There is one register of data requests; it needs no id but this. */
export const theRegister = '00000000-0000-0000-0000-000000000000';

/** What of a subject is due. `dueAtMs`: since when it may go as a whole; null while only a part of it is due. */
export interface Due {
  readonly subject: Subject;
  readonly groups: readonly GroupDue[];
  readonly dueAtMs: number | null;
}

/** Everything here that is due at this moment (domain.md E). Missions count from the end of the programme alone. */
export async function findDue(tx: StoreTransaction, nowMs: number): Promise<readonly Due[]> {
  const due: Due[] = [];
  for (const subject of await subjectsIn(tx, nowMs)) {
    const found = await dueOf(tx, subject, nowMs);
    if (found !== null) due.push(found);
  }
  return due;
}

/** What of one subject is due at this moment; null while nothing is. */
export async function dueOf(tx: StoreTransaction, subject: Subject, nowMs: number): Promise<Due | null> {
  const all = await groupsOf(tx, subject, nowMs);
  const groups = dueBy(all, nowMs);
  const wholeMs = wholeDueAtMs(all);
  if (groups.length === 0) return null;
  return { subject, groups, dueAtMs: wholeMs !== null && wholeMs <= nowMs ? wholeMs : null };
}

function groupsOf(tx: StoreTransaction, subject: Subject, nowMs: number): Promise<readonly GroupDue[]> {
  switch (subject.kind) {
    case 'log':
      return groupsOfLog(tx, subject.id);
    case 'sealed':
      return groupsOfSealed(tx, subject.id);
    case 'person':
      return groupsOfAccount(tx, subject.id);
    case 'requests':
      return groupsOfRequests(tx, nowMs);
    default:
      return unreachable(subject);
  }
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

async function groupsOfLog(tx: StoreTransaction, log: LogId): Promise<readonly GroupDue[]> {
  const fields = [...(await fieldsIn(tx, log)), ...(await heldFieldsIn(tx, log))];
  return missionDue(fields, await readProgrammeEndMs(tx));
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

const documentsAtOnce = 100;

async function fieldsIn(tx: StoreTransaction, log: LogId): Promise<readonly Field[]> {
  const fields: Field[] = [];
  for (let last = '' as DocumentId; ; ) {
    const rows = await tx
      .selectFrom('documents')
      .select(['doc', 'kind', 'registers'])
      .where('log', '=', log)
      .where('doc', '>', last)
      .orderBy('doc')
      .limit(documentsAtOnce)
      .execute();
    for (const row of rows) {
      // Keys of a parsed record are paths; Object.keys forgets that.
      const paths = Object.keys(readDocument(row).registers) as Path[];
      fields.push(...paths.map((path) => ({ kind: row.kind, path })));
      last = row.doc;
    }
    if (rows.length < documentsAtOnce) return fields;
  }
}

/** What is held is in no document, and here all the same. */
const heldFieldsIn = (tx: StoreTransaction, log: LogId): Promise<readonly Field[]> =>
  tx
    .selectFrom('held_ops')
    .select(['kind', 'path'])
    .where('log', '=', log)
    .where('released_place', 'is', null)
    .execute();

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
