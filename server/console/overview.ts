import type * as z from 'zod';
import type { OverviewQuery, StateResponse, StatesQuery, StatesResponse } from '#api/overview-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { civilDayMs } from '#base/civil-date.ts';
import { compareTexts } from '#base/json.ts';
import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import { isLongInStatus } from '#domain/assessment/review/review-task.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { type ScoredModel } from '#domain/overview/document-figures.ts';
import type { OverviewAssessment } from '#domain/overview/roll-up.ts';
import {
  buildStateOverview,
  type OverviewFilter,
  type StateRecords,
  summarizeLeads,
  summarizeState,
} from '#domain/overview/state-overview.ts';
import { isSilentDevice } from '#domain/people/device-silence.ts';
import { slippageDaysOf } from '#domain/plan/plan-figures.ts';
import { regionOfState } from '#domain/states/state-names.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import type { ServerContext } from '../context/server-context.ts';
import type { ServerStore } from '../db/open-store.ts';
import { findScoredModel } from '../projections/document-figures.ts';
import { loadReaderNames, presentInstitutionOf, type ReaderNames } from './institutions.ts';
import {
  countComputing,
  type FigureRow,
  type OverviewMissionRow,
  readFigureRows,
  readOverviewMissions,
  rowsWithFigures,
} from './overview-rows.ts';
import { mayListDevices, readDeviceRows } from './signed-in-person.ts';

/** Read the overview of one State over all missions that this person reads. */
export async function readStateOverview(
  context: ServerContext,
  personId: PersonId,
  country: string,
  query: z.infer<typeof OverviewQuery>,
  language: string,
): Promise<StateResponse> {
  const all = await readOverviewMissions(context, personId);
  const missionRows = all.filter((mission) => mission.country === country);
  const logIds = missionRows.map(({ log }) => log);
  const figureRows = await readFigureRows(context, personId, logIds);
  const stateRecords = sortRecords(missionRows, figureRows, await loadReaderNames(context.store, language));
  const stateOverview = buildStateOverview(stateRecords, filterOf(query), {
    modelOf: await loadModels(context.store, stateRecords.assessments),
    today: utcDayAtMs(context.dependencies.nowMs()),
  });
  return { country, ...stateOverview, computing: countComputing(figureRows) };
}

/** Read all States of the missions that this person reads, and the open work in them. */
export async function readStates(
  context: ServerContext,
  personId: PersonId,
  { region, ...query }: z.infer<typeof StatesQuery>,
  language: string,
): Promise<StatesResponse> {
  const nowMs = context.dependencies.nowMs();
  const all = await readOverviewMissions(context, personId);
  const missionRows = all.filter(
    ({ country }) => region === undefined || (country !== null && regionOfState(country) === region),
  );
  const figureRowsOfAll = await readFigureRows(context, personId, null);
  const records = sortRecords(all, figureRowsOfAll, await loadReaderNames(context.store, language));
  const inRegion = new Set(missionRows.map(({ log }) => log));
  const figureRows = figureRowsOfAll.filter(({ log }) => inRegion.has(log));
  const stateRecords = recordsOfMissions(records, inRegion);
  const overviewFilter = filterOf(query);
  const overviews = {
    modelOf: await loadModels(context.store, stateRecords.assessments),
    today: utcDayAtMs(nowMs),
  };
  const changes = latestChangesOf(figureRows);
  const states = groupByState(stateRecords).map(([country, ownStateRecords]) => ({
    ...summarizeState(country, ownStateRecords, overviewFilter, overviews),
    changedAtMs: Math.max(0, ...ownStateRecords.missions.map(({ log }) => changes.get(log) ?? 0)) || null,
  }));
  const scoredModels = [
    ...new Set(stateRecords.assessments.flatMap(({ instrument }) => overviews.modelOf(instrument) ?? [])),
  ];
  const [scoredModel] = scoredModels.toReversed();
  return {
    states,
    computing: countComputing(figureRows),
    withoutState: missionRows.filter(({ country }) => country === null).length,
    dimensions: scoredModel?.model.dimensions.map(({ code, title }) => ({ code, title })) ?? [],
    institutionTypes: Object.assign({}, ...scoredModels.map((one) => one.model.institution_types)) as Record<
      string,
      string
    >,
    // No filter narrows it: laptops have no State, and each number is that of the list which it opens.
    attention: {
      ...reviewAttentionOf(figureRowsOfAll, nowMs),
      silent: await countSilentLaptops(context, personId, nowMs),
      lateByLead: summarizeLeads(records.items, overviews.today),
      lateItems: latePlanItems(records, overviews.today),
    },
  };
}

const recordsOfMissions = (
  { missions, assessments, workshops, items }: StateRecords,
  logIds: ReadonlySet<LogId>,
): StateRecords => ({
  missions: missions.filter(({ log }) => logIds.has(log)),
  assessments: assessments.filter(({ log }) => logIds.has(log)),
  workshops: workshops.filter(({ log }) => logIds.has(log)),
  items: items.filter(({ log }) => logIds.has(log)),
});

const filterOf = ({ type, from, to, basis }: z.infer<typeof OverviewQuery>): OverviewFilter => ({
  institutionType: type,
  from: from ?? null,
  to: to ?? null,
  withReview: basis === 'review',
});

/** Sort rows into the records of overviews. Removed documents, and ones without figures, are in none. */
function sortRecords(
  missionRows: readonly OverviewMissionRow[],
  figureRows: readonly FigureRow[],
  readerNames: ReaderNames,
): StateRecords {
  const countryOf = new Map(missionRows.map(({ log, country }) => [log, country]));
  const national = new Map(
    rowsWithFigures(figureRows, 'mission').map(({ log, figures }) => [log, figures.national]),
  );
  return {
    missions: missionRows.map((missionRow) => ({
      ...missionRow,
      national: national.get(missionRow.log) ?? {},
    })),
    assessments: rowsWithFigures(figureRows, 'assessment').map(
      ({ log, doc, title, status, facts, figures }) => ({
        ...figures,
        ...presentInstitutionOf(figures, facts, countryOf.get(log), readerNames),
        log,
        doc,
        title,
        status: AssessmentStatus.catch('draft').parse(status),
      }),
    ),
    workshops: rowsWithFigures(figureRows, 'workshop').map(({ log, doc, title, status, figures }) => ({
      ...figures,
      log,
      doc,
      title,
      status,
    })),
    items: rowsWithFigures(figureRows, 'action-plan').flatMap(({ log, doc, figures }) =>
      figures.items.map(({ milestones: _due, ...item }) => ({ ...item, log, doc })),
    ),
  };
}

/** Load the instruments of these assessments; undefined for one that is not here, or that rates nothing. */
async function loadModels(
  store: ServerStore,
  overviewAssessments: readonly OverviewAssessment[],
): Promise<(ref: string) => ScoredModel | undefined> {
  const models = new Map<string, ScoredModel>();
  // An assessment without marks had no instrument here when its figures were computed.
  const refs = new Set(
    overviewAssessments.flatMap(({ instrument, marks }) => (marks === '' ? [] : instrument)),
  );
  for (const ref of refs) {
    const scoredModel = await store.transaction().execute((tx) => findScoredModel(tx, ref));
    if (scoredModel !== null) models.set(ref, scoredModel);
  }
  return (ref) => models.get(ref);
}

/** Group the records by State, in order of code. Records of missions without a State are in no group. */
function groupByState(stateRecords: StateRecords): readonly (readonly [string, StateRecords])[] {
  const countryOf = new Map(stateRecords.missions.map(({ log, country }) => [log, country]));
  const states = new Map<string, { [K in keyof StateRecords]: StateRecords[K][number][] }>();
  const at = (logId: LogId) => {
    const country = countryOf.get(logId) ?? null;
    if (country === null) return null;
    const known = states.get(country);
    if (known !== undefined) return known;
    const made = { missions: [], assessments: [], workshops: [], items: [] };
    states.set(country, made);
    return made;
  };
  for (const overviewMission of stateRecords.missions)
    at(overviewMission.log)?.missions.push(overviewMission);
  for (const overviewAssessment of stateRecords.assessments)
    at(overviewAssessment.log)?.assessments.push(overviewAssessment);
  for (const overviewWorkshop of stateRecords.workshops)
    at(overviewWorkshop.log)?.workshops.push(overviewWorkshop);
  for (const overviewPlanItem of stateRecords.items) at(overviewPlanItem.log)?.items.push(overviewPlanItem);
  return [...states].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const listedLateItems = 200;

/** List the plan items that are late, the longest first, with their State. */
function latePlanItems({ missions, items }: StateRecords, today: string) {
  const countryOf = new Map(missions.map(({ log, country }) => [log, country]));
  return items
    .map((overviewPlanItem) => ({
      ...overviewPlanItem,
      country: countryOf.get(overviewPlanItem.log) ?? null,
      lateDays: slippageDaysOf(overviewPlanItem, today),
    }))
    .filter(({ lateDays }) => lateDays > 0)
    .toSorted((a, b) => b.lateDays - a.lateDays || compareTexts(a.title, b.title))
    .slice(0, listedLateItems);
}

function latestChangesOf(figureRows: readonly FigureRow[]): ReadonlyMap<LogId, number> {
  const latest = new Map<LogId, number>();
  for (const { log, changed_ms: at } of figureRows) latest.set(log, Math.max(at, latest.get(log) ?? at));
  return latest;
}

function reviewAttentionOf(figureRows: readonly FigureRow[], nowMs: number) {
  const waitingOfKinds = recordsOfKind(figureRows, 'assessment').filter(
    ({ removed, status }) => removed === 0 && status === 'quality-review',
  );
  const reviewFactses = waitingOfKinds.flatMap(({ facts }) => {
    const { review } = JSON.parse(facts) as { readonly review?: unknown }; // written by `summaryRowOf`
    return ReviewFacts.safeParse(review).data ?? [];
  });
  return {
    inReview: waitingOfKinds.length,
    overdueReviews: reviewFactses.filter((reviewFacts) => isLongInStatus(reviewFacts, nowMs)).length,
    longestReviewDays: reviewFactses.reduce(
      (longest, { sinceMs }) => Math.max(longest, Math.floor((nowMs - sinceMs) / civilDayMs)),
      0,
    ),
  };
}

/** Count active laptops without contact for some time; null for a person who sees no laptops. */
async function countSilentLaptops(
  { store }: ServerContext,
  personId: PersonId,
  nowMs: number,
): Promise<number | null> {
  if (!(await mayListDevices(store, personId))) return null;
  const deviceRows = await withRowLevelSecurity(store, personId, (ownServerStore) =>
    readDeviceRows(ownServerStore, personId),
  );
  return deviceRows.filter((device) => isSilentDevice(device, nowMs)).length;
}
