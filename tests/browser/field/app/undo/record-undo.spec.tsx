import { describe, expect, test, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { painted } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';

async function openAt(question: string): Promise<FakeFieldStore> {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ 'screening/S1': 'POL', 'screening/S4': 'no' }));
  await page.viewport(1280, 800);
  const route = { screen: 'assessment', log: aLog(), doc: aDoc(), question } as const;
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, route);
  await vi.waitFor(() => expect(page.getByRole('article').elements()).not.toEqual([]));
  return fakeFieldStore;
}

const valueIn = (fakeFieldStore: FakeFieldStore, path: string) => valueAt(fakeFieldStore.document(), path);
const rationaleOf = (question: string) =>
  document.querySelector<HTMLTextAreaElement>(`[data-question="${question}"] textarea`);
const undo = () => userEvent.keyboard('{Control>}z{/Control}');
const redo = () => userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
/** As a menu of the browser does: the editing command, and no key that the page could take. */
const undoByMenu = () => {
  // The session is Playwright's, whose types the runner does not know.
  const devtools = cdp() as unknown as { send: (method: string, values: object) => Promise<unknown> };
  return devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Undo', commands: ['undo'] });
};
const notices = page.getByRole('log');

describe('Ctrl+Z', () => {
  test('takes back the rating and not the letters of another question', async () => {
    const fakeFieldStore = await openAt('D5.3');
    await userEvent.keyboard('{Alt>}w{/Alt}');
    await userEvent.keyboard('Seen on site.{Escape}{Enter}4');
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.4/level')).toBe(4));
    await undo();
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.4/level')).toBeNull());
    expect(valueIn(fakeFieldStore, 'answers/D5.3/rationale')).toBe('Seen on site.');
    expect(rationaleOf('D5.3')?.value).toBe('Seen on site.');
    await expect.element(notices.getByText(/^Undone: D5\.4 .*Level/)).toBeVisible();
  });

  test('then takes back the text of the other question whole, and goes there', async () => {
    const fakeFieldStore = await openAt('D5.3');
    await userEvent.keyboard('{Alt>}w{/Alt}');
    await userEvent.keyboard('Seen on site.{Escape}{Enter}4');
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.4/level')).toBe(4));
    await undo();
    await undo();
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/rationale')).toBeNull());
    await vi.waitFor(() => expect(rationaleOf('D5.3')?.value).toBe(''));
    expect(document.activeElement?.closest('[data-question]')?.getAttribute('data-question')).toBe('D5.3');
  });

  test('in a text with changes undoes these alone, and nothing of the record', async () => {
    const fakeFieldStore = await openAt('D5.3');
    await userEvent.keyboard('3');
    await userEvent.keyboard('{Alt>}w{/Alt}');
    await userEvent.keyboard('Seen');
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/rationale')).toBe('Seen'));
    while (rationaleOf('D5.3')?.value !== '') await undo();
    expect(document.activeElement).toBe(rationaleOf('D5.3'));
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/rationale')).toBe(''));
    expect(valueIn(fakeFieldStore, 'answers/D5.3/level')).toBe(3);
  });

  test('in a text that was erased whole brings it back', async () => {
    const fakeFieldStore = await openAt('D5.3');
    await userEvent.keyboard('{Alt>}w{/Alt}');
    await userEvent.keyboard('Seen on site.');
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/rationale')).toBe('Seen on site.'));
    await userEvent.keyboard('{Control>}a{/Control}{Backspace}');
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/rationale')).toBe(''));
    await undo();
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/rationale')).toBe('Seen on site.'));
  });

  test('in a text without changes acts on the record, never on letters of another field', async () => {
    const fakeFieldStore = await openAt('D5.3');
    await userEvent.keyboard('{Alt>}w{/Alt}');
    await userEvent.keyboard('One{Escape}{Enter}2');
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.4/level')).toBe(2));
    await userEvent.keyboard('{Alt>}w{/Alt}');
    expect(document.activeElement).toBe(rationaleOf('D5.4'));
    await undo();
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.4/level')).toBeNull());
    expect(rationaleOf('D5.3')?.value).toBe('One');
  });

  test('of the browser changes no text of the record while the search has the focus', async () => {
    const fakeFieldStore = await openAt('D5.3');
    await userEvent.keyboard('{Alt>}w{/Alt}');
    await userEvent.keyboard('One{Escape}/');
    expect(document.activeElement?.closest('search')).not.toBeNull();
    for (let times = 0; times < 3; times += 1) await undoByMenu();
    await painted();
    expect(rationaleOf('D5.3')?.value).toBe('One');
    await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/rationale')).toBe('One'));
  });

  test('says so when there is nothing to take back', async () => {
    await openAt('D5.3');
    await undo();
    await expect.element(notices.getByText('There is nothing to undo.')).toBeVisible();
  });
});

test.each([
  ['its keys', redo],
  ['the button of the notice', () => userEvent.click(notices.getByRole('button', { name: 'Redo' }))],
])('a redo repeats the act by %s', async (_by, again) => {
  const fakeFieldStore = await openAt('D5.3');
  await userEvent.keyboard('4');
  await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/level')).toBe(4));
  await undo();
  await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/level')).toBeNull());
  await expect.element(notices.getByRole('button', { name: 'Redo' })).toBeVisible();
  await again();
  await vi.waitFor(() => expect(valueIn(fakeFieldStore, 'answers/D5.3/level')).toBe(4));
});

test('a removed piece of evidence comes back from its notice', async () => {
  const fakeFieldStore = makeFakeFieldStore(
    anAssessment({
      'screening/S1': 'POL',
      'answers/D5.3/evidence/e1/kind': 'document',
      'answers/D5.3/evidence/e1/title': 'Annex',
    }),
  );
  const route = { screen: 'assessment', log: aLog(), doc: aDoc(), question: 'D5.3' } as const;
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, route);
  await userEvent.click(page.getByRole('button', { name: 'More about: Annex' }));
  await userEvent.click(page.getByRole('menuitem', { name: 'Remove' }));
  const removed = 'answers/D5.3/evidence/e1/removed';
  await vi.waitFor(() => expect(valueIn(fakeFieldStore, removed)).toBe(true));
  await userEvent.click(notices.getByRole('button', { name: 'Undo' }));
  await vi.waitFor(() => expect(valueIn(fakeFieldStore, removed)).toBe(false));
});
