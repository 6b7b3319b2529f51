import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Document } from '#domain/document/document.ts';
import { readAttendance } from '#domain/workshop/attendance-marks.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { localDayOf } from '#renderer/ui';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import { participantId, withParticipants } from '#tests/support/builders/a-register.ts';
import { after, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

/** A workshop of two mornings with this many participants. */
const twoMornings = (count: number): Document =>
  after(
    withParticipants(count),
    { by: deviceA, n: 500_001, path: 'sessions/s1/order', value: 'a0' },
    { by: deviceA, n: 500_002, path: 'sessions/s1/day', value: 1 },
    { by: deviceA, n: 500_003, path: 'sessions/s1/minutes', value: 60 },
    { by: deviceA, n: 500_004, path: 'sessions/s2/order', value: 'a1' },
    { by: deviceA, n: 500_005, path: 'sessions/s2/day', value: 2 },
    { by: deviceA, n: 500_006, path: 'sessions/s2/minutes', value: 60 },
  );

async function openAttendance(workshop: Document): Promise<FakeFieldStore> {
  await page.viewport(1280, 800);
  const fakeFieldStore = makeFakeFieldStore(workshop);
  const route = { screen: 'workshop', log: aLog(), doc: workshop.doc, section: 'attendance' } as const;
  await mountField(
    fakeFieldStore,
    <WorkshopScreen log={aLog()} doc={workshop.doc} section="attendance" />,
    route,
  );
  await expect.element(grid()).toBeInTheDocument();
  (grid().element() as HTMLElement).focus();
  return fakeFieldStore;
}

const grid = () => page.getByRole('grid', { name: 'Attendance by half-day' });

const markIn = (fakeFieldStore: FakeFieldStore, at: number, block: string) =>
  readAttendance(fakeFieldStore.document()).markOf(participantId(at), block);

test('a long name of the other direction shows its beginning, and the whole code', async () => {
  const institution = 'National Police Service of Arlandia and of its Territories';
  const path = `participants/${participantId(1)}/institution`;
  await openAttendance(after(twoMornings(1), { by: deviceA, n: 500_007, path, value: institution }));
  document.documentElement.dir = 'rtl';
  await page.viewport(420, 800);
  const name = document.querySelector('tbody .at-name');
  const code = document.querySelector('tbody .at-code');
  const begin = document.createRange();
  begin.setStart(name?.firstChild ?? document, 0);
  begin.setEnd(name?.firstChild ?? document, 8);
  const cell = document.querySelector('tbody .at-person')?.getBoundingClientRect();
  const shown = [begin.getBoundingClientRect(), code?.getBoundingClientRect()];
  document.documentElement.dir = 'ltr';
  expect(name?.textContent).toBe(institution);
  for (const part of shown) {
    expect(part?.left).toBeGreaterThanOrEqual(cell?.left ?? Number.NaN);
    expect(part?.right).toBeLessThanOrEqual(cell?.right ?? Number.NaN);
  }
});

test('Space switches a cell between present and absent, and arrows move', async () => {
  const fakeFieldStore = await openAttendance(twoMornings(3));
  await userEvent.keyboard(' ');
  await expect.poll(() => markIn(fakeFieldStore, 1, '1-am')).toBe('present');
  await userEvent.keyboard('{ArrowDown} {ArrowDown}  {ArrowRight}2');
  await expect
    .poll(() => [2, 3].map((at) => markIn(fakeFieldStore, at, '1-am')))
    .toEqual(['present', 'absent']);
  await expect.poll(() => markIn(fakeFieldStore, 3, '2-am')).toBe('partial');
});

test('Shift Space marks the unmarked as present, and Ctrl Z takes back the column', async () => {
  const fakeFieldStore = await openAttendance(twoMornings(40));
  await userEvent.keyboard('3{Shift>} {/Shift}');
  await expect
    .poll(() => [1, 2, 40].map((at) => markIn(fakeFieldStore, at, '1-am')))
    .toEqual(['absent', 'present', 'present']);
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect
    .poll(() => [1, 2, 40].map((at) => markIn(fakeFieldStore, at, '1-am')))
    .toEqual(['absent', null, null]);
});

test('Home, End and Delete work in a row', async () => {
  const fakeFieldStore = await openAttendance(twoMornings(2));
  await userEvent.keyboard('{End}1{Home}1');
  await expect
    .poll(() => [markIn(fakeFieldStore, 1, '1-am'), markIn(fakeFieldStore, 1, '2-am')])
    .toEqual(['present', 'present']);
  await userEvent.keyboard('{Delete}');
  await expect.poll(() => markIn(fakeFieldStore, 1, '1-am')).toBeNull();
});

test('500 participants have few rows on the page, and keys reach the last one', async () => {
  const fakeFieldStore = await openAttendance(twoMornings(500));
  expect(grid().element().querySelectorAll('tbody tr').length).toBeLessThan(60);
  await userEvent.keyboard('{Control>}{End}{/Control} ');
  await expect.poll(() => markIn(fakeFieldStore, 500, '2-am')).toBe('present');
  await expect.element(page.getByRole('rowheader', { name: /AAA-500/ })).toBeInTheDocument();
});

test('the cell at the cursor is named to screen readers', async () => {
  await openAttendance(twoMornings(2));
  const current = (): string => {
    const id = grid().element().getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent ?? '';
  };
  expect(current()).toBe('Not marked');
  await userEvent.keyboard('2');
  await expect.poll(current).toContain('Partly present');
});

test('[M3] a cell that two people marked differently says so, and a new mark decides it', async () => {
  const path = `attendance/1-am/${participantId(1)}`;
  const fakeFieldStore = await openAttendance(
    after(
      twoMornings(2),
      { by: deviceA, n: 600_001, path, value: 'present' },
      { by: deviceB, n: 600_002, path, value: 'absent' },
    ),
  );
  await expect.element(page.getByText('Two people marked one cell differently')).toBeInTheDocument();
  await userEvent.keyboard('1');
  await expect
    .poll(() => readAttendance(fakeFieldStore.document()).isContested(participantId(1), '1-am'))
    .toBe(false);
  expect(markIn(fakeFieldStore, 1, '1-am')).toBe('present');
});

test('a press places the cursor, a second one marks, and keys go on from there', async () => {
  const fakeFieldStore = await openAttendance(twoMornings(2));
  const cell = grid()
    .getByRole('row', { name: /AAA-002/ })
    .getByText('Not marked')
    .first();
  await userEvent.click(cell, { force: true });
  expect(markIn(fakeFieldStore, 2, '1-am')).toBeNull();
  expect(document.activeElement).toBe(grid().element());
  await userEvent.click(cell, { force: true });
  await expect.poll(() => markIn(fakeFieldStore, 2, '1-am')).toBe('present');
  await userEvent.keyboard('{ArrowUp}3');
  await expect.poll(() => markIn(fakeFieldStore, 1, '1-am')).toBe('absent');
});

test('a half-day of a later day cannot be marked', async () => {
  const from = localDayOf(galleryNowMs);
  const fakeFieldStore = await openAttendance(
    after(twoMornings(2), { by: deviceA, n: 500_008, path: 'from', value: from }),
  );
  await userEvent.keyboard('1{ArrowRight}1{Shift>} {/Shift}');
  await expect.poll(() => markIn(fakeFieldStore, 1, '1-am')).toBe('present');
  expect(markIn(fakeFieldStore, 1, '2-am')).toBeNull();
  expect(markIn(fakeFieldStore, 2, '2-am')).toBeNull();
  await expect.element(page.getByText('Not yet held')).toBeInTheDocument();
});

test('without participants the screen leads to the register', async () => {
  await page.viewport(1280, 800);
  const workshop = twoMornings(0);
  await mountField(
    makeFakeFieldStore(workshop),
    <WorkshopScreen log={aLog()} doc={workshop.doc} section="attendance" />,
  );
  await expect.element(page.getByRole('button', { name: 'Open the register' })).toBeInTheDocument();
});
