import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { otherSampleLog, sampleLead, sampleTrainer } from '#renderer/console/stories/sample-people.ts';
import { type FakeResponse, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, mission, paths } from '#tests/support/screen/sample-console-answers.ts';

const forManager: Readonly<Record<string, FakeResponse>> = {
  [paths.me]: responses({ ...me, role: 'manager' }),
  [paths.missions]: responses({ missions: [mission] }),
  [paths.review]: responses({ assessments: [] }),
  '/api/v1/missions/people': responses({
    people: [
      { ...sampleLead, role: 'reviewer' },
      { ...sampleTrainer, role: 'trainer' },
    ],
  }),
};
const dialog = page.getByRole('dialog', { name: 'New mission' });

beforeEach(async () => {
  history.replaceState(null, '', '#/missions');
  await page.viewport(1_280, 800);
});

test('a manager creates a mission with State, dates, mode, purpose and a team with functions', async () => {
  const headquarters = await openConsole(forManager);
  await page.getByRole('button', { name: 'New mission' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill(' Second visit ');
  await dialog.getByRole('combobox', { name: /^State/u }).fill('Keny');
  await page.getByRole('option', { name: 'Kenya' }).click();
  await dialog.getByRole('textbox', { name: 'Purpose' }).fill('Follow up the baseline');
  await dialog.getByRole('combobox', { name: /^Add a person/u }).fill(sampleLead.name);
  await page.getByRole('option', { name: new RegExp(sampleLead.name, 'u') }).click();
  await dialog.getByRole('button', { name: new RegExp(`Function of ${sampleLead.name}`, 'u') }).click();
  await page.getByRole('option', { name: 'Lead assessor' }).click();
  headquarters.set(paths.missions, responses({ log: otherSampleLog }));
  await dialog.getByRole('button', { name: 'New mission' }).click();
  await expect.element(page.getByText('Second visit has been created.')).toBeVisible();
  expect(JSON.parse(String(headquarters.bodyOf(paths.missions)))).toEqual({
    title: 'Second visit',
    country: 'KE',
    from: null,
    to: null,
    purpose: 'Follow up the baseline',
    place: '',
    mode: null,
    team: [{ person: sampleLead.person, role: 'lead' }],
  });
});

test('a team gets no function that its member may not have', async () => {
  await openConsole(forManager);
  await page.getByRole('button', { name: 'New mission' }).click();
  await dialog.getByRole('combobox', { name: /^Add a person/u }).fill(sampleTrainer.name);
  await page.getByRole('option', { name: new RegExp(sampleTrainer.name, 'u') }).click();
  await dialog.getByRole('button', { name: new RegExp(`Function of ${sampleTrainer.name}`, 'u') }).click();
  await expect.element(page.getByRole('option', { name: 'Rapporteur' })).toBeVisible();
  await expect.element(page.getByRole('option', { name: 'Quality reviewer' })).not.toBeInTheDocument();
});

test('an e-mail address in the purpose is asked about before the mission is created', async () => {
  const headquarters = await openConsole(forManager);
  await page.getByRole('button', { name: 'New mission' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Second visit');
  await dialog.getByRole('textbox', { name: 'Purpose' }).fill('Ask someone@example.org');
  await dialog.getByRole('button', { name: 'New mission' }).click();
  await expect.element(dialog.getByRole('alert')).toBeVisible();
  expect(headquarters.bodyOf(paths.missions)).toBeUndefined();
});

test('a partner reads that records are not open to them, and finds the way to their items', async () => {
  const partner = { ...me, role: 'partner', readsContent: false, seesDevices: false };
  await openConsole({ ...forManager, [paths.me]: responses(partner) });
  await expect.element(page.getByText(/You see the items that your entity leads or supports/u)).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Open the plan' })).toHaveAttribute('href', '#/plan');
  expect(page.getByText(/As an administrator/u).elements()).toEqual([]);
});

test('a reviewer, who creates no mission, has no button for it', async () => {
  await openConsole({ ...forManager, [paths.me]: responses(me) });
  await expect.element(page.getByText('Arlandia baseline')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'New mission' })).not.toBeInTheDocument();
});

test('a title longer than headquarters takes is not sent, and says so', async () => {
  const headquarters = await openConsole(forManager);
  await page.getByRole('button', { name: 'New mission' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('x'.repeat(201));
  await dialog.getByRole('button', { name: 'New mission' }).click();
  await expect.element(page.getByText('One character too many', { exact: false })).toBeVisible();
  expect(headquarters.bodyOf(paths.missions)).toBeUndefined();
});
