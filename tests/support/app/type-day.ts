import { expect, type Page } from '@playwright/test';

/** Type a day, as `2026-11-29`, into the date field of this label; in a dialog where the page has another. */
export async function typeDay(page: Page, label: string, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  const group = page.getByRole('group', { name: label }).last();
  for (const [part, text] of [
    ['month', month],
    ['day', date],
    ['year', year],
  ] as const)
    await group.getByRole('spinbutton', { name: new RegExp(`^${part}`) }).pressSequentially(text);
  for (const text of [date, month, year]) await expect(group).toContainText(text);
}
