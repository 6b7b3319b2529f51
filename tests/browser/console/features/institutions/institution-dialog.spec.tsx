import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { InstitutionChange } from '#api/programme-api.ts';
import { Dot } from '#domain/document/op.ts';
import type { Institution } from '#domain/programme/institutions.ts';
import { refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const route = '/api/v1/institutions';
const id = '00000000-0000-4000-8000-000000000001';
const seen = [Dot.parse(`${'a'.repeat(32)}.1`)];
const later = [Dot.parse(`${'a'.repeat(32)}.2`)];
const ministry: Institution = {
  names: { en: 'Ministry of the Interior', fr: 'Ministère de l’Intérieur' },
  otherNames: ['MoI'],
  type: 'MIN',
  level: 'national',
  state: 'UY',
  isClosed: false,
  mergedInto: null,
};
const registerWith = (value: Institution, dots = seen) =>
  responses({
    institutions: [{ id, value, seen: dots, records: 1 }],
    states: [],
    proposed: [],
    moreProposed: 0,
    mayChange: true,
  });

async function openRegister() {
  const headquarters = await openConsole({
    [paths.me]: responses({ ...me, role: 'manager' }),
    [paths.missions]: responses({ missions: [] }),
    [paths.review]: responses({ assessments: [] }),
    [route]: registerWith(ministry),
  });
  await expect.element(page.getByText('Ministry of the Interior')).toBeVisible();
  return {
    ...headquarters,
    /** Entry of a colleague that arrives at the next poll. */
    receive: async (value: Institution): Promise<void> => {
      headquarters.set(route, registerWith(value, later));
      headquarters.beat();
      await expect.element(page.getByText('Portuguese name', { exact: false })).toBeInTheDocument();
    },
    respondToSaves: (response: ReturnType<typeof responses>): void =>
      headquarters.set(route, (body) => (body === undefined ? registerWith(ministry) : response)),
    change: (): InstitutionChange => JSON.parse(String(headquarters.bodyOf(route))).changes[0],
  };
}

const dialog = page.getByRole('dialog');
const line = (name: string) => dialog.getByRole('textbox', { name });
const edit = () => page.getByRole('button', { name: 'Edit: Ministry of the Interior' }).click();

beforeEach(async () => {
  history.replaceState(null, '', '#/institutions');
  await page.viewport(1_280, 800);
});

test('an entry is saved with its changed parts alone', async () => {
  const headquarters = await openRegister();
  headquarters.respondToSaves(responses({ done: true }));
  await edit();
  await line('Name in French').fill('');
  await line('Former and other names').fill('MoI\nHome Office\nMoI');
  await dialog.getByText('Closed', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(headquarters.change()).toEqual({
    list: 'institutions',
    id,
    seen,
    value: {
      ...ministry,
      names: { en: 'Ministry of the Interior' },
      otherNames: ['MoI', 'Home Office'],
      isClosed: true,
    },
  });
});

test('[M3] an entry that changed under its open form is refused, and the form stays', async () => {
  const headquarters = await openRegister();
  await edit();
  await headquarters.receive({ ...ministry, otherNames: ['Portuguese name'] });
  headquarters.respondToSaves(refuses(409, 'record-moved'));
  await line('Name in English').fill('Interior Ministry');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText('Someone else has changed it', { exact: false })).toBeVisible();
  await expect.element(line('Name in English')).toHaveValue('Interior Ministry');
  expect(headquarters.change().seen).toEqual(seen);
});

test('problems of a new entry stand beside their fields, and nothing is saved', async () => {
  const headquarters = await openRegister();
  await page.getByRole('button', { name: 'Add institution' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(line('Name in English')).toHaveAccessibleDescription('Give at least one name.');
  await expect.element(dialog.getByText('Choose a type.')).toBeVisible();
  await line('Name in French').fill('x'.repeat(201));
  await expect.element(line('Name in French')).toHaveAccessibleDescription(/One character too many/u);
  await expect.element(line('Name in English')).not.toHaveAccessibleDescription(/name/u);
  await dialog.getByRole('button', { name: /^Choose Type|Type of institution/u }).click();
  await page.getByRole('option', { name: /^Ministry/u }).click();
  await expect.element(dialog.getByText('Choose a State.', { exact: false })).toBeVisible();
  await dialog.getByRole('combobox', { name: 'State' }).fill('Urug');
  await page.getByRole('option', { name: 'Uruguay' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(headquarters.bodyOf(route)).toBeUndefined();
});

test('a new entry that may be in the register is named before it is saved', async () => {
  await openRegister();
  await page.getByRole('button', { name: 'Add institution' }).click();
  await line('Name in English').fill('Interior Ministry');
  await dialog.getByRole('combobox', { name: 'State' }).fill('Urug');
  await page.getByRole('option', { name: 'Uruguay' }).click();
  await dialog.getByRole('button', { name: /^Choose Type|Type of institution/u }).click();
  await page.getByRole('option', { name: /^Ministry/u }).click();
  await expect.element(dialog.getByText('Perhaps in the register already')).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Add as another institution' })).toBeVisible();
});
