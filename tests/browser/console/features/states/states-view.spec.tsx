import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { StatesResponse } from '#api/overview-api.ts';
import { StatesView } from '#renderer/console/features/states/states-view.tsx';
import { unfilteredOverviews } from '#renderer/console/parts/list-query.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const response: StatesResponse = {
  states: [
    {
      country: 'FJ',
      missions: { reported: 2 },
      assessments: { final: 3, review: 1, field: 0 },
      workshops: 0,
      items: { open: 6, late: 2 },
      cells: [],
      changedAtMs: null,
    },
  ],
  computing: 0,
  withoutState: 0,
  dimensions: [],
  institutionTypes: {},
  attention: {
    inReview: 1,
    overdueReviews: 0,
    longestReviewDays: 0,
    silent: null,
    lateByLead: [],
    lateItems: [],
  },
};

test('each count of a State is a link to what it counts', async () => {
  await page.viewport(1280, 800);
  await mount(
    <StatesView
      response={response}
      list={unfilteredOverviews}
      hrefs={{
        states: () => '#states',
        state: (country, { records, dimension }) => `#state-${country}-${records}${dimension}`,
        mission: () => '#mission',
        record: () => '#record',
        missions: (country, status) => `#missions-${country}-${status}`,
        plan: (country, view) => `#plan-${country}-${view}`,
        review: '#review',
        devices: '#devices',
      }}
      onList={() => undefined}
    />,
  );
  const addressOf = (name: string): string | null =>
    page.getByRole('link', { name }).element().getAttribute('href');
  expect(['2 Reported', '3 final', '1 in review', '6 open', '2 late'].map(addressOf)).toEqual([
    '#missions-FJ-reported',
    '#state-FJ-final',
    '#state-FJ-review',
    '#plan-FJ-open',
    '#plan-FJ-late',
  ]);
});
