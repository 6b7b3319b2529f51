import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { canonicalInstrumentText, instrumentHashOf } from '#domain/instrument/instrument-content.ts';
import { ConsoleApp } from '#renderer/console/app/console-app.tsx';
import {
  faultyWorkbook,
  formerSampleForm,
  newSampleForm,
} from '#renderer/console/features/instruments/sample-forms.ts';
import { sampleLibrary } from '#renderer/console/features/instruments/sample-library.ts';
import { minutesAgo } from '#renderer/console/stories/sample-people.ts';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import {
  createFakeHeadquarters,
  type FakeResponse,
  refuses,
  responses,
} from '#tests/support/screen/fake-headquarters.ts';
import { mount } from '#tests/support/screen/mount.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';
import { ProblemsHarness } from './problems-harness.tsx';

const road = '/api/v1/admin/instruments';
const contentRoad = '/api/v1/instruments/content?ref=water-points%402026.2';
const signedIn: Readonly<Record<string, FakeResponse>> = {
  [paths.me]: responses({ ...me, role: 'admin', readsContent: false, administers: true }),
  [paths.missions]: responses({ missions: [] }),
  [road]: responses({ instruments: sampleLibrary }),
  [contentRoad]: responses({ content: canonicalInstrumentText(formerSampleForm) }),
};

/** The library in this browser, over a headquarters that the test plays; files are read by the worker that ships. */
async function openLibrary() {
  const headquarters = createFakeHeadquarters(signedIn);
  await mount(
    <ConsoleApp
      firstSpeech={messageSetByLanguage.en}
      dependencies={{
        fetch: headquarters.fetch,
        pollScheduler: () => () => undefined,
        nowMs: () => minutesAgo(0),
        storage: { getItem: () => null, setItem: () => undefined },
        languages: ['en-GB'],
        passkeys: { isAvailable: false, createPasskey: async () => null, signChallenge: async () => null },
      }}
    />,
  );
  return headquarters;
}

/** Do as a person with the button "Choose files". */
async function choose(name: string, content: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('Files can be chosen');
  const files = new DataTransfer();
  files.items.add(new File([content], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

beforeEach(async () => {
  history.replaceState(null, '', '#/instruments');
  await page.viewport(1_280, 800);
});

test('a published version is listed and can be retired', async () => {
  const headquarters = await openLibrary();
  await expect.element(page.getByRole('heading', { name: '2 published versions' })).toBeVisible();
  headquarters.set(`${road}/status`, responses({ done: true }));
  await page.getByRole('button', { name: /^Retire Water points/u }).click();
  const question = page.getByRole('alertdialog', { name: /^Retire Water points/u });
  await expect.element(question.getByText(/No new assessment can start with it/u)).toBeVisible();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect.element(question).not.toBeInTheDocument();
  expect(headquarters.bodyOf(`${road}/status`)).toBeUndefined();
  await page.getByRole('button', { name: /^Retire Water points/u }).click();
  await question.getByRole('button', { name: 'Retire', exact: true }).click();
  await expect
    .poll(() => headquarters.bodyOf(`${road}/status`))
    .toBe('{"ref":"water-points@2026.2","status":"retired"}');
});

test('the built-in instrument is in the library, with its weights, targets and levels to read', async () => {
  await openLibrary();
  const row = page.getByRole('row', { name: /^Needs assessment/u });
  await expect.element(row.getByText('Built into every laptop')).toBeVisible();
  expect(row.getByRole('button').elements()).toEqual([]);
  await row.getByRole('link').click();
  await expect.element(page.getByText(/^Weight 3 · target 4/u).first()).toBeVisible();
  await page.getByRole('button', { name: 'Show levels' }).first().click();
  expect(document.querySelectorAll('.library-tree-levels li').length).toBe(5);
});

test('a published version is opened, previewed and downloaded again', async () => {
  await openLibrary();
  await page
    .getByRole('row', { name: /2026\.2/u })
    .getByRole('link')
    .click();
  await page.getByRole('tab', { name: 'Preview' }).click();
  await expect.element(page.getByRole('textbox', { name: 'Name of the village' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Download' })).toBeVisible();
});

test('questionnaires are parsed in a worker, compared with the newest published version, previewed and published', async () => {
  const headquarters = await openLibrary();
  await expect.element(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await choose('water-points.json', JSON.stringify(newSampleForm));
  await expect.element(page.getByText('It can be published.')).toBeVisible();

  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect.element(page.getByRole('heading', { name: '1 removed' })).toBeVisible();
  await expect.element(page.getByText('Depth in metres').first()).toBeVisible();

  await page.getByRole('tab', { name: 'Preview' }).click();
  await expect.element(page.getByRole('textbox', { name: 'Name of the village' })).toBeVisible();

  const ref = 'water-points@2026.3';
  headquarters.set(road, responses({ ref, hash: instrumentHashOf(newSampleForm), isNew: true }));
  await page.getByRole('button', { name: 'Publish version 2026.3' }).click();
  expect(headquarters.bodyOf(road)).toBeUndefined();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Publish' }).click();
  await expect.element(page.getByText(/Version 2026.3 is published/u)).toBeVisible();
  const sent = JSON.parse(String(headquarters.bodyOf(road)));
  expect(sent).toEqual({ content: canonicalInstrumentText(newSampleForm) });
});

test('publishing is refused when headquarters has that version with other content, and the draft stays', async () => {
  const headquarters = await openLibrary();
  await expect.element(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await choose('water-points.json', JSON.stringify(newSampleForm));
  const publish = page.getByRole('button', { name: 'Publish version 2026.3' });
  await expect.element(publish).toBeVisible();
  headquarters.set(road, refuses(409, 'version-taken'));
  await publish.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Publish' }).click();
  await expect.element(page.getByText(/Raise the version and try again/u)).toBeVisible();
  await expect.element(publish).toBeVisible();
});

test('a file that is no questionnaire is told, and nothing can be published', async () => {
  await openLibrary();
  await expect.element(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await choose('holiday.png', 'x');
  await expect.element(page.getByText(/None of these files is a questionnaire/u)).toBeVisible();
  await choose('form.json', '{}');
  await expect.element(page.getByText('This questionnaire cannot be used yet')).toBeVisible();
  expect(page.getByRole('button', { name: /^Publish\b/u }).elements()).toEqual([]);
});

test('from a problem in the list the focus goes to its cell', async () => {
  await mount(<ProblemsHarness read={faultyWorkbook} />);
  await page.getByRole('button', { name: /cell A3/u }).click();
  await expect.poll(() => document.activeElement?.id).toBe('library-problem-0');
  const cell = page.getByRole('cell', { name: 'decimel' });
  await expect.element(cell).toHaveAccessibleDescription(/There is no type "decimel"/u);
});
