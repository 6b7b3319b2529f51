import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { JsonValue } from '#base/json.ts';
import { emptyDocument, valueAt } from '#domain/document/document.ts';
import { readRequest, requestKind } from '#domain/request/request.ts';
import {
  RequestScreen,
  RequestsTab,
  requestRowsOf,
} from '#renderer/field/features/mission/requests/request-screen.tsx';
import { after } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

async function openRequest(role: 'assessor' | 'trainer', values: Readonly<Record<string, JsonValue>> = {}) {
  await page.viewport(1_280, 800);
  const all = { status: 'received', state: 'UY', 'received-on': '2026-10-05', ...values };
  const fakeFieldStore: FakeFieldStore = makeFakeFieldStore(
    after(
      emptyDocument(aDoc(), requestKind),
      ...Object.entries(all).map(([path, value], at) => ({ n: at + 1, path, value })),
    ),
  );
  fakeFieldStore.setRoles([role]);
  await mountField(fakeFieldStore, <RequestScreen log={aLog()} doc={aDoc()} />);
  await expect.element(page.getByRole('heading', { name: 'New request' })).toBeVisible();
  return fakeFieldStore;
}
const formIn = (fakeFieldStore: FakeFieldStore) => readRequest(fakeFieldStore.document()).form;

test('[A4] an assessor records a request field by field, and sees which fields are missing', async () => {
  const fakeFieldStore = await openRequest('assessor');
  await expect.element(page.getByText('Enter the requesting authority.')).toBeVisible();
  await userEvent.fill(page.getByRole('textbox', { name: /^Requesting authority/ }), 'Ministry of Justice');
  await page.getByText(/^D4 /u).click();
  await expect.poll(() => formIn(fakeFieldStore).authority).toBe('Ministry of Justice');
  await expect.poll(() => formIn(fakeFieldStore).areas).toEqual(['D4']);
  await expect.element(page.getByText('Enter the requesting authority.')).not.toBeInTheDocument();
});

test('[E] an address in a text of a request is shown to be confirmed or removed', async () => {
  const fakeFieldStore = await openRequest('assessor');
  await userEvent.fill(page.getByRole('textbox', { name: 'Remarks' }), 'Write to a.b@justice.example');
  await page.getByText('Keep as is').first().click();
  await expect
    .poll(() =>
      Object.keys(fakeFieldStore.document().registers).filter((path) => path.startsWith('text-checks/')),
    )
    .toHaveLength(1);
});

test('[A4] a request recorded by mistake is removed, and brought back by the notice', async () => {
  const fakeFieldStore = await openRequest('assessor');
  const isRemoved = () => valueAt(fakeFieldStore.document(), 'removed');
  await page.getByRole('button', { name: 'Remove the request' }).click();
  await expect.poll(isRemoved).toBe(true);
  await expect.element(page.getByRole('textbox', { name: 'Remarks' })).toHaveAttribute('readonly');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(isRemoved).toBe(false);
});

test('[A4] a request that headquarters took over says so and cannot be removed', async () => {
  await openRequest('assessor', { 'taken-over-on': '2026-10-09' });
  await expect.element(page.getByText('Headquarters took this request over on 9 Oct 2026')).toBeVisible();
  await expect.element(page.getByText(/ask the programme manager to decline it/u)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Remove the request' })).not.toBeInTheDocument();
});

test('[A4] a removal that headquarters did not know says that its copy stays, and is decided', async () => {
  const fakeFieldStore = await openRequest('assessor');
  await page.getByRole('button', { name: 'Remove the request' }).click();
  await expect.element(page.getByText(/already taken it over, its copy stays there/u)).toBeVisible();
  fakeFieldStore.receive('taken-over-on', '2026-10-09');
  await expect.element(page.getByText('Headquarters took this request over on 9 Oct 2026')).toBeVisible();
  await expect.element(page.getByText(/the copy at headquarters stays/u)).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Decide on the removal' }))
    .toHaveAttribute('href', '#/conflicts');
});

test('[A3] a trainer reads a request and writes nothing', async () => {
  await openRequest('trainer');
  await expect.element(page.getByRole('button', { name: 'Remove the request' })).not.toBeInTheDocument();
  await expect
    .element(page.getByRole('textbox', { name: /^Requesting authority/ }))
    .toHaveAttribute('readonly');
});

test('[A4] nothing of a request is stored before its authority is named', async () => {
  const fakeFieldStore = makeFakeFieldStore(emptyDocument(aDoc(), requestKind));
  fakeFieldStore.setRoles(['assessor']);
  await mountField(fakeFieldStore, <RequestsTab log={aLog()} records={[]} removed={[]} />);
  await page.getByRole('button', { name: 'New request' }).click();
  const record = page.getByRole('dialog').getByRole('button', { name: 'Record the request' });
  await record.click();
  await expect.element(page.getByText('Enter the requesting authority.')).toBeVisible();
  expect(fakeFieldStore.written).toEqual([]);
  await userEvent.fill(page.getByRole('textbox', { name: /^Requesting authority/ }), 'Ministry of Justice');
  await record.click();
  const values = () =>
    Object.fromEntries(
      fakeFieldStore.written.flat().flatMap((write) => ('value' in write ? [[write.path, write.value]] : [])),
    );
  await expect.poll(values).toMatchObject({ authority: 'Ministry of Justice', status: 'received' });
});

test('[A4] requests are listed with State, authority and taking over, the newest first', () => {
  const row = (n: number, authority: string) => ({
    log: aLog(),
    doc: aDoc(n),
    kind: requestKind,
    title: '',
    status: 'received',
    changedAtMs: 1,
    conflicts: 0,
    waiting: 0,
    facts: { state: 'UY', authority, ...(n === 2 && { takenOverOn: '2026-10-09' }) },
  });
  const missionRequestRows = requestRowsOf(aLog(), [row(1, 'First') as never, row(2, 'Second') as never]);
  expect(
    missionRequestRows.map(({ authority, state, takenOverOn }) => [authority, state, takenOverOn]),
  ).toEqual([
    ['Second', 'UY', '2026-10-09'],
    ['First', 'UY', null],
  ]);
});
