import type { ConsoleMissionRow } from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import type { KindWithPage } from '#domain/kinds/kind-descriptors.ts';
import { mayReadLog } from '#domain/kinds/permit.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { entryOfKind } from '#domain/path-rules/path-classes.ts';
import { rolesByLogOf } from '../auth/grants.ts';
import { grantInForce, heldOpVisibleTo, readableByPerson } from '../auth/read-conditions.ts';
import type { ServerStore } from '../db/open-store.ts';
import type { ListedLogKind, LogsTable } from '../db/tables.ts';
import { calendarDayOrNull, textOrNull } from './documents.ts';
import { isAdministrator } from './signed-in-person.ts';

/**
 * Read the logs of a person's grants, newest change first. An administrator in the console gets all logs without their
 * content. A laptop gets only its person's (`isDevice`).
 */
export async function readMissionRows(
  store: ServerStore,
  personId: PersonId,
  { isDevice = false }: { readonly isDevice?: boolean } = {},
): Promise<readonly ConsoleMissionRow[]> {
  const rolesByLog = await rolesByLogOf(store, personId);
  const seesAll = !isDevice && (await isAdministrator(store, personId));
  const logs = await store
    .selectFrom('logs')
    .selectAll()
    .where('erased_ms', 'is', null)
    .where('kind', '!=', 'desk')
    .$narrowType<{ readonly kind: ListedLogKind }>()
    .$if(!seesAll, (query) =>
      query.where('log', 'in', (eb) =>
        eb.selectFrom('grants').select('grants.log').where('person', '=', personId).where(grantInForce()),
      ),
    )
    .execute();
  const content = await readMissionContents(store, personId);
  return logs
    .map((log) => toMissionRow(log, rolesByLog.get(log.log) ?? [], content.get(log.log)))
    .sort((a, b) => (b.changedAtMs ?? 0) - (a.changedAtMs ?? 0) || (a.log < b.log ? -1 : 1));
}

/** Read one log as its row; null when the person may not read it. */
export async function readMissionRow(
  store: ServerStore,
  personId: PersonId,
  logId: LogId,
): Promise<ConsoleMissionRow | null> {
  const missionRows = await readMissionRows(store, personId);
  const missionRow = missionRows.find((mission) => mission.log === logId);
  return missionRow !== undefined && mayReadLog(missionRow.roles) ? missionRow : null;
}

interface MissionContent {
  readonly mission: { readonly title: string; readonly status: string | null; readonly facts: string } | null;
  readonly assessments: number;
  readonly workshops: number;
  readonly conflicts: number;
  readonly held: number;
  readonly changedAtMs: number | null;
}

const emptyMissionContent: MissionContent = {
  mission: null,
  assessments: 0,
  workshops: 0,
  conflicts: 0,
  held: 0,
  changedAtMs: null,
};

/** Count in the row of a mission for each kind of record with a page; the row counts no others. */
const countNames: { readonly [kind in KindWithPage]: 'assessments' | 'workshops' } = {
  assessment: 'assessments',
  workshop: 'workshops',
};

function countOfKind(kind: string, count: number): Partial<MissionContent> {
  const countName = entryOfKind<'assessments' | 'workshops' | null>(countNames, kind, null);
  return countName === null ? {} : { [countName]: count };
}

/** Counts for a person who may not read the log: a zero would be a false statement. */
const hiddenCounts = { assessments: null, workshops: null, conflicts: null, held: null } as const;

/** Read the projections' data of each log that the person may read; other logs are left out. */
async function readMissionContents(
  store: ServerStore,
  personId: PersonId,
): Promise<ReadonlyMap<LogId, MissionContent>> {
  const contents = new Map<LogId, MissionContent>();
  const change = (
    logId: LogId,
    part: (previousMissionContent: MissionContent) => Partial<MissionContent>,
  ): void => {
    const before = contents.get(logId) ?? emptyMissionContent;
    contents.set(logId, { ...before, ...part(before) });
  };
  const counts = await store
    .selectFrom('documents')
    .select((eb) => [
      'log',
      'kind',
      eb.fn.countAll<number | bigint>().as('documents'),
      eb.fn.sum<number | string>('conflicts').as('conflicts'),
      eb.fn.max('changed_ms').as('changed'),
    ])
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .where('removed', '=', 0)
    .groupBy(['log', 'kind'])
    .execute();
  for (const row of counts)
    change(row.log, (previousMissionContent) => ({
      ...countOfKind(row.kind, Number(row.documents)),
      conflicts: previousMissionContent.conflicts + Number(row.conflicts),
      changedAtMs: Math.max(previousMissionContent.changedAtMs ?? 0, row.changed),
    }));

  const heldLogIds = await store
    .selectFrom('held_ops')
    .select((eb) => ['log', eb.fn.countAll<number | bigint>().as('held')])
    .where((eb) => readableByPerson(personId, eb.ref('held_ops.log')))
    .where((eb) => heldOpVisibleTo(personId, eb.ref('held_ops.log'), eb.ref('held_ops.device')))
    .where('released_place', 'is', null)
    .groupBy('log')
    .execute();
  for (const row of heldLogIds) change(row.log, () => ({ held: Number(row.held) }));

  const missions = await store
    .selectFrom('documents')
    .select(['log', 'title', 'status', 'facts'])
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .where('kind', '=', missionKind)
    .where('removed', '=', 0)
    .orderBy('doc', 'desc')
    .execute();
  // The oldest mission document of a log is shown; ids are in order of time.
  for (const { log, ...mission } of missions) change(log, () => ({ mission }));
  return contents;
}

function toMissionRow(
  log: LogsTable & { readonly kind: ListedLogKind },
  roles: ConsoleMissionRow['roles'],
  missionContent: MissionContent = emptyMissionContent,
): ConsoleMissionRow {
  const { mission, ...counts } = mayReadLog(roles)
    ? missionContent
    : { ...emptyMissionContent, ...hiddenCounts };
  const facts = (mission === null ? {} : JSON.parse(mission.facts)) as Record<string, JsonValue>;
  return {
    log: log.log,
    kind: log.kind,
    title: mission === null || mission.title === '' ? log.title : mission.title,
    status: mission?.status ?? null,
    country: textOrNull(facts['country']) ?? log.country,
    from: calendarDayOrNull(facts['from']),
    to: calendarDayOrNull(facts['to']),
    roles,
    ...counts,
  };
}
