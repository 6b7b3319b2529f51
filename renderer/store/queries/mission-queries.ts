import { compareTexts } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { missionKind } from '#domain/mission/mission.ts';
import {
  findInstitution,
  type InstitutionRegister,
  institutionNameIn,
  institutionNameKey,
  readInstitutions,
  recordedInstitutionOf,
} from '#domain/programme/institutions.ts';
import { programmeDocumentId } from '#domain/programme/programme.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { DocumentSummary, MissionSummary } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readLogRows, readMeta } from '../db/meta.ts';
import type { SummaryRow } from '../db/rows.ts';
import { readErasedEntries } from '../journal/erased-logs.ts';
import { asLiveQueryInParts, type QueryFunction, type SubscribeQuery } from './live-query.ts';
import { readProgrammeLogs } from './programme-queries.ts';
import { documentSummaryOf, missionsOf, missionTitles, readAllSummaries } from './summaries.ts';

/** Missions that a person removed from this laptop, the last first. */
export const queryRemovedMissions: QueryFunction<'removedMissions'> = async ({ db }) =>
  (await readErasedEntries(db))
    .flatMap(({ log, atMs, off }) => (off ? [{ log, title: off.title, atMs }] : []))
    .sort((a, b) => b.atMs - a.atMs);

/**
 * All missions of this device, the latest start first; those without a first day come before all. Waiting changes and
 * conflicts count all documents of a mission; removed documents wait too.
 */
export const queryMissions: QueryFunction<'missions'> = async ({ db }) => {
  // Begun together: a live query observes no read that begins after the cache has waited for another query.
  const [all, granted, logRows] = await Promise.all([
    db.summaryCache.read(),
    readMeta(db, 'grants'),
    readLogRows(db),
  ]);
  const summaryRows = all.filter(({ isGone }) => !isGone);
  const counts = countByKind(summaryRows);
  const sums = sumByLog(all);
  const whole = new Set(
    logRows.filter(({ caughtUp, snapshot }) => caughtUp && snapshot === undefined).map(({ log }) => log),
  );
  const titles = missionTitles(summaryRows, granted);
  const begun = recordsOfKind(summaryRows, 'mission').map((row) => ({
    ...documentSummaryOf(row),
    title: titles.get(row.log) ?? row.title,
  }));
  return [...begun, ...unstartedMissions(granted, new Set(begun.map(({ log }) => log)))]
    .map((mission) => ({
      ...mission,
      assessments: counts.get(`${mission.log} ${assessmentKind}`) ?? 0,
      workshops: counts.get(`${mission.log} ${workshopKind}`) ?? 0,
      returned: sums.get(mission.log)?.returned ?? 0,
      waiting: sums.get(mission.log)?.waiting ?? 0,
      conflicts: sums.get(mission.log)?.conflicts ?? 0,
      ...(!whole.has(mission.log) && { receivedRecords: sums.get(mission.log)?.records ?? 0 }),
    }))
    .sort(compareNewestFirst);
};

const isReturnedAssessment = ({ kind, facts }: SummaryRow): boolean =>
  kind === assessmentKind && typeof facts['toMend'] === 'number';

interface LogSums {
  returned: number;
  waiting: number;
  conflicts: number;
  records: number;
}

/** Sums of each log in one pass over all records: every write asks for them. Removed records only wait. */
function sumByLog(summaryRows: readonly SummaryRow[]): ReadonlyMap<LogId, Readonly<LogSums>> {
  const sums = new Map<LogId, LogSums>();
  for (const summaryRow of summaryRows) {
    let sum = sums.get(summaryRow.log);
    if (sum === undefined) {
      sum = { returned: 0, waiting: 0, conflicts: 0, records: 0 };
      sums.set(summaryRow.log, sum);
    }
    sum.waiting += summaryRow.waiting;
    if (summaryRow.isGone) continue;
    sum.records += 1;
    sum.conflicts += summaryRow.conflicts;
    if (isReturnedAssessment(summaryRow)) sum.returned += 1;
  }
  return sums;
}

/** Number of documents of each kind in each log, without archived ones: lists do not show them. */
function countByKind(summaryRows: readonly SummaryRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { log, kind, facts } of summaryRows) {
    if (facts['archived'] === true) continue;
    const key = `${log} ${kind}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Missions opened by headquarters in which nobody has written about the mission itself yet. */
function unstartedMissions(
  grants: Grants | undefined,
  begun: ReadonlySet<LogId>,
): readonly DocumentSummary[] {
  return missionsOf(grants)
    .filter(({ log }) => !begun.has(log))
    .map(({ log, title }) => ({
      log,
      doc: DocumentId.parse(log),
      kind: missionKind,
      title,
      status: '',
      changedAtMs: 0,
      conflicts: 0,
      waiting: 0,
      facts: {},
    }));
}

function compareNewestFirst(a: MissionSummary, b: MissionSummary): number {
  const [fromA, fromB] = [firstDayOf(a), firstDayOf(b)];
  if (fromA !== fromB) return fromA < fromB ? 1 : -1;
  return b.changedAtMs - a.changedAtMs;
}

const firstDayOf = ({ facts }: MissionSummary): string => {
  const from = facts['from'];
  return typeof from === 'string' ? from : '9999';
};

export const queryRemovedRecords: QueryFunction<'removedRecords'> = async ({ db }, { log }) =>
  (await db.summaryCache.read())
    .filter((row) => row.log === log && row.isGone)
    .map(documentSummaryOf)
    .sort((a, b) => b.changedAtMs - a.changedAtMs);

/** Register of the documents that were read last: a search asks for it at each letter. */
const lastRegisters = new WeakMap<
  FieldDatabase,
  { readonly documents: readonly (Document | undefined)[]; readonly register: InstitutionRegister }
>();

/** Read the register of institutions, as headquarters last sent it. The same one until a programme changes. */
export async function readRegister(db: FieldDatabase): Promise<InstitutionRegister> {
  const logIds = await readProgrammeLogs(db);
  const documents = await db.documents.bulkGet(logIds.map((log) => [log, programmeDocumentId(log)] as const));
  const last = lastRegisters.get(db);
  if (
    last?.documents.length === documents.length &&
    documents.every((baseRow, at) => baseRow === last.documents[at])
  )
    return last.register;
  const register = readInstitutions(documents);
  lastRegisters.set(db, { documents, register });
  return register;
}

/** Each write changes summaries; only a change of the programme reads the register again. */
export const subscribeToInstitutionRegister: SubscribeQuery<'institutionRegister'> = asLiveQueryInParts(
  async ({ db }) => statesOfMissions(await readAllSummaries(db)),
  async ({ db }) => [...(await readRegister(db)).entries.values()],
  (states, entries) => ({ entries, countries: Object.fromEntries(states) }),
);

/** Institutions to offer in a mission: those of the register, then those of assessments in the same State. */
export const queryInstitutions: QueryFunction<'institutions'> = async ({ db }, { log }) => {
  const summaryRows = await readAllSummaries(db);
  const register = await readRegister(db);
  const states = statesOfMissions(summaryRows);
  const country = states.get(log) ?? null;
  const offeredInstitutions = [...register.entries.values()]
    .filter(({ value }) => !value.isClosed && value.mergedInto === null)
    .filter(({ value }) => value.state === null || value.state === country)
    .map((institutionEntry): KnownInstitution => {
      const { names, type } = institutionEntry.value;
      return { name: institutionNameIn(names, 'en'), type, entry: institutionEntry };
    });
  const byKey = new Map<string, KnownInstitution>();
  const assessments = recordsOfKind(summaryRows, 'assessment')
    .filter((row) => row.log === log || (country !== null && states.get(row.log) === country))
    .toSorted((a, b) => a.changedAtMs - b.changedAtMs);
  for (const { facts } of assessments) {
    const recordedInstitution = recordedInstitutionOf(facts, country);
    const name = recordedInstitution.name.trim();
    if (name === '' || findInstitution(register, recordedInstitution).kind === 'registered') continue;
    const key = institutionNameKey(name) || name;
    const type = facts['institution/type'];
    const known = typeof type === 'string' ? type : (byKey.get(key)?.type ?? null);
    byKey.set(key, { name, type: known, entry: null });
  }
  return [...offeredInstitutions, ...byKey.values()].sort((a, b) => compareTexts(a.name, b.name));
};

/** State of each mission that names one. */
export const statesOfMissions = (summaryRows: readonly SummaryRow[]): ReadonlyMap<LogId, string> =>
  new Map(
    recordsOfKind(summaryRows, 'mission').flatMap(({ log, facts: { country } }) =>
      typeof country === 'string' && country !== '' ? [[log, country] as const] : [],
    ),
  );
