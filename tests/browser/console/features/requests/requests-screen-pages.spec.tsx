import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { requestsPerPage } from '#domain/request/request-list.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { as, doc, listOf, request, road, source } from './register-of-headquarters.ts';

beforeEach(async () => {
  history.replaceState(null, '', '#/requests');
  await page.viewport(1_280, 800);
});

test('[A4] a long register has pages, whose figures count all requests; a filter begins at the first', async () => {
  const many = Array.from({ length: requestsPerPage + 20 }, (_none, at) => ({
    ...request,
    doc: `55555555-5555-7555-8555-${String(at).padStart(12, '0')}`,
    form: { ...request.form, authority: `Ministry ${at}`, state: at === 0 ? 'FJ' : 'UY' },
  }));
  await openConsole(as('manager', many));
  const rows = () => document.querySelectorAll('tbody tr').length;
  await expect.element(page.getByText('Page 1 of 2')).toBeVisible();
  expect(rows()).toBe(requestsPerPage);
  await expect.element(page.getByText(/^120 open requests, 120 past their time/u)).toBeVisible();
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect.element(page.getByText('Page 2 of 2')).toBeVisible();
  expect(rows()).toBe(20);
  expect(location.hash).toContain('page=2');
  await expect.element(page.getByRole('button', { name: 'Next page' })).toBeDisabled();
  await expect.element(page.getByText(/^120 open requests/u)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a request' }).fill('fiji');
  await expect.element(page.getByText('1 of 120')).toBeVisible();
  await expect.poll(rows).toBe(1);
  expect(location.hash).not.toContain('page=');
});

test('[A4] a step can be ended once the step before it has ended', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  await openConsole(as('manager', [{ ...request, status: 'received', steps: {} }]));
  await expect
    .element(page.getByRole('button', { name: 'End today: Receive and acknowledge' }))
    .toBeVisible();
  expect(page.getByRole('button', { name: /^End today/u }).elements()).toHaveLength(1);
});

test('requests recorded in the field keep the margins of the page', async () => {
  await openConsole({
    ...as('manager', []),
    [`${road}/list`]: listOf([], { mayRecord: true, mayDecide: true }, [source]),
  });
  const take = page.getByRole('button', { name: 'Take over: Uruguay · Prosecution service' });
  await expect.element(take).toBeVisible();
  const { left = 0, right = 0 } = document.querySelector('.fb-column-main')?.getBoundingClientRect() ?? {};
  const heading = page.getByRole('heading', { name: 'Recorded in the field' }).element();
  expect(heading.getBoundingClientRect().left - left).toBeGreaterThanOrEqual(16);
  expect(right - take.element().getBoundingClientRect().right).toBeGreaterThanOrEqual(16);
});
