import { DoneResponse } from '#api/admin-api.ts';
import * as api from '#api/data-requests-api.ts';
import type { ApiResult, SendApiRequest } from './api-request.ts';

/** Register of requests about personal data (`api/data-requests-api.ts`). */
export interface DataRequestsClient {
  readonly listRequests: () => ApiResult<api.DataRequestsResponse>;
  readonly readRequest: (number: number) => ApiResult<api.DataRequestHistoryResponse>;
  readonly recordRequest: (entry: api.RecordDataRequest) => ApiResult<api.RecordedResponse>;
  /** Find the fields with a person's data; the audit trail records each search, without the words. */
  readonly searchRecords: (number: number, sought: api.SearchRecordsRequest) => ApiResult<api.FoundResponse>;
  /**
   * Erase permanently the present or former content of one field; the audit trail records each time, without a
   * word.
   */
  readonly eraseMatch: (
    number: number,
    eraseMatchRequest: api.EraseMatchRequest,
  ) => ApiResult<api.MatchErasedResponse>;
  readonly withdrawErasure: (number: number, approval: string) => ApiResult<DoneResponse>;
  readonly changeRequest: (
    number: number,
    changeDataRequest: api.ChangeDataRequest,
  ) => ApiResult<DoneResponse>;
}

/** Make a client for the register; `ask` sends its requests. */
export function createDataRequestsClient(ask: SendApiRequest): DataRequestsClient {
  const at = (number: number) => `/data-requests/${number}`;
  return {
    listRequests: () => ask({ path: '/data-requests', response: api.DataRequestsResponse }),
    readRequest: (number) => ask({ path: at(number), response: api.DataRequestHistoryResponse }),
    recordRequest: (body) => ask({ path: '/data-requests', response: api.RecordedResponse, body }),
    searchRecords: (number, body) => ask({ path: `${at(number)}/search`, response: api.FoundResponse, body }),
    eraseMatch: (number, body) =>
      ask({ path: `${at(number)}/erase`, response: api.MatchErasedResponse, body }),
    withdrawErasure: (number, approval) =>
      ask({ path: `${at(number)}/withdraw`, response: DoneResponse, body: { approval } }),
    changeRequest: (number, body) => ask({ path: at(number), response: DoneResponse, body }),
  };
}
