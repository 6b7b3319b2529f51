import type * as z from 'zod';
import type { OverviewQuery, StateAnswer, StatesAnswer, StatesQuery } from '#api/overview-api.ts';
import { civilDayMs, utcDayAtMs } from '#base/civil-date.ts';
import { compareTexts } from '#base/json.ts';
import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import { isLongInStatus } from '#domain/assessment/review-steps.ts';
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

/** Sort rows into the records of overviews. Removed documents, and ones without figures, are in none. */
function sortRecords(
  missions: readonly OverviewMissionRow[],
  rows: readonly FigureRow[],
  names: ReaderNames,
): StateRecords {
  const countryOf = new Map(missions.map(({ log, country }) => [log, country]));
  const national = new Map(
    rowsWithFigures(rows, 'mission').map(({ log, figures }) => [log, figures.national]),
  );
  return {
    missions: missions.map((mission) => ({ ...mission, national: national.get(mission.log) ?? {} })),
    assessments: rowsWithFigures(rows, 'assessment').map(({ log, doc, title, status, facts, figures }) => ({
      ...figures,
      ...presentInstitutionOf(figures, facts, countryOf.get(log), names),
      log,
      doc,
      title,
      status: AssessmentStatus.catch('draft').parse(status),
    })),
    workshops: rowsWithFigures(rows, 'workshop').map(({ log, doc, title, status, figures }) => ({
      ...figures,
      log,
      doc,
      title,
      status,
    })),
    items: rowsWithFigures(rows, 'action-plan').flatMap(({ log, doc, figures }) =>
      figures.items.map(({ milestones: _due, ...item }) => ({ ...item, log, doc })),
    ),
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
    .toSorted((a, b) => b.lateDays - a.lateDays || compareTexts(a.title, b.title))
    .slice(0, listedLateItems);
}

function latestChangesOf(rows: readonly FigureRow[]): ReadonlyMap<LogId, number> {
  const latest = new Map<LogId, number>();
  for (const { log, changed_ms: at } of rows) latest.set(log, Math.max(at, latest.get(log) ?? at));
  return latest;
}

function reviewAttentionOf(rows: readonly FigureRow[], nowMs: number) {
  const waiting = recordsOfKind(rows, 'assessment').filter(
    ({ removed, status }) => removed === 0 && status === 'quality-review',
  );
  const reviews = waiting.flatMap(({ facts }) => {
    const { review } = JSON.parse(facts) as { readonly review?: unknown }; // written by `summaryRowOf`
    return ReviewFacts.safeParse(review).data ?? [];
  });
  return {
    inReview: waiting.length,
    overdueReviews: reviews.filter((one) => isLongInStatus(one, nowMs)).length,
    longestReviewDays: reviews.reduce(
      (longest, { sinceMs }) => Math.max(longest, Math.floor((nowMs - sinceMs) / civilDayMs)),
      0,
    ),
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
  return devices.filter((device) => isSilentDevice(device, nowMs)).length;
}
