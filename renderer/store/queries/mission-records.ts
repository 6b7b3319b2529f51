import { assessmentKind } from '#domain/assessment/assessment.ts';
import { institutionKeyOfName, type KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { SummaryRow } from '../db/rows.ts';
import type { DocumentSummary } from '../store-api.ts';
import type { AnswerQuery } from './live-query.ts';
import { documentSummaryOf } from './summaries.ts';

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
