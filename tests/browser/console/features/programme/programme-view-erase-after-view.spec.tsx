import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readProgrammeFacts } from '#domain/programme/programme.ts';
import { sampleProgrammeLog } from '#renderer/console/stories/sample-people.ts';
import { type FakeResponse, refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const road = '/api/v1/programme';
const saying = `${road}/erase-after`;
const vaults = { eraseAfter: null, seen: [], mayChange: true };
const programme = {
  log: sampleProgrammeLog,
  title: 'CT TECH',
  endsOn: null,
  seen: [],
  mayChange: true,
  vaults,
  facts: { ...readProgrammeFacts(undefined), mayChange: false },
};
const as = (role: string, what: object = {}): Readonly<Record<string, FakeResponse>> => ({
  [paths.me]: responses({ ...me, role, readsContent: role !== 'admin', administers: role === 'admin' }),
  [paths.missions]: responses({ missions: [] }),
  [paths.review]: responses({ assessments: [] }),
  [road]: responses({ programme: { ...programme, vaults: { ...vaults, ...what } }, due: [] }),
});
const isOn = page.getByRole('checkbox', { name: 'Erase a vault after repeated wrong passphrases' });
/** The box itself is drawn by its label. */
const label = page.getByText('Erase a vault after repeated wrong passphrases');
const number = page.getByRole('textbox', { name: 'Wrong passphrases in a row' });
const save = page.getByRole('button', { name: 'Save setting' });
const question = page.getByRole('alertdialog', { name: 'Should vaults erase themselves?' });

beforeEach(async () => {
  history.replaceState(null, '', '#/programme');
  await page.viewport(1_280, 800);
});

test('[security 2] erasure is off by default, the page states the loss, and activation needs confirmation', async () => {
  const headquarters = await openConsole(as('admin'));
  headquarters.set(saying, responses({ done: true }));
  await expect.element(isOn).not.toBeChecked();
  await expect.element(number).not.toBeInTheDocument();
  await expect
    .element(page.getByText(/headquarters does not have yet is then permanently lost/u))
    .toBeVisible();
  await expect.element(save).toBeDisabled();

  await label.click();
  await save.click();
  await expect.element(question.getByText(/After 20 wrong passphrases in a row/u)).toBeVisible();
  await expect.element(question.getByText(/backups are kept/u)).toBeVisible();
  await expect.element(question.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(question).not.toBeInTheDocument();
  expect(headquarters.bodyOf(saying)).toBeUndefined();

  await userEvent.fill(number, '30');
  await save.click();
  await question.getByRole('button', { name: 'Erase after 30' }).click();
  await expect
    .element(page.getByText(/Vaults erase themselves after repeated wrong passphrases, from/u))
    .toBeVisible();
  expect(headquarters.bodyOf(saying)).toBe('{"eraseAfter":30,"seen":[]}');
});

test.each(['9', '101', ''])('[security 2] “%s” is no such number: nothing can be saved', async (typed) => {
  await openConsole(as('manager'));
  await label.click();
  await userEvent.fill(number, typed);
  await expect.element(page.getByText('Enter a whole number from 10 to 100.')).toBeVisible();
  await expect.element(save).toBeDisabled();
});

test('[security 2] it is turned off without a question', async () => {
  const headquarters = await openConsole(as('manager', { eraseAfter: 20 }));
  headquarters.set(saying, responses({ done: true }));
  await expect.element(number).toHaveValue('20');
  await label.click();
  await save.click();
  await expect.element(page.getByText(/Vaults never erase themselves, from/u)).toBeVisible();
  expect(headquarters.bodyOf(saying)).toBe('{"eraseAfter":null,"seen":[]}');
});

test('[security 2] a concurrent change is reported and the typed value stays', async () => {
  const headquarters = await openConsole(as('manager', { eraseAfter: 20 }));
  headquarters.set(saying, refuses(409, 'record-moved'));
  await userEvent.fill(number, '50');
  await save.click();
  await question.getByRole('button', { name: 'Erase after 50' }).click();
  await expect.element(page.getByText(/Someone else has changed it/u)).toBeVisible();
  await expect.element(number).toHaveValue('50');
});

test('[security 2] the data protection officer reads the setting and cannot change it', async () => {
  await openConsole(as('dpo', { eraseAfter: 20, mayChange: false }));
  await expect
    .element(page.getByText('A vault erases itself after 20 wrong passphrases in a row.'))
    .toBeVisible();
  await expect.element(isOn).not.toBeInTheDocument();
  await expect.element(save).not.toBeInTheDocument();
});
