import { assessmentKind } from '#domain/assessment/assessment.ts';
import { institutionKeyOfName, type KnownInstitution } from '#domain/assessment/create-assessment.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import { readMeta, readLogRows } from '../db/meta.ts';
import type { SummaryRow } from '../db/rows.ts';
import type { DocumentSummary, MissionSummary } from '../store-api.ts';
import type { AnswerQuery } from './live-query.ts';
import { documentSummaryOf, missionsOf, missionTitles } from './summaries.ts';
import { readErasedEntries } from '../retention/erased-logs.ts';
import { readDeviceOnlyContent } from '../retention/remove-from-device.ts';

/** Missions that a person removed from this laptop, the last first. */
export const answerRemovedMissions: AnswerQuery<'removedMissions'> = async ({ db }) =>
  (await readErasedEntries(db))
    .flatMap(({ log, atMs, off }) => (off ? [{ log, title: off.title, atMs }] : []))
    .sort((a, b) => b.atMs - a.atMs);

/** Content that would be lost for good if this mission was removed from the device. */
export const answerDeviceOnlyContent: AnswerQuery<'onlyHere'> = ({ db }, { log }) =>
  readDeviceOnlyContent(db, log);

/**
 * All missions of this device, the latest start first; those without a first day come before all. Waiting changes and
 * conflicts count all documents of a mission; removed documents wait too.
 */
export const answerMissions: AnswerQuery<'missions'> = async ({ db }) => {
  // Begun together: a live query observes no read that begins after the cache has waited for another query.
  const [all, granted, logs] = await Promise.all([
    db.summaryCache.read(),
    readMeta(db, 'grants'),
    readLogRows(db),
  ]);
  const rows = all.filter(({ isGone }) => !isGone);
  const counts = countByKind(rows);
  const sums = sumByLog(all);
  const whole = new Set(
    logs.filter(({ caughtUp, snapshot }) => caughtUp && snapshot === undefined).map(({ log }) => log),
  );
  const titles = missionTitles(rows, granted);
  const begun = rows
    .filter(({ kind }) => kind === missionKind)
    .map((row) => ({ ...documentSummaryOf(row), title: titles.get(row.log) ?? row.title }));
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
function sumByLog(rows: readonly SummaryRow[]): ReadonlyMap<LogId, Readonly<LogSums>> {
  const sums = new Map<LogId, LogSums>();
  for (const row of rows) {
    let sum = sums.get(row.log);
    if (sum === undefined) {
      sum = { returned: 0, waiting: 0, conflicts: 0, records: 0 };
      sums.set(row.log, sum);
    }
    sum.waiting += row.waiting;
    if (row.isGone) continue;
    sum.records += 1;
    sum.conflicts += row.conflicts;
    if (isReturnedAssessment(row)) sum.returned += 1;
  }
  return sums;
}

/** Number of documents of each kind in each log, without archived ones: lists do not show them. */
function countByKind(rows: readonly SummaryRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { log, kind, facts } of rows) {
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

/** Queries about the records of one mission, beside its list. */
export interface MissionRecordQueries {
  /** Removed documents of one log, the last changed first: they can be brought back. */
  removedRecords: { ask: { log: LogId }; answer: readonly DocumentSummary[] };
  /** Institutions of this mission and of other missions in its State, by name. */
  institutions: { ask: { log: LogId }; answer: readonly KnownInstitution[] };
}

export const answerRemovedRecords: AnswerQuery<'removedRecords'> = async ({ db }, { log }) =>
  (await db.summaryCache.read())
    .filter((row) => row.log === log && row.isGone)
    .map(documentSummaryOf)
    .sort((a, b) => b.changedAtMs - a.changedAtMs);

export const answerInstitutions: AnswerQuery<'institutions'> = async ({ db }, { log }) => {
  const rows = (await db.summaryCache.read()).filter(({ isGone }) => !isGone);
  const logs = logsOfSameState(rows, log);
  const byKey = new Map<string, KnownInstitution>();
  const assessments = rows
    .filter((row) => row.kind === assessmentKind && logs.has(row.log))
    .sort((a, b) => a.changedAtMs - b.changedAtMs);
  for (const { facts } of assessments) {
    const [name, type] = [facts['institution/name'], facts['institution/type']];
    if (typeof name !== 'string' || name.trim() === '') continue;
    const key = institutionKeyOfName(name);
    const known = typeof type === 'string' ? type : (byKey.get(key)?.type ?? null);
    byKey.set(key, { name: name.trim(), type: known });
  }
  return [...byKey.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** This mission, and the missions in the same State; it alone where its State is not known. */
function logsOfSameState(rows: readonly SummaryRow[], log: LogId): ReadonlySet<LogId> {
  const stateByLog = new Map(
    rows.filter(({ kind }) => kind === missionKind).map((row) => [row.log, row.facts['country']]),
  );
  const state = stateByLog.get(log);
  const others = [...stateByLog].filter(([, other]) => typeof state === 'string' && other === state);
  return new Set([log, ...others.map(([other]) => other)]);
}
