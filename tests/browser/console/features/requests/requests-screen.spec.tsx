import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TriageTest } from '#domain/request/request.ts';
import { writeRequestForm } from '#renderer/report/write/write-request-form.ts';
import { fillExcelForm } from '#tests/support/files/filled-request-form.ts';
import { refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import {
  answerActs,
  as,
  doc,
  listOf,
  other,
  ownRoad,
  received,
  request,
  road,
  source,
  today,
} from './register-of-headquarters.ts';

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

beforeEach(async () => {
  history.replaceState(null, '', '#/requests');
  await page.viewport(1_280, 800);
});

test('[A4] the register names the step, the owner and the days over, the longest waiting first', async () => {
  await openConsole(as('manager', [other, request]));
  const textsOfRows = () => [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
  await expect
    .poll(textsOfRows)
    .toEqual([
      expect.stringMatching(/^Uruguay.*Receive and acknowledge.*days over.*Programme desk/u),
      expect.stringMatching(/^Fiji/u),
    ]);
  await expect.element(page.getByText(/^2 open requests, 1 past their time/u)).toBeVisible();
});

test('[A4] the search finds a State by its name, and the filter those past their time', async () => {
  await openConsole(as('manager', [other, request]));
  await page.getByRole('searchbox', { name: 'Find a request' }).fill('fiji');
  await expect.element(page.getByRole('link', { name: /Uruguay/u })).not.toBeInTheDocument();
  await expect.element(page.getByRole('link', { name: /Fiji/u })).toBeVisible();
  expect(location.hash).toContain('find=fiji');
  history.replaceState(null, '', '#/requests?status=over');
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: location.href, newURL: location.href }));
  await expect.element(page.getByRole('link', { name: /Uruguay/u })).toBeVisible();
  await expect.element(page.getByRole('link', { name: /Fiji/u })).not.toBeInTheDocument();
});

test('[A4] a request opens beside the register by the keyboard alone, and closes to its row', async () => {
  await openConsole(as('manager', [other, request]));
  const row = (name: RegExp) => page.getByRole('link', { name });
  await expect.element(row(/^Uruguay/u)).toBeVisible();
  history.replaceState(null, '', '#/requests?status=open');
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: location.href, newURL: location.href }));
  (row(/^Uruguay/u).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(row(/^Fiji/u)).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}{Enter}');
  const panel = page.getByRole('complementary', { name: 'Request for assistance' });
  await expect.element(panel.getByRole('heading', { name: 'Uruguay · Ministry of Justice' })).toHaveFocus();
  expect(location.hash).toBe(`#/requests/${doc}?status=open`);
  await userEvent.keyboard('j');
  await expect.element(panel.getByRole('heading', { name: 'Fiji · Police' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(panel).not.toBeInTheDocument();
  await expect.element(row(/^Fiji/u)).toHaveFocus();
  expect(location.hash).toBe('#/requests?status=open');
});

test('[A4] the panel begins at its top for another request and after a decision', async () => {
  await page.viewport(1_280, 420);
  const triaged = { ...request, status: 'triaged', tests };
  history.replaceState(null, '', `#/requests/${doc}`);
  const headquarters = await openConsole(as('manager', [other, triaged]));
  const heading = (name: string) => page.getByRole('heading', { level: 2, name });
  await expect.element(heading('Uruguay · Ministry of Justice')).toHaveFocus();
  const column = () => document.querySelector('.fb-column[data-side="end"]');
  const scrollDown = (): void => column()?.scrollTo({ top: 300 });
  scrollDown();
  expect(column()?.scrollTop).toBe(300);
  const decision = { outcome: 'accepted', reason: 'Fits the plan', on: today, referredTo: null };
  const decided = as('manager', [other, { ...triaged, status: 'accepted', decision }]);
  for (const [path, fakeResponseOf] of Object.entries(decided)) headquarters.set(path, fakeResponseOf);
  headquarters.beat();
  await expect.poll(() => column()?.scrollTop).toBe(0);
  scrollDown();
  await page.getByRole('link', { name: /^Fiji/u }).click();
  await expect.element(heading('Fiji · Police')).toHaveFocus();
  expect(column()?.scrollTop).toBe(0);
});

test('[A4] a request is a page of its own where there is no room beside the register', async () => {
  await page.viewport(1_024, 768);
  history.replaceState(null, '', `#/requests/${doc}`);
  await openConsole(as('manager', [other, request]));
  await expect.element(page.getByRole('heading', { level: 1, name: /^Uruguay/u })).toBeVisible();
  await expect.element(page.getByRole('link', { name: /^Fiji/u })).not.toBeInTheDocument();
});

test('[A4] an empty form names its missing fields and is not sent', async () => {
  const headquarters = await openConsole(as('manager', []));
  await button('New request').click();
  await button('Save').click();
  for (const text of [
    'Choose the State.',
    'Enter the requesting authority.',
    'Enter the day on which it came.',
  ])
    await expect.element(page.getByText(text)).toBeVisible();
  expect(headquarters.bodyOf(road)).toBeUndefined();
});

test('[A4] a request like another one is warned about while it is typed', async () => {
  await openConsole(as('manager', [request]));
  await button('New request').click();
  await page.getByRole('textbox', { name: 'Reference', exact: true }).fill('nv/14');
  await expect
    .element(page.getByText(/One like it is recorded: NV\/14 · Ministry of Justice/u))
    .toBeVisible();
});

test('[A2] a request is acknowledged by one press, with the version that was seen', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const headquarters = await openConsole(as('me-officer', [request]));
  answerActs(headquarters, request, responses({ done: true }));
  await button('Next: Acknowledged').click();
  expect(JSON.parse(String(headquarters.bodyOf(ownRoad)))).toMatchObject({
    act: { kind: 'move', to: 'acknowledged' },
    seen: 'a version',
  });
});

const tests = Object.fromEntries(
  TriageTest.options.map((triageTest) => [triageTest, { answer: 'yes', note: '' }]),
);

test('[A4] a form is saved with the version that was current when it was opened', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const headquarters = await openConsole(as('manager', [request]));
  await button('Edit the request').click();
  const later = {
    ...request,
    seen: 'a later version',
    form: { ...request.form, authority: 'Supreme Court' },
  };
  answerActs(headquarters, later, refuses(409, 'record-moved'));
  headquarters.beat();
  await expect.poll(() => document.body.textContent).toContain('Supreme Court');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /reference/iu }).fill('NV/15');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => headquarters.bodiesOf(ownRoad).map((body): unknown => JSON.parse(body)))
    .toMatchObject([{ seen: 'a version', act: { kind: 'edit' } }]);
});

test('[A4] a decision waits for its reason, and its text stays when somebody changed the request', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const headquarters = await openConsole(as('manager', [{ ...request, status: 'triaged', tests }]));
  await expect.element(page.getByText('10 of 10 points')).toBeVisible();
  await expect.element(page.getByText('Still missing: the reason')).toBeVisible();
  await expect.element(button('Record the decision')).toBeDisabled();
  answerActs(headquarters, { ...request, status: 'triaged', tests }, refuses(409, 'record-moved'));
  const reason = page.getByRole('textbox', { name: 'Reason, for the State' });
  await reason.fill('Fits the plan');
  await button('Record the decision').click();
  expect(JSON.parse(String(headquarters.bodyOf(ownRoad))).act.decision).toMatchObject({
    outcome: 'accepted',
    reason: 'Fits the plan',
    referredTo: null,
  });
  await expect.element(reason).toHaveValue('Fits the plan');
});

test('[A4] acceptance with due diligence answered "No" waits for the reason at that test', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const answerNo = { ...tests, 'due-diligence': { answer: 'no', note: '' } };
  await openConsole(as('manager', [{ ...request, status: 'triaged', tests: answerNo }]));
  await page.getByRole('textbox', { name: 'Reason, for the State' }).fill('Fits the plan');
  await expect.element(page.getByText(/Still missing: why due diligence has not started/u)).toBeVisible();
  await expect.element(button('Record the decision')).toBeDisabled();
  await page.getByRole('radio', { name: 'Declined' }).click({ force: true });
  await expect.element(button('Record the decision')).toBeEnabled();
});

test('[A4] a typed note replaces one of a colleague that came meanwhile by a press alone', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const triaged = { ...request, status: 'triaged', tests };
  const headquarters = await openConsole(as('manager', [triaged]));
  const note = page.getByRole('textbox', { name: 'Note: Within the mandate' });
  await note.fill('Within the mandate');
  const later = {
    ...triaged,
    seen: 'a later version',
    tests: { ...tests, mandate: { answer: 'yes', note: 'Asked the legal desk' } },
  };
  answerActs(headquarters, later, responses({}));
  headquarters.beat();
  await expect.element(page.getByText(/“Asked the legal desk”/u).first()).toBeVisible();
  await expect.element(note).toHaveValue('Within the mandate');
  await userEvent.tab();
  expect(headquarters.bodiesOf(ownRoad)).toEqual([]);
  await button('Save this text').click();
  await expect
    .poll(() => headquarters.bodiesOf(ownRoad).map((body): unknown => JSON.parse(body)))
    .toMatchObject([
      { seen: 'a later version', act: { kind: 'test', answer: { note: 'Within the mandate' } } },
    ]);
});

test('[A4] a note that is typed on while it is saved replaces only itself', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const triaged = { ...request, status: 'triaged', tests };
  const headquarters = await openConsole(as('manager', [triaged]));
  const note = page.getByRole('textbox', { name: 'Note: Within the mandate' });
  answerActs(headquarters, triaged, responses({ done: true }));
  await note.fill('Within');
  await userEvent.tab();
  await note.fill('Within the mandate');
  const saved = { ...tests, mandate: { answer: 'yes', note: 'Within' } };
  const form = { ...request.form, authority: 'Supreme Court' };
  answerActs(headquarters, { ...triaged, form, tests: saved }, responses({ done: true }));
  headquarters.beat();
  await expect.poll(() => document.body.textContent).toContain('Supreme Court');
  await userEvent.tab();
  await expect
    .poll(() => headquarters.bodiesOf(ownRoad).map((body): unknown => JSON.parse(body)))
    .toMatchObject([
      { act: { answer: { note: 'Within' } } },
      { act: { answer: { note: 'Within the mandate' } } },
    ]);
  await expect.element(page.getByText(/A colleague wrote meanwhile/u)).not.toBeInTheDocument();
});

const fact = {
  kind: 'plan-item',
  log: '55555555-5555-7555-8555-5555555555aa',
  doc,
  item: 'one',
  title: 'Train prosecutors',
  status: 'in-progress',
};

test('[A4] a step that the linked work supports is recorded by one press, beside its facts', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const advice = { to: 'delivery', step: null, facts: [fact], more: 0 };
  const headquarters = await openConsole(as('me-officer', [{ ...request, status: 'planned', advice }]));
  await expect.element(page.getByText(/supports the next status: In delivery/u)).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Train prosecutors' })).toBeVisible();
  answerActs(headquarters, { ...request, status: 'planned', advice }, responses({ done: true }));
  await button('Next: In delivery').click();
  expect(JSON.parse(String(headquarters.bodyOf(ownRoad)))).toMatchObject({
    act: { kind: 'move', to: 'delivery' },
  });
});

test('[A4] a status that its linked work contradicts is named, and nothing is offered to record', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const advice = { to: null, step: null, facts: [fact], more: 0 };
  await openConsole(as('me-officer', [{ ...request, status: 'followed-up', advice }]));
  await expect.element(page.getByText(/“Followed up” and the linked work disagree/u)).toBeVisible();
  await expect.element(page.getByRole('button', { name: /^Next:/u })).not.toBeInTheDocument();
});

const decision = { outcome: 'declined', reason: 'No mandate', on: received, referredTo: null };

test('[A4] a decided request has locked tests, which a reopening with a reason unlocks', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const decided = { ...request, status: 'declined', tests, decision };
  const headquarters = await openConsole(as('manager', [decided]));
  await expect.element(page.getByText(/tests are locked since the decision/u)).toBeVisible();
  answerActs(headquarters, decided, responses({ done: true }));
  await page.getByRole('radio', { name: 'No', exact: true }).first().click({ force: true });
  expect(headquarters.bodyOf(ownRoad)).toBeUndefined();
  await button('Reopen the decision').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Reopen the decision' }).click();
  await expect.element(dialog.getByText('Give the reason.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason for reopening' }).fill('A formal note came');
  await dialog.getByRole('button', { name: 'Reopen the decision' }).click();
  await expect.poll(() => headquarters.bodyOf(ownRoad)).toBeDefined();
  expect(JSON.parse(String(headquarters.bodyOf(ownRoad))).act).toMatchObject({
    kind: 'reopen',
    reason: 'A formal note came',
  });
});

test('[A4] an earlier decision stays on the request with its tests and both reasons', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const reopenings = [{ on: today, reason: 'A formal note came', decision, tests }];
  await openConsole(as('reviewer', [{ ...request, status: 'triaged', reopenings }]));
  await expect.element(page.getByRole('heading', { name: 'Earlier decisions' })).toBeVisible();
  for (const text of [/^Declined on .*10 of 10 points$/u, 'No mandate', 'A formal note came'])
    await expect.element(page.getByText(text)).toBeVisible();
});

test('[A3] a reviewer reads a request and is offered nothing to write', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  await openConsole(as('reviewer', [request]));
  await expect.element(page.getByText('Ministry of Justice').first()).toBeVisible();
  for (const name of ['Next: Acknowledged', 'Edit the request'])
    await expect.element(button(name)).not.toBeInTheDocument();
});

test('[A3] people without the desk are not led to its register', async () => {
  history.replaceState(null, '', '#/missions');
  await openConsole(as('trainer', []));
  await expect.element(page.getByRole('link', { name: 'Missions' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Requests for assistance' })).not.toBeInTheDocument();
});

async function chooseFile(name: string, bytes: Uint8Array): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('No file can be chosen');
  await userEvent.upload(input, new File([new Uint8Array(bytes)], name));
}

test('[A4] a filled form is shown before it is recorded, with each point to check', async () => {
  const headquarters = await openConsole(as('manager', [request]));
  await button('Form for a State').click();
  const file = fillExcelForm(await writeRequestForm('xlsx', 'fr'), {
    state: 'République d’Uruguay',
    authority: 'Ministère de la Justice',
    reference: 'nv/14',
    channel: 'Par pigeon',
    contact: 'anna@justice.example',
    'wanted-from': '2027-03-31',
    'wanted-to': '2027-03-01',
  });
  await chooseFile('demande.xlsx', file);
  await expect.element(page.getByRole('dialog', { name: 'Check the imported request' })).toBeVisible();
  await expect
    .element(page.getByRole('textbox', { name: /Requesting authority/u }))
    .toHaveValue('Ministère de la Justice');
  for (const text of [
    /names the State “République d’Uruguay”/u,
    /Channel: “Par pigeon” is none of the choices/u,
    'The desired dates end before they begin.',
    /One like it is recorded: NV\/14/u,
  ])
    await expect.element(page.getByText(text).first()).toBeVisible();
  await button('Uruguay').click();
  await expect.element(button('Paraguay')).not.toBeInTheDocument();
  await button('Record the request').click();
  await expect.element(page.getByText('Remove possible personal data, or keep it as is.')).toBeVisible();
  expect(headquarters.bodyOf(road)).toBeUndefined();
});

test('[A4] a file that is no form is refused with the reason', async () => {
  await openConsole(as('manager', []));
  await button('Form for a State').click();
  await chooseFile('letter.docx', new TextEncoder().encode('hello'));
  await expect.element(page.getByText(/no Word or Excel file that can be read/u)).toBeVisible();
});

test('[A4] a request recorded in the field is taken over after a look at it', async () => {
  const headquarters = await openConsole({
    ...as('manager', []),
    [`${road}/list`]: listOf([], { mayRecord: true, mayDecide: true }, [source]),
  });
  await button('Take over: Uruguay · Prosecution service').click();
  await expect.element(page.getByText('Recorded by the mission Uruguay baseline').first()).toBeVisible();
  await button('Record the request').click();
  await expect.poll(() => headquarters.bodyOf(road)).toBeDefined();
  expect(JSON.parse(String(headquarters.bodyOf(road)))).toMatchObject({
    form: { authority: 'Prosecution service' },
    origin: { log: source.log, doc: source.doc, seen: 'field version' },
  });
});

test('[A4] a change in the field after the take-over is named on the request', async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  const taken = { ...request, origin: { log: source.log, doc: source.doc, seen: 'earlier' } };
  await openConsole({
    ...as('manager', []),
    [`${road}/list`]: listOf([taken], { mayRecord: true, mayDecide: true }),
    [ownRoad]: responses({
      request: taken,
      source: { ...source, taken: doc, isChanged: true },
      mayRecord: true,
      mayDecide: true,
    }),
  });
  await button('See the changes').click();
  await expect
    .element(page.getByRole('textbox', { name: /Requesting authority/u }))
    .toHaveValue('Prosecution service');
});
