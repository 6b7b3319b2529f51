import { createHash } from 'node:crypto';
import type { WaitingCounts } from '#api/console-api.ts';
import type { DueWorkAnswer } from '#api/overview-api.ts';
import type { RequestRow } from '#api/programme-api.ts';
import { utcDayAtMs } from '#base/civil-date.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import { DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import { deskRoles } from '#domain/kinds/rights.ts';
import { type AssessmentFigures } from '#domain/overview/document-figures.ts';
import {
  type DueAssessment,
  type DuePlanItem,
  type DueRequest,
  type DueWork,
  type DueWorkshop,
  findDueWork,
} from '#domain/overview/due-work.ts';
import type { Role } from '#domain/people/role.ts';
import { requestKind, undecidedStatuses } from '#domain/request/request.ts';
import { adviseStep, linkedWorkOf, type WorkSources } from '#domain/request/request-steps.ts';
import { rolesByLogOf, rolesInLog } from '../auth/grants.ts';
import { grantInForce, readableByPerson, withRowLevelSecurity } from '../auth/row-level-security.ts';
import type { ServerContext } from '../context/server-context.ts';
import type { ServerStore } from '../db/open-store.ts';
import { findDeskLog } from '../log/log-registry.ts';
import { findLogsWithDueSummaries } from '../projections/load-documents.ts';
import { readDeskRequests } from './desk-requests.ts';
import { loadReaderNames, presentInstitutionOf } from './institutions.ts';
import {
  countComputing,
  type FigureRow,
  readFigureRows,
  readOverviewMissions,
  rowsWithFigures,
} from './overview-rows.ts';
import { countReviewTasks } from './review-queue.ts';

const listedDueWork = 200;

/** Milliseconds for which a number of reminders is used while no record changes: figures may still be computed. */
const reminderCountLifetimeMs = 60_000;

/** Each poll of the console asks for the number, and it needs all records. It is kept for one state of them. */
const reminderCounts = new WeakMap<
  ServerStore,
  Map<PersonId, { readonly atMs: number; readonly state: string; readonly count: number }>
>();

/** Count the work that waits for a person in the console, by their rights. */
export async function readWaitingCounts(
  context: DueWorkContext,
  person: PersonId,
  role: Role,
): Promise<WaitingCounts> {
  const { store, dependencies } = context;
  const readsRecords = role !== 'admin' && role !== 'partner';
  const today = utcDayAtMs(dependencies.nowMs());
  return {
    requests: deskRoles.includes(role) ? await countUndecidedRequests(context, person) : null,
    approvals: role === 'admin' ? await countApprovals(store, person, dependencies.nowMs()) : null,
    reminders: readsRecords ? await countReminders(context, person, role) : null,
    reviews: readsRecords
      ? await withRowLevelSecurity(store, person, (own) => countReviewTasks(own, person, today))
      : null,
  };
}

async function countReminders(context: DueWorkContext, person: PersonId, role: Role): Promise<number> {
  const nowMs = context.dependencies.nowMs();
  const state = `${utcDayAtMs(nowMs)} ${role} ${await readLogState(context.store, person)}`;
  const kept = reminderCounts.get(context.store) ?? new Map();
  reminderCounts.set(context.store, kept);
  const last = kept.get(person);
  const isFresh = last !== undefined && nowMs - last.atMs < reminderCountLifetimeMs && nowMs >= last.atMs;
  if (isFresh && last.state === state) return last.count;
  const { length: count } = await readAllDueWork(context, person);
  kept.set(person, { atMs: nowMs, state, count });
  return count;
}

/** Return a hash of the person's roles, and of the end of each log with records of which they are reminded. */
async function readLogState(store: ServerStore, person: PersonId): Promise<string> {
  const rows = await store
    .selectFrom('logs')
    .leftJoin('grants', (join) =>
      join.onRef('grants.log', '=', 'logs.log').on('grants.person', '=', person).on(grantInForce()),
    )
    .select(['logs.log', 'logs.next_place', 'logs.erased_ms', 'grants.role'])
    // Names of institutions are in the programme's log, which nobody needs a role in.
    .where((eb) => eb.or([eb('grants.role', 'is not', null), eb('logs.kind', '=', 'programme')]))
    .orderBy('logs.log')
    .orderBy('grants.role')
    .execute();
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${row.log} ${row.next_place} ${row.erased_ms} ${row.role}\n`);
  return hash.digest('base64url');
}

/** The status in the lists of the desk is refreshed first: no list of missions has the desk's log. */
async function countUndecidedRequests({ store, judging }: DueWorkContext, person: PersonId): Promise<number> {
  const desk = await findDeskLog(store);
  if (desk === null) return 0;
  await judging.refresh(await findLogsWithDueSummaries(store, [desk]), 'summaries');
  const { count } = await withRowLevelSecurity(store, person, (own) =>
    own
      .selectFrom('documents')
      .select((eb) => eb.fn.countAll<number | bigint>().as('count'))
      .where('log', '=', desk)
      .where('kind', '=', requestKind)
      .where('removed', '=', 0)
      .where('status', 'in', undecidedStatuses)
      .where((eb) => readableByPerson(person, eb.ref('documents.log')))
      .executeTakeFirstOrThrow(),
  );
  return Number(count);
}

/** Count the approvals that this administrator did not ask for, and that still wait. */
async function countApprovals(store: ServerStore, person: PersonId, nowMs: number): Promise<number> {
  const { count } = await store
    .selectFrom('approvals')
    .select((eb) => eb.fn.countAll<number | bigint>().as('count'))
    .where('state', '=', 'waiting')
    .where('ends_ms', '>=', nowMs)
    .where('asked_by', '!=', person)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Parts of the server's context that reminders need. */
export type DueWorkContext = Pick<ServerContext, 'store' | 'judging' | 'dependencies'>;

/** Read the work that is due for a person over all of their missions, and at the desk; the first of it in full. */
export async function readDueWork(
  context: DueWorkContext,
  person: PersonId,
  language: string,
): Promise<DueWorkAnswer> {
  const { due, rowOf, computing } = await findDueWorkOf(context, person, language);
  return { due: due.slice(0, listedDueWork).map(rowOf), all: due.length, computing };
}

/** Read all work that is due for a person. Numbers of it count these. */
export const readAllDueWork = async (
  context: DueWorkContext,
  person: PersonId,
): Promise<readonly DueWork[]> => (await findDueWorkOf(context, person, 'en')).due;

async function findDueWorkOf(context: DueWorkContext, person: PersonId, language: string) {
  const missions = await readOverviewMissions(context, person);
  const rows = await readFigureRows(context, person, null);
  const roles = new Map(await rolesByLogOf(context.store, person));
  const requests = await readDueRequests(context, person);
  const missionOf = new Map(missions.map((mission) => [mission.log, mission]));
  const names = await loadReaderNames(context.store, language);
  const institutionOf: InstitutionOfRow = ({ log, facts }, figures) =>
    presentInstitutionOf(figures, facts, missionOf.get(log)?.country, names);
  if (requests.desk !== null) roles.set(requests.desk, requests.roles);
  const records = sortDueRows(rows, institutionOf, (log) => missionOf.get(log)?.country ?? null);
  const due = findDueWork(
    {
      ...records,
      requests: adviseRequests(requests.requests, { ...records, missions }),
      // A mission is opened by its log.
      missions: missions.map((one) => ({ ...one, doc: DocumentId.parse(one.log) })),
    },
    utcDayAtMs(context.dependencies.nowMs()),
    (log) => roles.get(log) ?? [],
  );
  const stateOf = new Map(requests.requests.map(({ doc, request }) => [doc, request.form.state]));
  const rowOf = (one: DueWork): DueWorkAnswer['due'][number] => ({
    ...one,
    mission: missionOf.get(one.log)?.title ?? '',
    country: missionOf.get(one.log)?.country ?? stateOf.get(one.doc) ?? null,
  });
  return { due, rowOf, computing: countComputing(rows) };
}

async function readDueRequests({ store }: DueWorkContext, person: PersonId) {
  return withRowLevelSecurity(store, person, async (own) => {
    const desk = await findDeskLog(own);
    const roles = desk === null ? [] : await rolesInLog(own, desk, person);
    if (desk === null || roles.length === 0) return { desk: null, roles, requests: [] };
    const { requests } = await readDeskRequests(store, own, person);
    return { desk, roles, requests: requests.map((request) => dueRequestOf(desk, request)) };
  });
}

type ReadRequest = DueRequest['request'] & Pick<DueRequest, 'doc'>;

const dueRequestOf = (log: LogId, request: ReadRequest): Omit<DueRequest, 'advice'> => ({
  log,
  doc: request.doc,
  title: request.form.reference || request.form.authority,
  request,
});

const adviseRequests = <Request extends Pick<DueRequest, 'request'>>(
  requests: readonly Request[],
  sources: WorkSources,
) =>
  requests.map((one) => ({
    ...one,
    advice: adviseStep(one.request, linkedWorkOf(Object.values(one.request.links), sources)),
  }));

/** Add the next steps that their linked work proposes, as far as this person reads it. */
export async function adviseRequestRows(
  context: DueWorkContext,
  person: PersonId,
  requests: readonly RequestRow[],
  language: string,
): Promise<readonly RequestRow[]> {
  const links = requests.flatMap((one) => Object.values(one.links));
  const logs = [...new Set(links.map(({ log }) => LogId.parse(log)))];
  if (logs.length === 0) return requests;
  const missions = await readOverviewMissions(context, person);
  const countryOf = new Map(missions.map(({ log, country }) => [log, country]));
  const names = await loadReaderNames(context.store, language);
  const records = sortDueRows(
    await readFigureRows(context, person, logs),
    ({ log, facts }, figures) => presentInstitutionOf(figures, facts, countryOf.get(log), names),
    (log) => countryOf.get(log) ?? null,
  );
  const advised = adviseRequests(
    requests.map((request) => ({ request })),
    { ...records, missions },
  );
  return advised.map(({ request, advice }) => ({ ...request, advice }));
}

/** Present name and key of the institution of an assessment. */
type InstitutionOfRow = (
  row: Pick<FigureRow, 'log' | 'facts'>,
  figures: Pick<AssessmentFigures, 'institution'>,
) => ReturnType<typeof presentInstitutionOf>;

/** Sort rows into the records of which work may be due. Removed ones, and ones without figures, are in none. */
function sortDueRows(
  rows: readonly FigureRow[],
  institutionOf: InstitutionOfRow,
  countryOf: (log: LogId) => string | null,
) {
  const assessments = rowsWithFigures(rows, 'assessment').map((row): DueAssessment => {
    const { log, doc, title, status, facts, figures } = row;
    const { institution, institutionKey } = institutionOf(row, figures);
    const place = { log, doc, title: institution || title };
    const country = countryOf(log);
    return { ...place, status, institutionKey, country, follows: figures.follows, ...reviewPeriodsOf(facts) };
  });
  const workshops = rowsWithFigures(rows, 'workshop').map(
    ({ log, doc, title, status, figures }): DueWorkshop => {
      const { from, to, isSurveyEnded } = figures;
      return { log, doc, title, status, endedOn: to ?? from, isSurveyEnded };
    },
  );
  const items = rowsWithFigures(rows, 'action-plan').flatMap(({ log, doc, figures }) =>
    figures.items.map((item): DuePlanItem => ({ ...item, log, doc })),
  );
  return { assessments, workshops, items };
}

function reviewPeriodsOf(facts: string): Pick<DueAssessment, 'progressNoteDue' | 'followUpFrom'> {
  const { review } = JSON.parse(facts) as { readonly review?: unknown }; // written by `summaryRowOf`
  const { progressNoteDue = null, followUpFrom = null } = ReviewFacts.safeParse(review).data ?? {};
  return { progressNoteDue, followUpFrom };
}
