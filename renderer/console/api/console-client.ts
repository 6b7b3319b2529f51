import * as z from 'zod';
import { DoneAnswer } from '#api/admin-api.ts';
import { NoticesAnswer } from '#api/approvals-api.ts';
import {
  ConsoleDocumentAnswer,
  DevicesAnswer,
  DocumentsAnswer,
  type ExportAnswersRequest,
  HistoryAnswer,
  type HistoryOp,
  MissionsAnswer,
  SearchAnswer,
} from '#api/console-api.ts';
import * as api from '#api/data-requests-api.ts';
import { InstrumentText } from '#api/library-api.ts';
import * as missions from '#api/missions-api.ts';
import { DueWorkAnswer, StateAnswer, StatesAnswer } from '#api/overview-api.ts';
import * as plan from '#api/plan-api.ts';
import {
  type InstitutionChange,
  InstitutionsAnswer,
  ProgrammeAnswer,
  type ProgrammeFactChange,
  type SetEraseAfterRequest,
  type SetProgrammeEndRequest,
} from '#api/programme-api.ts';
import {
  AlikeRequestAnswer,
  type AlikeRequestQuery,
  type RecordRequestRequest,
  type RequestAct,
  RequestAnswer,
  RequestsAnswer,
  type RequestsQuery,
} from '#api/requests-api.ts';
import { ConfidentialRemark, ReviewQueueAnswer, type ReviewRow } from '#api/review-api.ts';
import {
  type ChangeOwnMailRequest,
  FactorsAnswer,
  NewAuthenticatorAnswer,
  OwnMailAnswer,
  PasskeyOptions,
  SetUpAnswer,
} from '#api/sign-in-api.ts';
import { SignedInPersonAnswer } from '#api/signed-in-person-api.ts';
import { ok, type Result } from '#base/result.ts';
import type { ReviewAct } from '#domain/assessment/review/review-act.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/mission/export-note.ts';
import type { PlanItemChange } from '#domain/plan/change-plan.ts';
import type { ListedPlanItem } from '#domain/plan/plan-table.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { type AccessNotice, type NoticeAnswer, NoticeAnswerResult } from '#sync/protocol/access-notices.ts';
import { type AdminClient, createAdminClient } from './admin-client.ts';
import {
  type ApiAnswer,
  type ApiProblem,
  type ApiRequest,
  downloadFile,
  type FetchFunction,
  sendRequest,
} from './api-request.ts';

type SendApiRequest = <T>(apiRequest: ApiRequest<T>) => ApiAnswer<T>;

/** Sign-in methods beside a code, and those that a person has set up (`api/sign-in-api.ts`). */
export interface SignInClient {
  /** Whether this headquarters is new, and its administrators come by a code of the server's start. */
  readonly readSetUp: () => ApiAnswer<SetUpAnswer>;
  readonly beginSetUp: (code: string, name: string) => ApiAnswer<SignedInPersonAnswer>;
  readonly requestPasskeyOptions: () => ApiAnswer<object>;
  readonly signInByPasskey: (response: object) => ApiAnswer<SignedInPersonAnswer>;
  readonly signInByAuthenticator: (handle: string, code: string) => ApiAnswer<SignedInPersonAnswer>;
  readonly requestNewPasskey: () => ApiAnswer<object>;
  readonly registerPasskey: (label: string, response: object) => ApiAnswer<SignedInPersonAnswer>;
  readonly requestNewAuthenticator: () => ApiAnswer<NewAuthenticatorAnswer>;
  readonly confirmAuthenticator: (code: string) => ApiAnswer<SignedInPersonAnswer>;
  readonly listFactors: () => ApiAnswer<FactorsAnswer>;
  readonly removeFactor: (passkey: string | null) => ApiAnswer<FactorsAnswer>;
  readonly signOutEverywhere: () => ApiAnswer<null>;
  /** Notices about the person's own access. */
  readonly listNotices: () => ApiAnswer<readonly AccessNotice[]>;
  readonly answerNotice: (notice: string, noticeAnswer: NoticeAnswer) => ApiAnswer<NoticeAnswerResult>;
  readonly readOwnMail: () => ApiAnswer<OwnMailAnswer>;
  readonly changeOwnMail: (change: ChangeOwnMailRequest) => ApiAnswer<OwnMailAnswer>;
}

/**
 * Make a client for sign-in.
 * @param ask Sends requests without a session.
 * @param get Sends requests and reports the end of the session.
 */
function createSignInClient(ask: SendApiRequest, get: SendApiRequest): SignInClient {
  const optionsOf = async (asking: SendApiRequest, path: string): ApiAnswer<object> => {
    const answer = await asking({ path, answer: PasskeyOptions, body: {} });
    return answer.ok ? ok(answer.value.options) : answer;
  };
  const me = (asking: SendApiRequest, path: string, body: object) =>
    asking({ path, answer: SignedInPersonAnswer, body });
  return {
    readSetUp: () => ask({ path: '/console/set-up', answer: SetUpAnswer }),
    beginSetUp: (code, name) => me(ask, '/console/set-up', { code, name }),
    requestPasskeyOptions: () => optionsOf(ask, '/console/sign-in/passkey/options'),
    signInByPasskey: (response) => me(ask, '/console/sign-in/passkey', { response }),
    signInByAuthenticator: (handle, code) => me(ask, '/console/sign-in/authenticator', { handle, code }),
    requestNewPasskey: () => optionsOf(get, '/console/passkeys/options'),
    registerPasskey: (label, response) => me(get, '/console/passkeys', { label, response }),
    requestNewAuthenticator: () =>
      get({ path: '/console/authenticator', answer: NewAuthenticatorAnswer, body: {} }),
    confirmAuthenticator: (code) => me(get, '/console/authenticator/confirm', { code }),
    listFactors: () => get({ path: '/console/factors', answer: FactorsAnswer }),
    removeFactor: (passkey) =>
      get({ path: '/console/factors/remove', answer: FactorsAnswer, body: { passkey } }),
    signOutEverywhere: async () => {
      const done = await ask({ path: '/console/sign-out-everywhere', answer: z.undefined(), body: {} });
      return done.ok ? ok(null) : done;
    },
    listNotices: async () => {
      const told = await get({ path: '/console/notices', answer: NoticesAnswer });
      return told.ok ? ok(told.value.notices) : told;
    },
    answerNotice: (notice, noticeAnswer) =>
      get({ path: `/console/notices/${notice}/${noticeAnswer}`, answer: NoticeAnswerResult, body: {} }),
    readOwnMail: () => get({ path: '/console/mail', answer: OwnMailAnswer }),
    changeOwnMail: (body) => get({ path: '/console/mail', answer: OwnMailAnswer, body }),
  };
}

/** Register of requests about personal data (`api/data-requests-api.ts`). */
interface DataRequestsClient {
  readonly listRequests: () => ApiAnswer<api.DataRequestsAnswer>;
  readonly readRequest: (number: number) => ApiAnswer<api.DataRequestHistoryAnswer>;
  readonly recordRequest: (entry: api.RecordDataRequest) => ApiAnswer<api.RecordedAnswer>;
  /** Find the fields with a person's data; the audit trail records each search, without the words. */
  readonly searchRecords: (number: number, sought: api.SearchRecordsRequest) => ApiAnswer<api.FoundAnswer>;
  /**
   * Erase permanently the present or former content of one field; the audit trail records each time, without a
   * word.
   */
  readonly eraseMatch: (
    number: number,
    eraseMatchRequest: api.EraseMatchRequest,
  ) => ApiAnswer<api.MatchErasedAnswer>;
  readonly withdrawErasure: (number: number, approval: string) => ApiAnswer<DoneAnswer>;
  readonly changeRequest: (number: number, changeDataRequest: api.ChangeDataRequest) => ApiAnswer<DoneAnswer>;
}

function createDataRequestsClient(ask: <T>(apiRequest: ApiRequest<T>) => ApiAnswer<T>): DataRequestsClient {
  const at = (number: number) => `/data-requests/${number}`;
  return {
    listRequests: () => ask({ path: '/data-requests', answer: api.DataRequestsAnswer }),
    readRequest: (number) => ask({ path: at(number), answer: api.DataRequestHistoryAnswer }),
    recordRequest: (body) => ask({ path: '/data-requests', answer: api.RecordedAnswer, body }),
    searchRecords: (number, body) => ask({ path: `${at(number)}/search`, answer: api.FoundAnswer, body }),
    eraseMatch: (number, body) => ask({ path: `${at(number)}/erase`, answer: api.MatchErasedAnswer, body }),
    withdrawErasure: (number, approval) =>
      ask({ path: `${at(number)}/withdraw`, answer: DoneAnswer, body: { approval } }),
    changeRequest: (number, body) => ask({ path: at(number), answer: DoneAnswer, body }),
  };
}

/** Instrument of an assessment; null for one that is not published here, or that this version cannot read. */
export async function fetchInstrument(
  client: ConsoleClient,
  ref: string,
): Promise<Result<Instrument | null, ApiProblem>> {
  const answer = await client.readInstrument(ref);
  if (answer.ok) {
    // Forms with their expressions are a large part of the console, which most pages do not need.
    const { parseInstrumentJson } = await import('#domain/instrument/instrument-content.ts');
    return ok(parseInstrumentJson(answer.value.content));
  }
  const { kind } = answer.refusal;
  return kind === 'notFound' || kind === 'refused' ? ok(null) : answer;
}

/** Fetched changes of a document, newest first. */
export interface ChangeHistory {
  readonly ops: readonly HistoryOp[];
  /** False when older ones were not fetched. */
  readonly isWhole: boolean;
}

/** Requests of the console to headquarters (`api/console-api.ts`). Every answer is parsed. */
export interface ConsoleClient {
  readonly signIn: (code: string) => ApiAnswer<SignedInPersonAnswer>;
  readonly signOut: () => ApiAnswer<null>;
  readonly readOwnAccount: () => ApiAnswer<SignedInPersonAnswer>;
  readonly listMissions: () => ApiAnswer<MissionsAnswer>;
  readonly listRecords: (logId: LogId) => ApiAnswer<DocumentsAnswer>;
  readonly readRecord: (logId: LogId, documentId: DocumentId) => ApiAnswer<ConsoleDocumentAnswer>;
  readonly readHistory: (logId: LogId, documentId: DocumentId) => ApiAnswer<ChangeHistory>;
  /** Answers of a mission to one version of an instrument, as a file. */
  readonly exportAnswers: (logId: LogId, wanted: ExportAnswersRequest) => ApiAnswer<Blob>;
  /** Record that a copy of a report is taken, before it is made. */
  readonly noteExport: (logId: LogId, exportNote: ExportNote) => ApiAnswer<DoneAnswer>;
  /** States of the person's missions, and open work in them. */
  readonly readDueWork: () => ApiAnswer<DueWorkAnswer>;
  readonly readStates: (overviewSearch: OverviewSearch) => ApiAnswer<StatesAnswer>;
  readonly readState: (country: string, overviewSearch: OverviewSearch) => ApiAnswer<StateAnswer>;
  /** Assessments that are, or were, in review at headquarters. */
  readonly listReviews: () => ApiAnswer<readonly ReviewRow[]>;
  readonly actOnReview: (
    logId: LogId,
    documentId: DocumentId,
    act: ReviewAct,
    seen: string,
  ) => ApiAnswer<DoneAnswer>;
  /** Text of a strictly confidential comment; the audit trail records each reading. */
  readonly readSealedComment: (
    logId: LogId,
    documentId: DocumentId,
    point: string,
  ) => ApiAnswer<ConfidentialRemark>;
  /** A published version of an instrument, as JSON text. */
  readonly readInstrument: (ref: string) => ApiAnswer<InstrumentText>;
  readonly signInMethods: SignInClient;
  readonly admin: AdminClient;
  readonly listDevices: () => ApiAnswer<DevicesAnswer>;
  readonly readProgramme: () => ApiAnswer<ProgrammeAnswer>;
  readonly setProgrammeEnd: (end: SetProgrammeEndRequest) => ApiAnswer<DoneAnswer>;
  readonly setEraseAfter: (change: SetEraseAfterRequest) => ApiAnswer<DoneAnswer>;
  readonly setProgrammeFacts: (factChanges: readonly ProgrammeFactChange[]) => ApiAnswer<DoneAnswer>;
  readonly dataRequests: DataRequestsClient;
  /** Register of institutions and partner States. */
  readonly listInstitutions: () => ApiAnswer<InstitutionsAnswer>;
  readonly setInstitutions: (institutionChanges: readonly InstitutionChange[]) => ApiAnswer<DoneAnswer>;
  /** A page of the requests for assistance, with the rights of the asker. */
  readonly listRequests: (requestsQuery: RequestsQuery) => ApiAnswer<RequestsAnswer>;
  readonly readRequest: (documentId: DocumentId) => ApiAnswer<RequestAnswer>;
  readonly findAlikeRequest: (alikeRequestQuery: AlikeRequestQuery) => ApiAnswer<AlikeRequestAnswer>;
  readonly recordRequest: (recordRequestRequest: RecordRequestRequest) => ApiAnswer<DoneAnswer>;
  readonly actOnRequest: (
    documentId: DocumentId,
    requestAct: RequestAct,
    seen: string,
  ) => ApiAnswer<DoneAnswer>;
  readonly missions: MissionsClient;
  /** Records that the person may read, by the words of their names. */
  readonly search: (text: string) => ApiAnswer<SearchAnswer>;
  /** Plan items of all missions, as far as the person sees them. */
  readonly readPlan: () => ApiAnswer<plan.PlanAnswer>;
  readonly readPlanItem: (planItemAddress: PlanItemAddress) => ApiAnswer<plan.PlanItemAnswer>;
  /** Change parts of an item, over the heads that the person saw. */
  readonly changePlanItem: (
    planItemAddress: PlanItemAddress,
    itemChange: PlanItemChange,
    seen: plan.PlanItemAnswer['seen'],
  ) => ApiAnswer<DoneAnswer>;
  readonly addPlanItem: (
    logId: LogId,
    item: string,
    itemChange: PlanItemChange,
  ) => ApiAnswer<plan.AddedPlanItemAnswer>;
}

/** Address of a plan item at headquarters. */
type PlanItemAddress = Pick<ListedPlanItem, 'log' | 'doc' | 'id'>;

const planPathOf = ({ log, doc, id }: PlanItemAddress): string =>
  `/plan/${log}/${doc}/${encodeURIComponent(id)}`;

/** Missions that people at headquarters create and change (`api/missions-api.ts`). */
interface MissionsClient {
  /** People who can join the team of a new mission. */
  readonly listCandidates: () => ApiAnswer<readonly missions.TeamCandidate[]>;
  readonly create: (
    createMissionRequest: missions.CreateMissionRequest,
  ) => ApiAnswer<missions.CreatedMissionAnswer>;
  readonly readDetails: (logId: LogId) => ApiAnswer<missions.MissionDetailsAnswer>;
  readonly change: (
    logId: LogId,
    changeMissionRequest: missions.ChangeMissionRequest,
  ) => ApiAnswer<DoneAnswer>;
}

const createMissionsClient = (ask: SendApiRequest): MissionsClient => ({
  listCandidates: async () => {
    const answer = await ask({ path: '/missions/people', answer: missions.TeamCandidatesAnswer });
    return answer.ok ? ok(answer.value.people) : answer;
  },
  create: (body) => ask({ path: '/missions', answer: missions.CreatedMissionAnswer, body }),
  readDetails: (logId) => ask({ path: `/logs/${logId}/mission`, answer: missions.MissionDetailsAnswer }),
  change: (logId, body) => ask({ path: `/logs/${logId}/mission`, answer: DoneAnswer, body }),
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
  const heard = async <T>(apiAnswer: ApiAnswer<T>): ApiAnswer<T> => {
    const answer = await apiAnswer;
    if (!answer.ok && answer.refusal.kind === 'session') onSessionEnd();
    return answer;
  };
  const get = <T>(apiRequest: ApiRequest<T>): ApiAnswer<T> => heard(sendRequest(fetch, apiRequest));

  return {
    signIn: (code) =>
      sendRequest(fetch, { path: '/console/sign-in', answer: SignedInPersonAnswer, body: { code } }),
    signOut: async () => {
      const done = await sendRequest(fetch, { path: '/console/sign-out', answer: z.undefined(), body: {} });
      return done.ok ? ok(null) : done;
    },
    readOwnAccount: () => sendRequest(fetch, { path: '/console/me', answer: SignedInPersonAnswer }),
    listMissions: () => get({ path: '/missions', answer: MissionsAnswer }),
    listRecords: (logId) => get({ path: `/logs/${logId}/documents`, answer: DocumentsAnswer }),
    readRecord: (logId, documentId) =>
      get({ path: `/documents/${logId}/${documentId}`, answer: ConsoleDocumentAnswer }),
    readHistory: (logId, documentId) =>
      collectHistoryPages((before) =>
        get({
          path: `/documents/${logId}/${documentId}/history${before === null ? '' : `?before=${before}`}`,
          answer: HistoryAnswer,
        }),
      ),
    exportAnswers: (logId, body) => heard(downloadFile(fetch, { path: `/logs/${logId}/answers`, body })),
    noteExport: (logId, body) => get({ path: `/logs/${logId}/exports`, answer: DoneAnswer, body }),
    readDueWork: () => get({ path: '/due', answer: DueWorkAnswer }),
    readStates: (overviewSearch) =>
      get({ path: `/states${searchTextOf(overviewSearch)}`, answer: StatesAnswer }),
    readState: (country, overviewSearch) =>
      get({ path: `/states/${country}${searchTextOf(overviewSearch)}`, answer: StateAnswer }),
    listReviews: async () => {
      const answer = await get({ path: '/review', answer: ReviewQueueAnswer });
      return answer.ok ? ok(answer.value.assessments) : answer;
    },
    actOnReview: (logId, documentId, act, seen) =>
      get({ path: `/documents/${logId}/${documentId}/review`, answer: DoneAnswer, body: { act, seen } }),
    readSealedComment: (logId, documentId, point) =>
      get({
        path: `/documents/${logId}/${documentId}/points/${encodeURIComponent(point)}/words`,
        answer: ConfidentialRemark,
      }),
    readInstrument: (ref) =>
      get({
        path: `/instruments/content?${new URLSearchParams({ ref }).toString()}`,
        answer: InstrumentText,
      }),
    signInMethods: createSignInClient((apiRequest) => sendRequest(fetch, apiRequest), get),
    admin: createAdminClient(get, (path) => heard(downloadFile(fetch, { path }))),
    dataRequests: createDataRequestsClient(get),
    missions: createMissionsClient(get),
    readPlan: () => get({ path: '/plan', answer: plan.PlanAnswer }),
    readPlanItem: (planItemAddress) =>
      get({ path: planPathOf(planItemAddress), answer: plan.PlanItemAnswer }),
    changePlanItem: (planItemAddress, change, seen) =>
      get({ path: planPathOf(planItemAddress), answer: DoneAnswer, body: { change, seen } }),
    addPlanItem: (logId, item, change) =>
      get({ path: `/plan/${logId}`, answer: plan.AddedPlanItemAnswer, body: { item, change } }),
    search: (text) => get({ path: '/search', answer: SearchAnswer, body: { text } }),
    readProgramme: () => get({ path: '/programme', answer: ProgrammeAnswer }),
    setProgrammeEnd: (body) => get({ path: '/programme', answer: DoneAnswer, body }),
    setProgrammeFacts: (changes) => get({ path: '/programme/facts', answer: DoneAnswer, body: { changes } }),
    listInstitutions: () => get({ path: '/institutions', answer: InstitutionsAnswer }),
    setInstitutions: (changes) => get({ path: '/institutions', answer: DoneAnswer, body: { changes } }),
    listRequests: (body) => get({ path: '/requests/list', answer: RequestsAnswer, body }),
    readRequest: (documentId) => get({ path: `/requests/${documentId}`, answer: RequestAnswer }),
    findAlikeRequest: (body) => get({ path: '/requests/alike', answer: AlikeRequestAnswer, body }),
    recordRequest: (body) => get({ path: '/requests', answer: DoneAnswer, body }),
    actOnRequest: (documentId, requestAct, seen) =>
      get({ path: `/requests/${documentId}`, answer: DoneAnswer, body: { act: requestAct, seen } }),
    setEraseAfter: (body) => get({ path: '/programme/erase-after', answer: DoneAnswer, body }),
    listDevices: () => get({ path: '/devices', answer: DevicesAnswer }),
  };
}

/**
 * Fetch page after page until the first change of the document, so that each change finds the one that it
 * replaced.
 */
async function collectHistoryPages(
  page: (before: number | null) => ApiAnswer<HistoryAnswer>,
): ApiAnswer<ChangeHistory> {
  const historyOps: HistoryOp[] = [];
  let before: number | null = null;
  do {
    const answer: Awaited<ApiAnswer<HistoryAnswer>> = await page(before);
    if (!answer.ok) return answer;
    historyOps.push(...answer.value.ops);
    // A server that answers with the same page again would keep this loop running forever.
    before = answer.value.before === before ? null : answer.value.before;
  } while (before !== null && historyOps.length < maximumHistoryChanges);
  return ok({ ops: historyOps, isWhole: before === null });
}
