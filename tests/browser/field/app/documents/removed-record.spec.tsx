import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { valueAt } from '#domain/document/document.ts';
import { Path } from '#domain/document/op.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import { after, anAssessment, otherDevice } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

const levelOf = (question: RegExp) =>
  page.getByRole('article', { name: question }).getByRole('radio', { name: /^Level 3/ });

const levelIn = (fakeFieldStore: FakeFieldStore) => valueAt(fakeFieldStore.document(), 'answers/D3.3/level');

test('[M5] a removed assessment can only be read, says who removed it, and is brought back', async () => {
  const fakeFieldStore = await openAssessment(
    { role: 'assessor', question: 'D3.3' },
    { 'answers/D3.3/level': 2 },
  );
  await fakeFieldStore.write(aLog(), [
    { doc: aDoc(), kind: assessmentKind, path: Path.parse('removed'), value: true, over: [] },
  ]);
  await expect.element(page.getByText(/^You removed this on \d+ \w+ \d{4}$/)).toBeVisible();
  expect(page.getByRole('button', { name: 'Begin fieldwork' }).elements()).toEqual([]);
  await page.getByRole('heading', { name: /^D3\.3 / }).click();
  await userEvent.keyboard('4');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect.element(page.getByRole('button', { name: 'Begin fieldwork' })).toBeVisible();
  expect(levelIn(fakeFieldStore)).toBe(2);

  await page.getByRole('heading', { name: /^D3\.3 / }).click();
  await userEvent.keyboard('4');
  await expect.poll(() => levelIn(fakeFieldStore)).toBe(4);
});

test('[M5] a reader of an assessment that a colleague removed sees their name and cannot bring it back', async () => {
  const removedDocument = after(
    anAssessment({}),
    { by: otherDevice, n: 1, path: 'institution/name', value: 'Customs' },
    { by: otherDevice, n: 2, path: 'removed', value: true },
  );
  const fakeFieldStore = makeFakeFieldStore(removedDocument);
  fakeFieldStore.setRoles(['rapporteur']);
  await page.viewport(1280, 800);
  const route = { screen: 'assessment', log: aLog(), doc: aDoc() } as const;
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, route);
  await expect.element(page.getByText(/^Removed by Second assessor on /)).toBeVisible();
  expect(page.getByRole('button', { name: 'Bring back' }).elements()).toEqual([]);
});

test('an assessment that is drawn anew opens at the question of the address', async () => {
  history.replaceState(null, '', `#/missions/${aLog()}/assessments/${aDoc()}/D3.3`);
  try {
    await openAssessment({ role: 'assessor' }, { 'answers/D3.3/level': 2 });
    await expect.element(levelOf(/^D3\.3 /)).toBeInTheDocument();
  } finally {
    history.replaceState(null, '', location.pathname + location.search);
  }
});
