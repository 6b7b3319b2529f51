import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { otherSampleLog } from '#renderer/console/stories/sample-people.ts';
import { responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { paths } from '#tests/support/screen/sample-console-answers.ts';
import { answerActs, as, doc, ownRoad, request, today } from './register-of-headquarters.ts';

const act = page.getByRole('button', { name: 'New mission from this request' });
const dialog = page.getByRole('dialog', { name: 'New mission from this request' });
const decision = { outcome: 'accepted', reason: 'Fits', on: today, referredTo: null };
const form = { ...request.form, state: 'UY', purpose: 'Set up a register', 'wanted-from': '2027-02-01' };
const accepted = { ...request, form, status: 'accepted', decision };

beforeEach(async () => {
  history.replaceState(null, '', `#/requests/${doc}`);
  await page.viewport(1_280, 800);
});

test('[A4] an accepted request leads to a mission with its State, dates and purpose, and links it', async () => {
  const headquarters = await openConsole({
    ...as('manager', [accepted]),
    '/api/v1/missions/people': responses({ people: [] }),
  });
  await act.click();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('First visit');
  headquarters.set(paths.missions, (body) =>
    responses(body === undefined ? { missions: [] } : { log: otherSampleLog }),
  );
  answerActs(headquarters, accepted, responses({ done: true }));
  await dialog.getByRole('button', { name: 'New mission', exact: true }).click();
  await expect.element(page.getByText('First visit has been created.')).toBeVisible();
  expect(JSON.parse(String(headquarters.bodyOf(paths.missions)))).toMatchObject({
    title: 'First visit',
    country: 'UY',
    from: '2027-02-01',
    to: null,
    purpose: 'Set up a register',
  });
  expect(JSON.parse(String(headquarters.bodyOf(ownRoad)))).toMatchObject({
    act: { kind: 'link', link: { log: otherSampleLog, doc: null, item: null, title: 'First visit' } },
    seen: 'a version',
  });
});

test('[A4] a declined request leads to no mission', async () => {
  await openConsole(as('manager', [{ ...accepted, status: 'declined' }]));
  await expect.element(page.getByText('Nothing is linked yet')).toBeVisible();
  await expect.element(act).not.toBeInTheDocument();
});

test('[A4] an officer who creates no missions links one that exists', async () => {
  await openConsole(as('me-officer', [accepted]));
  await expect.element(page.getByText('Nothing is linked yet')).toBeVisible();
  await expect.element(act).not.toBeInTheDocument();
});
