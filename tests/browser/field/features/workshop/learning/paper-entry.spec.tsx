import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readTestSheets } from '#domain/workshop/learning/test-sheets.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { anEmptyWorkshop } from '#tests/support/builders/a-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

async function openSection(section: 'test' | 'evaluation', way: string) {
  await page.viewport(1280, 800);
  const fakeFieldStore = makeFakeFieldStore(anEmptyWorkshop);
  await mountField(
    fakeFieldStore,
    <WorkshopScreen log={aLog()} doc={anEmptyWorkshop.doc} section={section} />,
  );
  await userEvent.click(page.getByRole('button', { name: way }));
  return fakeFieldStore;
}

async function openPaper() {
  const fakeFieldStore = await openSection('test', 'Test before the workshop: From paper');
  await expect.element(page.getByRole('textbox', { name: 'Row 1, Word and number' })).toHaveFocus();
  return fakeFieldStore;
}

test('[C3] a row is saved by Enter, and the next row is ready', async () => {
  const fakeFieldStore = await openPaper();
  // A letter goes on to the next cell; several letters wait for Tab.
  await userEvent.keyboard('saffron39{Tab}b');
  await expect.element(page.getByRole('textbox', { name: /^Row 1, 2 / })).toHaveFocus();
  await userEvent.keyboard('ebcda{Enter}');
  await expect
    .poll(() => readTestSheets(fakeFieldStore.document()))
    .toMatchObject([
      {
        code: 'saffron39',
        source: 'paper',
        answers: { 'w1-a1': 'b', 'w1-a2': ['e', 'b', 'c', 'd', 'a'], 'w1-a3': null },
      },
    ]);
  await expect.element(page.getByRole('textbox', { name: 'Row 2, Word and number' })).toHaveFocus();
  await userEvent.keyboard('apple11{Enter}');
  await expect
    .poll(() => readTestSheets(fakeFieldStore.document()).map(({ code }) => code))
    .toContain('apple11');
});

test('[C3] a wrong cell is named, and its row is not saved', async () => {
  const fakeFieldStore = await openPaper();
  await userEvent.keyboard('saffron39{Tab}x{Tab}{Enter}');
  await expect.element(page.getByText(/is no option of this question/)).toBeVisible();
  expect(readTestSheets(fakeFieldStore.document())).toEqual([]);
});

test('[C4] the facts of an evaluation are typed after its statements, and saved with them', async () => {
  const fakeFieldStore = await openSection('evaluation', 'Evaluation of the workshop: From paper');
  await userEvent.click(page.getByRole('textbox', { name: /^Row 1, 14 / }));
  await userEvent.keyboard('5');
  await expect.element(page.getByRole('textbox', { name: 'Row 1, Type of institution' })).toHaveFocus();
  await userEvent.keyboard('3{Tab}9{Tab}');
  await expect.element(page.getByText(/is no known digit or word of this column/)).toBeVisible();
  await userEvent.fill(page.getByRole('textbox', { name: 'Row 1, Sex' }), '1');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Saved', { exact: true })).toBeVisible();
  const saved = await new Promise((resolve) => {
    void fakeFieldStore.watch('deviceRecords', { log: aLog(), doc: anEmptyWorkshop.doc }, resolve);
  });
  expect(saved).toMatchObject([
    { kind: 'evaluation', answers: { 14: '5' }, institutionType: 'POL', sex: 'woman' },
  ]);
});

test('[C4] statements are typed without Tab, also after "not applicable"', async () => {
  await openSection('evaluation', 'Evaluation of the workshop: From paper');
  await userEvent.click(page.getByRole('textbox', { name: /^Row 1, 1 / }));
  for (const key of ['4', 'n', '5', '3']) {
    await userEvent.keyboard(key);
    await new Promise(requestAnimationFrame);
  }
  for (const [at, value] of ['4', 'n', '5', '3'].entries())
    await expect
      .element(page.getByRole('textbox', { name: new RegExp(`^Row 1, ${at + 1} `) }))
      .toHaveValue(value);
});

test('[C3] "Done" does not drop a row with a wrong cell before the person says so', async () => {
  await openPaper();
  await userEvent.keyboard('saffron39{Tab}x');
  await userEvent.click(page.getByRole('button', { name: 'Done' }));
  await expect.element(page.getByText('One row is not saved')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Leave without them' }));
  await expect.element(page.getByRole('button', { name: 'Choose items' })).toBeVisible();
});

test('[C3] "Done" saves the row that is being typed', async () => {
  const fakeFieldStore = await openPaper();
  await userEvent.keyboard('saffron39{Tab}b');
  await userEvent.click(page.getByRole('button', { name: 'Done' }));
  await expect
    .poll(() => readTestSheets(fakeFieldStore.document()).map(({ code }) => code))
    .toEqual(['saffron39']);
  await expect.element(page.getByRole('button', { name: 'Choose items' })).toBeVisible();
});
