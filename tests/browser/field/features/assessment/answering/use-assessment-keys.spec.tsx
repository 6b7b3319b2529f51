import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { JsonValue } from '#base/json.ts';
import { fieldRemarksAbout, readEvidenceItems } from '#domain/assessment/read-answer.ts';
import { conflictPathsOf, valueAt } from '#domain/document/document.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { painted } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';

/** A police service, opened at a question. */
async function openAt(
  question: string,
  values: Readonly<Record<string, JsonValue>> = {},
): Promise<FakeFieldStore> {
  const fakeFieldStore = makeFakeFieldStore(
    anAssessment({ 'screening/S1': 'POL', 'screening/S4': 'no', ...values }),
  );
  await page.viewport(1280, 800);
  const route = { screen: 'assessment', log: aLog(), doc: aDoc(), question } as const;
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, route);
  await vi.waitFor(() => expect(page.getByRole('article').elements()).not.toEqual([]));
  return fakeFieldStore;
}

const ratingIn = (fakeFieldStore: FakeFieldStore, qid: string) => [
  valueAt(fakeFieldStore.document(), `answers/${qid}/state`),
  valueAt(fakeFieldStore.document(), `answers/${qid}/level`),
];
const card = (qid: string) => page.getByRole('article', { name: new RegExp(`^${qid.replace('.', '\\.')} `) });
const inFocus = () =>
  document.querySelector('article[data-current]')?.getAttribute('aria-label')?.slice(0, 4);

test('keys 1 to 5 rate the focused question, with status and level in one write', async () => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard('4');
  await vi.waitFor(() => expect(ratingIn(fakeFieldStore, 'D5.3')).toEqual(['rated', 4]));
  expect(fakeFieldStore.written).toHaveLength(1);
  await expect.element(card('D5.3').getByRole('radio', { checked: true })).toHaveAttribute('value', '4');
});

test.each([
  ['0', 'na'],
  ['6', 'ne'],
  ['7', 'declined'],
])('the key %s answers %s, and no level stays behind', async (key, state) => {
  const fakeFieldStore = await openAt('D5.3', { 'answers/D5.3/state': 'rated', 'answers/D5.3/level': 3 });
  await userEvent.keyboard(key);
  await vi.waitFor(() => expect(ratingIn(fakeFieldStore, 'D5.3')).toEqual([state, null]));
});

test('a key press is on the screen before the disk has taken it', async () => {
  const fakeFieldStore = await openAt('D5.3');
  const disk = fakeFieldStore.hold();
  await userEvent.keyboard('2');
  await painted();
  expect(ratingIn(fakeFieldStore, 'D5.3')).toEqual([undefined, undefined]);
  await expect.element(card('D5.3').getByRole('radio', { checked: true })).toHaveAttribute('value', '2');
  disk.open();
  await vi.waitFor(() => expect(ratingIn(fakeFieldStore, 'D5.3')).toEqual(['rated', 2]));
});

test('Enter and Shift+Enter move through questions, skip hidden ones, and continue into the next dimension', async () => {
  await openAt('D5.1');
  const seen: unknown[] = [];
  for (const key of ['{Enter}', '{Enter}', '{Enter}', '{Enter}', '{Shift>}{Enter}{/Shift}']) {
    await userEvent.keyboard(key);
    await painted();
    seen.push(inFocus());
  }
  expect(seen).toEqual(['D5.3', 'D5.4', 'D5.5', 'D5.6', 'D5.5']);

  await openAt('D5.6');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(inFocus()).toBe('D6.2'));
});

test('while a person writes why, the keys are letters', async () => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard('{Alt>}w{/Alt}');
  await userEvent.keyboard('4 of 5 units, 0 gaps');
  await userEvent.keyboard('{Escape}2');
  await vi.waitFor(() => expect(ratingIn(fakeFieldStore, 'D5.3')).toEqual(['rated', 2]));
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBe('4 of 5 units, 0 gaps');
});

test('Alt+W goes on behind the last letter of a rationale', async () => {
  const fakeFieldStore = await openAt('D5.3', { 'answers/D5.3/rationale': 'An instruction exists.' });
  await userEvent.keyboard('{Alt>}w{/Alt}');
  await userEvent.keyboard(' It is old.');
  await vi.waitFor(() =>
    expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBe(
      'An instruction exists. It is old.',
    ),
  );
});

test('typing on a question begins its rationale, and no letter of it answers', async () => {
  const fakeFieldStore = await openAt('D5.3', { 'answers/D5.3/state': 'rated', 'answers/D5.3/level': 2 });
  await userEvent.keyboard('Director said so: delayed');
  await vi.waitFor(() =>
    expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBe('Director said so: delayed'),
  );
  expect(ratingIn(fakeFieldStore, 'D5.3')).toEqual(['rated', 2]);
  expect(fieldRemarksAbout(fakeFieldStore.document(), 'D5.3')).toEqual([]);
});

test.each([
  'Also the unit has no terms.',
  'Clear terms exist.',
  'Written terms exist.',
  'all of it',
  'check',
])('letters are no commands, so that "%s" begins the rationale whole', async (words) => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard(words);
  await vi.waitFor(() => expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBe(words));
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(fieldRemarksAbout(fakeFieldStore.document(), 'D5.3')).toEqual([]);
});

test('G and a letter that leads nowhere begin the rationale too', async () => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard('gone');
  await vi.waitFor(() => expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBe('gone'));
});

test('an answer without a level is told, and its notice takes it back', async () => {
  const fakeFieldStore = await openAt('D5.3', { 'answers/D5.3/state': 'rated', 'answers/D5.3/level': 3 });
  await userEvent.keyboard('7');
  const notice = page.getByRole('log').getByText('D5.3: Declined');
  await expect.element(notice).toBeVisible();
  await userEvent.click(page.getByRole('log').getByRole('button', { name: 'Undo' }));
  await vi.waitFor(() => expect(ratingIn(fakeFieldStore, 'D5.3')).toEqual(['rated', 3]));
  await expect.element(page.getByRole('log').getByText(/^Undone: D5\.3 /)).toBeVisible();
});

test('[M3] keys 1 and 2 keep one whole answer, the own one first, and no other key rates meanwhile', async () => {
  const fakeFieldStore = await openAt('D5.3', { 'answers/D5.3/state': 'rated', 'answers/D5.3/level': 2 });
  fakeFieldStore.receive('answers/D5.3/level', 3, []);
  fakeFieldStore.receive('answers/D5.3/rationale', 'An instruction exists.', []);
  await expect.element(page.getByText('Two people answered differently')).toBeVisible();
  await expect.element(page.getByRole('columnheader', { name: /^Yours/ })).toBeVisible();
  await userEvent.keyboard('4');
  await painted();
  expect(conflictPathsOf(fakeFieldStore.document())).toEqual(['answers/D5.3/level']);
  await userEvent.keyboard('1');
  await vi.waitFor(() => expect(ratingIn(fakeFieldStore, 'D5.3')).toEqual(['rated', 2]));
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBeNull();
  expect(conflictPathsOf(fakeFieldStore.document())).toEqual([]);
  await expect.element(page.getByText('Two people answered differently')).not.toBeInTheDocument();
  await expect.element(page.getByRole('log').getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('[M7] a rating that is refused is taken back, and the card says why', async () => {
  const fakeFieldStore = await openAt('D5.3');
  fakeFieldStore.setRoles(['manager'], { silently: true });
  await userEvent.keyboard('5');
  await expect
    .element(card('D5.3').getByText(/^With your role in this mission you can read this/))
    .toBeVisible();
  expect(card('D5.3').getByRole('radio', { checked: true }).elements()).toEqual([]);
});

test('in a final assessment no key rates', async () => {
  const fakeFieldStore = await openAt('D5.3', { status: 'final' });
  await userEvent.keyboard('4');
  await painted();
  expect(fakeFieldStore.written).toEqual([]);
});

test('on the screening page 1 and 2 answer, and letters do not', async () => {
  const fakeFieldStore = await openAt('S3');
  await userEvent.keyboard('yn');
  await painted();
  expect(fakeFieldStore.written).toEqual([]);
  await userEvent.keyboard('2');
  await vi.waitFor(() => expect(valueAt(fakeFieldStore.document(), 'screening/S3')).toBe('no'));
});

test('no key becomes an institution type', async () => {
  const fakeFieldStore = await openAt('S1');
  await userEvent.keyboard('1');
  await painted();
  expect(fakeFieldStore.written).toEqual([]);
});

test('only the card that was rated is drawn again', async () => {
  await openAt('D5.3');
  const others = document.querySelectorAll('[data-question]:not([data-question="D5.3"])');
  let changes = 0;
  const observer = new MutationObserver((records) => {
    changes += records.length;
  });
  for (const element of others)
    observer.observe(element, { subtree: true, childList: true, attributes: true });
  await userEvent.keyboard('3');
  await painted();
  observer.disconnect();
  expect(changes).toBe(0);
});

test('C writes a comment and Ctrl+Enter adds it, without going on to the next question', async () => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard('{Alt>}c{/Alt}');
  await userEvent.keyboard('Ask for the annex.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  const comments = () => fieldRemarksAbout(fakeFieldStore.document(), 'D5.3').map(({ text }) => text);
  await vi.waitFor(() => expect(comments()).toEqual(['Ask for the annex.']));
  expect(inFocus()).toBe('D5.3');
  await expect.element(page.getByRole('textbox', { name: 'Comment on D5.3' })).toHaveValue('');
});

test('a half-written comment is a draft of its question: leaving sends nothing, and it is there again', async () => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard('{Alt>}c{/Alt}');
  await userEvent.keyboard('Ask for');
  const drafts = () =>
    new Promise<readonly string[]>((resolve) => {
      void fakeFieldStore.watch('drafts', null, (all) => resolve(all.map(({ text }) => text)));
    });
  await vi.waitFor(async () => expect(await drafts()).toEqual(['Ask for']));
  const comment = (qid: string) => page.getByRole('textbox', { name: `Comment on ${qid}` });
  const screen = <AssessmentScreen log={aLog()} doc={aDoc()} />;
  const at = { screen: 'assessment', log: aLog(), doc: aDoc() } as const;
  await mountField(fakeFieldStore, screen, { ...at, question: 'D5.4' });
  await expect.element(comment('D5.4')).toHaveValue('');
  await mountField(fakeFieldStore, screen, { ...at, question: 'D5.3' });
  await expect.element(comment('D5.3')).toHaveValue('Ask for');
  expect(fieldRemarksAbout(fakeFieldStore.document(), 'D5.3')).toEqual([]);
});

test('[B3] evidence is added by keyboard with title, date and holder; empty fields are not written', async () => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard('{Alt>}a{/Alt}');
  await expect.element(page.getByRole('textbox', { name: 'Title or source' })).toHaveFocus();
  await userEvent.keyboard('Order on data{Tab}01032026{Tab}');
  await userEvent.fill(page.getByRole('textbox', { name: 'Held by' }), 'Records unit');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(readEvidenceItems(fakeFieldStore.document(), 'D5.3')).toMatchObject([
    { title: 'Order on data', date: '2026-03-01', holder: 'Records unit', kind: 'interview', strength: 'E1' },
  ]);
  await expect.element(page.getByText(/Interview · 1 Mar 2026 · Records unit/)).toBeVisible();
  // Beside the actions there is room for words, and not for single letters.
  const title = page.getByText('Order on data').element().getBoundingClientRect();
  expect(title.width).toBeGreaterThan(120);
});

test('[B3] the strength follows the kind until a person chooses it', async () => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard('{Alt>}a{/Alt}');
  const strength = () =>
    document.querySelector<HTMLInputElement>('[role="dialog"] input[type="radio"]:checked')?.value;
  const chooseKind = async (kind: string): Promise<void> => {
    await userEvent.click(page.getByRole('button', { name: /Kind of evidence/ }));
    await userEvent.click(page.getByRole('option', { name: kind }));
  };
  expect(strength()).toBe('E1');
  await chooseKind('Document');
  expect(strength()).toBe('E3');
  await userEvent.click(page.getByText(/^E2 ·/));
  await chooseKind('Observation');
  expect(strength()).toBe('E2');
  await chooseKind('Statistic');
  expect(strength()).toBe('E2');
  await userEvent.fill(page.getByRole('textbox', { name: 'Title or source' }), 'Order');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() =>
    expect(readEvidenceItems(fakeFieldStore.document(), 'D5.3')).toMatchObject([{ strength: 'E2' }]),
  );
});
