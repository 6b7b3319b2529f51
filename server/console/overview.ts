import { AssessmentStatus, assessmentKind } from '#domain/assessment/assessment.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { mayReadOverviews } from '#domain/people/permit.ts';
import { Role } from '#domain/people/role.ts';
import { regionOfState } from '#domain/mission/state-names.ts';
import {
  type AssessmentFigures,
  documentFiguresVersion,
  type DocumentFigures,
  documentKindsWithFigures,
  type MissionFigures,
  type PlanFigures,
  type ScoredModel,
  type WorkshopFigures,
} from '#domain/overview/document-figures.ts';
import type { OverviewAssessment } from '#domain/overview/roll-up.ts';
import {
  buildStateOverview,
  type OverviewFilter,
  type StateRecords,
  summarizeLeads,
  summarizeState,
} from '#domain/overview/state-overview.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { slippageDaysOf } from '#domain/report/division-of-labour-report.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { civilDayMs, utcDayAtMs } from '#base/civil-date.ts';
import type { OverviewQuery, StateAnswer, StatesAnswer, StatesQuery } from '#api/overview-api.ts';
import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type * as z from 'zod';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import { parameterChunksOf, type ServerStore } from '../db/open-store.ts';
import type { DatabaseTables } from '../db/tables.ts';
import type { ServerContext } from '../http/server-context.ts';
import { findScoredModel } from '../projections/document-figures.ts';
import { loadReaderNames, presentInstitutionOf, type ReaderNames } from './institutions.ts';
import { mayListDevices, readDeviceRows } from './signed-in-person.ts';
import { calendarDayOrNull, documentFactsOf } from './documents.ts';

/** Read the overview of one State over all missions that this person reads. */
export async function readStateOverview(
  context: ServerContext,
  person: PersonId,
  country: string,
  query: z.infer<typeof OverviewQuery>,
  language: string,
): Promise<StateAnswer> {
  const all = await readOverviewMissions(context, person);
  const missions = all.filter((mission) => mission.country === country);
  const logs = missions.map(({ log }) => log);
  const rows = await readFigureRows(context, person, logs);
  const records = sortRecords(missions, rows, await loadReaderNames(context.store, language));
  const overview = buildStateOverview(records, filterOf(query), {
    modelOf: await loadModels(context.store, records.assessments),
    today: utcDayAtMs(context.dependencies.nowMs()),
  });
  return { country, ...overview, computing: countComputing(rows) };
}

/** Days after which an assessment in quality review is overdue: ten working days. */
const reviewDays = 14;
/** Days without contact after which a laptop is silent. */
const silentDays = 14;

/** Read all States of the missions that this person reads, and the open work in them. */
export async function readStates(
  context: ServerContext,
  person: PersonId,
  { region, ...query }: z.infer<typeof StatesQuery>,
  language: string,
): Promise<StatesAnswer> {
  const nowMs = context.dependencies.nowMs();
  const all = await readOverviewMissions(context, person);
  const missions = all.filter(
    ({ country }) => region === undefined || (country !== null && regionOfState(country) === region),
  );
  const rows = await readFigureRows(
    context,
    person,
    region === undefined ? null : missions.map(({ log }) => log),
  );
  const records = sortRecords(missions, rows, await loadReaderNames(context.store, language));
  const filter = filterOf(query);
  const overviews = {
    modelOf: await loadModels(context.store, records.assessments),
    today: utcDayAtMs(nowMs),
  };
  const changes = latestChangesOf(rows);
  const states = groupByState(records).map(([country, own]) => ({
    ...summarizeState(country, own, filter, overviews),
    changedAtMs: Math.max(0, ...own.missions.map(({ log }) => changes.get(log) ?? 0)) || null,
  }));
  const models = [
    ...new Set(records.assessments.flatMap(({ instrument }) => overviews.modelOf(instrument) ?? [])),
  ];
  const [model] = models.toReversed();
  return {
    states,
    computing: countComputing(rows),
    withoutState: missions.filter(({ country }) => country === null).length,
    dimensions: model?.model.dimensions.map(({ code, title }) => ({ code, title })) ?? [],
    institutionTypes: Object.assign({}, ...models.map((one) => one.model.institution_types)) as Record<
      string,
      string
    >,
    attention: {
      ...reviewAttentionOf(rows, nowMs),
      silent: await countSilentLaptops(context, person, nowMs),
      lateByLead: summarizeLeads(records.items, overviews.today),
      lateItems: latePlanItems(records, overviews.today),
    },
  };
}

const filterOf = ({ type, from, to, basis }: z.infer<typeof OverviewQuery>): OverviewFilter => ({
  institutionType: type,
  from: from ?? null,
  to: to ?? null,
  withReview: basis === 'review',
});

/** Build the condition that a person may have overviews of a log (`mayReadOverviews`). */
function hasOverviewsFor(person: PersonId, log: Expression<LogId>): Expression<SqlBool> {
  const eb = expressionBuilder<DatabaseTables>();
  return eb.exists(
    eb
      .selectFrom('grants')
      .select('grants.log')
      .where('grants.log', '=', log)
      .where('grants.person', '=', person)
      .where('grants.role', 'in', overviewRoles),
  );
}

const overviewRoles = Role.options.filter(mayReadOverviews);

/** Most due records that a reading waits for. More are computed in the background. */
const mostAtOnce = 40;

/** Parts of the server's context from which records are read. */
type OverviewSources = Pick<ServerContext, 'store' | 'judging'>;

type ReadMission = StateRecords['missions'][number];

/** Read the missions of which this person may have overviews, with or without a document of their own. */
export async function readOverviewMissions(
  context: OverviewSources,
  person: PersonId,
): Promise<readonly Omit<ReadMission, 'national'>[]> {
  const read = () =>
    withRowLevelSecurity(context.store, person, (own) =>
      own
        .selectFrom('logs')
        .leftJoin('documents', (join) =>
          join
            .onRef('documents.log', '=', 'logs.log')
            .on('documents.kind', '=', missionKind)
            .on('documents.removed', '=', 0),
        )
        .select([
          'logs.log',
          'logs.title as logTitle',
          'logs.country',
          'documents.title',
          'documents.status',
          'documents.facts',
          'documents.summary_due',
        ])
        .where('logs.kind', '=', 'mission')
        .where('logs.erased_ms', 'is', null)
        .where((eb) => hasOverviewsFor(person, eb.ref('logs.log')))
        .orderBy('logs.log')
        // The oldest mission document of a log is shown; ids are in order of time.
        .orderBy('documents.doc', 'desc')
        .execute(),
    );
  let rows = await read();
  const due = rows.filter(({ summary_due: isDue }) => isDue === 1);
  if (due.length > mostAtOnce) context.judging.computeDue();
  else if (due.length > 0) {
    await context.judging.refresh([...new Set(due.map(({ log }) => log))], 'summaries');
    rows = await read();
  }
  const missions = new Map<LogId, Omit<ReadMission, 'national'>>();
  for (const { log, logTitle, country, title, status, facts } of rows) {
    const said = facts === null ? null : documentFactsOf(facts);
    missions.set(log, {
      log,
      title: title === null || title === '' ? logTitle : title,
      status,
      country: said?.country ?? country,
      from: calendarDayOrNull(said?.from ?? undefined),
      to: calendarDayOrNull(said?.to ?? undefined),
    });
  }
  return [...missions.values()];
}

export type FigureRow = Awaited<ReturnType<typeof selectFigureRows>>[number];

/**
 * Read the documents with their figures. A few due ones are fresh, many keep their present figures.
 * @param logs null for all that this person may have overviews of
 */
export async function readFigureRows(
  context: OverviewSources,
  person: PersonId,
  logs: readonly LogId[] | null,
): Promise<readonly FigureRow[]> {
  const read = () =>
    withRowLevelSecurity(context.store, person, async (own) => {
      if (logs === null) return selectFigureRows(own, person, null);
      const rows: FigureRow[] = [];
      for (const some of parameterChunksOf(logs)) rows.push(...(await selectFigureRows(own, person, some)));
      return rows;
    });
  const rows = await read();
  const dueSummaries = rows.filter(({ summary_due: isDue }) => isDue === 1);
  const dueFigures = rows.filter(areFiguresDue);
  if (dueSummaries.length === 0 && dueFigures.length === 0) return rows;
  if (dueSummaries.length + dueFigures.length > mostAtOnce) {
    context.judging.computeDue();
    return rows;
  }
  if (dueSummaries.length > 0) await context.judging.refresh(logsOf(dueSummaries), 'summaries');
  if (dueFigures.length > 0) await context.judging.refresh(logsOf(dueFigures), 'figures');
  return read();
}

/** Count the records whose figures, or whose columns of lists, are still computed. */
export const countComputing = (rows: readonly FigureRow[]): number =>
  rows.filter((row) => row.summary_due === 1 || areFiguresDue(row)).length;

const logsOf = (rows: readonly FigureRow[]): readonly LogId[] => [...new Set(rows.map(({ log }) => log))];

const areFiguresDue = ({ place, version, changed_place: changed }: FigureRow): boolean =>
  place !== changed || version !== documentFiguresVersion;

const selectFigureRows = (own: ServerStore, person: PersonId, logs: readonly LogId[] | null) =>
  own
    .selectFrom('documents')
    .leftJoin('document_figures', (join) =>
      join
        .onRef('document_figures.log', '=', 'documents.log')
        .onRef('document_figures.doc', '=', 'documents.doc'),
    )
    .select([
      'documents.log',
      'documents.doc',
      'documents.kind',
      'documents.title',
      'documents.status',
      'documents.removed',
      'documents.facts',
      'documents.changed_ms',
      'documents.changed_place',
      'documents.summary_due',
      'document_figures.place',
      'document_figures.version',
      'document_figures.figures',
    ])
    .where('documents.kind', 'in', documentKindsWithFigures)
    .where((eb) => hasOverviewsFor(person, eb.ref('documents.log')))
    .$if(logs !== null, (query) => query.where('documents.log', 'in', logs ?? []))
    .execute();

/** Sort rows into the records of overviews. Removed documents, and ones without figures, are in none. */
function sortRecords(
  missions: readonly Omit<ReadMission, 'national'>[],
  rows: readonly FigureRow[],
  names: ReaderNames,
): StateRecords {
  const national = new Map<LogId, MissionFigures['national']>();
  const assessments: OverviewAssessment[] = [];
  const workshops: StateRecords['workshops'][number][] = [];
  const items: StateRecords['items'][number][] = [];
  const countryOf = new Map(missions.map(({ log, country }) => [log, country]));
  for (const { log, doc, kind, title, status, removed, version, facts, figures: text } of rows) {
    // Figures of another version may have another form.
    if (removed === 1 || text === null || version !== documentFiguresVersion) continue;
    const figures = JSON.parse(text) as DocumentFigures | null; // written by `saveFigures`, by kind
    const record = { log, doc, title };
    switch (kind) {
      case missionKind:
        national.set(log, (figures as MissionFigures).national);
        break;
      case assessmentKind:
        assessments.push({
          ...(figures as AssessmentFigures),
          ...presentInstitutionOf(figures as AssessmentFigures, facts, countryOf.get(log), names),
          ...record,
          status: AssessmentStatus.catch('draft').parse(status),
        });
        break;
      case workshopKind:
        workshops.push({ ...(figures as WorkshopFigures), ...record, status });
        break;
      case actionPlanKind:
        for (const { milestones: _due, ...item } of (figures as PlanFigures).items)
          items.push({ ...item, log, doc });
        break;
    }
  }
  return {
    missions: missions.map((mission) => ({ ...mission, national: national.get(mission.log) ?? {} })),
    assessments,
    workshops,
    items,
  };
}

/** Load the instruments of these assessments; undefined for one that is not here, or that rates nothing. */
async function loadModels(
  store: ServerStore,
  assessments: readonly OverviewAssessment[],
): Promise<(ref: string) => ScoredModel | undefined> {
  const models = new Map<string, ScoredModel>();
  // An assessment without marks had no instrument here when its figures were computed.
  const refs = new Set(assessments.flatMap(({ instrument, marks }) => (marks === '' ? [] : instrument)));
  for (const ref of refs) {
    const model = await store.transaction().execute((tx) => findScoredModel(tx, ref));
    if (model !== null) models.set(ref, model);
  }
  return (ref) => models.get(ref);
}

/** Group the records by State, in order of code. Records of missions without a State are in no group. */
function groupByState(records: StateRecords): readonly (readonly [string, StateRecords])[] {
  const countryOf = new Map(records.missions.map(({ log, country }) => [log, country]));
  const states = new Map<string, { [K in keyof StateRecords]: StateRecords[K][number][] }>();
  const at = (log: LogId) => {
    const country = countryOf.get(log) ?? null;
    if (country === null) return null;
    const known = states.get(country);
    if (known !== undefined) return known;
    const made = { missions: [], assessments: [], workshops: [], items: [] };
    states.set(country, made);
    return made;
  };
  for (const one of records.missions) at(one.log)?.missions.push(one);
  for (const one of records.assessments) at(one.log)?.assessments.push(one);
  for (const one of records.workshops) at(one.log)?.workshops.push(one);
  for (const one of records.items) at(one.log)?.items.push(one);
  return [...states].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const listedLateItems = 200;

/** List the plan items that are late, the longest first, with their State. */
function latePlanItems({ missions, items }: StateRecords, today: string) {
  const countryOf = new Map(missions.map(({ log, country }) => [log, country]));
  return items
    .map((item) => ({
      ...item,
      country: countryOf.get(item.log) ?? null,
      lateDays: slippageDaysOf(item, today),
    }))
    .filter(({ lateDays }) => lateDays > 0)
    .toSorted((a, b) => b.lateDays - a.lateDays || (a.id < b.id ? -1 : 1))
    .slice(0, listedLateItems);
}

function latestChangesOf(rows: readonly FigureRow[]): ReadonlyMap<LogId, number> {
  const latest = new Map<LogId, number>();
  for (const { log, changed_ms: at } of rows) latest.set(log, Math.max(at, latest.get(log) ?? at));
  return latest;
}

function reviewAttentionOf(rows: readonly FigureRow[], nowMs: number) {
  const waiting = rows.filter(
    ({ kind, removed, status }) => kind === assessmentKind && removed === 0 && status === 'quality-review',
  );
  const days = waiting.flatMap(({ facts }) => {
    const { review } = JSON.parse(facts) as { readonly review?: unknown }; // written by `summaryRowOf`
    const since = ReviewFacts.safeParse(review).data?.sinceMs;
    return since === undefined ? [] : [Math.max(0, Math.floor((nowMs - since) / civilDayMs))];
  });
  return {
    inReview: waiting.length,
    overdueReviews: days.filter((one) => one > reviewDays).length,
    longestReviewDays: Math.max(0, ...days),
  };
}

/** Count active laptops without contact for some time; null for a person who sees no laptops. */
async function countSilentLaptops(
  { store }: ServerContext,
  person: PersonId,
  nowMs: number,
): Promise<number | null> {
  if (!(await mayListDevices(store, person))) return null;
  const devices = await withRowLevelSecurity(store, person, (own) => readDeviceRows(own, person));
  const limitMs = nowMs - silentDays * civilDayMs;
  return devices.filter(
    ({ state, lastContactAtMs, enrolledAtMs }) =>
      state === 'active' && (lastContactAtMs ?? enrolledAtMs) < limitMs,
  ).length;
}
