import {
  type AlikeRequestAnswer,
  type AlikeRequestQuery,
  mostFieldRequests,
  type RequestAnswer,
  type RequestsAnswer,
  type RequestsQuery,
} from '#api/programme-api.ts';
import type { DocumentId, PersonId } from '#domain/ids.ts';
import { mayBeSameRequest } from '#domain/request/check-request.ts';
import { pageOfRequests } from '#domain/request/request-list.ts';
import { stateNameIn, stateNameLanguageOf } from '#domain/states/state-names.ts';
import { withRowLevelSecurity } from '../auth/row-level-security.ts';
import { type DeskRequests, readDeskRequests } from './desk-requests.ts';
import { adviseRequestRows, type DueWorkContext } from './due-work.ts';

/** Read a page of the register, with figures over all of its requests, and the steps that linked work proposes. */
export async function readRequestsPage(
  context: DueWorkContext,
  person: PersonId,
  { today, ...query }: RequestsQuery,
  language: string,
): Promise<RequestsAnswer> {
  const { requests: all, fromField, ...rights } = await readAll(context, person);
  const shown = stateNameLanguageOf(language);
  const names = { language: shown, nameOf: (state: string) => stateNameIn(state, shown) };
  const page = pageOfRequests(all, query, today, names);
  const waiting = fromField.filter(({ taken }) => taken === null);
  return {
    ...page,
    requests: await adviseRequestRows(context, person, page.requests, language),
    fromField: waiting.slice(0, mostFieldRequests),
    moreFromField: Math.max(0, waiting.length - mostFieldRequests),
    ...rights,
  };
}

/** Read one request of the register, with its mission's request; null where there is none for this person. */
export async function readRequestAnswer(
  context: DueWorkContext,
  person: PersonId,
  doc: DocumentId,
  language: string,
): Promise<RequestAnswer | null> {
  const { requests, fromField, ...rights } = await readAll(context, person);
  const [request] = await adviseRequestRows(
    context,
    person,
    requests.filter((one) => one.doc === doc),
    language,
  );
  return request === undefined
    ? null
    : { request, source: fromField.find(({ taken }) => taken === doc) ?? null, ...rights };
}

/** Find the newest request of the register that may be the same as a form. */
export async function findAlikeRequest(
  context: DueWorkContext,
  person: PersonId,
  { form, edited }: AlikeRequestQuery,
): Promise<AlikeRequestAnswer> {
  const { requests } = await readAll(context, person);
  const alike = requests.find((one) => one.doc !== edited && mayBeSameRequest(form, one.form));
  return {
    alike:
      alike === undefined
        ? null
        : {
            doc: alike.doc,
            reference: alike.form.reference,
            authority: alike.form.authority,
            status: alike.status,
          },
  };
}

const readAll = ({ store }: DueWorkContext, person: PersonId): Promise<DeskRequests> =>
  withRowLevelSecurity(store, person, (own) => readDeskRequests(store, own, person));
