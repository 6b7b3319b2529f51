import { describe, expect, test } from 'vitest';
import { addToDay } from '#base/calendar-day.ts';
import { pageOfRequests, type RequestListQuery, requestsPerPage } from '#domain/request/request-list.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { aRequest } from '#tests/support/builders/a-request.ts';

const first = '2026-01-05';
const today = '2026-11-24';
const count = 2 * requestsPerPage + 50;
/** Requests of three States, newest first. Each tenth one is closed with all of its steps. */
const requests = Array.from({ length: count }, (_none, at) => {
  const receivedOn = addToDay(first, { days: count - at });
  return {
    ...aRequest,
    doc: at,
    form: {
      ...aRequest.form,
      state: ['UY', 'FJ', 'SS'][at % 3] ?? null,
      authority: `Ministry ${at}`,
      reference: '',
      'received-on': receivedOn,
    },
    status: at % 10 === 0 ? ('declined' as const) : ('received' as const),
    steps: {},
  };
});
const plain: RequestListQuery = { find: '', state: '', status: '', sort: '', order: '', page: 1 };
const pageFor = (requestListQuery: Partial<RequestListQuery> = {}, language: 'en' | 'fr' = 'en') =>
  pageOfRequests(requests, { ...plain, ...requestListQuery }, today, {
    language,
    nameOf: (state) => stateNameIn(state, language),
  });

describe('[A4] the register of requests', () => {
  test('is given page by page; its pages are all requests, each once', () => {
    const requestPages = [1, 2, 3].map((page) => pageFor({ page }));
    expect(
      requestPages.map((requestPage) => [requestPage.page, requestPage.pages, requestPage.requests.length]),
    ).toEqual([
      [1, 3, requestsPerPage],
      [2, 3, requestsPerPage],
      [3, 3, 50],
    ]);
    const docs = requestPages.flatMap((requestPage) => requestPage.requests.map(({ doc }) => doc));
    expect(docs.toSorted((a, b) => a - b)).toEqual(requests.map(({ doc }) => doc));
  });

  test('has the same figures on each page and after each filter, over all requests', () => {
    const queries = [{}, { page: 3 }, { state: 'FJ' }, { find: 'nothing like it' }];
    for (const query of queries) {
      const { total, open, over, states } = pageFor(query);
      expect([total, open, over, states]).toEqual([count, 225, 225, ['FJ', 'SS', 'UY']]);
    }
  });

  test('shows the last page for a page after it, as when a filter leaves fewer', () => {
    expect(pageFor({ page: 99 }).page).toBe(3);
    expect(pageFor({ page: 3, find: 'Ministry 17' })).toMatchObject({ page: 1, pages: 1, found: 13 });
    expect(pageFor({ find: 'nowhere' })).toMatchObject({ page: 1, pages: 1, found: 0, requests: [] });
  });

  test('is filtered over all pages: by State, status and step, and by words in the reader’s language', () => {
    expect(pageFor({ state: 'UY' }).found).toBe(84);
    expect(pageFor({ status: 'declined' }).found).toBe(25);
    expect(pageFor({ status: 'open', state: 'UY' }).found).toBe(75);
    expect(pageFor({ find: 'soudan ministry 2' }, 'fr').found).toBe(
      pageFor({ find: 'sudan ministry 2' }).found,
    );
    expect(pageFor({ find: 'soudan' }).found).toBe(0);
  });

  test('is ordered over all pages, those without a value last', () => {
    expect(pageFor().requests[0]?.doc).toBe(count - 1);
    expect(pageFor({ order: 'descending' }).requests[0]?.doc).toBe(1);
    expect(pageFor({ sort: 'received', order: 'descending' }).requests[0]?.doc).toBe(0);
    const last = pageFor({ page: 3, order: 'descending' }).requests.map(({ status }) => status);
    expect(last.slice(-25)).toEqual(Array.from({ length: 25 }, () => 'declined'));
    expect(pageFor({ sort: 'state' }).requests[0]?.form.state).toBe('FJ');
  });
});
