import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { JsonValue } from '#base/json.ts';
import { conflictPathsOf, valueAt } from '#domain/document/document.ts';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aForm, aGroup, aQuestion, aRepeat } from '#tests/support/builders/an-instrument.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { painted } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const visit = aForm([
  aGroup('site', [
    aQuestion('name', 'text', { label: { '': 'Name of the place' }, required: 'true()' }),
    aQuestion('kind', 'select_one', { label: { '': 'What kind is ${name}?' }, choices: { list: 'kinds' } }),
    aQuestion('beds', 'integer', {
      label: { '': 'Beds' },
      relevant: "${kind} = 'clinic'",
      constraint: '. < 100',
    }),
  ]),
  aGroup('people', [
    aRepeat('person', [aQuestion('who', 'text', { label: { '': 'Function' } })], { label: { '': 'Person' } }),
  ]),
]);

async function openVisit(values: Readonly<Record<string, JsonValue>> = {}, question?: string) {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ instrument: 'visit@1', ...values }));
  fakeFieldStore.publish(visit);
  await page.viewport(1280, 800);
  const route = { screen: 'assessment', log: aLog(), doc: aDoc(), ...(question && { question }) } as const;
  const mountedField = await mountField(
    fakeFieldStore,
    <AssessmentScreen log={aLog()} doc={aDoc()} />,
    route,
  );
  await expect.element(page.getByRole('heading', { level: 2, name: /^(site|people)$/ })).toBeVisible();
  return { store: fakeFieldStore, ...mountedField };
}

const answer = (fakeFieldStore: FakeFieldStore, qid: string) =>
  valueAt(fakeFieldStore.document(), `answers/${qid}/value`);
const card = (name: string | RegExp) => page.getByRole('article', { name });

test('typed text shows in the form at once and is saved in one write', async () => {
  const { store } = await openVisit();
  await page.getByRole('textbox', { name: /^Name of the place/ }).fill('Unit 3');
  await expect.element(card('What kind is Unit 3?')).toBeVisible();
  await vi.waitFor(() => expect(answer(store, 'name')).toBe('Unit 3'));
  expect(store.written).toHaveLength(1);
});

test('a new questionnaire says that required questions have no answer, until they have one', async () => {
  await openVisit();
  await expect.element(page.getByText('One required question has no answer yet.')).toBeVisible();
  await page.getByRole('textbox', { name: /^Name of the place/ }).fill('Unit 3');
  await expect.element(page.getByText('Every required answer is there and valid.')).toBeVisible();
});

test('a digit selects a choice, skip rules apply at once, and hidden answers are kept', async () => {
  const { store } = await openVisit({}, 'kind');
  await card(/^What kind/)
    .getByText('Clinic')
    .click();
  await page.getByRole('textbox', { name: 'Beds' }).fill('12');
  await vi.waitFor(() => expect(answer(store, 'beds')).toBe(12));
  await card(/^What kind/)
    .getByRole('heading')
    .click();
  await userEvent.keyboard('2');
  await vi.waitFor(() => expect(answer(store, 'kind')).toBe('school'));
  await expect.element(card('Beds')).not.toBeInTheDocument();
  expect(answer(store, 'beds')).toBe(12);
  await expect.element(page.getByText('One hidden answer kept')).toBeVisible();
});

test('an answer against a rule is kept and says so beside the field', async () => {
  const { store } = await openVisit({ 'answers/kind/value': 'clinic' });
  await page.getByRole('textbox', { name: 'Beds' }).fill('500');
  await expect.element(card('Beds').getByText(/outside what the questionnaire allows/)).toBeVisible();
  await vi.waitFor(() => expect(answer(store, 'beds')).toBe(500));
});

test('an invalid number stays on the screen and is not saved', async () => {
  const { store } = await openVisit({ 'answers/kind/value': 'clinic', 'answers/beds/value': 7 });
  await page.getByRole('textbox', { name: 'Beds' }).fill('7a');
  await expect.element(card('Beds').getByText(/not a whole number/)).toBeVisible();
  expect(answer(store, 'beds')).toBe(7);
});

test('Enter goes on to the next question and into the next section', async () => {
  await openVisit({ 'answers/person/r1/order': 'a0' });
  await page.getByRole('textbox', { name: /^Name of the place/ }).click();
  await userEvent.keyboard('Clinic 4{Enter}');
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-question')).toBe('kind'));
  await userEvent.keyboard('2{Enter}');
  await expect.element(page.getByRole('heading', { level: 2, name: 'people' })).toBeVisible();
  await vi.waitFor(() =>
    expect(document.activeElement).toBe(page.getByRole('textbox', { name: 'Function' }).element()),
  );
});

test('Enter leaves a choice just pressed, and the next digit goes to the next question', async () => {
  const { store } = await openVisit({}, 'kind');
  await card(/^What kind/)
    .getByText('Clinic')
    .click();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() =>
    expect(document.activeElement).toBe(page.getByRole('textbox', { name: 'Beds' }).element()),
  );
  await userEvent.keyboard('2');
  await vi.waitFor(() => expect(answer(store, 'beds')).toBe(2));
  expect(answer(store, 'kind')).toBe('clinic');
});

test('a row is added, takes the focus, and comes back when it was removed', async () => {
  const { store } = await openVisit({}, 'people');
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: /people/ })
    .click();
  await page.getByRole('button', { name: 'Add: Person' }).click();
  await userEvent.keyboard('Head of unit');
  const isRow = (path: string): boolean => /^answers\/person\/[^/]+\/who\/value$/.test(path);
  await vi.waitFor(() => {
    const path = Object.keys(store.document().registers).find(isRow);
    expect(path && valueAt(store.document(), path)).toBe('Head of unit');
  });
  await page.getByRole('button', { name: /^Remove: Person/ }).click();
  await expect.element(page.getByText('None yet.')).toBeVisible();
  await page.getByRole('button', { name: /^Restore/ }).click();
  await expect.element(page.getByRole('textbox', { name: 'Function' })).toHaveValue('Head of unit');
});

test("a colleague's answer comes into the open form", async () => {
  const { store } = await openVisit();
  store.receive('answers/kind/value', 'clinic');
  await expect.element(card('Beds')).toBeVisible();
});

test('[M3] two answers are side by side until one is kept', async () => {
  const { store } = await openVisit({ 'answers/kind/value': 'clinic' }, 'kind');
  store.receive('answers/kind/value', 'school', []);
  await expect.element(page.getByText('Two people answered differently')).toBeVisible();
  await card(/^What kind/)
    .getByRole('button', { name: /^Keep this: School/ })
    .click();
  await vi.waitFor(() => expect(answer(store, 'kind')).toBe('school'));
  expect(conflictPathsOf(store.document())).toEqual([]);
});

test("[M3] while a person types, a colleague's text does not come under the cursor", async () => {
  const { store } = await openVisit();
  const field = page.getByRole('textbox', { name: /^Name of the place/ });
  await field.click();
  await userEvent.keyboard('Mine');
  await vi.waitFor(() => expect(answer(store, 'name')).toBe('Mine'));
  store.receive('answers/name/value', 'Theirs', []);
  await painted();
  await userEvent.keyboard('!');
  await expect.element(field).toHaveValue('Mine!');
  await vi.waitFor(() => expect(conflictPathsOf(store.document())).toEqual(['answers/name/value']));
});

test('[M7] an answer that is refused is taken back, and its card says why', async () => {
  const { store } = await openVisit({}, 'kind');
  store.setRoles(['manager'], { silently: true });
  await card(/^What kind/)
    .getByText('Clinic')
    .click();
  await expect
    .element(card(/^What kind/).getByText(/^With your role in this mission you can read this/))
    .toBeVisible();
  expect(
    card(/^What kind/)
      .getByRole('radio', { checked: true })
      .elements(),
  ).toEqual([]);
});

test('[D1] text just typed is written when the window hides', async () => {
  const { store, flush } = await openVisit();
  await page.getByRole('textbox', { name: /^Name of the place/ }).fill('X');
  await flush();
  expect(answer(store, 'name')).toBe('X');
});

test('only the question that changed is drawn again', async () => {
  await openVisit({ 'answers/kind/value': 'clinic', 'answers/name/value': 'A' });
  const others = [...document.querySelectorAll('[data-question]:not([data-question="beds"])')];
  let changes = 0;
  const observer = new MutationObserver((records) => {
    changes += records.length;
  });
  for (const element of others)
    observer.observe(element, { subtree: true, childList: true, attributes: true });
  await page.getByRole('textbox', { name: 'Beds' }).fill('3');
  await painted();
  const marks = changes;
  await userEvent.keyboard('4');
  await painted();
  observer.disconnect();
  expect(changes).toBe(marks);
});

test('an instrument with ratings and questions shows the indicator’s card among the other questions', async () => {
  const rated = Instrument.parse({
    ...defaultInstrument,
    id: 'mixed',
    nodes: defaultInstrument.nodes.map((nodeDefinition) =>
      nodeDefinition.kind === 'group' && nodeDefinition.qid === 'D5'
        ? {
            ...nodeDefinition,
            nodes: [aQuestion('remark', 'text', { label: { en: 'Remark' } }), ...nodeDefinition.nodes],
          }
        : nodeDefinition,
    ),
  });
  const fakeFieldStore = makeFakeFieldStore(
    anAssessment({ instrument: `mixed@${rated.version}`, 'screening/S1': 'POL', 'screening/S4': 'no' }),
  );
  fakeFieldStore.publish(rated);
  await page.viewport(1280, 800);
  const route = { screen: 'assessment', log: aLog(), doc: aDoc(), question: 'D5' } as const;
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, route);
  await page.getByRole('textbox', { name: 'Remark' }).fill('Seen');
  await vi.waitFor(() => expect(answer(fakeFieldStore, 'remark')).toBe('Seen'));
  await card(/^D5\.3 /)
    .getByRole('heading')
    .click();
  await userEvent.keyboard('4');
  await vi.waitFor(() => expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/level')).toBe(4));
  await expect.element(page.getByRole('heading', { name: 'Evidence for D5.3' })).toBeVisible();
});

test('an instrument that is not here leaves the answers readable', async () => {
  const fakeFieldStore = makeFakeFieldStore(
    anAssessment({ instrument: 'other@2', 'answers/q7/value': 'Kept' }),
  );
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, {
    screen: 'assessment',
    log: aLog(),
    doc: aDoc(),
  });
  await expect.element(page.getByText('The questions cannot be shown')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: 'Kept' })).toBeVisible();
});

test('[E2] possible personal data in a text answer is shown below it and removed or kept', async () => {
  const { store } = await openVisit({ 'answers/person/r1/order': 'a0' });
  await page.getByRole('textbox', { name: /^Name of the place/ }).fill('Unit 3, call 0011 223 344');
  const takeOut = card(/^Name of the place/).getByRole('button', { name: 'Remove: 0011 223 344' });
  await expect.element(takeOut).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Flagged 1' })).toBeVisible();
  await takeOut.click();
  await vi.waitFor(() => expect(answer(store, 'name')).toBe('Unit 3, call …'));
  await expect.element(takeOut).not.toBeInTheDocument();
});
