import { dayAtMs } from '#domain/base/calendar.ts';
import { erasableFromMs, isGraceOver, type Listed, listAgain } from '#domain/privacy/grace.ts';
import type { GroupDue } from '#domain/privacy/due.ts';
import { LogId, PersonId } from '#domain/ids.ts';
import type { DueRow } from '#sync/protocol/programme-api.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { RetentionListTable } from '../store/tables.ts';
import { type Due, findDue, type Subject, theRegister } from './find-due.ts';

/**
 * Looks what is due now and keeps the list of it: what is new is put on it, what is no longer due, as after the end of the
 * programme was changed, is taken off, and the grace of the rest goes on.
 */
export async function keepDueList(tx: StoreTransaction, nowMs: number): Promise<void> {
  const due = await findDue(tx, nowMs);
  const before = new Map((await readRows(tx)).map((row) => [nameOf(row), row]));
  for (const one of due) {
    const row = rowOf(one, before.get(nameOf(one.subject)), nowMs);
    await tx
      .insertInto('retention_list')
      .values(row)
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
      .execute();
  }
  const isDue = new Set(due.map(({ subject }) => nameOf(subject)));
  for (const [name, { kind, id }] of before) if (!isDue.has(name)) await takeOffList(tx, { kind, id });
}

export async function takeOffList(
  tx: StoreTransaction,
  { kind, id }: Pick<RetentionListTable, 'kind' | 'id'>,
): Promise<void> {
  await tx.deleteFrom('retention_list').where('kind', '=', kind).where('id', '=', id).execute();
}

/** What has stood in the list long enough, and since when it is due. Sealed words before their mission: their line counts them. */
export async function readErasable(
  tx: StoreTransaction,
  nowMs: number,
): Promise<readonly { readonly subject: Subject; readonly dueAtMs: number }[]> {
  return (await readRows(tx)).toSorted(sealedFirst).flatMap((row) => {
    if (!isGraceOver(listedOf(row), nowMs)) return [];
    return [{ subject: subjectOf(row), dueAtMs: row.due_ms }];
  });
}

const sealedFirst = (a: RetentionListTable, b: RetentionListTable): number =>
  Number(b.kind === 'sealed') - Number(a.kind === 'sealed');

/** The list as people are shown it. A mission by the name that headquarters gave it, a person by theirs. */
export async function readDueList(tx: StoreTransaction, nowMs: number): Promise<readonly DueRow[]> {
  const logs = await tx.selectFrom('logs').select(['log', 'title']).execute();
  const persons = await tx.selectFrom('persons').select(['person', 'name']).execute();
  const names = new Map<string, string>([
    ...logs.map(({ log, title }) => [log, title] as const),
    ...persons.map(({ person, name }) => [person, name] as const),
  ]);
  return (await readRows(tx)).map((row) => ({
    kind: row.kind,
    id: row.id,
    title: names.get(row.id) ?? '',
    groups: groupsOf(row).map(({ group, fields, dueAtMs }) => ({
      group,
      fields,
      dueOn: dayAtMs(dueAtMs ?? 0),
    })),
    listedOn: dayAtMs(row.listed_ms),
    erasedFrom: dayAtMs(erasableFromMs(listedOf(row), nowMs)),
  }));
}

const readRows = (tx: StoreTransaction): Promise<RetentionListTable[]> =>
  tx.selectFrom('retention_list').selectAll().orderBy('kind').orderBy('listed_ms').orderBy('id').execute();

function rowOf(due: Due, before: RetentionListTable | undefined, nowMs: number): RetentionListTable {
  const { subject, groups, dueAtMs } = due;
  const listed = listAgain(before && listedOf(before), dueAtMs, nowMs);
  return {
    ...subject,
    due_ms: dueAtMs,
    groups: JSON.stringify(groups),
    listed_ms: listed.listedAtMs,
    looked_ms: listed.lookedAtMs,
    counted_ms: listed.countedMs,
  };
}

const listedOf = (row: RetentionListTable): Listed => ({
  dueAtMs: row.due_ms,
  listedAtMs: row.listed_ms,
  lookedAtMs: row.looked_ms,
  countedMs: row.counted_ms,
});

function subjectOf({ kind, id }: RetentionListTable): Subject {
  switch (kind) {
    case 'person':
      return { kind, id: PersonId.parse(id) };
    case 'requests':
      return { kind, id: theRegister };
    default:
      return { kind, id: LogId.parse(id) };
  }
}

// Written above from what the domain found.
const groupsOf = ({ groups }: RetentionListTable) => JSON.parse(groups) as readonly GroupDue[];

const nameOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind} ${id}`;
