import {
  type AlikeRequestQuery,
  type AlikeRequestResponse,
  mostFieldRequests,
  type RequestResponse,
  type RequestsQuery,
  type RequestsResponse,
} from '#api/requests-api.ts';
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
  personId: PersonId,
  { today, ...query }: RequestsQuery,
  language: string,
): Promise<RequestsResponse> {
  const { requests: all, fromField, ...rights } = await readAll(context, personId);
  const shownNameLanguage = stateNameLanguageOf(language);
  const names = {
    language: shownNameLanguage,
    nameOf: (state: string) => stateNameIn(state, shownNameLanguage),
  };
  const requestPage = pageOfRequests(all, query, today, names);
  const waitingRows = fromField.filter(({ taken }) => taken === null);
  return {
    ...requestPage,
    requests: await adviseRequestRows(context, personId, requestPage.requests, language),
    fromField: waitingRows.slice(0, mostFieldRequests),
    moreFromField: Math.max(0, waitingRows.length - mostFieldRequests),
    ...rights,
  };
}

/** Read one request of the register, with its mission's request; null where there is none for this person. */
export async function readRequestResponse(
  context: DueWorkContext,
  personId: PersonId,
  documentId: DocumentId,
  language: string,
): Promise<RequestResponse | null> {
  const { requests, fromField, ...rights } = await readAll(context, personId);
  const [requestRow] = await adviseRequestRows(
    context,
    personId,
    requests.filter((one) => one.doc === documentId),
    language,
  );
  return requestRow === undefined
    ? null
    : { request: requestRow, source: fromField.find(({ taken }) => taken === documentId) ?? null, ...rights };
}

/** Find the newest request of the register that may be the same as a form. */
export async function findAlikeRequest(
  context: DueWorkContext,
  personId: PersonId,
  { form, edited }: AlikeRequestQuery,
): Promise<AlikeRequestResponse> {
  const { requests } = await readAll(context, personId);
  const alike = requests.find(
    (requestRow) => requestRow.doc !== edited && mayBeSameRequest(form, requestRow.form),
  );
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

const readAll = ({ store }: DueWorkContext, personId: PersonId): Promise<DeskRequests> =>
  withRowLevelSecurity(store, personId, (ownServerStore) =>
    readDeskRequests(store, ownServerStore, personId),
  );
