import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Path } from '#domain/document/op.ts';
import { showFoundItem } from '#renderer/field/app/keyboard/show-found.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import { PlanItemScreen } from '#renderer/field/features/mission/plan/plan-item-screen.tsx';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import type { AssessmentTab, WorkshopSection } from '#renderer/field/parts/field-route.ts';
import { aPlan } from '#tests/support/builders/a-plan.ts';
import { after, deviceA, withSessions } from '#tests/support/builders/a-workshop.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aForm, aGroup, aQuestion } from '#tests/support/builders/an-instrument.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const question = 'D5.3';
const assessment = anAssessment({
  'screening/S1': 'POL',
  'screening/S4': 'no',
  [`answers/${question}/rationale`]: 'Seen on site.',
  [`answers/${question}/evidence/e1/kind`]: 'document',
  [`answers/${question}/evidence/e1/title`]: 'Annex of the decree',
  'comments/c1/about': question,
  'comments/c1/text': 'Ask the registry again.',
  'findings/f1/text': 'No written procedure.',
  'findings/f2/text': 'Exhibits wait in the corridor.',
  'recommendations/r1/text': 'adopt a written policy',
  'state-comments/s1/from': 'Ministry of Justice',
  'state-comments/s1/text': 'The procedure exists.',
  'report/summary': 'Much is in place.',
  'version-reason': 'The date was wrong.',
});
const sessionNotes = ['First point.', 'Who signs the request?'].map(
  (text, at) => [`e${at + 1}`, text] as const,
);
const workshop = sessionNotes.reduce(
  (previousDocument, [id, text], at) =>
    (['session', 'type', 'text', 'order'] as const).reduce(
      (now, part, n) =>
        after(now, {
          by: deviceA,
          n: 20 + 10 * at + n,
          path: `entries/${id}/${part}`,
          value: { session: 's1', type: 'key-point', text, order: `a${at}` }[part],
        }),
      previousDocument,
    ),
  withSessions(['s1', 1, 'a0']),
);

async function openAssessment(assessmentTab?: AssessmentTab): Promise<void> {
  const route = {
    screen: 'assessment',
    log: aLog(),
    doc: aDoc(),
    ...(assessmentTab ? { tab: assessmentTab } : { question }),
  } as const;
  await mountField(makeFakeFieldStore(assessment), <AssessmentScreen log={aLog()} doc={aDoc()} />, route);
}

async function openWorkshop(workshopSection: WorkshopSection, session?: string): Promise<void> {
  const fakeFieldStore = makeFakeFieldStore(workshop);
  fakeFieldStore.setRoles(['lead', 'trainer']);
  await mountField(
    fakeFieldStore,
    <WorkshopScreen log={aLog()} doc={workshop.doc} section={workshopSection} session={session} />,
  );
}

const itemOf = (path: string, words: string, target: string | null = null) => ({
  path: Path.parse(path),
  target,
  words,
});
const marked = (): HTMLElement | null => document.querySelector('[data-found]');
const wordsOf = (element: HTMLElement | null): string =>
  element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
    ? element.value
    : (element?.textContent ?? '');

/** State of the marked element: its words, and whether it is in the window with the focus on it or on its card. */
function shownItem() {
  const element = marked();
  const { top, bottom } = element?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
  const isInWindow = top >= 0 && bottom <= window.innerHeight;
  const hasFocus = element?.contains(document.activeElement) === true || hasFocusAround(element);
  return { words: wordsOf(element), isInWindow, hasFocus };
}

const withWords = (words: string) => ({
  words: expect.stringContaining(words) as string,
  isInWindow: true,
  hasFocus: true,
});
const patient = { timeout: 5_000 };

const hasFocusAround = (element: HTMLElement | null): boolean =>
  document.activeElement?.matches('[data-question], [data-entry]') === true &&
  document.activeElement.contains(element);

for (const [path, words, tab] of [
  [`answers/${question}/rationale`, 'Seen on site.', undefined],
  [`answers/${question}/evidence/e1/title`, 'Annex of the decree', undefined],
  ['comments/c1/text', 'Ask the registry again.', undefined],
  ['findings/f2/text', 'Exhibits wait in the corridor.', 'findings'],
  ['recommendations/r1/text', 'adopt a written policy', 'findings'],
  ['state-comments/s1/text', 'The procedure exists.', 'review'],
  ['report/summary', 'Much is in place.', 'review'],
] as const)
  test(`an assessment shows ${path} itself`, async () => {
    await page.viewport(1280, 800);
    await openAssessment(tab);
    showFoundItem(itemOf(path, words, question), false);
    await expect.poll(shownItem, patient).toEqual(withWords(words));
  });

test('in a narrow window the column with the evidence opens', async () => {
  await page.viewport(1024, 700);
  await openAssessment();
  showFoundItem(itemOf(`answers/${question}/evidence/e1/title`, 'Annex of the decree', question), false);
  await expect.poll(shownItem, patient).toEqual(withWords('Annex of the decree'));
});

test('a workshop shows the very note of a session', async () => {
  await page.viewport(1280, 800);
  await openWorkshop('notes', 's1');
  showFoundItem(itemOf('entries/e2/text', 'Who signs the request?', 's1'), false);
  await expect.poll(shownItem, patient).toEqual(withWords('Who signs the request?'));
  expect(document.activeElement?.getAttribute('data-entry')).toBe('e2');
});

test('a form shows the very answer', async () => {
  await page.viewport(1280, 800);
  const names = ['first', 'second', 'third'];
  const fakeFieldStore = makeFakeFieldStore(
    anAssessment({ instrument: 'visit@1', 'answers/third/value': 'A room without a lock' }),
  );
  fakeFieldStore.publish(
    aForm([
      aGroup(
        'site',
        names.map((name) => aQuestion(name, 'text')),
      ),
    ]),
  );
  const route = { screen: 'assessment', log: aLog(), doc: aDoc(), question: 'third' } as const;
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, route);
  showFoundItem(itemOf('answers/third/value', 'A room without a lock', 'third'), false);
  await expect.poll(shownItem, patient).toEqual(withWords('A room without a lock'));
  expect(document.activeElement?.closest('[data-question]')?.getAttribute('data-question')).toBe('third');
});

test('an item of the plan shows the very field', async () => {
  await page.viewport(1280, 800);
  const values = { title: 'A written form', counterpart: 'National Police', order: 'a0' };
  const plan = aPlan(
    Object.fromEntries(Object.entries(values).map(([part, value]) => [`items/i1/${part}`, value])),
  );
  const fakeFieldStore = makeFakeFieldStore(plan);
  fakeFieldStore.setRoles(['lead']);
  await mountField(fakeFieldStore, <PlanItemScreen log={aLog()} item="i1" />);
  showFoundItem(itemOf('items/i1/counterpart', 'National Police', 'i1'), false);
  await expect.poll(shownItem, patient).toEqual(withWords('National Police'));
});

test('the mark goes with the next key, and no letter changes the text of a card', async () => {
  await page.viewport(1280, 800);
  await openAssessment();
  showFoundItem(itemOf(`answers/${question}/rationale`, 'Seen on site.', question), false);
  await expect.poll(shownItem, patient).toEqual(withWords('Seen on site.'));
  await userEvent.keyboard('{Shift}');
  await expect.poll(marked).toBeNull();
});

test('nothing is marked before the address of the page has changed', async () => {
  await page.viewport(1280, 800);
  await openAssessment();
  showFoundItem(itemOf(`answers/${question}/rationale`, 'Seen on site.', question), true);
  await expect.element(page.getByText('Ask the registry again.')).toBeVisible();
  expect(marked()).toBeNull();
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await expect.poll(shownItem, patient).toEqual(withWords('Seen on site.'));
});
