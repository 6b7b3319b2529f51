import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { QuestionSet } from '#domain/workshop/learning/questionnaire.ts';
import { readTestSheets } from '#domain/workshop/learning/test-sheets.ts';
import { readOnce } from '#renderer/field/app/session/field-services.tsx';
import {
  kioskIdleMs,
  kioskWarningMs,
} from '#renderer/field/features/workshop/learning/kiosk/kiosk-person.tsx';
import { KioskScreen } from '#renderer/field/features/workshop/learning/kiosk/kiosk-screen.tsx';
import { anEmptyWorkshop } from '#tests/support/builders/a-workshop.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeHost, fakeVaultPassphrase, makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { painted } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';

afterEach(() => void vi.useRealTimers());

async function openKiosk(questionSet: QuestionSet = 'before', documentId = anEmptyWorkshop.doc) {
  await page.viewport(1280, 800);
  const fakeFieldStore = makeFakeFieldStore(anEmptyWorkshop);
  const fakeHost = await makeFakeHost();
  const left = await reopenKiosk(fakeFieldStore, fakeHost, questionSet, documentId);
  return { store: fakeFieldStore, host: fakeHost, left };
}

/** The kiosk anew over the same store, as after the window was loaded again. */
async function reopenKiosk(
  fakeFieldStore: FakeFieldStore,
  fakeHost: FakeHost,
  questionSet: QuestionSet = 'before',
  documentId = anEmptyWorkshop.doc,
): Promise<readonly true[]> {
  const left: true[] = [];
  await mountField(
    fakeFieldStore,
    <KioskScreen log={aLog()} doc={documentId} set={questionSet} onLeft={() => left.push(true)} />,
    { screen: 'missions' },
    fakeHost,
  );
  await expect.element(page.getByRole('button').first()).toBeVisible();
  return left;
}

async function beginAs(word: string, number: string): Promise<void> {
  await userEvent.keyboard('{Enter}');
  await userEvent.fill(page.getByRole('textbox', { name: 'Secret word' }), word);
  await userEvent.fill(page.getByRole('textbox', { name: 'Two digits' }), number);
  await userEvent.keyboard('{Enter}');
}

test('[C3] a person answers by keyboard, and the next one finds nothing of it', async () => {
  const { store, host } = await openKiosk();
  expect(host.asked.map(({ channel }) => channel)).toContain('kiosk.enter');
  await beginAs('Saffron', '39');
  await expect.element(page.getByText('Question 1 of 10')).toBeVisible();
  for (let question = 0; question < 10; question += 1) await userEvent.keyboard('0');
  await expect.element(page.getByText('0 of 10 questions are answered', { exact: false })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(readTestSheets(store.document())).toMatchObject([
    { code: 'saffron39', phase: 'before', form: 'a', source: 'kiosk' },
  ]);

  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('textbox', { name: 'Secret word' })).toHaveValue('');
});

test('[C3] notices for the trainer are hidden until the kiosk ends', async () => {
  const { store, host } = await openKiosk();
  const notices = page.getByRole('log', { name: 'Notices', includeHidden: true });
  await expect.element(notices).toHaveStyle({ display: 'none' });
  await mountField(store, <p>Agenda</p>, { screen: 'missions' }, host);
  await expect.element(page.getByText('Agenda')).toBeVisible();
  await expect.element(notices).toHaveStyle({ display: 'grid' });
});

test('[C3] a word and number that were used already are asked about once', async () => {
  const { store } = await openKiosk();
  store.receive('test-sheets/s1/sheet', {
    phase: 'before',
    code: 'saffron39',
    form: 'a',
    source: 'paper',
    answers: {},
  });
  await beginAs('saffron', '39');
  await expect.element(page.getByText('were used for this test already', { exact: false })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Question 1 of 10')).toBeVisible();
});

test('[security 2] the kiosk ends with the passphrase of the vault, and with no other', async () => {
  const { left } = await openKiosk();
  await userEvent.click(page.getByRole('button', { name: 'For the trainer' }));
  const passphrase = page.getByLabelText('Passphrase of the vault');
  await userEvent.fill(passphrase, 'a guess');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('This is not the passphrase', { exact: false })).toBeVisible();
  expect(left).toEqual([]);
  await userEvent.fill(passphrase, fakeVaultPassphrase);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => left).toEqual([true]);
});

test('a person chooses the language, and the whole kiosk turns', async () => {
  await openKiosk();
  await userEvent.click(page.getByRole('radio', { name: 'العربية' }), { force: true });
  await expect.element(page.getByRole('button', { name: 'ابدأ' })).toBeVisible();
  expect(document.documentElement.dir).toBe('rtl');
});

test('[C3] a person who was away too long finds the answers again by word and number', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await openKiosk();
  await beginAs('river', '55');
  await userEvent.keyboard('00');
  await expect.element(page.getByText('Question 3 of 10')).toBeVisible();
  await vi.advanceTimersByTimeAsync(kioskIdleMs + 1);
  await expect
    .element(page.getByText('Your word and number bring your answers back', { exact: false }))
    .toBeVisible();
  await vi.advanceTimersByTimeAsync(kioskWarningMs + 1);
  await expect.element(page.getByRole('button', { name: 'Begin' })).toBeVisible();

  await beginAs('river', '55');
  await expect.element(page.getByText('Question 3 of 10')).toBeVisible();
});

const draftsIn = async (fakeFieldStore: FakeFieldStore) => {
  const { log, doc } = { log: aLog(), doc: anEmptyWorkshop.doc };
  return readOnce(fakeFieldStore, 'formDrafts', { log, doc });
};

test('[C3] answers under way are kept at once, and a restarted kiosk gives them to their code alone', async () => {
  const { store, host } = await openKiosk();
  await beginAs('Saffron', '39');
  for (let question = 0; question < 4; question += 1) await userEvent.keyboard('0');
  await expect.element(page.getByText('Question 5 of 10')).toBeVisible();
  await expect.poll(async () => (await draftsIn(store)).length).toBe(1);

  // As after a crash: nothing of the page is left.
  await reopenKiosk(store, host);
  await beginAs('cloud', '12');
  await expect.element(page.getByText('Question 1 of 10')).toBeVisible();
  await reopenKiosk(store, host);
  await beginAs('saffron', '39');
  await expect.element(page.getByText('Question 5 of 10')).toBeVisible();
  for (let question = 0; question < 6; question += 1) await userEvent.keyboard('0');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  await expect.poll(async () => (await draftsIn(store)).length).toBe(0);
  expect(readTestSheets(store.document())).toMatchObject([{ code: 'saffron39' }]);
});

test('[C3] the next question waits for the answer on the disk; keys meanwhile are its own', async () => {
  const { store } = await openKiosk();
  await beginAs('Saffron', '39');
  await expect.element(page.getByText('Question 1 of 10')).toBeVisible();
  const disk = store.hold();
  await userEvent.keyboard('00');
  await painted();
  await expect.element(page.getByText('Question 1 of 10')).toBeVisible();
  disk.open();
  await expect.element(page.getByText('Question 3 of 10')).toBeVisible();
});

test('[C3] an evaluation without a code keeps the number of unfinished persons, and no answer', async () => {
  const { store, host } = await openKiosk('evaluation');
  await userEvent.keyboard('{Enter}1{Enter}');
  await expect
    .poll(async () => (await draftsIn(store)).map(({ text }) => text))
    .toEqual(['{"v":1,"run":null}']);
  await reopenKiosk(store, host, 'evaluation');
  await expect.element(page.getByRole('button', { name: 'Begin' })).toBeVisible();
});

test('[security 2] a kiosk without its workshop keeps its way out', async () => {
  const { left, host } = await openKiosk('before', aDoc(99));
  await expect.element(page.getByText('This workshop is no longer on this laptop')).toBeVisible();
  expect(host.asked.map(({ channel }) => channel)).toContain('kiosk.enter');
  await userEvent.click(page.getByRole('button', { name: 'For the trainer' }));
  await userEvent.fill(page.getByLabelText('Passphrase of the vault'), fakeVaultPassphrase);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => left).toEqual([true]);
});
