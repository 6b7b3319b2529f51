import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleLog } from '#renderer/console/stories/sample-people.ts';
import { type FakeResponse, refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, mission, paths } from '#tests/support/screen/sample-console-answers.ts';

const managed = { ...mission, roles: ['manager'] } as const;
const dot = `${'a'.repeat(32)}.1`;
const details = {
  title: 'Arlandia baseline',
  country: 'XA',
  from: '2026-11-09',
  to: '2026-11-20',
  purpose: '',
  place: '',
  mode: null,
  status: 'completed',
  seen: { title: [dot], status: [dot] },
  mayChange: ['title', 'country', 'from', 'to', 'purpose', 'place', 'mode', 'status'],
  statuses: ['completed', 'closed'],
};
const detailsPath = `/api/v1/logs/${sampleLog}/mission`;
const forManager: Readonly<Record<string, FakeResponse>> = {
  [paths.me]: responses({ ...me, role: 'manager' }),
  [paths.missions]: responses({ missions: [managed] }),
  [paths.review]: responses({ assessments: [] }),
  [paths.devices]: responses({ devices: [] }),
  [paths.records]: responses({ mission: managed, documents: [] }),
  [detailsPath]: responses(details),
};
const dialog = page.getByRole('dialog', { name: 'Mission details' });

beforeEach(async () => {
  history.replaceState(null, '', `#/missions/${sampleLog}`);
  await page.viewport(1_280, 800);
});

test('a manager renames and closes a mission; only these two values are sent', async () => {
  const headquarters = await openConsole(forManager);
  await page.getByRole('button', { name: 'Mission details' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Arlandia, first visit');
  await dialog.getByRole('button', { name: /Status/u }).click();
  await page.getByRole('option', { name: 'Closed' }).click();
  headquarters.set(detailsPath, responses({ done: true }));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText(/^The mission has been saved/u)).toBeVisible();
  expect(JSON.parse(String(headquarters.bodyOf(detailsPath)))).toEqual({
    change: { title: 'Arlandia, first visit', status: 'closed' },
    seen: details.seen,
  });
});

test('a change that somebody else made meanwhile is told, and the dialog keeps the text', async () => {
  const headquarters = await openConsole(forManager);
  await page.getByRole('button', { name: 'Mission details' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Other');
  headquarters.set(detailsPath, refuses(409, 'record-moved'));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText(/^Someone else has changed it/u)).toBeVisible();
  await expect.element(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Other');
});

test.each([
  ['lead', true],
  ['manager', false],
] as const)(
  'the next status of a mission has for a %s a button, or names the roles that set it',
  async (role, sets) => {
    const over = { ...mission, to: '2020-01-02', roles: [role] };
    await openConsole({
      ...forManager,
      [paths.missions]: responses({ missions: [over] }),
      [paths.records]: responses({ mission: over, documents: [] }),
    });
    await expect.element(page.getByText(/The next status is “Completed”/u)).toBeVisible();
    const named = page.getByText(/These roles can: Lead assessor, Mission lead,? and Quality reviewer/u);
    expect(page.getByRole('button', { name: 'Next: Completed' }).elements()).toHaveLength(Number(sets));
    expect(named.elements()).toHaveLength(Number(!sets));
  },
);

test('fields that a role may not change are left out', async () => {
  await openConsole({ ...forManager, [detailsPath]: responses({ ...details, mayChange: ['status'] }) });
  await page.getByRole('button', { name: 'Mission details' }).click();
  await expect.element(dialog.getByRole('button', { name: /Status/u })).toBeVisible();
  await expect.element(dialog.getByRole('textbox', { name: 'Title' })).not.toBeInTheDocument();
});

test('a reader without any such right has no button for the details', async () => {
  const read = { ...mission, roles: ['me-officer'] };
  await openConsole({ ...forManager, [paths.records]: responses({ mission: read, documents: [] }) });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Arlandia baseline' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Mission details' })).not.toBeInTheDocument();
});
