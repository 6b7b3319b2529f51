import { AlikeRequestQuery, type RequestRow, RequestsQuery } from '#api/requests-api.ts';
import { addToDay, utcDayAtMs } from '#base/calendar-day.ts';
import { mayBeSameRequest } from '#domain/request/check-request.ts';
import { emptyRequestForm, type RequestForm } from '#domain/request/request.ts';
import { pageOfRequests } from '#domain/request/request-list.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import {
  type FakeResponse,
  type FakeResponseOf,
  responses,
} from '#tests/support/screen/fake-headquarters.ts';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

export const road = '/api/v1/requests';
export const doc = '55555555-5555-7555-8555-555555555551';
export const ownRoad = `${road}/${doc}`;
export const today = utcDayAtMs(Date.now());
export const received = addToDay(today, { days: -40 });
export const request = {
  doc,
  seen: 'a version',
  form: {
    ...emptyRequestForm,
    reference: 'NV/14',
    state: 'UY',
    authority: 'Ministry of Justice',
    'received-on': received,
  },
  status: 'received',
  steps: {},
  tests: {},
  decision: null,
  reopenings: [],
  links: {},
  origin: null,
  advice: null,
};
export const other = {
  ...request,
  doc: '55555555-5555-7555-8555-555555555552',
  form: { ...request.form, reference: 'B 7', state: 'FJ', authority: 'Police', 'received-on': today },
};
/** Register of headquarters with these requests: it is searched, sorted and cut into pages as the server does it. */
export const listOf =
  (requests: readonly object[], rights: object, fromField: readonly object[] = []) =>
  (body: unknown): FakeResponse => {
    const { today: on, ...query } = RequestsQuery.parse(body);
    const names = { language: 'en', nameOf: (state: string) => stateNameIn(state, 'en') };
    const requestRows = requests as unknown as readonly RequestRow[];
    return responses({
      ...pageOfRequests(requestRows, query, on, names),
      fromField,
      moreFromField: 0,
      ...rights,
    });
  };

type SampleRequest = Readonly<Record<string, unknown>> & { readonly doc: string };

export const as = (
  role: string,
  sampleRequests: readonly SampleRequest[],
  isDesk = role !== 'reviewer',
): Readonly<Record<string, FakeResponseOf>> => {
  const rights = { mayRecord: isDesk, mayDecide: role === 'manager' };
  return {
    [paths.me]: responses({ ...me, role }),
    [paths.missions]: responses({ missions: [] }),
    [paths.review]: responses({ assessments: [] }),
    '/api/v1/programme': responses({ programme: null, due: null }),
    [`${road}/list`]: listOf(sampleRequests, rights),
    [`${road}/alike`]: (body) => {
      const { form } = AlikeRequestQuery.parse(body);
      const alike = (sampleRequests as unknown as readonly RequestRow[]).find((requestRow) =>
        mayBeSameRequest(form, requestRow.form),
      );
      return responses({
        alike: alike === undefined ? null : { doc: alike.doc, status: alike.status, ...textsOf(alike.form) },
      });
    },
    ...Object.fromEntries(
      sampleRequests.map((sampleRequest) => [
        `${road}/${sampleRequest.doc}`,
        responses({ request: sampleRequest, source: null, ...rights }),
      ]),
    ),
  };
};
const textsOf = ({ reference, authority }: RequestForm) => ({ reference, authority });

/** Let headquarters answer acts on the request; it reads as before. */
export const answerActs = (
  headquarters: { set: (path: string, fakeResponseOf: FakeResponseOf) => void },
  shown: object,
  fakeResponse: FakeResponse,
) =>
  headquarters.set(ownRoad, (body) =>
    body === undefined
      ? responses({ request: shown, source: null, mayRecord: true, mayDecide: true })
      : fakeResponse,
  );

/** Request of a mission that the desk has not taken over. */
export const source = {
  log: '55555555-5555-7555-8555-5555555555aa',
  mission: 'Uruguay baseline',
  doc: '55555555-5555-7555-8555-555555555599',
  seen: 'field version',
  form: { ...request.form, reference: '', authority: 'Prosecution service' },
  taken: null,
  isChanged: false,
};
