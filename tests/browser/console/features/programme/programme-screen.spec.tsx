import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { readProgrammeFacts } from '#domain/programme/programme.ts';
import { sampleLog, sampleProgrammeLog } from '#renderer/console/stories/sample-people.ts';
import { type FakeResponse, refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const road = '/api/v1/programme';
const programme = {
  log: sampleProgrammeLog,
  title: 'CT TECH',
  endsOn: null,
  seen: [],
  mayChange: true,
  vaults: { eraseAfter: null, seen: [], mayChange: true },
  facts: { ...readProgrammeFacts(undefined), mayChange: true },
};
const as = (role: string, fakeResponse: FakeResponse): Readonly<Record<string, FakeResponse>> => ({
  [paths.me]: responses({ ...me, role, readsContent: role !== 'admin', administers: role === 'admin' }),
  [paths.missions]: responses({ missions: [] }),
  [paths.review]: responses({ assessments: [] }),
  [road]: fakeResponse,
});
const day = page.getByRole('group', { name: 'Last day' });
const save = page.getByRole('button', { name: 'Save date' });

beforeEach(async () => {
  history.replaceState(null, '', '#/programme');
  await page.viewport(1_280, 800);
});

test('an administrator sets the end date of the programme after seeing the current one', async () => {
  const headquarters = await openConsole(as('admin', responses({ programme, due: [] })));
  await expect.element(page.getByText(/No end date is set/u)).toBeVisible();
  await expect.element(save).toBeDisabled();
  await day.getByRole('spinbutton', { name: /^day/u }).fill('30');
  await day.getByRole('spinbutton', { name: /^month/u }).fill('6');
  await day.getByRole('spinbutton', { name: /^year/u }).fill('2028');
  headquarters.set(road, responses({ done: true }));
  await save.click();
  expect(headquarters.bodyOf(road)).toBe('{"endsOn":"2028-06-30","seen":[]}');
});

test('a concurrent change is reported and the typed date stays', async () => {
  const headquarters = await openConsole(
    as('manager', responses({ programme: { ...programme, endsOn: '2028-06-30' }, due: [] })),
  );
  await day.getByRole('spinbutton', { name: /^year/u }).fill('2029');
  headquarters.set(road, refuses(409, 'record-moved'));
  await save.click();
  await expect.element(page.getByText(/Someone else has changed it/u)).toBeVisible();
  await expect.element(day.getByRole('spinbutton', { name: /^year/u })).toHaveTextContent('2029');
});

test('the data protection officer reads the day and changes nothing', async () => {
  await openConsole(
    as('dpo', responses({ programme: { ...programme, endsOn: '2028-06-30', mayChange: false }, due: [] })),
  );
  await expect.element(day).toHaveAccessibleDescription(/Only the programme manager/u);
  await expect.element(save).not.toBeInTheDocument();
});

test('due content is listed with its due date, amount per group and earliest erasure date', async () => {
  const dueOn = '2033-06-30';
  const due = [
    {
      kind: 'log',
      id: sampleLog,
      title: 'Arlandia baseline',
      groups: [{ group: 'ratings', fields: 1_204, dueOn }],
      listedOn: '2033-07-01',
      erasedFrom: '2033-07-31',
    },
    {
      kind: 'part',
      id: sampleProgrammeLog,
      title: 'Borduria baseline',
      groups: [{ group: 'missionTeam', fields: 6, dueOn: '2029-06-30' }],
      listedOn: '2029-06-30',
      erasedFrom: '2029-07-30',
    },
    {
      kind: 'sealed',
      id: sampleProgrammeLog,
      title: 'Borduria baseline',
      groups: [{ group: 'markedReviewComments', fields: 2, dueOn: '2030-06-30' }],
      listedOn: '2030-06-30',
      erasedFrom: '2030-07-30',
    },
  ];
  await openConsole(as('dpo', responses({ programme: { ...programme, mayChange: false }, due })));
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect
    .element(row(/^Arlandia baseline Mission Answers and ratings \(.*1,204.*\) 1 Jul 2033 31 Jul 2033$/u))
    .toBeVisible();
  await expect
    .element(
      row(
        /^Borduria baseline Strictly confidential remarks of a mission Strictly confidential remarks \(.*2.*\) 30 Jun 2030 30 Jul 2030$/u,
      ),
    )
    .toBeVisible();
  await expect
    .element(
      row(
        /^Borduria baseline Part of a mission Mission: names of the team \(.*6.*\) 30 Jun 2029 30 Jul 2029$/u,
      ),
    )
    .toBeVisible();
});

const factsRoad = `${road}/facts`;

test('[A6] the manager sees the month and enters a funding line', async () => {
  const startsOn = { id: 'starts-on', value: '2020-01-01', seen: [] };
  const facts = { ...programme.facts, startsOn };
  const headquarters = await openConsole(
    as('manager', responses({ programme: { ...programme, endsOn: '2020-12-31', facts }, due: [] })),
  );
  await expect.element(page.getByText('Over, after 12 months')).toBeVisible();
  headquarters.set(factsRoad, responses({ done: true }));
  await page.getByRole('button', { name: 'Add a funding line' }).click();
  await page.getByRole('textbox', { name: 'Funding line' }).fill('EU-01');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.element(page.getByText('Enter the donor.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Donor' }).fill('A donor');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const [change] = JSON.parse(String(headquarters.bodyOf(factsRoad))).changes;
  expect(change).toMatchObject({
    list: 'funding',
    value: { title: 'EU-01', donor: 'A donor', endsOn: null },
    seen: [],
  });
});

test('[A6] an unchanged default phase keeps its default words when its months change', async () => {
  const headquarters = await openConsole(as('manager', responses({ programme, due: [] })));
  headquarters.set(factsRoad, responses({ done: true }));
  await page.getByRole('button', { name: 'Edit: Inception' }).click();
  await page.getByRole('textbox', { name: 'Last month' }).fill('5');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(JSON.parse(String(headquarters.bodyOf(factsRoad))).changes).toEqual([
    { list: 'phases', id: 'inception', value: { title: null, from: 1, to: 5, results: null }, seen: [] },
  ]);
});

test('[A3] an assessor reads the facts of the programme and nothing else of it', async () => {
  const facts = { ...programme.facts, mayChange: false };
  await openConsole(as('assessor', responses({ programme: { ...programme, facts }, due: null })));
  await expect.element(page.getByText('INTERPOL').first()).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Add a partner' })).not.toBeInTheDocument();
  await expect.element(save).not.toBeInTheDocument();
});
