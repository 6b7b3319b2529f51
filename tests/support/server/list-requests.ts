import type { FieldRequestRow, RequestRow } from '#api/requests-api.ts';
import type { TestBrowser } from './test-browser.ts';

/** The first page of the register, or one after filters. */
export const listRequests = (testBrowser: TestBrowser, query: object = {}) =>
  testBrowser.post('/requests/list', { today: '2026-11-24', ...query });

/** Requests of missions that a person reads: those that nobody took over, then those behind the first page. */
export async function listFieldRequests(testBrowser: TestBrowser) {
  const { requests, fromField } = (await listRequests(testBrowser)).body;
  const answers = await Promise.all(
    requests.map(({ doc }: RequestRow) => testBrowser.get(`/requests/${doc}`)),
  );
  const sources = answers.flatMap(({ body }): readonly FieldRequestRow[] => body.source ?? []);
  return [...fromField, ...sources];
}
