import type { InstitutionsResponse } from '#api/programme-api.ts';
import { ok, type Result } from '#base/result.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { followedAssessmentOf } from '#domain/assessment/create-assessment.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { isReportedKind } from '#domain/kinds/kind-descriptors.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { registerOf } from '#domain/programme/institutions.ts';
import {
  type MissionFacts,
  type MissionRecords,
  pinnedInstrumentRef,
} from '#domain/report/report-sources.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { ApiProblem } from '../api/api-request.ts';
import { type ConsoleClient, fetchInstrument } from '../api/console-client.ts';
import type { PolledResource, ResourceCache } from './polled-resource.ts';

/** Records of a mission for its reports, with their instruments. */
export interface LoadedMissionRecords {
  readonly named: MissionFacts;
  readonly documents: readonly Document[];
  readonly earlier: readonly Document[];
  readonly instruments: Readonly<Record<string, Instrument>>;
  readonly institutions: InstitutionsResponse['institutions'];
}

/** Records of a mission as its reports at headquarters read them. */
export const missionRecordsResource = (
  resourceCache: ResourceCache,
  client: ConsoleClient,
  logId: LogId,
): PolledResource<LoadedMissionRecords> =>
  resourceCache.getOrCreate(`reports ${logId}`, () => loadMissionRecords(client, logId));

/** The records as sources of reports. A person at headquarters is no author: those are the mission's team. */
export const missionRecordsOf = (
  { instruments, institutions, ...records }: LoadedMissionRecords,
  today: string,
): MissionRecords => ({
  ...records,
  instrumentOf: (ref) => instruments[ref],
  register: registerOf(institutions),
  roles: [],
  today,
});

/** Fetch the records of the reports. The first failure is the answer: half a picture would be a wrong one. */
async function loadMissionRecords(
  client: ConsoleClient,
  logId: LogId,
): Promise<Result<LoadedMissionRecords, ApiProblem>> {
  const listed = await client.listRecords(logId);
  if (!listed.ok) return listed;
  const documents: Document[] = [];
  for (const { doc, kind, removed } of listed.value.documents) {
    if (removed || !isReportedKind(kind)) continue;
    const result = await client.readRecord(logId, doc);
    if (!result.ok) return result;
    documents.push({ doc, kind, registers: result.value.registers });
  }
  const { title, country, from, to } = listed.value.mission;
  const earlier = await fetchEarlier(client, logId, documents);
  const instruments = await fetchInstruments(client, [...documents, ...earlier]);
  if (!instruments.ok) return instruments;
  const register = await client.listInstitutions();
  if (!register.ok) return register;
  return ok({
    named: { title, country: country ?? '', from, to },
    documents,
    earlier,
    instruments: instruments.value,
    institutions: register.value.institutions,
  });
}

/** Assessments of other missions that these follow; those that this person may not read are left out. */
async function fetchEarlier(
  client: ConsoleClient,
  logId: LogId,
  documents: readonly Document[],
): Promise<readonly Document[]> {
  const earlier: Document[] = [];
  for (const assessment of recordsOfKind(documents, 'assessment')) {
    const followedAssessment = followedAssessmentOf(assessment, logId);
    if (followedAssessment === null || followedAssessment.log === logId) continue;
    const result = await client.readRecord(followedAssessment.log, followedAssessment.doc);
    if (result.ok)
      earlier.push({ doc: followedAssessment.doc, kind: assessmentKind, registers: result.value.registers });
  }
  return earlier;
}

/** Assessments without their instrument here are in no report; the page says so. */
async function fetchInstruments(
  client: ConsoleClient,
  documents: readonly Document[],
): Promise<Result<LoadedMissionRecords['instruments'], ApiProblem>> {
  const refs = new Set(recordsOfKind(documents, 'assessment').map(pinnedInstrumentRef));
  const found: Record<string, Instrument> = {};
  for (const ref of refs) {
    if (ref === '') continue;
    const instrument = await fetchInstrument(client, ref);
    if (!instrument.ok) return instrument;
    if (instrument.value !== null) found[ref] = instrument.value;
  }
  return ok(found);
}
