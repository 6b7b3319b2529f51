import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { dotsAt, emptyDocument, valueAt } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import { pendingDecisionPaths } from '#domain/kinds/pending-decisions.ts';
import { ConflictsScreen } from '#renderer/field/features/conflicts/conflicts-screen.tsx';
import { ClockProvider, createStoppedClock } from '#renderer/ui';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

/** Concurrent changes of two people to each of these: mine, theirs. */
async function openConflicts(
  disputed: Readonly<Record<string, readonly [mine: JsonValue, theirs: JsonValue]>>,
): Promise<FakeFieldStore> {
  const fakeFieldStore = makeFakeFieldStore(emptyDocument(aDoc(), assessmentKind));
  for (const [path, [mine, theirs]] of Object.entries(disputed)) {
    // Keys of this test, written as paths.
    await fakeFieldStore.write(aLog(), [
      { doc: aDoc(), kind: assessmentKind, path: path as Path, value: mine, over: [] },
    ]);
    fakeFieldStore.receive(path, theirs, []);
  }
  await mountField(
    fakeFieldStore,
    // The day of the changes in the fake store.
    <ClockProvider clock={createStoppedClock(1_000_000)}>
      <ConflictsScreen />
    </ClockProvider>,
  );
  // The keys act once the values are there, with their buttons.
  await expect.element(page.getByRole('button', { name: /^Keep/ }).first()).toBeVisible();
  return fakeFieldStore;
}

const level = ['answers/D5.4/level', [2, 3]] as const;
const reason = ['answers/D5.4/rationale', ['mine', 'theirs']] as const;
const finding = ['findings/f1/text', ['mine', 'theirs']] as const;
const title = ['title', ['My title', 'Their title']] as const;

test('[M3] arrow keys navigate, a digit keeps that value, and focus moves to the next decision', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([level, title]));
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('article', { name: 'The record: Title' })).toHaveFocus();
  await userEvent.keyboard('2');
  await expect.poll(() => pendingDecisionPaths(fakeFieldStore.document())).toEqual(['answers/D5.4/level']);
  expect(valueAt(fakeFieldStore.document(), 'title')).toBe('Their title');
  expect(dotsAt(fakeFieldStore.document(), 'title')).toHaveLength(1);

  await expect.element(page.getByRole('article', { name: /^D5\.4/ })).toHaveFocus();
  await userEvent.keyboard('1');
  await expect.element(page.getByRole('heading', { name: 'No conflicts' })).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.4/level')).toBe(2);
});

test('[M3] level and rationale are one decision, and one key takes both', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([level, reason]));
  await expect.element(page.getByRole('article')).toBeVisible();
  expect(page.getByRole('article').elements()).toHaveLength(1);
  await userEvent.keyboard('2');
  await expect.element(page.getByRole('heading', { name: 'No conflicts' })).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.4/level')).toBe(3);
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.4/rationale')).toBe('theirs');
  await expect
    .element(page.getByRole('log').getByText('D5.4 is decided. Kept: Second assessor.'))
    .toBeVisible();
});

test('[M3] W writes an answer of one’s own, from the own one, and Ctrl+Enter keeps it', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([level, reason]));
  await userEvent.keyboard('{Alt>}w{/Alt}');
  const text = page.getByRole('textbox', { name: 'Rationale' });
  await expect.element(text).toHaveValue('mine');
  await userEvent.fill(text, 'ours');
  await userEvent.click(page.getByRole('radio', { name: /^Level 4/ }), { force: true });
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => pendingDecisionPaths(fakeFieldStore.document())).toEqual([]);
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.4/level')).toBe(4);
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.4/rationale')).toBe('ours');
});

test('[M3] 0 keeps both texts as one, and no letter decides', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([finding]));
  await userEvent.keyboard('b');
  expect(pendingDecisionPaths(fakeFieldStore.document())).toHaveLength(1);
  await userEvent.keyboard('0');
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'findings/f1/text')).toBe('mine\n\ntheirs');
  expect(pendingDecisionPaths(fakeFieldStore.document())).toEqual([]);
});

test('[M3] W focuses the field for a third value, and Escape leaves it without writing', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([title]));
  await userEvent.keyboard('{Alt>}w{/Alt}');
  const field = page.getByRole('textbox', { name: 'Your text' });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(field).not.toBeInTheDocument();
  await expect.element(page.getByRole('article', { name: 'The record: Title' })).toHaveFocus();

  await userEvent.keyboard('{Alt>}w{/Alt}');
  await userEvent.fill(field, 'Our title');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'title')).toBe('Our title');
  expect(pendingDecisionPaths(fakeFieldStore.document())).toEqual([]);
});

test('[M3] a third text of several lines is kept by Ctrl+Enter', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([finding]));
  await userEvent.keyboard('{Alt>}w{/Alt}');
  await userEvent.fill(page.getByRole('textbox', { name: 'Your text' }), 'ours');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'findings/f1/text')).toBe('ours');
  expect(pendingDecisionPaths(fakeFieldStore.document())).toEqual([]);
});

test('[M3] a value that arrives while one decides is not decided with it', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([title]));
  await userEvent.keyboard('{Alt>}w{/Alt}');
  const held = fakeFieldStore.hold();
  await userEvent.fill(page.getByRole('textbox', { name: 'Your text' }), 'Our title');
  await userEvent.keyboard('{Enter}');
  fakeFieldStore.receive('title', 'A third title', []);
  held.open();
  await expect.poll(() => dotsAt(fakeFieldStore.document(), 'title')).toHaveLength(2);
  expect(pendingDecisionPaths(fakeFieldStore.document())).toEqual(['title']);
});

test('a person without write access sees both values and the reason of the restriction', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([level]));
  fakeFieldStore.setRoles(['manager']);
  await expect.element(page.getByText(/does not let you decide this/)).toBeVisible();
  await userEvent.keyboard('1');
  expect(pendingDecisionPaths(fakeFieldStore.document())).toEqual(['answers/D5.4/level']);
});

test('[M3] ratings, decisions and assignees are shown in words and kept as they are', async () => {
  const fakeFieldStore = await openConflicts({
    'second-ratings/D5.4/p1': [
      { level: 2, evidence: 'E1', rationale: 'Said in one interview.' },
      { level: 3, evidence: 'E2', rationale: '' },
    ],
    'assignments/D5': [aPerson(1), aPerson(2)],
  });
  await expect.element(page.getByText('Level 2 (E1): Said in one interview.')).toBeVisible();
  await expect.element(page.getByText('Level 3 (E2)', { exact: true })).toBeVisible();
  await expect.element(page.getByText('Second assessor', { exact: true })).toBeVisible();
  await userEvent.keyboard('2');
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), 'second-ratings/D5.4/p1'))
    .toMatchObject({ level: 3 });
  expect(pendingDecisionPaths(fakeFieldStore.document())).toEqual(['assignments/D5']);
});

test('[M3] a decision stays under “Decided today” with its person and version, and can be opened again', async () => {
  const fakeFieldStore = await openConflicts(Object.fromEntries([level]));
  await userEvent.keyboard('2');
  await expect.element(page.getByRole('heading', { name: 'Decided today' })).toBeVisible();
  await expect.element(page.getByText('Kept: Second assessor (Level 3)')).toBeVisible();
  await expect.element(page.getByText('Decided by: You')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: /^Open again: D5\.4/ }));
  await expect.poll(() => pendingDecisionPaths(fakeFieldStore.document())).toEqual(['answers/D5.4/level']);
  await expect.element(page.getByRole('heading', { name: 'Decided today' })).not.toBeInTheDocument();
  await expect.element(page.getByRole('article', { name: /^D5\.4/ })).toBeVisible();
});

test('[M3] a decision for an answer without a level names its status', async () => {
  await openConflicts({
    'answers/D5.4/level': [null, 3],
    'answers/D5.4/state': ['na', 'rated'],
  });
  await userEvent.keyboard('1');
  await expect.element(page.getByText('Kept: Yours (Not applicable)')).toBeVisible();
});

test('[M3] a decision between answers without evidence says nothing of evidence', async () => {
  await openConflicts(Object.fromEntries([level]));
  await expect.element(page.getByRole('button', { name: /^Keep mine/ })).toBeVisible();
  expect(page.getByText(/evidence stay/).elements()).toEqual([]);
});
