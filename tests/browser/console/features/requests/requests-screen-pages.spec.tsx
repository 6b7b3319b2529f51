import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { requestsPerPage } from '#domain/request/request-list.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { as, request } from './register-of-headquarters.ts';

test('[A4] a long register has pages, whose figures count all requests; a filter begins at the first', async () => {
  const many = Array.from({ length: requestsPerPage + 20 }, (_none, at) => ({
    ...request,
    doc: `55555555-5555-7555-8555-${String(at).padStart(12, '0')}`,
    form: { ...request.form, authority: `Ministry ${at}`, state: at === 0 ? 'FJ' : 'UY' },
  }));
  history.replaceState(null, '', '#/requests');
  await page.viewport(1_280, 800);
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
