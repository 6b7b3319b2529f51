import { ok, type Result } from '#domain/base/result.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { MissionFacts } from '#domain/report/report-sources.ts';
import { namedInstrument } from '#domain/report/collect-sources.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import { readInstrument } from '#renderer/console/api/read-instrument.ts';

/** The records of a mission that reports are made from, with the instruments that they name. */
export interface LoadedRecords {
  readonly named: MissionFacts;
  readonly documents: readonly Document[];
  readonly instruments: Readonly<Record<string, Instrument>>;
}

/** Fetches the records that reports read. The first that cannot be fetched is the answer: half a picture would be a wrong one. */
export async function loadRecords(
  client: ConsoleClient,
  log: LogId,
): Promise<Result<LoadedRecords, ApiProblem>> {
  const listed = await client.records(log);
  if (!listed.ok) return listed;
  const kinds: ReadonlySet<string> = new Set([missionKind, assessmentKind, actionPlanKind, workshopKind]);
  const documents: Document[] = [];
  for (const { doc, kind, removed } of listed.value.documents) {
    if (removed || !kinds.has(kind)) continue;
    const answer = await client.record(log, doc);
    if (!answer.ok) return answer;
    documents.push({ doc, kind, registers: answer.value.registers });
  }
  const { title, country, from, to } = listed.value.mission;
  const instruments = await instrumentsOf(client, documents);
  if (!instruments.ok) return instruments;
  return ok({
    named: { title, country: country ?? '', from, to },
    documents,
    instruments: instruments.value,
  });
}

/** Assessments whose instrument is not here are in no report, which the page says. */
async function instrumentsOf(
  client: ConsoleClient,
  documents: readonly Document[],
): Promise<Result<LoadedRecords['instruments'], ApiProblem>> {
  const refs = new Set(documents.filter(({ kind }) => kind === assessmentKind).map(namedInstrument));
  const found: Record<string, Instrument> = {};
  for (const ref of refs) {
    if (ref === '') continue;
    const instrument = await readInstrument(client, ref);
    if (!instrument.ok) return instrument;
    if (instrument.value !== null) found[ref] = instrument.value;
  }
  return ok(found);
}
