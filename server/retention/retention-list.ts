import type { DueRow } from '#api/programme-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { LogId, PersonId } from '#domain/ids.ts';
import {
  type DueGroup,
  erasableFromMs,
  type GraceState,
  isGracePeriodOver,
  updateGraceState,
} from '#domain/privacy/retention-due.ts';
import type { StoreTransaction } from '../db/open-store.ts';
import type { RetentionListTable } from '../db/tables.ts';
import {
  type DueSubject,
  dataRequestsSubjectId,
  findDueSubjects,
  type RetentionSubject,
} from './find-due.ts';

/**
 * Update the list of due subjects. New ones are added; those no longer due, as after a changed end of the programme,
 * are removed. The grace period of the rest continues.
 */
export async function updateRetentionList(tx: StoreTransaction, nowMs: number): Promise<void> {
  const dueSubjects = await findDueSubjects(tx, nowMs);
  const before = new Map((await readRetentionRows(tx)).map((row) => [subjectKeyOf(row), row]));
  for (const dueSubject of dueSubjects) {
    const row = retentionRowOf(dueSubject, before.get(subjectKeyOf(dueSubject.subject)), nowMs);
    await tx
      .insertInto('retention_list')
      .values(row)
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
      .execute();
  }
  const isDue = new Set(dueSubjects.map(({ subject }) => subjectKeyOf(subject)));
  for (const [name, { kind, id }] of before)
    if (!isDue.has(name)) await removeFromRetentionList(tx, { kind, id });
}

export async function removeFromRetentionList(
  tx: StoreTransaction,
  { kind, id }: Pick<RetentionListTable, 'kind' | 'id'>,
): Promise<void> {
  await tx.deleteFrom('retention_list').where('kind', '=', kind).where('id', '=', id).execute();
}

/**
 * Read the subjects after their grace period, and since when they are due. Remarks come before their mission: their
 * line counts them.
 */
export async function readErasableSubjects(
  tx: StoreTransaction,
  nowMs: number,
): Promise<readonly { readonly subject: RetentionSubject; readonly dueAtMs: number }[]> {
  return (await readRetentionRows(tx)).toSorted(compareSealedFirst).flatMap((row) => {
    if (!isGracePeriodOver(graceStateOf(row), nowMs)) return [];
    return [{ subject: retentionSubjectOf(row), dueAtMs: row.due_ms }];
  });
}

const compareSealedFirst = (a: RetentionListTable, b: RetentionListTable): number =>
  Number(b.kind === 'sealed') - Number(a.kind === 'sealed');

/** Read the list for display, with headquarters' names of missions and people's names. */
export async function readRetentionList(tx: StoreTransaction, nowMs: number): Promise<readonly DueRow[]> {
  const logs = await tx.selectFrom('logs').select(['log', 'title', 'kind']).execute();
  const desks = new Set<string>(logs.flatMap(({ log, kind }) => (kind === 'desk' ? [log] : [])));
  const personIds = await tx.selectFrom('persons').select(['person', 'name']).execute();
  const names = new Map<string, string>([
    ...logs.map(({ log, title }) => [log, title] as const),
    ...personIds.map(({ person, name }) => [person, name] as const),
  ]);
  return (await readRetentionRows(tx)).map((row) => ({
    kind: desks.has(row.id) ? 'desk' : row.kind,
    id: row.id,
    title: names.get(row.id) ?? '',
    groups: parseDueGroups(row).map(({ group, fields, dueAtMs }) => ({
      group,
      fields,
      dueOn: utcDayAtMs(dueAtMs ?? 0),
    })),
    listedOn: utcDayAtMs(row.listed_ms),
    erasedFrom: utcDayAtMs(erasableFromMs(graceStateOf(row), nowMs)),
  }));
}

const readRetentionRows = (tx: StoreTransaction): Promise<RetentionListTable[]> =>
  tx.selectFrom('retention_list').selectAll().orderBy('kind').orderBy('listed_ms').orderBy('id').execute();

function retentionRowOf(
  dueSubject: DueSubject,
  previousTable: RetentionListTable | undefined,
  nowMs: number,
): RetentionListTable {
  const { subject, groups, dueAtMs } = dueSubject;
  const listedGraceState = updateGraceState(previousTable && graceStateOf(previousTable), dueAtMs, nowMs);
  return {
    ...subject,
    due_ms: dueAtMs,
    groups: JSON.stringify(groups),
    listed_ms: listedGraceState.listedAtMs,
    looked_ms: listedGraceState.lookedAtMs,
    counted_ms: listedGraceState.countedMs,
  };
}

const graceStateOf = (row: RetentionListTable): GraceState => ({
  dueAtMs: row.due_ms,
  listedAtMs: row.listed_ms,
  lookedAtMs: row.looked_ms,
  countedMs: row.counted_ms,
});

function retentionSubjectOf({ kind, id }: RetentionListTable): RetentionSubject {
  switch (kind) {
    case 'person':
      return { kind, id: PersonId.parse(id) };
    case 'requests':
      return { kind, id: dataRequestsSubjectId };
    default:
      return { kind, id: LogId.parse(id) };
  }
}

// Written above from the domain's result.
const parseDueGroups = ({ groups }: RetentionListTable) => JSON.parse(groups) as readonly DueGroup[];

const subjectKeyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `${kind} ${id}`;
