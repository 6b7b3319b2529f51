import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { emptyRequestForm, type RequestForm } from '#domain/request/request.ts';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

type SessionForm = { readonly minutes: number | null; readonly languages: readonly string[] };

const onSave = vi.fn<(form: RequestForm) => Promise<boolean>>(() => Promise.resolve(true));
const stored: RequestForm = { ...emptyRequestForm, purpose: 'Ask first@example.org' };

const mountForm = (): Promise<unknown> =>
  mount(
    <RecordFormDialog<RequestForm>
      title="Request"
      act="Save"
      subject={{ kind: 'request' }}
      rows={() => ['authority', 'purpose', 'languages', 'channel', 'areas']}
      stored={stored}
      findProblems={({ authority }) => ({ authority: authority === '' ? 'Who asks?' : undefined })}
      onSave={onSave}
      onClose={() => undefined}
    />,
  );
const authority = page.getByRole('textbox', { name: 'Requesting authority' });
const save = page.getByRole('button', { name: 'Save' });

beforeEach(() => onSave.mockClear());

test('a problem stands beside its field after the first try, and nothing is saved', async () => {
  await mountForm();
  await expect.element(page.getByText('Who asks?')).not.toBeInTheDocument();
  await save.click();
  await expect.element(page.getByText('Who asks?')).toBeVisible();
  expect(onSave).not.toHaveBeenCalled();
});

test('Enter in a line saves the values, each of the kind of its rule', async () => {
  await mountForm();
  await page.getByRole('textbox', { name: 'Languages' }).fill('fr\n\n ar ');
  await page.getByText(/^D5/u).click();
  await page.getByText(/^D1/u).click();
  await authority.fill('Ministry');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => onSave.mock.calls.length).toBe(1);
  expect(onSave.mock.lastCall?.[0]).toEqual({
    ...stored,
    authority: 'Ministry',
    languages: ['fr', 'ar'],
    areas: ['D1', 'D5'],
  });
});

test('Ctrl+Enter saves out of a text of several lines, where Enter begins another line', async () => {
  await mountForm();
  await authority.fill('Ministry');
  const languages = page.getByRole('textbox', { name: 'Languages' });
  await languages.click();
  await userEvent.keyboard('fr{Enter}ar');
  expect(onSave).not.toHaveBeenCalled();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => onSave.mock.lastCall?.[0]?.languages).toEqual(['fr', 'ar']);
});

test('a text longer than its rule is not saved, nor a list with such a line', async () => {
  await mountForm();
  await authority.fill('x'.repeat(401));
  await save.click();
  await expect.element(page.getByText('One character too many', { exact: false })).toBeVisible();
  await authority.fill('Ministry');
  await page.getByRole('textbox', { name: 'Languages' }).fill('y'.repeat(401));
  await save.click();
  await expect.element(page.getByText('A line is too long', { exact: false })).toBeVisible();
  expect(onSave).not.toHaveBeenCalled();
});

test('[E2] new words wait for the check of personal data; stored words do not', async () => {
  await mountForm();
  await authority.fill('Write to second@example.org');
  await save.click();
  await expect.element(page.getByText('second@example.org', { exact: true })).toBeVisible();
  await expect.element(page.getByText('first@example.org', { exact: true })).not.toBeInTheDocument();
  expect(onSave).not.toHaveBeenCalled();
  await page.getByRole('button', { name: 'Remove: second@example.org' }).click();
  await expect.element(authority).toHaveValue('Write to …');
  await save.click();
  await expect.poll(() => onSave.mock.calls.length).toBe(1);
});

test('a value in its notation is saved, and a text that is none is not', async () => {
  const onSaveSession = vi.fn<(session: SessionForm) => Promise<boolean>>(() => Promise.resolve(true));
  await mount(
    <RecordFormDialog<SessionForm>
      title="Session"
      act="Save"
      subject={{ kind: 'workshop', below: 'sessions/s1' }}
      rows={() => ['minutes', 'languages']}
      stored={{ minutes: 60, languages: [] }}
      onSave={onSaveSession}
      onClose={() => undefined}
    />,
  );
  await page.getByRole('textbox', { name: 'Minutes' }).fill('1 h');
  await page.getByRole('textbox', { name: 'Languages' }).fill('French, Arabic');
  await save.click();
  await expect.element(page.getByText('Write whole minutes', { exact: false })).toBeVisible();
  expect(onSaveSession).not.toHaveBeenCalled();
  await page.getByRole('textbox', { name: 'Minutes' }).fill('45');
  await save.click();
  await expect.poll(() => onSaveSession.mock.lastCall?.[0]).toEqual({ minutes: 45, languages: ['fr', 'ar'] });
});
