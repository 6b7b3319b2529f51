import { createHash } from 'node:crypto';
import type { WaitingCounts } from '#api/console-api.ts';
import type { DueWorkResponse } from '#api/overview-api.ts';
import type { RequestRow } from '#api/requests-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import { DocumentId, LogId, type PersonId } from '#domain/ids.ts';
import { deskRoles } from '#domain/kinds/rights.ts';
import type { AssessmentFigures } from '#domain/overview/document-figures.ts';
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
import { adviseStep, linkedWorkOf, type WorkSources } from '#domain/request/step-advice.ts';
import { rolesByLogOf } from '../auth/grants.ts';
import { grantInForce, readableByPerson } from '../auth/read-conditions.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
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
  personId: PersonId,
  role: Role,
): Promise<WaitingCounts> {
  const { store, dependencies } = context;
  const readsRecords = role !== 'admin' && role !== 'partner';
  const today = utcDayAtMs(dependencies.nowMs());
  return {
    requests: deskRoles.includes(role) ? await countUndecidedRequests(context, personId) : null,
    approvals: role === 'admin' ? await countApprovals(store, personId, dependencies.nowMs()) : null,
    reminders: readsRecords ? await countReminders(context, personId, role) : null,
    reviews: readsRecords
      ? await withRowLevelSecurity(store, personId, (ownServerStore) =>
          countReviewTasks(ownServerStore, personId, today),
        )
      : null,
  };
}

async function countReminders(context: DueWorkContext, personId: PersonId, role: Role): Promise<number> {
  const nowMs = context.dependencies.nowMs();
  const state = `${utcDayAtMs(nowMs)} ${role} ${await readLogState(context.store, personId)}`;
  const kept = reminderCounts.get(context.store) ?? new Map();
  reminderCounts.set(context.store, kept);
  const last = kept.get(personId);
  const isFresh = last !== undefined && nowMs - last.atMs < reminderCountLifetimeMs && nowMs >= last.atMs;
  if (isFresh && last.state === state) return last.count;
  const { length: count } = await readAllDueWork(context, personId);
  kept.set(personId, { atMs: nowMs, state, count });
  return count;
}

/** Return a hash of the person's roles, and of the end of each log with records of which they are reminded. */
async function readLogState(store: ServerStore, personId: PersonId): Promise<string> {
  const rows = await store
    .selectFrom('logs')
    .leftJoin('grants', (join) =>
      join.onRef('grants.log', '=', 'logs.log').on('grants.person', '=', personId).on(grantInForce()),
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
async function countUndecidedRequests(
  { store, judging }: DueWorkContext,
  personId: PersonId,
): Promise<number> {
  const deskLogId = await findDeskLog(store);
  if (deskLogId === null) return 0;
  await judging.refresh(await findLogsWithDueSummaries(store, [deskLogId]), 'summaries');
  const { count } = await withRowLevelSecurity(store, personId, (ownServerStore) =>
    ownServerStore
      .selectFrom('documents')
      .select((eb) => eb.fn.countAll<number | bigint>().as('count'))
      .where('log', '=', deskLogId)
      .where('kind', '=', requestKind)
      .where('removed', '=', 0)
      .where('status', 'in', undecidedStatuses)
      .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
      .executeTakeFirstOrThrow(),
  );
  return Number(count);
}

/** Count the approvals that this administrator did not ask for, and that still wait. */
async function countApprovals(store: ServerStore, personId: PersonId, nowMs: number): Promise<number> {
  const { count } = await store
    .selectFrom('approvals')
    .select((eb) => eb.fn.countAll<number | bigint>().as('count'))
    .where('state', '=', 'waiting')
    .where('ends_ms', '>=', nowMs)
    .where('asked_by', '!=', personId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Parts of the server's context that reminders need. */
export type DueWorkContext = Pick<ServerContext, 'store' | 'judging' | 'dependencies'>;

/** Read the work that is due for a person over all of their missions, and at the desk; the first of it in full. */
export async function readDueWork(
  context: DueWorkContext,
  personId: PersonId,
  language: string,
): Promise<DueWorkResponse> {
  const { due, rowOf, computing } = await findDueWorkOf(context, personId, language);
  return { due: due.slice(0, listedDueWork).map(rowOf), all: due.length, computing };
}

/** Read all work that is due for a person. Numbers of it count these. */
export const readAllDueWork = async (
  context: DueWorkContext,
  personId: PersonId,
): Promise<readonly DueWork[]> => (await findDueWorkOf(context, personId, 'en')).due;

async function findDueWorkOf(context: DueWorkContext, personId: PersonId, language: string) {
  const missionRows = await readOverviewMissions(context, personId);
  const figureRows = await readFigureRows(context, personId, null);
  const roles = new Map(await rolesByLogOf(context.store, personId));
  const requests = await readDueRequests(context, personId);
  const missionOf = new Map(missionRows.map((mission) => [mission.log, mission]));
  const readerNames = await loadReaderNames(context.store, language);
  const institutionOf: InstitutionOfRow = ({ log, facts }, figures) =>
    presentInstitutionOf(figures, facts, missionOf.get(log)?.country, readerNames);
  if (requests.desk !== null) roles.set(requests.desk, requests.roles);
  const records = sortDueRows(figureRows, institutionOf, (log) => missionOf.get(log)?.country ?? null);
  const due = findDueWork(
    {
      ...records,
      requests: adviseRequests(requests.requests, { ...records, missions: missionRows }),
      // A mission is opened by its log.
      missions: missionRows.map((missionRow) => ({ ...missionRow, doc: DocumentId.parse(missionRow.log) })),
    },
    utcDayAtMs(context.dependencies.nowMs()),
    (log) => roles.get(log) ?? [],
  );
  const stateOf = new Map(requests.requests.map(({ doc, request }) => [doc, request.form.state]));
  const rowOf = (dueWork: DueWork): DueWorkResponse['due'][number] => ({
    ...dueWork,
    mission: missionOf.get(dueWork.log)?.title ?? '',
    country: missionOf.get(dueWork.log)?.country ?? stateOf.get(dueWork.doc) ?? null,
  });
  return { due, rowOf, computing: countComputing(figureRows) };
}

async function readDueRequests({ store }: DueWorkContext, personId: PersonId) {
  return withRowLevelSecurity(store, personId, async (ownServerStore) => {
    const deskLogId = await findDeskLog(ownServerStore);
    const roles = deskLogId === null ? [] : await rolesInLog(ownServerStore, deskLogId, personId);
    if (deskLogId === null || roles.length === 0) return { desk: null, roles, requests: [] };
    const { requests } = await readDeskRequests(store, ownServerStore, personId);
    return { desk: deskLogId, roles, requests: requests.map((request) => dueRequestOf(deskLogId, request)) };
  });
}

type ReadRequest = DueRequest['request'] & Pick<DueRequest, 'doc'>;

const dueRequestOf = (log: LogId, readRequest: ReadRequest): Omit<DueRequest, 'advice'> => ({
  log,
  doc: readRequest.doc,
  title: readRequest.form.reference || readRequest.form.authority,
  request: readRequest,
});

const adviseRequests = <Request extends Pick<DueRequest, 'request'>>(
  requests: readonly Request[],
  workSources: WorkSources,
) =>
  requests.map((request) => ({
    ...request,
    advice: adviseStep(request.request, linkedWorkOf(Object.values(request.request.links), workSources)),
  }));

/** Add the next steps that their linked work proposes, as far as this person reads it. */
export async function adviseRequestRows(
  context: DueWorkContext,
  personId: PersonId,
  requestRows: readonly RequestRow[],
  language: string,
): Promise<readonly RequestRow[]> {
  const requestLinks = requestRows.flatMap((requestRow) => Object.values(requestRow.links));
  const logIds = [...new Set(requestLinks.map(({ log }) => LogId.parse(log)))];
  if (logIds.length === 0) return requestRows;
  const missionRows = await readOverviewMissions(context, personId);
  const countryOf = new Map(missionRows.map(({ log, country }) => [log, country]));
  const readerNames = await loadReaderNames(context.store, language);
  const records = sortDueRows(
    await readFigureRows(context, personId, logIds),
    ({ log, facts }, figures) => presentInstitutionOf(figures, facts, countryOf.get(log), readerNames),
    (log) => countryOf.get(log) ?? null,
  );
  const advised = adviseRequests(
    requestRows.map((request) => ({ request })),
    { ...records, missions: missionRows },
  );
  return advised.map(({ request, advice }) => ({ ...request, advice }));
}

/** Present name and key of the institution of an assessment. */
type InstitutionOfRow = (
  figureRow: Pick<FigureRow, 'log' | 'facts'>,
  assessmentFigures: Pick<AssessmentFigures, 'institution'>,
) => ReturnType<typeof presentInstitutionOf>;

/** Sort rows into the records of which work may be due. Removed ones, and ones without figures, are in none. */
function sortDueRows(
  figureRows: readonly FigureRow[],
  institutionOf: InstitutionOfRow,
  countryOf: (logId: LogId) => string | null,
) {
  const assessments = rowsWithFigures(figureRows, 'assessment').map((row): DueAssessment => {
    const { log, doc, title, status, facts, figures } = row;
    const { institution, institutionKey } = institutionOf(row, figures);
    const place = { log, doc, title: institution || title };
    const country = countryOf(log);
    return { ...place, status, institutionKey, country, follows: figures.follows, ...reviewPeriodsOf(facts) };
  });
  const workshops = rowsWithFigures(figureRows, 'workshop').map(
    ({ log, doc, title, status, figures }): DueWorkshop => {
      const { from, to, isSurveyEnded } = figures;
      return { log, doc, title, status, endedOn: to ?? from, isSurveyEnded };
    },
  );
  const items = rowsWithFigures(figureRows, 'action-plan').flatMap(({ log, doc, figures }) =>
    figures.items.map((item): DuePlanItem => ({ ...item, log, doc })),
  );
  return { assessments, workshops, items };
}

function reviewPeriodsOf(facts: string): Pick<DueAssessment, 'progressNoteDue' | 'followUpFrom'> {
  const { review } = JSON.parse(facts) as { readonly review?: unknown }; // written by `summaryRowOf`
  const { progressNoteDue = null, followUpFrom = null } = ReviewFacts.safeParse(review).data ?? {};
  return { progressNoteDue, followUpFrom };
}
