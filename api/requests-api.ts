import * as z from 'zod';
import { DocumentId, LogId } from '#domain/ids.ts';
import { IsoDay } from '#domain/mission/mission-work.ts';
import {
  RequestDecision,
  RequestForm,
  RequestLink,
  RequestOrigin,
  RequestReopening,
  RequestStatus,
  RequestStep,
  TriageAnswer,
  TriageTest,
} from '#domain/request/request.ts';
import { RequestColumn, RequestFilter, requestsPerPage } from '#domain/request/request-list.ts';
import { StepAdvice } from '#domain/request/step-advice.ts';

// Requests for assistance (docs/requirements.md A4), under /api/v1/requests: for the readers of the desk's log.

/** A request with its version, which an act names. */
export const RequestRow = z.readonly(
  z.object({
    doc: DocumentId,
    seen: z.string(),
    form: RequestForm,
    status: RequestStatus,
    steps: z.readonly(z.partialRecord(RequestStep, IsoDay)),
    tests: z.readonly(z.partialRecord(TriageTest, TriageAnswer)),
    decision: RequestDecision.nullable(),
    reopenings: z.readonly(z.array(RequestReopening)),
    links: z.readonly(z.record(z.string(), RequestLink)),
    origin: RequestOrigin.nullable(),
    /** Next step by the linked work that the asker may read; null where both agree. */
    advice: StepAdvice.nullable(),
  }),
);
export type RequestRow = z.infer<typeof RequestRow>;

/** Request that a mission recorded in its own log, for its readers. `taken`: the desk's request that it became. */
export const FieldRequestRow = z.readonly(
  z.object({
    log: LogId,
    mission: z.string(),
    doc: DocumentId,
    seen: z.string(),
    form: RequestForm,
    taken: DocumentId.nullable(),
    /** The mission changed it after the desk took it over. */
    isChanged: z.boolean(),
  }),
);
export type FieldRequestRow = z.infer<typeof FieldRequestRow>;

/**
 * POST /requests/list: a page of the register. The words are in the body, since addresses get into logs. `today` is the
 * reader's day, by which steps are due.
 */
export const RequestsQuery = z.readonly(
  z.object({
    find: z.string().max(200).default(''),
    state: z.string().max(10).default(''),
    status: RequestFilter.default(''),
    sort: RequestColumn.default(''),
    order: z.enum(['', 'ascending', 'descending']).default(''),
    page: z.int().min(1).max(100_000).default(1),
    today: IsoDay,
  }),
);
export type RequestsQuery = z.infer<typeof RequestsQuery>;

/** Most requests of missions in one response. */
export const mostFieldRequests = 100;

/**
 * Page of the register, with the asker's rights. Figures count all requests of the register: `found` those after the
 * filters, `open` those with a step to do, `over` those past its time. `fromField`: the newest that nobody took over.
 */
export const RequestsResponse = z.readonly(
  z.object({
    requests: z.readonly(z.array(RequestRow).max(requestsPerPage)),
    page: z.int().positive(),
    pages: z.int().positive(),
    found: z.int().nonnegative(),
    total: z.int().nonnegative(),
    open: z.int().nonnegative(),
    over: z.int().nonnegative(),
    states: z.readonly(z.array(z.string())),
    fromField: z.readonly(z.array(FieldRequestRow).max(mostFieldRequests)),
    moreFromField: z.int().nonnegative(),
    mayRecord: z.boolean(),
    mayDecide: z.boolean(),
  }),
);
export type RequestsResponse = z.infer<typeof RequestsResponse>;

/** GET /requests/:doc, with the mission's request that it came from, where the asker reads it. 404 `not-found`. */
export const RequestResponse = z.readonly(
  z.object({
    request: RequestRow,
    source: FieldRequestRow.nullable(),
    mayRecord: z.boolean(),
    mayDecide: z.boolean(),
  }),
);
export type RequestResponse = z.infer<typeof RequestResponse>;

/** POST /requests/alike: a form that is about to be recorded, and the request that it changes; null for a new one. */
export const AlikeRequestQuery = z.readonly(z.object({ form: RequestForm, edited: DocumentId.nullable() }));
export type AlikeRequestQuery = z.infer<typeof AlikeRequestQuery>;

/** Request of the register that may be the same (`mayBeSameRequest`); null for none. */
export const AlikeRequestResponse = z.readonly(
  z.object({
    alike: z
      .readonly(
        z.object({ doc: DocumentId, reference: z.string(), authority: z.string(), status: RequestStatus }),
      )
      .nullable(),
  }),
);
export type AlikeRequestResponse = z.infer<typeof AlikeRequestResponse>;

/**
 * POST /requests -> `DoneResponse`. The id is the client's: a repeated sending records nothing twice. `origin`: the
 * mission's request that the desk takes over. 409 `record-moved`: it changed since, or was taken over already.
 */
export const RecordRequestRequest = z.readonly(
  z.object({ doc: DocumentId, form: RequestForm, origin: RequestOrigin.nullable().default(null) }),
);
export type RecordRequestRequest = z.infer<typeof RecordRequestRequest>;

/** Act on a request. `step`: the day on which it ended, null takes that back. `link`: null removes it. */
export const RequestAct = z.discriminatedUnion('kind', [
  // `origin`: the state of the mission's request that was taken over with this edit.
  z.object({ kind: z.literal('edit'), form: RequestForm, origin: RequestOrigin.nullable().default(null) }),
  z.object({ kind: z.literal('move'), to: RequestStatus, on: IsoDay }),
  z.object({ kind: z.literal('step'), step: RequestStep, on: IsoDay.nullable() }),
  z.object({ kind: z.literal('test'), test: TriageTest, answer: TriageAnswer }),
  z.object({ kind: z.literal('decide'), decision: RequestDecision }),
  // Back to the triage, with a reason.
  z.object({ kind: z.literal('reopen'), reason: z.string().trim().min(1).max(20_000), on: IsoDay }),
  z.object({ kind: z.literal('link'), id: z.guid(), link: RequestLink.nullable() }),
]);
export type RequestAct = z.infer<typeof RequestAct>;

/**
 * POST /requests/:doc -> `DoneResponse`. 409 `record-moved`: it changed since it was seen. `not-at-this-step`: the
 * rules of requests do not allow the act now.
 */
export const ActOnRequestRequest = z.readonly(z.object({ act: RequestAct, seen: z.string().max(64) }));
export type ActOnRequestRequest = z.infer<typeof ActOnRequestRequest>;
