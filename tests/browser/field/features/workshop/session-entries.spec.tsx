import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type Document, valueAt } from '#domain/document/document.ts';
import { actionPlanKind, readPlanItems } from '#domain/plan/action-plan.ts';
import { readSessionEntries } from '#domain/workshop/session-entry.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { after, deviceA, withSessions } from '#tests/support/builders/a-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const entryWith = (
  workshop: Document,
  id: string,
  n: number,
  parts: Readonly<Record<string, string>>,
): Document =>
  Object.entries(parts).reduce(
    (previousDocument, [part, value], at) =>
      after(previousDocument, { by: deviceA, n: n + at, path: `entries/${id}/${part}`, value }),
    workshop,
  );

const workshop = entryWith(
  entryWith(withSessions(['s1', 1, 'a0']), 'e1', 20, {
    session: 's1',
    type: 'agreed-action',
    text: 'Circulate the draft decree.',
    owner: 'Ministry of Justice',
    order: 'a0',
  }),
  'e2',
  40,
  { session: 's1', type: 'key-point', text: 'Four contact points exist.', speaker: 'Director', order: 'a1' },
);

/** Notes of the one session of a workshop on the screen. */
async function openNotes(shownDocument = workshop): Promise<FakeFieldStore> {
  await page.viewport(1280, 800);
  const fakeFieldStore = makeFakeFieldStore(shownDocument);
  fakeFieldStore.setRoles(['lead', 'trainer']);
  await mountField(
    fakeFieldStore,
    <WorkshopScreen log={aLog()} doc={shownDocument.doc} section="notes" session="s1" />,
  );
  await expect.element(card('Agreed action: Circulate the draft decree.')).toBeVisible();
  return fakeFieldStore;
}

const card = (name: string) => page.getByRole('article', { name });
const newNote = () => page.getByRole('textbox', { name: /^New note/ });
const textsIn = (fakeFieldStore: FakeFieldStore): readonly string[] =>
  readSessionEntries(fakeFieldStore.document()).map(({ type, text }) => `${type}: ${text}`);

test('[C6] a note is added by keyboard alone: Alt+N, a type by its digit, words, Enter', async () => {
  const fakeFieldStore = await openNotes();
  await userEvent.keyboard('{Alt>}n{/Alt}');
  await expect.element(newNote()).toHaveFocus();
  await userEvent.keyboard('{Control>}2{/Control}Who signs?{Enter}');
  await expect.poll(() => textsIn(fakeFieldStore)).toContain('question: Who signs?');
  await expect.element(newNote()).toHaveValue('');
  await expect.element(newNote()).toHaveFocus();
  expect(readSessionEntries(fakeFieldStore.document()).at(-1)?.session).toBe('s1');
});

test('[C6] a risk is not added before its confidentiality is chosen', async () => {
  const fakeFieldStore = await openNotes();
  await userEvent.keyboard('{Control>}5{/Control}No budget line{Enter}');
  await expect.element(page.getByText('Choose the confidentiality of this risk, then add it.')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: /Confidentiality/ }).first());
  await userEvent.click(page.getByRole('option', { name: 'Strictly confidential' }));
  await userEvent.click(page.getByRole('button', { name: 'Add note' }));
  await expect
    .poll(() => readSessionEntries(fakeFieldStore.document()).find(({ type }) => type === 'risk')?.mark)
    .toBe('SC');
});

test('[C6] P and Enter put the focused action into the plan once', async () => {
  const fakeFieldStore = await openNotes();
  await userEvent.keyboard('{ArrowDown}{ArrowUp}');
  await expect.element(card('Agreed action: Circulate the draft decree.')).toHaveFocus();
  await userEvent.keyboard('{Alt>}p{/Alt}');
  await expect.element(page.getByRole('button', { name: 'Add to plan' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('link', { name: 'Open plan item' })).toBeVisible();
  const plan = fakeFieldStore.beside(actionPlanKind);
  expect(readPlanItems(plan)).toMatchObject([
    { title: 'Circulate the draft decree.', counterpart: 'Ministry of Justice', status: 'proposed' },
  ]);
  expect(valueAt(fakeFieldStore.document(), 'entries/e1/plan-item')).toMatchObject({ doc: plan?.doc });

  await userEvent.keyboard('{Alt>}p{/Alt}');
  await expect.element(page.getByText('This action is already in the action plan.')).toBeVisible();
  expect(readPlanItems(fakeFieldStore.beside(actionPlanKind))).toHaveLength(1);
});

test('[C6] Escape leaves the question about the plan, and nothing is written', async () => {
  const fakeFieldStore = await openNotes();
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{Alt>}p{/Alt}');
  await expect.element(page.getByRole('button', { name: 'Add to plan' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('button', { name: 'Add to plan' })).not.toBeInTheDocument();
  expect(fakeFieldStore.written).toEqual([]);
});

test('[C6] a note is moved with Alt and an arrow, removed with Delete, and brought back', async () => {
  const fakeFieldStore = await openNotes();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(card('Key point: Four contact points exist.')).toHaveFocus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await expect.poll(() => readSessionEntries(fakeFieldStore.document())[0]?.id).toBe('e2');
  await expect.element(card('Key point: Four contact points exist.')).toHaveFocus();
  await userEvent.keyboard('{Delete}');
  await expect.poll(() => readSessionEntries(fakeFieldStore.document()).map(({ id }) => id)).toEqual(['e1']);
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await expect
    .poll(() => readSessionEntries(fakeFieldStore.document()).map(({ id }) => id))
    .toEqual(['e2', 'e1']);
});

test('[E3] non-attribution hides the speaker and offers to remove recorded speakers and institutions', async () => {
  const fakeFieldStore = await openNotes();
  await expect.element(card('Key point: Four contact points exist.').getByText('Director')).toBeVisible();
  const attribution = page.getByRole('switch', { name: 'Non-attribution in this session' });
  (attribution.element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
  await expect
    .element(card('Key point: Four contact points exist.').getByText('Director'))
    .not.toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Remove speakers and institutions' }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'entries/e2/speaker')).toBeNull();
  await expect.element(page.getByText('Speakers are still recorded')).not.toBeInTheDocument();
});

test('[C6] a search shows the matches while the person types, and opens one', async () => {
  await openNotes();
  await userEvent.keyboard('/');
  await userEvent.keyboard('decree');
  await expect.element(page.getByText('1 match')).toBeVisible();
  await userEvent.click(page.getByRole('link', { name: /Agreed action/ }));
  await expect.element(card('Agreed action: Circulate the draft decree.')).toHaveFocus();
});

test('[E] personal data in a note is shown under its text, and can be confirmed', async () => {
  const fakeFieldStore = await openNotes();
  await userEvent.keyboard('Call Second assessor');
  await expect.element(page.getByText('Second assessor', { exact: true })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Keep as is: Second assessor' }));
  await expect
    .poll(() =>
      Object.keys(fakeFieldStore.document().registers).some((path) => path.startsWith('text-checks/')),
    )
    .toBe(true);
});

test('[E 3] an institution is replaced by its type while the person types; a person may keep one', async () => {
  const hidden = [
    ['participants/p1/institution', 'National Police'],
    ['participants/p1/institution-type', 'POL'],
    ['non-attribution', true],
  ] as const;
  const fakeFieldStore = await openNotes(
    hidden.reduce(
      (previousDocument, [path, value], at) =>
        after(previousDocument, { by: deviceA, n: 80 + at, path, value }),
      workshop,
    ),
  );
  await userEvent.fill(newNote(), 'National Police adopts a form');
  // One participant of this type: its words would name the institution.
  await expect.element(newNote()).toHaveValue('another institution adopts a form');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => textsIn(fakeFieldStore)).toContain('key-point: another institution adopts a form');

  await userEvent.fill(newNote(), 'Asked by National Police');
  await expect.element(page.getByText('National Police', { exact: true })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Keep as is: National Police' }));
  await expect
    .poll(() =>
      Object.keys(fakeFieldStore.document().registers).some((path) => path.startsWith('text-checks/')),
    )
    .toBe(true);
  await expect.element(page.getByText('National Police', { exact: true })).not.toBeInTheDocument();
  await userEvent.fill(newNote(), 'Asked by National Police again');
  await expect.element(newNote()).toHaveValue('Asked by National Police again');
});

test('[C6] tags of a note are words with commas between, each once', async () => {
  const fakeFieldStore = await openNotes();
  await openDetails();
  await userEvent.fill(keyPoint().getByRole('textbox', { name: 'Tags' }), 'evidence, funds، evidence,');
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), 'entries/e2/tags'))
    .toEqual(['evidence', 'funds']);
});

test('[C6] a tag that is too long is named and not saved', async () => {
  const fakeFieldStore = await openNotes();
  await openDetails();
  await userEvent.fill(keyPoint().getByRole('textbox', { name: 'Tags' }), 'x'.repeat(201));
  await userEvent.tab();
  await expect
    .element(page.getByText('Not saved. A tag is too long, or there are too many tags.'))
    .toBeVisible();
  expect(valueAt(fakeFieldStore.document(), 'entries/e2/tags')).toBeUndefined();
});

test('[E] personal data in the speaker of a note is shown below the field', async () => {
  await openNotes();
  await openDetails();
  await userEvent.fill(keyPoint().getByRole('textbox', { name: 'Speaker' }), 'Second assessor');
  await expect.element(keyPoint().getByRole('button', { name: 'Keep as is: Second assessor' })).toBeVisible();
});

test('[E 3] the details of a note without attribution show a merged type of few participants', async () => {
  const hidden = [
    ['participants/p1/institution-type', 'POL'],
    ['entries/e2/institution-type', 'POL'],
    ['non-attribution', true],
  ] as const;
  await openNotes(
    hidden.reduce(
      (previousDocument, [path, value], at) =>
        after(previousDocument, { by: deviceA, n: 80 + at, path, value }),
      workshop,
    ),
  );
  await openDetails();
  await expect
    .element(keyPoint().getByRole('button', { name: /Type of institution/ }))
    .toHaveTextContent('Other public institution');
  await expect.element(keyPoint().getByRole('textbox', { name: 'Speaker' })).not.toBeInTheDocument();
});

const keyPoint = () => card('Key point: Four contact points exist.');

/** Show the fields of the key point. */
const openDetails = (): Promise<void> => userEvent.click(keyPoint().getByRole('button', { name: 'Details' }));
