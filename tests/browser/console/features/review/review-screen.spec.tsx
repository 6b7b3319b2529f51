import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ReviewRow } from '#api/review-api.ts';
import { createSampleDocument } from '#renderer/console/features/record/sample-document.ts';
import { emptyReviewFacts } from '#renderer/console/features/review/sample-review-queue.ts';
import {
  fieldLaptop,
  minutesAgo,
  sampleDocumentId,
  sampleLog,
} from '#renderer/console/stories/sample-people.ts';
import { type FakeResponse, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, mission, paths, responseOf } from '#tests/support/screen/sample-console-answers.ts';

const write = { device: fieldLaptop, atMs: minutesAgo(60), place: 7 };
const assessment = createSampleDocument('assessment', [
  { ...write, path: 'title', value: 'National Police' },
]);
const row: ReviewRow = {
  log: sampleLog,
  mission: 'Arlandia baseline',
  roles: ['reviewer'],
  doc: sampleDocumentId(1),
  title: 'Baseline',
  institution: 'National Police',
  status: 'quality-review',
  facts: { ...emptyReviewFacts, sinceMs: minutesAgo(600) },
};
const rows = [
  row,
  {
    ...row,
    doc: sampleDocumentId(2),
    institution: 'High Court',
    assignees: { reviewer: { person: me.person, name: me.name } },
  },
];
const forReviewer: Readonly<Record<string, FakeResponse>> = {
  [paths.me]: responses(me),
  [paths.missions]: responses({ missions: [mission] }),
  [paths.devices]: responses({ devices: [] }),
  [paths.review]: responses({ assessments: rows }),
  [paths.record]: responses(responseOf(assessment, 'National Police')),
  [paths.actOnReview]: responses({ done: true }),
};

beforeEach(async () => {
  history.replaceState(null, '', '#/review');
  await page.viewport(1_280, 800);
});

test('a manager sees the reviews of others at once, without a list of their own and its keys', async () => {
  const overview = [{ ...row, roles: ['manager'] }];
  await openConsole({
    ...forReviewer,
    [paths.me]: responses({ ...me, role: 'manager' }),
    [paths.review]: responses({ assessments: overview }),
  });
  await expect
    .element(page.getByRole('tab', { name: 'In review 1' }))
    .toHaveAttribute('aria-selected', 'true');
  await expect.element(page.getByRole('row', { name: /National Police/u })).toBeVisible();
  expect(page.getByRole('tab', { name: /Needs your action/u }).elements()).toEqual([]);
  expect(page.getByText(/P adds a comment/u).elements()).toEqual([]);
});

test('the address of the reviews in progress lists those in quality review alone', async () => {
  history.replaceState(null, '', '#/review?status=quality-review');
  const shared = { ...row, doc: sampleDocumentId(3), institution: 'Ministry', status: 'shared' };
  await openConsole({
    ...forReviewer,
    [paths.me]: responses({ ...me, role: 'manager' }),
    [paths.review]: responses({
      assessments: [...rows, shared].map((one) => ({ ...one, roles: ['manager'] })),
    }),
  });
  await expect.element(page.getByRole('tab', { name: 'In review 2' })).toBeVisible();
  expect(page.getByRole('row', { name: /Ministry/u }).elements()).toEqual([]);
});

test('a reviewer assigns a review to themselves', async () => {
  const headquarters = await openConsole(forReviewer);
  await page.getByRole('button', { name: 'Assign to me: National Police' }).click();
  await expect.poll(() => headquarters.bodyOf(paths.actOnReview)).toBeDefined();
  expect(JSON.parse(String(headquarters.bodyOf(paths.actOnReview))).act).toEqual({
    act: 'assign',
    duty: 'reviewer',
    person: me.person,
  });
});

test('a review that a colleague took since the list was read is not taken from them', async () => {
  const later = createSampleDocument('assessment', [
    { ...write, path: 'title', value: 'National Police' },
    { ...write, path: 'review/assignees/reviewer', value: '00000000-0000-4000-8000-000000000077' },
  ]);
  const headquarters = await openConsole({
    ...forReviewer,
    [paths.record]: responses(responseOf(later, 'National Police')),
  });
  await page.getByRole('button', { name: 'Assign to me: National Police' }).click();
  await expect.element(page.getByText(/^Someone else has changed it/u)).toBeVisible();
  expect(headquarters.bodyOf(paths.actOnReview)).toBeUndefined();
});

test('the queue shows only my reviews on request, and the address keeps that', async () => {
  await openConsole(forReviewer);
  await expect.element(page.getByRole('link', { name: /National Police/u })).toBeVisible();
  await page.getByRole('button', { name: /Assigned to/u }).click();
  await page.getByRole('option', { name: 'Me' }).click();
  await expect.element(page.getByRole('link', { name: /National Police/u })).not.toBeInTheDocument();
  await expect.element(page.getByRole('link', { name: /High Court/u })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Give back: High Court' })).toBeVisible();
  expect(location.hash).toContain('status=mine');
});
