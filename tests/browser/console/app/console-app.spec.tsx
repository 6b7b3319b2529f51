import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createSampleDocument } from '#renderer/console/features/record/sample-document.ts';
import {
  fieldLaptop,
  minutesAgo,
  otherSampleLog,
  sampleDocumentId,
  sampleLog,
} from '#renderer/console/stories/sample-people.ts';
import { type FakeResponse, refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, mission, paths, responseOf, rowOf } from '#tests/support/screen/sample-console-answers.ts';

const write = { device: fieldLaptop, atMs: minutesAgo(60), place: 7 };
const assessment = createSampleDocument('assessment', [
  { ...write, path: 'title', value: 'National Police' },
  { ...write, path: 'instrument', value: 'default-needs-assessment@1.0.0' },
  { ...write, path: 'screening/S1', value: 'POL' },
  { ...write, path: 'answers/D5.1/level', value: 2 },
  { ...write, path: 'answers/D5.1/level', value: 4, place: 9 },
]);
const signedIn: Readonly<Record<string, FakeResponse>> = {
  [paths.me]: responses(me),
  [paths.missions]: responses({ missions: [mission] }),
  [paths.devices]: responses({ devices: [] }),
  [paths.review]: responses({ assessments: [] }),
  [paths.records]: responses({ mission, documents: [rowOf(assessment, 'National Police')] }),
  [paths.record]: responses(responseOf(assessment, 'National Police')),
  [paths.history]: responses({ ops: assessment.ops, before: null }),
};

const codeField = page.getByRole('textbox', { name: 'Sign-in code' });
const missionLink = page.getByRole('link', { name: /^Arlandia baseline/u });
const recordLink = page.getByRole('link', { name: /^National Police/u });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

beforeEach(async () => {
  history.replaceState(null, '', '#/');
  await page.viewport(1_280, 800);
});

describe('signing in', () => {
  test('with the right code leads to the missions', async () => {
    const headquarters = await openConsole({
      ...signedIn,
      [paths.me]: refuses(401, 'session'),
      [paths.signIn]: responses(me),
    });
    await expect.element(codeField).toHaveFocus();
    await userEvent.keyboard('AAAA-BBBB-CCCC{Enter}');
    await expect.element(heading('Missions')).toBeVisible();
    await expect.element(missionLink).toBeVisible();
    await expect.element(heading('Missions')).toHaveFocus();
    expect(headquarters.bodyOf(paths.signIn)).toBe('{"code":"AAAA-BBBB-CCCC"}');
  });

  test('a programme manager begins at the programme, and elsewhere where an address leads', async () => {
    const manager = responses({ ...me, role: 'manager' });
    await openConsole({ ...signedIn, [paths.me]: manager });
    await expect.poll(() => location.hash).toBe('#/programme');
    history.replaceState(null, '', '#/missions');
    await openConsole({ ...signedIn, [paths.me]: manager });
    await expect.element(heading('Missions')).toBeVisible();
  });

  test('with a wrong code shows a plain refusal at the field and keeps the code', async () => {
    await openConsole({ [paths.me]: refuses(401, 'session'), [paths.signIn]: refuses(403, 'code') });
    await codeField.fill('AAAA-BBBB-CCCX');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.element(codeField).toHaveAccessibleDescription(/This code is not valid/u);
    await expect.element(codeField).toHaveValue('AAAA-BBBB-CCCX');
  });

  test('without a code asks for one, and asks headquarters nothing', async () => {
    const headquarters = await openConsole({ [paths.me]: refuses(401, 'session') });
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.element(codeField).toHaveAccessibleDescription(/Enter the code/u);
    expect(headquarters.asked()).not.toContain(paths.signIn);
  });

  test.each<[string, FakeResponse, RegExp]>([
    [
      'after too many tries says how long to wait',
      refuses(429, 'rate', { 'retry-after': '240' }),
      /Wait 4 minutes/u,
    ],
    ['without a network says that nothing is lost', 'no network', /Nothing is lost/u],
  ])('%s', async (_what, fakeResponse, words) => {
    await openConsole({ [paths.me]: refuses(401, 'session'), [paths.signIn]: fakeResponse });
    await codeField.fill('AAAA-BBBB-CCCC');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(words)).toBeVisible();
  });

  test('starts with one try again when headquarters cannot be reached', async () => {
    const headquarters = await openConsole({ [paths.me]: 'no network' });
    await expect.element(page.getByText('Headquarters cannot be reached')).toBeVisible();
    headquarters.set(paths.me, refuses(401, 'session'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(codeField).toBeVisible();
  });
});

test('without headquarters at the start, the console asks by itself until it answers', async () => {
  const headquarters = await openConsole({ [paths.me]: 'no network' });
  await expect.element(page.getByRole('alert')).toBeVisible();
  for (const [path, fakeResponse] of Object.entries(signedIn)) headquarters.set(path, fakeResponse);
  // A beat that comes before the page waits for it is missed, as on a busy machine.
  const isSignedIn = (): boolean => {
    headquarters.beat();
    return heading('Missions').query() !== null;
  };
  await expect.poll(isSignedIn).toBe(true);
});

describe('a signed-in person', () => {
  test('goes by the keyboard from the missions to a record and its history', async () => {
    await openConsole(signedIn);
    await missionLink.click();
    await expect.element(heading('Arlandia baseline')).toBeVisible();
    await expect.element(recordLink).toBeVisible();
    recordLink.element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(heading('National Police')).toBeVisible();

    page.getByRole('link', { name: 'History' }).first().element().focus();
    await userEvent.keyboard('{Enter}');
    const latest = page.getByRole('article').first();
    await expect.element(latest.getByText('entry 9')).toBeVisible();
    await expect.element(latest.getByRole('img', { name: 'Level 2' })).toBeVisible();
    await expect.element(latest.getByRole('img', { name: 'Level 4' })).toBeVisible();
    expect(latest.element().textContent).toContain('Before: 2After: 4');
  });

  test('sees a record that a laptop has just sent, without a reload', async () => {
    const headquarters = await openConsole({
      ...signedIn,
      [paths.records]: responses({ mission, documents: [] }),
    });
    await missionLink.click();
    await expect.element(page.getByText('Nothing has been received yet')).toBeVisible();
    headquarters.set(paths.records, signedIn[paths.records] ?? 'no network');
    headquarters.beat();
    await expect.element(recordLink).toBeVisible();
  });

  test('keeps the displayed data and sees a notice when the network fails', async () => {
    const headquarters = await openConsole(signedIn);
    await expect.element(missionLink).toBeVisible();
    headquarters.set(paths.missions, 'no network');
    headquarters.beat();
    await expect
      .element(page.getByRole('button', { name: /Headquarters cannot be reached; as of/u }))
      .toBeVisible();
    await expect.element(missionLink).toBeVisible();
  });

  test('enters a code after the session ended and returns to the same question', async () => {
    history.replaceState(null, '', `#/missions/${sampleLog}/${sampleDocumentId(1)}/D5`);
    const headquarters = await openConsole(signedIn);
    const question = page.getByRole('article', { name: 'D5.1 Needs before tools' });
    await expect.element(question).toBeVisible();

    for (const path of Object.values(paths)) headquarters.set(path, refuses(401, 'session'));
    headquarters.beat();
    await expect.element(page.getByText(/Your session has ended/u)).toBeVisible();

    for (const [path, fakeResponse] of Object.entries(signedIn)) headquarters.set(path, fakeResponse);
    headquarters.set(paths.signIn, responses(me));
    await codeField.fill('AAAA-BBBB-CCCC');
    await userEvent.keyboard('{Enter}');
    await expect.element(question).toBeVisible();
  });

  test('leaves no data on the screen after sign-out, and no address of a mission', async () => {
    history.replaceState(null, '', `#/missions/${sampleLog}`);
    await openConsole({ ...signedIn, [paths.signOut]: { status: 204 } });
    await expect.element(heading('Arlandia baseline')).toBeVisible();
    await page.getByRole('link', { name: 'Sign out' }).click();
    await expect.element(page.getByText('You are signed out.')).toBeVisible();
    expect(document.body.textContent).not.toContain('Arlandia');
    expect(location.hash).toBe('');
  });

  test('sees a notice and stays signed in when the sign-out fails', async () => {
    await openConsole({ ...signedIn, [paths.signOut]: 'no network' });
    await page.getByRole('link', { name: 'Sign out' }).click();
    await expect.element(page.getByText(/You are still signed in/u)).toBeVisible();
    await expect.element(heading('Missions')).toBeVisible();
  });

  test('without a role sees no mission and is told to ask an administrator', async () => {
    await openConsole({ ...signedIn, [paths.missions]: responses({ missions: [] }) });
    await expect.element(page.getByText('No mission is open to you')).toBeVisible();
    await expect.element(page.getByText(/Ask an administrator/u)).toBeVisible();
  });

  test('sees in the rail how much waits, and hears it in the name of each link', async () => {
    const waiting = { requests: 3, approvals: null, reminders: 0, reviews: 0 };
    await openConsole({
      ...signedIn,
      [paths.me]: responses({ ...me, role: 'manager' }),
      [paths.missions]: responses({ missions: [mission], waiting }),
    });
    const link = page.getByRole('link', {
      name: 'Requests for assistance 3 requests without a decision',
      exact: true,
    });
    await expect.element(link).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Programme', exact: true })).toBeVisible();
  });

  test('sees the number of reviews in the rail without asking for the whole queue', async () => {
    const waiting = { requests: null, approvals: null, reminders: null, reviews: 2 };
    const headquarters = await openConsole({
      ...signedIn,
      [paths.missions]: responses({ missions: [mission], waiting }),
    });
    const link = page.getByRole('link', { name: 'Review 2 assessments wait for you', exact: true });
    await expect.element(link).toBeVisible();
    expect(headquarters.asked()).not.toContain(paths.review);
  });

  test('with the administrator role sees missions without links to their records', async () => {
    const administrator = { ...me, role: 'admin', readsContent: false };
    await openConsole({ ...signedIn, [paths.me]: responses(administrator) });
    await expect.element(page.getByText('Arlandia baseline')).toBeVisible();
    await expect.element(missionLink).not.toBeInTheDocument();
    const headings = page.getByRole('columnheader').elements();
    expect(headings.map(({ textContent }) => textContent)).toEqual(['Mission', 'State']);
    await expect.element(page.getByText('Under way')).not.toBeInTheDocument();
  });

  test('finds a mission by its State, and keeps the search in the address', async () => {
    const kenya = { ...mission, log: otherSampleLog, title: 'Second visit', country: 'KE' };
    await openConsole({ ...signedIn, [paths.missions]: responses({ missions: [mission, kenya] }) });
    await page.getByRole('searchbox', { name: 'Find a mission' }).fill('kenya');
    await expect.element(missionLink).not.toBeInTheDocument();
    await expect.element(page.getByRole('link', { name: /^Second visit/u })).toBeVisible();
    expect(location.hash).toBe('#/missions?find=kenya');
    await page.getByRole('searchbox', { name: 'Find a mission' }).fill('nowhere');
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.element(missionLink).toBeVisible();
  });

  test('opens the very record of a search by the keyboard alone, also with Enter before the answer', async () => {
    const none = { rows: [], total: 0 };
    const record = { log: sampleLog, doc: sampleDocumentId(1), kind: 'assessment', title: 'National Police' };
    const headquarters = await openConsole({
      ...signedIn,
      '/api/v1/search': responses({
        missions: none,
        states: { rows: [{ country: 'KE', missions: 2 }], total: 1 },
        records: { rows: [{ ...record, institution: '', mission: 'Arlandia baseline' }], total: 1 },
        requests: none,
        people: none,
      }),
    });
    await expect.element(missionLink).toBeVisible();
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('police');
    await expect.element(page.getByRole('option', { name: /^Kenya/u })).toBeVisible();
    expect(headquarters.bodyOf('/api/v1/search')).toBe('{"text":"police"}');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await expect.element(heading('National Police')).toBeVisible();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();

    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard('kenya{Enter}');
    await expect.poll(() => location.hash).toBe('#/states/KE');
  });

  test('sees all keys on a press of ?', async () => {
    await openConsole(signedIn);
    await expect.element(missionLink).toBeVisible();
    await userEvent.keyboard('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect.element(keys.getByText('Next question')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(keys).not.toBeInTheDocument();
  });

  test('of a new headquarters is led to the next step', async () => {
    const missing = ['administrators', 'programme', 'mission'];
    await openConsole({
      ...signedIn,
      [paths.me]: responses({ ...me, missing }),
      [paths.missions]: responses({ missions: [] }),
    });
    await expect.element(page.getByText('Two administrators')).toBeVisible();
    await expect.element(page.getByText(/admin add-person/u)).toBeVisible();
    await expect.element(page.getByText('No mission is open to you')).not.toBeInTheDocument();
  });

  test('as an administrator creates a mission with its State by name, and is told the next step', async () => {
    const headquarters = await openConsole({
      ...signedIn,
      [paths.me]: responses({ ...me, role: 'admin', readsContent: false, administers: true }),
      '/api/v1/admin/logs': responses({ log: otherSampleLog }),
    });
    await page.getByRole('button', { name: 'New mission' }).click();
    const dialog = page.getByRole('dialog', { name: 'New mission' });
    await dialog.getByRole('button', { name: 'New mission' }).click();
    await expect.element(dialog.getByText('Enter a title.')).toBeVisible();
    await dialog.getByLabelText('Title').fill('Second visit');
    await dialog.getByRole('combobox', { name: /State/u }).fill('Keny');
    await page.getByRole('option', { name: 'Kenya' }).click();
    await dialog.getByRole('button', { name: 'New mission' }).click();
    await expect.element(page.getByText(/^Second visit has been created/u)).toBeVisible();
    expect(headquarters.bodyOf('/api/v1/admin/logs')).toBe(
      '{"kind":"mission","title":"Second visit","country":"KE"}',
    );
  });

  test('skips to the content without losing the place', async () => {
    history.replaceState(null, '', `#/missions/${sampleLog}`);
    await openConsole(signedIn);
    await expect.element(heading('Arlandia baseline')).toBeVisible();
    page.getByRole('link', { name: 'Skip to the content' }).element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('main')).toHaveFocus();
    await expect.element(heading('Arlandia baseline')).toBeVisible();
    expect(location.hash).toBe(`#/missions/${sampleLog}`);
  });
});

test.each([
  ['an unnamed one by the word of the screens', 'Headquarters', 'Siège · Fieldbook 0.1.0'],
  ['a named one by its name', 'Nairobi office', 'Nairobi office · Fieldbook 0.1.0'],
])('the status bar names the server: %s', async (_what, name, shown) => {
  await openConsole({ ...signedIn, [paths.me]: responses({ ...me, server: { ...me.server, name } }) }, 'fr');
  await expect.element(page.getByText(shown)).toBeVisible();
});
