import type { Result } from '#domain/base/result.ts';
import { Done } from '#sync/protocol/admin-api.ts';
import * as api from '#sync/protocol/data-requests-api.ts';
import type { ApiProblem } from './api-problem.ts';
import type { Question } from './ask.ts';

type Answered<T> = Promise<Result<T, ApiProblem>>;

/** The register of requests about personal data (sync/protocol/data-requests-api.ts). */
export interface DataRequestsClient {
  readonly all: () => Answered<api.DataRequestsAnswer>;
  readonly one: (number: number) => Answered<api.DataRequestAnswered>;
  readonly record: (entry: api.RecordDataRequest) => Answered<api.Recorded>;
  /** Where something about the person stands; each search leaves a line in the trail, without the words. */
  readonly search: (number: number, sought: api.SearchRecords) => Answered<api.FoundAnswer>;
  /** Erases for good what stands, or stood, in one field; each time leaves a line in the trail, without a word. */
  readonly erase: (number: number, place: api.ErasePlace) => Answered<api.PlaceErased>;
  readonly change: (number: number, change: api.ChangeDataRequest) => Answered<Done>;
}

export function createDataRequestsClient(ask: <T>(question: Question<T>) => Answered<T>): DataRequestsClient {
  const at = (number: number) => `/data-requests/${number}`;
  return {
    all: () => ask({ path: '/data-requests', answer: api.DataRequestsAnswer }),
    one: (number) => ask({ path: at(number), answer: api.DataRequestAnswered }),
    record: (body) => ask({ path: '/data-requests', answer: api.Recorded, body }),
    search: (number, body) => ask({ path: `${at(number)}/search`, answer: api.FoundAnswer, body }),
    erase: (number, body) => ask({ path: `${at(number)}/erase`, answer: api.PlaceErased, body }),
    change: (number, body) => ask({ path: at(number), answer: Done, body }),
  };
}
