import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import type { Host } from '#renderer/host/host-contract.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aForm, aGroup, aQuestion } from '#tests/support/builders/an-instrument.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const name = aQuestion('name', 'text', { label: { '': 'Name of the place' } });
const owner = aQuestion('owner', 'text', { label: { '': 'Who owns it?' } });
const works = aQuestion('works', 'text', { label: { '': 'Does it work?' } });
const first = { ...aForm([aGroup('site', [name, owner])]), version: '1' };
const second = { ...aForm([aGroup('site', [name, works])]), version: '2' };

const saved: string[] = [];
/** A shell that keeps files where the person says. */
const host: Host = {
  // The one question that this screen asks.
  ask: ((_channel: string, ask: { readonly text: string }) => {
    saved.push(ask.text);
    return Promise.resolve('saved');
  }) as Host['ask'],
  on: () => () => undefined,
};

async function openVisit() {
  const fakeFieldStore = makeFakeFieldStore(
    anAssessment({
      instrument: 'visit@1',
      'answers/name/value': 'Clinic 4',
      'answers/owner/value': 'The village council',
    }),
  );
  fakeFieldStore.publish(first);
  fakeFieldStore.publish(second);
  await page.viewport(1280, 800);
  const route = { screen: 'assessment', log: aLog(), doc: aDoc() } as const;
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, route, host);
  await expect.element(page.getByText('Version 2 of this questionnaire is available')).toBeVisible();
  return { store: fakeFieldStore, pin: () => valueAt(fakeFieldStore.document(), 'instrument') };
}
const press = (label: string) => page.getByRole('button', { name: label, exact: true }).click();
const field = (label: RegExp) => page.getByRole('textbox', { name: label });

test('changes of a newer version are shown first, and answers move only after confirmation', async () => {
  const { pin } = await openVisit();
  await press('See what changed');
  await expect.element(page.getByRole('heading', { name: '1 added' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: '1 removed' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: '1 answer will have no question' })).toBeVisible();
  await press('Export');
  await vi.waitFor(() =>
    expect(JSON.parse(saved.at(-1) ?? '[]')).toMatchObject([{ value: 'The village council' }]),
  );
  await press('Stay with my version');
  expect(pin()).toBe('visit@1');
});

test('after the move, answers keep their questions, orphaned answers stay, and the change is reversible', async () => {
  const { store, pin } = await openVisit();
  await press('See what changed');
  await press('Change to version 2');
  await vi.waitFor(() => expect(pin()).toBe('visit@2'));
  await expect.element(field(/^Does it work/)).toBeVisible();
  await expect.element(field(/^Name of the place/)).toHaveValue('Clinic 4');
  expect(field(/^Who owns it/).elements()).toEqual([]);
  expect(valueAt(store.document(), 'answers/owner/value')).toBe('The village council');

  await press('Go back to version 1');
  await vi.waitFor(() => expect(pin()).toBe('visit@1'));
  await expect.element(field(/^Who owns it/)).toHaveValue('The village council');
});

test('a person without write access is offered no upgrade', async () => {
  const { store } = await openVisit();
  store.setRoles(['manager']);
  await expect
    .element(page.getByText('Version 2 of this questionnaire is available'))
    .not.toBeInTheDocument();
});
