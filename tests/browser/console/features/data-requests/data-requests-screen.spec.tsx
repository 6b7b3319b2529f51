import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { sampleDocumentId, sampleLog, sampleReviewer } from '#renderer/console/stories/sample-people.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import { aDataRequest } from '#tests/support/builders/a-data-request.ts';
import { type FakeResponse, refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const road = '/api/v1/data-requests';
const version = (said: object = {}) => ({
  version: 1,
  atMs: 0,
  author: sampleReviewer,
  request: { ...aDataRequest({ reference: 'DP 2026/14', log: sampleLog }), ...said },
});
const shared = { mayKeep: true, missions: [{ log: sampleLog, title: 'Arlandia baseline' }] };
const answer = { on: '2026-11-10', outcome: 'partly', reason: 'The rest is of others.', did: 'A copy.' };

const as = (
  role: string,
  ...more: readonly [string, FakeResponse][]
): Readonly<Record<string, FakeResponse>> => ({
  [paths.me]: responses({ ...me, role, readsContent: role !== 'admin', administers: role === 'admin' }),
  [paths.missions]: responses({ missions: [] }),
  [paths.review]: responses({ assessments: [] }),
  ...Object.fromEntries(more),
});
const register = (...last: readonly object[]): [string, FakeResponse] => [
  road,
  responses({ requests: last.map((one, at) => ({ number: at + 1, last: one })), ...shared }),
];
const one = (said: object = {}, keeper = true): [string, FakeResponse] => [
  `${road}/1`,
  responses({ number: 1, versions: [version(said)], waiting: [], ...shared, mayKeep: keeper }),
];
const match = {
  log: sampleLog,
  doc: sampleDocumentId(1),
  kind: 'assessment',
  path: 'answers/D5.4/rationale',
  on: '2026-11-12',
  stands: 'now',
  opens: true,
};
const search = `${road}/1/search`;
const at = (address: string) => history.replaceState(null, '', `#/data-requests${address}`);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = page.getByRole('dialog');

beforeEach(async () => {
  await page.viewport(1_280, 800);
});

// The gallery's now is 13 November 2026.
test('[E8] overdue requests and those due soon are counted above the register and marked in rows', async () => {
  at('');
  await openConsole(
    as(
      'dpo',
      register(
        version({ dueOn: '2026-11-12' }),
        version({ dueOn: '2026-11-20', reference: 'DP 2026/15' }),
        version({ dueOn: '2026-12-02', log: null, reference: 'DP 2026/16' }),
        version({ answer, reference: 'DP 2026/11' }),
      ),
    ),
  );
  await expect.element(page.getByText('1 request is overdue.')).toBeVisible();
  await expect.element(page.getByText('1 request is due within 7 days.')).toBeVisible();
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect.element(row(/^Request 1 DP 2026\/14 Access Arlandia baseline .* Overdue$/u)).toBeVisible();
  await expect.element(row(/^Request 2 .* Due soon$/u)).toBeVisible();
  await expect.element(row(/^Request 3 .* The programme .* Open$/u)).toBeVisible();
  await expect.element(row(/^Request 4 .* 10 Nov 2026 Partly done$/u)).toBeVisible();
});

test('[E8] a request is entered with its due date; an e-mail address in it is flagged', async () => {
  at('');
  const headquarters = await openConsole(as('dpo', register()));
  await button('Enter request').click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(dialog.getByText('Enter a reference.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reference' }).fill('a.person@example.org');
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(headquarters.bodyOf(road)).toBeUndefined();
  await expect.element(dialog.getByText('a.person@example.org')).toBeVisible();

  await dialog.getByRole('textbox', { name: 'Reference' }).fill('DP 2026/17');
  headquarters.set(road, responses({ number: 5 }));
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(JSON.parse(String(headquarters.bodyOf(road))).request).toEqual({
    kind: 'access',
    receivedOn: '2026-11-13',
    dueOn: '2026-12-13',
    log: null,
    institution: '',
    function: '',
    reference: 'DP 2026/17',
    answer: null,
  });
  await expect.poll(() => location.hash).toBe('#/data-requests/5');
});

test('[E8] a retry after a lost answer sends the same entry; a new form sends another', async () => {
  at('');
  const headquarters = await openConsole(as('dpo', register()));
  const enter = async (reference: string) => {
    await dialog.getByRole('textbox', { name: 'Reference' }).fill(reference);
    await dialog.getByRole('button', { name: 'Save' }).click();
  };
  await button('Enter request').click();
  headquarters.set(road, 'no network');
  await enter('DP 2026/17');
  await expect.element(page.getByText(/this may or may not have been done/u)).toBeVisible();
  headquarters.set(road, refuses(500, 'internal'));
  await enter('DP 2026/17');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await button('Enter request').click();
  await enter('DP 2026/18');
  await expect.poll(() => headquarters.bodiesOf(road)).toHaveLength(3);
  const [first, again, other] = headquarters.bodiesOf(road).map((body) => JSON.parse(body).entry);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('[E8] a refusal needs its reason; the steps that the program lacks are named beside it', async () => {
  at('/1');
  const headquarters = await openConsole(as('dpo', one({ kind: 'erasure' })));
  await expect.element(page.getByText(/cannot be erased alone/u)).toBeVisible();
  await expect.element(page.getByText(/You have no role in the mission/u)).toBeVisible();
  await button('Enter answer').click();
  await dialog.getByText('Refused').click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(dialog.getByText(/Enter the reason/u)).toBeVisible();
  expect(headquarters.bodyOf(`${road}/1`)).toBeUndefined();

  await dialog
    .getByRole('textbox', { name: 'Reason for partial or no action' })
    .fill('It is needed for the audit.');
  headquarters.set(`${road}/1`, responses({ done: true }));
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(JSON.parse(String(headquarters.bodyOf(`${road}/1`)))).toMatchObject({
    seen: 1,
    request: { answer: { on: '2026-11-13', outcome: 'refused', reason: 'It is needed for the audit.' } },
  });
});

test('[E8] a concurrent change is reported; the typed text stays and does not overwrite the change', async () => {
  at('/1');
  const { beat, set, bodyOf } = await openConsole(as('dpo', one()));
  await button('Correct request').click();
  const reference = dialog.getByRole('textbox', { name: 'Reference' });
  await reference.fill('DP 2026/18');
  const [first, second] = [version(), { ...version({ reference: 'DP 2026/19' }), version: 2 }];
  set(`${road}/1`, responses({ number: 1, versions: [second, first], waiting: [], ...shared }));
  beat();
  // A page behind a dialog is hidden from screen readers, and so from roles.
  await expect.poll(() => document.body.textContent).toContain('DP 2026/19');
  set(`${road}/1`, refuses(409, 'record-moved'));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText(/Someone else has changed it/u)).toBeVisible();
  expect(JSON.parse(String(bodyOf(`${road}/1`)))).toMatchObject({ seen: 1 });
  await expect.element(reference).toHaveValue('DP 2026/18');
});

test('[A3] the manager reads an entry with its versions, and is offered nothing to write', async () => {
  at('/1');
  await openConsole(as('manager', one({ answer }, false)));
  await expect.element(page.getByRole('table', { name: 'Versions' })).toBeVisible();
  for (const name of ['Correct request', 'Correct answer', 'Withdraw answer'])
    await expect.element(button(name)).not.toBeInTheDocument();
});

test('[A3] an administrator is not led there', async () => {
  at('');
  await openConsole(as('admin', [road, refuses(403, 'forbidden')]));
  await expect.element(page.getByRole('link', { name: 'Programme' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Data requests' })).not.toBeInTheDocument();
});

test('[E8] a search for a person covers the chosen missions, and each record has a link', async () => {
  at('/1');
  const headquarters = await openConsole(as('dpo', one()));
  const other = { ...match, doc: sampleDocumentId(2), kind: 'workshop', path: 'sessions/s1/notes', on: null };
  const words = page.getByRole('textbox', { name: 'Name, e-mail address or code' });
  await words.fill('ab');
  await button('Search').click();
  await expect.element(page.getByText('Enter at least 3 letters.')).toBeVisible();
  expect(headquarters.bodyOf(search)).toBeUndefined();

  headquarters.set(
    search,
    responses({
      places: [match, { ...other, stands: 'before', opens: false }],
      left: 2,
    }),
  );
  await words.fill('Amina Diallo');
  await button('Search').click();
  expect(headquarters.bodyOf(search)).toBe(`{"words":"Amina Diallo","logs":["${sampleLog}"]}`);
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect
    .element(row(/^Assessment 44444441 Arlandia baseline D5.4 · .* 12 Nov 2026 current value$/u))
    .toBeVisible();
  await expect
    .element(row(/^Workshop .*no role in it: send the link to the mission lead .* earlier value$/u))
    .toBeVisible();
  for (const [name, documentId] of [
    [/^Assessment/u, sampleDocumentId(1)],
    [/^Workshop/u, sampleDocumentId(2)],
  ] as const)
    await expect
      .element(page.getByRole('link', { name }))
      .toHaveAttribute('href', `#/missions/${sampleLog}/${documentId}`);
  await expect.element(page.getByText(/^2 more matches are not listed/u)).toBeVisible();
});

test('[E8] nothing is searched for a request that is answered', async () => {
  at('/1');
  await openConsole(as('dpo', one({ answer })));
  await expect.element(button('Withdraw answer')).toBeVisible();
  await expect.element(button('Search')).not.toBeInTheDocument();
});

const erase = `${road}/1/erase`;
const cancel = page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' });
const forGood = page.getByRole('alertdialog').getByRole('button', { name: 'Erase permanently' });

/** The page of a request that asks for this, with these fields found. */
async function openFound(kind: string, ...matches: readonly object[]) {
  at('/1');
  const headquarters = await openConsole(as('dpo', one({ kind })));
  headquarters.set(search, responses({ places: matches, left: 0 }));
  await page.getByRole('textbox', { name: 'Name, e-mail address or code' }).fill('Amina Diallo');
  await button('Search').click();
  await expect.element(page.getByRole('table', { name: 'Matches' })).toBeVisible();
  return headquarters;
}

test('[E8] a field is erased by keyboard after a dialog that states the reach of erasure', async () => {
  const headquarters = await openFound('erasure', match);
  headquarters.set(erase, responses({ erased: 3 }));
  const asks = button('Erase: D5.4 · Rationale, Assessment 44444441');
  asks.element().focus();
  await userEvent.keyboard('{Enter}');
  const question = page.getByRole('alertdialog', { name: 'Erase this field?' });
  for (const said of [
    /cannot be undone/u,
    /at their next sync/u,
    /in other missions/u,
    /exports, prints and backups/u,
  ])
    await expect.element(question.getByText(said)).toBeVisible();
  await expect.element(question.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(question).not.toBeInTheDocument();
  expect(headquarters.bodyOf(erase)).toBeUndefined();
  await expect.element(asks).toHaveFocus();

  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  await expect.element(forGood).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  const { log, doc, path } = match;
  await expect
    .poll(() => headquarters.bodiesOf(erase).map((body) => JSON.parse(body)))
    .toEqual([{ log, doc, path, part: 'all' }]);
  await expect.element(page.getByText('3 values erased')).toHaveFocus();
  await expect.element(page.getByRole('row', { name: / erased 3 values erased$/u })).toBeVisible();
  await expect.element(asks).not.toBeInTheDocument();
});

test('[E8] a later erasure of a day is shown as waiting, and is withdrawn', async () => {
  const headquarters = await openFound('erasure', match);
  const approval = '018f0000-0000-4000-8000-00000000aaaa';
  const fromMs = galleryNowMs + 86_400_000;
  const askedBy = { person: '018f0000-0000-7000-8000-0000aaaa1111', name: 'Focal point' };
  const waits = { ...match, approval, part: 'all', askedBy, fromMs };
  headquarters.set(erase, responses({ erased: 0, waits: { approval, fromMs } }));
  const entry = { number: 1, versions: [version({ kind: 'erasure' })], ...shared };
  headquarters.set(`${road}/1`, responses({ ...entry, waiting: [waits] }));
  await button('Erase: D5.4 · Rationale, Assessment 44444441').click();
  await forGood.click();
  await expect.element(page.getByText(/^Waits until Saturday, 14 November 2026/u)).toHaveFocus();
  await expect.element(button(/^Erase:/u)).not.toBeInTheDocument();
  await expect.element(page.getByRole('row', { name: /Focal point aaaa1111/u })).toBeVisible();

  headquarters.set(`${road}/1/withdraw`, responses({ done: true }));
  headquarters.set(`${road}/1`, responses({ ...entry, waiting: [] }));
  await button('Withdraw: D5.4 · Rationale, Assessment 44444441').click();
  await expect.element(page.getByRole('heading', { name: '1 erasure waits' })).not.toBeInTheDocument();
  await expect.element(button(/^Erase:/u)).toBeVisible();
  expect(headquarters.bodiesOf(`${road}/1/withdraw`).map((body) => JSON.parse(body))).toEqual([{ approval }]);
});

test('[E8] where it stood there before, only that is erased unless something else is chosen', async () => {
  const headquarters = await openFound('correction', { ...match, stands: 'before' });
  headquarters.set(erase, responses({ erased: 1 }));
  await button(/^Erase:/u).click();
  const choice = page.getByRole('radio', { name: /Earlier values only/u });
  await expect.element(choice).toBeChecked();
  await forGood.click();
  await expect.element(page.getByText('1 earlier value erased')).toBeVisible();
  await button(/^Erase:/u).click();
  await page.getByText(/^Current and earlier values/u).click();
  headquarters.set(erase, responses({ erased: 0 }));
  await forGood.click();
  await expect.element(page.getByText('Nothing was left to erase')).toBeVisible();
  expect(headquarters.bodiesOf(erase).map((body) => JSON.parse(body).part)).toEqual(['past', 'all']);
});

test('[E8] a decision with a reason offers only its former versions for erasure, a status none', async () => {
  await openFound('objection', { ...match, path: 'consolidations/D5.4' }, { ...match, path: 'status' });
  await expect.element(page.getByText('cannot be erased alone')).toBeVisible();
  expect(button(/^Erase:/u).elements()).toHaveLength(1);
  await button(/^Erase:/u).click();
  await expect.element(page.getByText(/is a decision with its reason/u)).toBeVisible();
  await expect.element(page.getByRole('radio')).not.toBeInTheDocument();
  await cancel.click();
});

test('[E8] a refusal is said, and the question stays; nothing counts as erased', async () => {
  const headquarters = await openFound('erasure', match);
  headquarters.set(erase, refuses(409, 'not-erasable'));
  await button(/^Erase:/u).click();
  await forGood.click();
  await expect.element(page.getByText(/^Not erased: this field holds no text/u)).toBeVisible();
  await cancel.click();
  await expect.element(button(/^Erase:/u)).toBeVisible();
});

test('[E8] an access request offers no erasure', async () => {
  await openFound('access', match);
  await expect.element(button(/^Erase:/u)).not.toBeInTheDocument();
});
