import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ProgrammeFactChange, ProgrammeOverview } from '#api/programme-api.ts';
import { Dot } from '#domain/document/op.ts';
import { readProgrammeFacts } from '#domain/programme/programme.ts';
import {
  sampleLead,
  sampleProgrammeLog,
  sampleSecondAssessor,
} from '#renderer/console/stories/sample-people.ts';
import { refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const route = '/api/v1/programme';
const factsRoute = `${route}/facts`;
const [seenDot, laterDot] = [1, 2].map((n) => Dot.parse(`${'a'.repeat(32)}.${n}`));
if (seenDot === undefined || laterDot === undefined) throw new Error('two dots were made');

type Facts = ProgrammeOverview['facts'];

const defaults = readProgrammeFacts(undefined);
const fact = <Value,>(id: string, value: Value) => ({ id, value, seen: [seenDot] });
const facts: Facts = {
  ...defaults,
  name: fact('name', 'CT TECH'),
  startsOn: fact('starts-on', '2026-01-01'),
  phases: [fact('p1', { title: 'First phase', from: 1, to: 6, results: ['Plan agreed'] })],
  funding: [fact('f1', { title: 'EU-01', donor: 'A donor', endsOn: null })],
  partners: [fact('unoct', { name: 'UNOCT', kind: 'un-entity', part: 'delivers', areas: [] } as const)],
  mayChange: true,
};
const laterStart = { id: 'starts-on', value: '2026-02-01', seen: [laterDot] };
const programmeWith = (part: Partial<Facts>) =>
  responses({
    programme: {
      log: sampleProgrammeLog,
      title: 'CT TECH',
      endsOn: null,
      seen: [],
      mayChange: true,
      vaults: { eraseAfter: null, seen: [], mayChange: true },
      facts: { ...facts, ...part },
    },
    due: [],
  });

async function openProgramme() {
  const headquarters = await openConsole({
    [paths.me]: responses({ ...me, role: 'manager', readsContent: true }),
    [paths.missions]: responses({ missions: [] }),
    [paths.review]: responses({ assessments: [] }),
    '/api/v1/missions/people': responses({
      people: [sampleLead, sampleSecondAssessor].map((person) => ({ ...person, role: 'partner' })),
    }),
    [route]: programmeWith({}),
    [factsRoute]: responses({ done: true }),
  });
  return {
    ...headquarters,
    /** Facts of a colleague arrive at the next poll. */
    receive: async (part: Partial<Facts>): Promise<void> => {
      headquarters.set(route, programmeWith({ startsOn: laterStart, ...part }));
      headquarters.beat();
      await expect.element(page.getByText('1 Feb 2026').first()).toBeInTheDocument();
    },
    changes: (): readonly ProgrammeFactChange[] =>
      JSON.parse(String(headquarters.bodyOf(factsRoute))).changes,
  };
}

const dialog = page.getByRole('dialog');
const save = dialog.getByRole('button', { name: 'Save' });
const line = (name: string) => dialog.getByRole('textbox', { name });

beforeEach(async () => {
  history.replaceState(null, '', '#/programme');
  await page.viewport(1_280, 800);
});

test('[M3] a first day that arrives under its open form is not written over', async () => {
  const headquarters = await openProgramme();
  await page.getByRole('button', { name: 'Edit name and start' }).click();
  await headquarters.receive({});
  await line('Title').fill('CT TECH II');
  await save.click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(headquarters.changes()).toEqual([{ list: 'name', value: 'CT TECH II', seen: [seenDot] }]);
});

test('[M3] an officer who arrives under an open partner stays one', async () => {
  const headquarters = await openProgramme();
  await page.getByRole('button', { name: 'Edit: UNOCT' }).click();
  await headquarters.receive({ officers: [fact(sampleLead.person, 'unoct')] });
  await dialog.getByText(sampleSecondAssessor.name, { exact: false }).click();
  await save.click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(headquarters.changes().slice(1)).toEqual([
    { list: 'officers', id: sampleSecondAssessor.person, value: 'unoct', seen: [] },
  ]);
});

const later = {
  phases: { title: 'First phase', from: 1, to: 9, results: [] },
  funding: { title: 'EU-01', donor: 'Another donor', endsOn: null },
  partners: { name: 'UNOCT', kind: 'un-entity', part: 'coordinated', areas: [] },
} as const;

test.each([
  ['phase', 'Edit: First phase', 'Title', { phases: [fact('p1', later.phases)] }],
  ['funding line', 'Edit: EU-01', 'Funding line', { funding: [fact('f1', later.funding)] }],
  ['partner', 'Edit: UNOCT', 'Name of the entity', { partners: [fact('unoct', later.partners)] }],
])(
  '[M3] a %s that changed under its open form is refused, and the form stays',
  async (_, edit, name, part) => {
    const headquarters = await openProgramme();
    await page.getByRole('button', { name: edit }).click();
    const arrived = Object.fromEntries(
      Object.entries(part).map(([list, [item]]) => [list, [{ ...item, seen: [laterDot] }]]),
    );
    await headquarters.receive(arrived);
    headquarters.set(factsRoute, refuses(409, 'record-moved'));
    await line(name).fill('Another title');
    await save.click();
    await expect.element(page.getByText('Someone else has changed it', { exact: false })).toBeVisible();
    await expect.element(line(name)).toHaveValue('Another title');
    expect(headquarters.changes()[0]?.seen).toEqual([seenDot]);
  },
);

test('problems of a phase stand beside their fields, and nothing is saved', async () => {
  const headquarters = await openProgramme();
  await page.getByRole('button', { name: 'Add a phase' }).click();
  await line('First month').fill('0');
  await save.click();
  await expect.element(line('Title')).toHaveAccessibleDescription('Enter a title.');
  await expect.element(line('First month')).toHaveAccessibleDescription(/from 1 to 240/u);
  await expect.element(line('Last month')).toHaveAccessibleDescription(/from 1 to 240/u);
  await line('First month').fill('6');
  await line('Last month').fill('5');
  await expect.element(line('Last month')).toHaveAccessibleDescription('The last month is before the first.');
  expect(headquarters.bodyOf(factsRoute)).toBeUndefined();
});

test('a new item has one id for every try to save it', async () => {
  const headquarters = await openProgramme();
  headquarters.set(factsRoute, 'no network');
  await page.getByRole('button', { name: 'Add a funding line' }).click();
  await line('Funding line').fill('EU-02');
  await line('Donor').fill('A donor');
  await save.click();
  await expect.poll(() => headquarters.bodiesOf(factsRoute).length).toBe(1);
  await headquarters.receive({});
  headquarters.set(factsRoute, responses({ done: true }));
  await save.click();
  await expect.element(dialog).not.toBeInTheDocument();
  const [first, second] = headquarters.bodiesOf(factsRoute);
  expect(second).toBe(first);
});
