import * as z from 'zod';
import { DoneResponse } from '#api/admin-api.ts';
import {
  ConsoleDocumentResponse,
  DevicesResponse,
  DocumentsResponse,
  type ExportAnswersRequest,
  type HistoryOp,
  HistoryResponse,
  MissionsResponse,
  SearchResponse,
} from '#api/console-api.ts';
import { InstrumentText } from '#api/library-api.ts';
import * as missions from '#api/missions-api.ts';
import { DueWorkResponse, StateResponse, StatesResponse } from '#api/overview-api.ts';
import * as plan from '#api/plan-api.ts';
import {
  type InstitutionChange,
  InstitutionsResponse,
  type ProgrammeFactChange,
  ProgrammeResponse,
  type SetEraseAfterRequest,
  type SetProgrammeEndRequest,
} from '#api/programme-api.ts';
import {
  type AlikeRequestQuery,
  AlikeRequestResponse,
  type RecordRequestRequest,
  type RequestAct,
  RequestResponse,
  type RequestsQuery,
  RequestsResponse,
} from '#api/requests-api.ts';
import { ConfidentialRemark, ReviewQueueResponse, type ReviewRow } from '#api/review-api.ts';
import { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import { ok, type Result } from '#base/result.ts';
import type { ReviewAct } from '#domain/assessment/review/review-act.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/mission/export-note.ts';
import type { PlanItemChange } from '#domain/plan/change-plan.ts';
import type { ListedPlanItem } from '#domain/plan/plan-table.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { type AdminClient, createAdminClient } from './admin-client.ts';
import {
  type ApiProblem,
  type ApiRequest,
  type ApiResult,
  downloadFile,
  type FetchFunction,
  type SendApiRequest,
  sendRequest,
} from './api-request.ts';
import { createDataRequestsClient, type DataRequestsClient } from './data-requests-client.ts';
import { createSignInClient, type SignInClient } from './sign-in-client.ts';

/** Instrument of an assessment; null for one that is not published here, or that this version cannot read. */
export async function fetchInstrument(
  client: ConsoleClient,
  ref: string,
): Promise<Result<Instrument | null, ApiProblem>> {
  const result = await client.readInstrument(ref);
  if (result.ok) {
    // Forms with their expressions are a large part of the console, which most pages do not need.
    const { parseInstrumentJson } = await import('#domain/instrument/instrument-content.ts');
    return ok(parseInstrumentJson(result.value.content));
  }
  const { kind } = result.refusal;
  return kind === 'notFound' || kind === 'refused' ? ok(null) : result;
}

/** Fetched changes of a document, newest first. */
export interface ChangeHistory {
  readonly ops: readonly HistoryOp[];
  /** False when older ones were not fetched. */
  readonly isWhole: boolean;
}

/** Requests of the console to headquarters (`api/console-api.ts`). Every response is parsed. */
export interface ConsoleClient {
  readonly signIn: (code: string) => ApiResult<SignedInPersonResponse>;
  readonly signOut: () => ApiResult<null>;
  readonly readOwnAccount: () => ApiResult<SignedInPersonResponse>;
  readonly listMissions: () => ApiResult<MissionsResponse>;
  readonly listRecords: (logId: LogId) => ApiResult<DocumentsResponse>;
  readonly readRecord: (logId: LogId, documentId: DocumentId) => ApiResult<ConsoleDocumentResponse>;
  readonly readHistory: (logId: LogId, documentId: DocumentId) => ApiResult<ChangeHistory>;
  /** Answers of a mission to one version of an instrument, as a file. */
  readonly exportAnswers: (logId: LogId, wanted: ExportAnswersRequest) => ApiResult<Blob>;
  /** Record that a copy of a report is taken, before it is made. */
  readonly noteExport: (logId: LogId, exportNote: ExportNote) => ApiResult<DoneResponse>;
  /** States of the person's missions, and open work in them. */
  readonly readDueWork: () => ApiResult<DueWorkResponse>;
  readonly readStates: (overviewSearch: OverviewSearch) => ApiResult<StatesResponse>;
  readonly readState: (country: string, overviewSearch: OverviewSearch) => ApiResult<StateResponse>;
  /** Assessments that are, or were, in review at headquarters. */
  readonly listReviews: () => ApiResult<readonly ReviewRow[]>;
  readonly actOnReview: (
    logId: LogId,
    documentId: DocumentId,
    act: ReviewAct,
    seen: string,
  ) => ApiResult<DoneResponse>;
  /** Text of a strictly confidential comment; the audit trail records each reading. */
  readonly readSealedComment: (
    logId: LogId,
    documentId: DocumentId,
    point: string,
  ) => ApiResult<ConfidentialRemark>;
  /** A published version of an instrument, as JSON text. */
  readonly readInstrument: (ref: string) => ApiResult<InstrumentText>;
  readonly signInMethods: SignInClient;
  readonly admin: AdminClient;
  readonly listDevices: () => ApiResult<DevicesResponse>;
  readonly readProgramme: () => ApiResult<ProgrammeResponse>;
  readonly setProgrammeEnd: (end: SetProgrammeEndRequest) => ApiResult<DoneResponse>;
  readonly setEraseAfter: (change: SetEraseAfterRequest) => ApiResult<DoneResponse>;
  readonly setProgrammeFacts: (factChanges: readonly ProgrammeFactChange[]) => ApiResult<DoneResponse>;
  readonly dataRequests: DataRequestsClient;
  /** Register of institutions and partner States. */
  readonly listInstitutions: () => ApiResult<InstitutionsResponse>;
  readonly setInstitutions: (institutionChanges: readonly InstitutionChange[]) => ApiResult<DoneResponse>;
  /** A page of the requests for assistance, with the rights of the asker. */
  readonly listRequests: (requestsQuery: RequestsQuery) => ApiResult<RequestsResponse>;
  readonly readRequest: (documentId: DocumentId) => ApiResult<RequestResponse>;
  readonly findAlikeRequest: (alikeRequestQuery: AlikeRequestQuery) => ApiResult<AlikeRequestResponse>;
  readonly recordRequest: (recordRequestRequest: RecordRequestRequest) => ApiResult<DoneResponse>;
  readonly actOnRequest: (
    documentId: DocumentId,
    requestAct: RequestAct,
    seen: string,
  ) => ApiResult<DoneResponse>;
  readonly missions: MissionsClient;
  /** Records that the person may read, by the words of their names. */
  readonly search: (text: string) => ApiResult<SearchResponse>;
  /** Plan items of all missions, as far as the person sees them. */
  readonly readPlan: () => ApiResult<plan.PlanResponse>;
  readonly readPlanItem: (planItemAddress: PlanItemAddress) => ApiResult<plan.PlanItemResponse>;
  /** Change parts of an item, over the heads that the person saw. */
  readonly changePlanItem: (
    planItemAddress: PlanItemAddress,
    itemChange: PlanItemChange,
    seen: plan.PlanItemResponse['seen'],
  ) => ApiResult<DoneResponse>;
  readonly addPlanItem: (
    logId: LogId,
    item: string,
    itemChange: PlanItemChange,
  ) => ApiResult<plan.AddedPlanItemResponse>;
}

/** Address of a plan item at headquarters. */
type PlanItemAddress = Pick<ListedPlanItem, 'log' | 'doc' | 'id'>;

const planPathOf = ({ log, doc, id }: PlanItemAddress): string =>
  `/plan/${log}/${doc}/${encodeURIComponent(id)}`;

/** Missions that people at headquarters create and change (`api/missions-api.ts`). */
interface MissionsClient {
  /** People who can join the team of a new mission. */
  readonly listCandidates: () => ApiResult<readonly missions.TeamCandidate[]>;
  readonly create: (
    createMissionRequest: missions.CreateMissionRequest,
  ) => ApiResult<missions.CreatedMissionResponse>;
  readonly readDetails: (logId: LogId) => ApiResult<missions.MissionDetailsResponse>;
  readonly change: (
    logId: LogId,
    changeMissionRequest: missions.ChangeMissionRequest,
  ) => ApiResult<DoneResponse>;
}

const createMissionsClient = (ask: SendApiRequest): MissionsClient => ({
  listCandidates: async () => {
    const result = await ask({ path: '/missions/people', response: missions.TeamCandidatesResponse });
    return result.ok ? ok(result.value.people) : result;
  },
  create: (body) => ask({ path: '/missions', response: missions.CreatedMissionResponse, body }),
  readDetails: (logId) => ask({ path: `/logs/${logId}/mission`, response: missions.MissionDetailsResponse }),
  change: (logId, body) => ask({ path: `/logs/${logId}/mission`, response: DoneResponse, body }),
});

/** Query of an overview: names and values as `StatesQuery` has them; empty values are left out. */
export type OverviewSearch = Readonly<Record<string, string>>;

function searchTextOf(overviewSearch: OverviewSearch): string {
  const given = Object.entries(overviewSearch).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** More changes than this are not fetched for one record: a browser tab is no archive. */
const maximumHistoryChanges = 4_000;

/**
 * Make a client.
 * @param fetch The browser's, or another one in tests.
 * @param onSessionEnd Called when a request meets the end of the sign-in.
 */
export function createConsoleClient(fetch: FetchFunction, onSessionEnd: () => void): ConsoleClient {
  const heard = async <T>(apiAnswer: ApiResult<T>): ApiResult<T> => {
    const result = await apiAnswer;
    if (!result.ok && result.refusal.kind === 'session') onSessionEnd();
    return result;
  };
  const get = <T>(apiRequest: ApiRequest<T>): ApiResult<T> => heard(sendRequest(fetch, apiRequest));

  return {
    signIn: (code) =>
      sendRequest(fetch, { path: '/console/sign-in', response: SignedInPersonResponse, body: { code } }),
    signOut: async () => {
      const done = await sendRequest(fetch, { path: '/console/sign-out', response: z.undefined(), body: {} });
      return done.ok ? ok(null) : done;
    },
    readOwnAccount: () => sendRequest(fetch, { path: '/console/me', response: SignedInPersonResponse }),
    listMissions: () => get({ path: '/missions', response: MissionsResponse }),
    listRecords: (logId) => get({ path: `/logs/${logId}/documents`, response: DocumentsResponse }),
    readRecord: (logId, documentId) =>
      get({ path: `/documents/${logId}/${documentId}`, response: ConsoleDocumentResponse }),
    readHistory: (logId, documentId) =>
      collectHistoryPages((before) =>
        get({
          path: `/documents/${logId}/${documentId}/history${before === null ? '' : `?before=${before}`}`,
          response: HistoryResponse,
        }),
      ),
    exportAnswers: (logId, body) => heard(downloadFile(fetch, { path: `/logs/${logId}/answers`, body })),
    noteExport: (logId, body) => get({ path: `/logs/${logId}/exports`, response: DoneResponse, body }),
    readDueWork: () => get({ path: '/due', response: DueWorkResponse }),
    readStates: (overviewSearch) =>
      get({ path: `/states${searchTextOf(overviewSearch)}`, response: StatesResponse }),
    readState: (country, overviewSearch) =>
      get({ path: `/states/${country}${searchTextOf(overviewSearch)}`, response: StateResponse }),
    listReviews: async () => {
      const result = await get({ path: '/review', response: ReviewQueueResponse });
      return result.ok ? ok(result.value.assessments) : result;
    },
    actOnReview: (logId, documentId, act, seen) =>
      get({ path: `/documents/${logId}/${documentId}/review`, response: DoneResponse, body: { act, seen } }),
    readSealedComment: (logId, documentId, point) =>
      get({
        path: `/documents/${logId}/${documentId}/points/${encodeURIComponent(point)}/words`,
        response: ConfidentialRemark,
      }),
    readInstrument: (ref) =>
      get({
        path: `/instruments/content?${new URLSearchParams({ ref }).toString()}`,
        response: InstrumentText,
      }),
    signInMethods: createSignInClient((apiRequest) => sendRequest(fetch, apiRequest), get),
    admin: createAdminClient(get, (path) => heard(downloadFile(fetch, { path }))),
    dataRequests: createDataRequestsClient(get),
    missions: createMissionsClient(get),
    readPlan: () => get({ path: '/plan', response: plan.PlanResponse }),
    readPlanItem: (planItemAddress) =>
      get({ path: planPathOf(planItemAddress), response: plan.PlanItemResponse }),
    changePlanItem: (planItemAddress, change, seen) =>
      get({ path: planPathOf(planItemAddress), response: DoneResponse, body: { change, seen } }),
    addPlanItem: (logId, item, change) =>
      get({ path: `/plan/${logId}`, response: plan.AddedPlanItemResponse, body: { item, change } }),
    search: (text) => get({ path: '/search', response: SearchResponse, body: { text } }),
    readProgramme: () => get({ path: '/programme', response: ProgrammeResponse }),
    setProgrammeEnd: (body) => get({ path: '/programme', response: DoneResponse, body }),
    setProgrammeFacts: (changes) =>
      get({ path: '/programme/facts', response: DoneResponse, body: { changes } }),
    listInstitutions: () => get({ path: '/institutions', response: InstitutionsResponse }),
    setInstitutions: (changes) => get({ path: '/institutions', response: DoneResponse, body: { changes } }),
    listRequests: (body) => get({ path: '/requests/list', response: RequestsResponse, body }),
    readRequest: (documentId) => get({ path: `/requests/${documentId}`, response: RequestResponse }),
    findAlikeRequest: (body) => get({ path: '/requests/alike', response: AlikeRequestResponse, body }),
    recordRequest: (body) => get({ path: '/requests', response: DoneResponse, body }),
    actOnRequest: (documentId, requestAct, seen) =>
      get({ path: `/requests/${documentId}`, response: DoneResponse, body: { act: requestAct, seen } }),
    setEraseAfter: (body) => get({ path: '/programme/erase-after', response: DoneResponse, body }),
    listDevices: () => get({ path: '/devices', response: DevicesResponse }),
  };
}

/** Fetch page after page until the first change, so that each change finds the one that it replaced. */
async function collectHistoryPages(
  page: (before: number | null) => ApiResult<HistoryResponse>,
): ApiResult<ChangeHistory> {
  const historyOps: HistoryOp[] = [];
  let before: number | null = null;
  do {
    const result: Awaited<ApiResult<HistoryResponse>> = await page(before);
    if (!result.ok) return result;
    historyOps.push(...result.value.ops);
    // A server that answers with the same page again would keep this loop running forever.
    before = result.value.before === before ? null : result.value.before;
  } while (before !== null && historyOps.length < maximumHistoryChanges);
  return ok({ ops: historyOps, isWhole: before === null });
}
