import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { conflictPathsOf, type Document, valueAt } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { readParticipants, removeParticipant } from '#domain/workshop/register.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import type { Host } from '#renderer/host/host-contract.ts';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { participantId, withParticipants, written } from '#tests/support/builders/a-register.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const mission: MissionSummary = {
  log: aLog(),
  doc: aDoc(7),
  kind: missionKind,
  title: 'Visit',
  status: 'under-way',
  changedAtMs: 1,
  conflicts: 0,
  waiting: 0,
  facts: {},
  assessments: 0,
  workshops: 1,
  returned: 0,
};

const withNotice = (workshop: Document): Document =>
  after(workshop, { by: deviceA, n: 700_001, path: 'notice', value: { edition: '1', on: '2026-11-24' } });

async function openRegister(workshop: Document, host?: Host): Promise<FakeFieldStore> {
  await page.viewport(1280, 800);
  const fakeFieldStore = makeFakeFieldStore(workshop);
  await mountField(
    fakeFieldStore,
    <WorkshopScreen log={aLog()} doc={workshop.doc} section="register" />,
    { screen: 'workshop', log: aLog(), doc: workshop.doc, section: 'register' },
    host,
    [mission],
  );
  return fakeFieldStore;
}

const button = (name: string) => page.getByRole('button', { name });
const list =
  'Full name,Institution,Function,Passport\nFirst participant,Ministry,Judge,SECRET\nSecond,Ministry,Proscution,X\nThird,,Judge,Y';

async function paste(text: string): Promise<void> {
  await button('Import a list').first().click();
  await userEvent.fill(page.getByRole('textbox', { name: 'Pasted rows' }), text);
  await button('Use these rows').click();
}

/** Set the text all at once, as a browser pastes it. Typing 10,000 lines would take minutes. */
function pasteAtOnce(text: string): void {
  const field = page.getByRole('textbox', { name: 'Pasted rows' }).element();
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

test('[E1] the data notice comes before the first registration, and is confirmed once', async () => {
  const fakeFieldStore = await openRegister(anEmptyWorkshop);
  await button('Add participant').first().click();
  await expect.element(page.getByRole('dialog', { name: 'Data notice' })).toBeInTheDocument();
  await button('Close').click();
  expect(fakeFieldStore.written).toEqual([]);
  await button('Add participant').first().click();
  await button('It was shown and read out').click();
  await expect.element(page.getByRole('dialog', { name: 'Add participant' })).toBeInTheDocument();
  expect(valueAt(fakeFieldStore.document(), 'notice')).toMatchObject({ edition: '1' });
});

test('a participant is added with a code, and no write holds the name', async () => {
  const fakeFieldStore = await openRegister(withNotice(anEmptyWorkshop));
  await button('Add participant').first().click();
  await userEvent.fill(page.getByRole('combobox', { name: /^Institution/ }), 'Ministry of Justice');
  await userEvent.fill(page.getByRole('textbox', { name: /^Name/ }), 'A very private name');
  await button('Save').click();
  await expect
    .poll(() => readParticipants(fakeFieldStore.document()).map(({ institution }) => institution))
    .toEqual(['Ministry of Justice']);
  expect(JSON.stringify(fakeFieldStore.written)).not.toContain('private');
  await expect.element(page.getByText('A very private name')).toBeInTheDocument();
});

test('a participant without an institution is not saved, and the field says why', async () => {
  const fakeFieldStore = await openRegister(withNotice(anEmptyWorkshop));
  await button('Add participant').first().click();
  await button('Save').click();
  await expect.element(page.getByText('Write the institution.')).toBeInTheDocument();
  expect(fakeFieldStore.written).toEqual([]);
});

test('an import names the cell of each refused row, and writes nothing before the act', async () => {
  const fakeFieldStore = await openRegister(withNotice(anEmptyWorkshop));
  await paste(list);
  await expect.element(page.getByText('C3', { exact: true })).toBeInTheDocument();
  await expect.element(page.getByText('B4', { exact: true })).toBeInTheDocument();
  await expect.element(page.getByText('Never taken: Fieldbook has no such field')).toBeInTheDocument();
  expect(document.body.textContent).not.toContain('SECRET');
  expect(fakeFieldStore.written).toEqual([]);
  await button('Add one participant').click();
  await expect.poll(() => readParticipants(fakeFieldStore.document()).length).toBe(1);
  expect(fakeFieldStore.written).toHaveLength(1);
});

test('a pasted list is a draft while nobody has decided about it, and none once it is cancelled', async () => {
  const fakeFieldStore = await openRegister(withNotice(anEmptyWorkshop));
  const drafts = () =>
    new Promise<readonly string[]>((resolve) => {
      void fakeFieldStore.watch('drafts', null, (all) => resolve(all.map(({ text }) => text)));
    });
  await paste(list);
  await expect.element(page.getByText('Never taken: Fieldbook has no such field')).toBeInTheDocument();
  await expect.poll(drafts).toEqual([list]);
  await button('Another list').click();
  await expect.element(page.getByRole('textbox', { name: 'Pasted rows' })).toHaveValue(list);
  await button('Use these rows').click();
  await button('Cancel').click();
  await expect.poll(drafts).toEqual([]);
});

test('10,000 rows are refused with the room that is left', async () => {
  await openRegister(withNotice(withParticipants(30)));
  const rows = Array.from({ length: 10_000 }, (_, at) => `P ${at},X,Judge`).join('\n');
  await button('Import a list').click();
  await expect.element(page.getByRole('textbox', { name: 'Pasted rows' })).toBeVisible();
  pasteAtOnce(`Name,Institution,Function\n${rows}`);
  await button('Use these rows').click();
  await expect.element(page.getByText('This list has 10000 rows')).toBeInTheDocument();
  await expect.element(page.getByText(/room for 970 more/)).toBeInTheDocument();
});

test('500 participants have few rows on the page, and a search finds one', async () => {
  await openRegister(withNotice(withParticipants(500)));
  const table = page.getByRole('table', { name: 'Participants' });
  await expect.element(table).toBeInTheDocument();
  const rows = () => table.element().querySelectorAll('tbody tr');
  expect(rows().length).toBeLessThan(60);
  await userEvent.fill(page.getByRole('searchbox', { name: /Search code/ }), 'aaa-444');
  await expect.poll(() => rows().length).toBe(1);
});

/** Open the form of the first of two participants, of the Ministry of Interior. */
async function openFirstParticipant(): Promise<FakeFieldStore> {
  const fakeFieldStore = await openRegister(withNotice(withParticipants(2)));
  await page
    .getByRole('rowheader', { name: /AAA-001/ })
    .getByRole('link')
    .click();
  return fakeFieldStore;
}

const firstAt = (part: string): string => `participants/${participantId(1)}/${part}`;
const institution = page.getByRole('combobox', { name: /^Institution/ });

test('[M3] a field that arrives under an open participant is not written over', async () => {
  const fakeFieldStore = await openFirstParticipant();
  fakeFieldStore.receive(firstAt('function'), 'forensic');
  await institution.fill('Supreme Court');
  await button('Save').click();
  await expect.poll(() => valueAt(fakeFieldStore.document(), firstAt('institution'))).toBe('Supreme Court');
  expect(valueAt(fakeFieldStore.document(), firstAt('function'))).toBe('forensic');
});

test('[M3] one field of a participant that both changed is a conflict', async () => {
  const fakeFieldStore = await openFirstParticipant();
  fakeFieldStore.receive(firstAt('institution'), 'High Court');
  await institution.fill('Supreme Court');
  await button('Save').click();
  await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual([firstAt('institution')]);
});

test('a refused participant keeps its drafts, and a further try saves everything', async () => {
  const fakeFieldStore = await openFirstParticipant();
  const drafts = () =>
    new Promise<readonly string[]>((resolve) => {
      void fakeFieldStore.watch('drafts', null, (all) => resolve(all.map(({ text }) => text)));
    });
  await institution.fill('Supreme Court');
  await page.getByRole('textbox', { name: /^Name/ }).fill('Another participant');
  await expect
    .poll(async () => (await drafts()).toSorted())
    .toEqual(['Another participant', 'Supreme Court']);
  fakeFieldStore.setRoles(['rapporteur']);
  await button('Save').click();
  await expect.element(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  fakeFieldStore.setRoles(['assessor']);
  expect((await drafts()).toSorted()).toEqual(['Another participant', 'Supreme Court']);
  await button('Save').click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(valueAt(fakeFieldStore.document(), firstAt('institution'))).toBe('Supreme Court');
  await expect.poll(drafts).toEqual([]);
});

test('a removed participant is restored below the list', async () => {
  const fakeFieldStore = await openRegister(withNotice(withParticipants(2)));
  await page
    .getByRole('rowheader', { name: /AAA-001/ })
    .getByRole('link')
    .click();
  await button('Remove').click();
  await expect.poll(() => readParticipants(fakeFieldStore.document()).length).toBe(1);
  await button('Restore AAA-001').click();
  await expect.poll(() => readParticipants(fakeFieldStore.document()).length).toBe(2);
});

test.each([
  ['Restore', 2],
  ['Keep removed', 1],
] as const)('[M5] a participant removed and edited at once is decided by "%s"', async (choice, left) => {
  const removedDocument = written(withNotice(withParticipants(2)), removeParticipant(participantId(1)));
  const fakeFieldStore = await openRegister(removedDocument);
  fakeFieldStore.receive(`participants/${participantId(1)}/institution`, 'Supreme Court');
  const told = page.getByText(/AAA-001 · Supreme Court” was removed while a colleague changed it/);
  await expect.element(told).toBeVisible();
  await button(`${choice}: AAA-001 · Supreme Court`).click();
  await expect.element(told).not.toBeInTheDocument();
  expect(readParticipants(fakeFieldStore.document())).toHaveLength(left);
});

test('[E] a sign-in sheet is recorded as an export before it is saved', async () => {
  const fakeHost = await makeFakeHost();
  const fakeFieldStore = await openRegister(withNotice(withParticipants(2)), fakeHost);
  await button('Sign-in sheet').click();
  await button('Word').click();
  await expect
    .element(page.getByText(/^Saved as Sign-in sheet .* in the folder Downloads\.$/u))
    .toBeVisible();
  expect(fakeFieldStore.written.flat()).toMatchObject([
    {
      doc: mission.doc,
      path: expect.stringMatching(/^exports\//),
      value: {
        what: 'sign-in-sheet',
        about: fakeFieldStore.document().doc,
        audience: 'programme',
        mark: 'C',
      },
    },
  ]);
  expect(fakeHost.savedDocuments).toHaveLength(1);
});

test('[E] a sign-in sheet that cannot be recorded is not saved', async () => {
  const fakeHost = await makeFakeHost();
  const fakeFieldStore = await openRegister(withNotice(withParticipants(2)), fakeHost);
  fakeFieldStore.setDiskProblem('full');
  await button('Sign-in sheet').click();
  await button('Word').click();
  await expect.element(page.getByText(/copy could not be recorded/)).toBeVisible();
  expect(fakeHost.savedDocuments).toEqual([]);
});

test('[E] names are said to be elsewhere while they may exist, and to be erased after their period', async () => {
  await openRegister(withParticipants(2));
  await expect
    .element(page.getByText('The names of 2 participants are on the laptop that registered them.'))
    .toBeVisible();
  const heldDocument = after(withParticipants(2), {
    by: deviceA,
    n: 700_002,
    path: 'certificates-issued-on',
    value: '2025-01-10',
  });
  await openRegister(heldDocument);
  await expect
    .element(page.getByText('Names were erased on 9 Feb 2025: nobody has them any more.'))
    .toBeVisible();
  await expect.element(page.getByText('On another laptop')).not.toBeInTheDocument();
});
