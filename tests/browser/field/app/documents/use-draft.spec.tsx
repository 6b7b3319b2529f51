import type { ReactElement } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { hasConflict } from '#domain/document/document.ts';
import { Path } from '#domain/document/op.ts';
import { type OpenDocument, useDocument } from '#renderer/field/app/documents/use-document.ts';
import { useDraft } from '#renderer/field/app/documents/use-draft.ts';
import { TextArea } from '#renderer/ui';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mount } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const path = Path.parse('answers/D1.1/rationale');

function Screen(): ReactElement | null {
  const open = useDocument(aLog(), aDoc());
  return open.kind === 'present' ? <Field {...open} /> : null;
}

function Field({ queryResult }: Pick<OpenDocument, 'queryResult'>): ReactElement {
  const textDraft = useDraft(aLog(), queryResult.document, path);
  return (
    <>
      <TextArea
        label="Why"
        value={textDraft.text}
        onChange={textDraft.onChange}
        onBlur={textDraft.onBlur}
        problem={textDraft.problem?.kind}
      />
      <button type="button">elsewhere</button>
    </>
  );
}

const why = () => page.getByRole('textbox', { name: 'Why' });
const savedTexts = (fakeFieldStore: FakeFieldStore) =>
  fakeFieldStore.written.flatMap((registerWrites) =>
    registerWrites.map((write) => ('value' in write ? write.value : 'text')),
  );
const headsOf = (fakeFieldStore: FakeFieldStore) =>
  fakeFieldStore
    .document()
    .registers[path]?.heads.map(({ value }) => value)
    .toSorted();
const starting = (text: string) => makeFakeFieldStore(anAssessment({ [path]: text }));

test('[D1] typed text is saved within 300 ms of a keystroke, without leaving the field', async () => {
  const fakeFieldStore = starting('');
  await mountField(fakeFieldStore, <Screen />);
  await userEvent.type(why(), 'seen');
  await vi.waitFor(() => expect(savedTexts(fakeFieldStore).at(-1)).toBe('seen'), { timeout: 1_000 });
});

test('[D1] blur saves at once', async () => {
  const fakeFieldStore = starting('');
  await mountField(fakeFieldStore, <Screen />);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await userEvent.type(why(), 'x');
  expect(savedTexts(fakeFieldStore)).toEqual([]);
  await userEvent.tab();
  expect(savedTexts(fakeFieldStore)).toEqual(['x']);
  vi.useRealTimers();
});

test('[D1] a window that hides or closes waits until the typed text is on disk', async () => {
  const fakeFieldStore = starting('');
  const { flush } = await mountField(fakeFieldStore, <Screen />);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await userEvent.type(why(), 'x');
  const disk = fakeFieldStore.hold();
  let isFlushed = false;
  const flushed = flush().then(() => {
    isFlushed = true;
  });
  expect([savedTexts(fakeFieldStore), isFlushed]).toEqual([['x'], false]);
  disk.open();
  await flushed;
  expect(headsOf(fakeFieldStore)).toEqual(['x']);
  vi.useRealTimers();
});

test('[D1] navigation to another screen saves the typed text', async () => {
  const fakeFieldStore = starting('');
  await mountField(fakeFieldStore, <Screen />);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await userEvent.type(why(), 'x');
  vi.useRealTimers();
  await mount(<p>another screen</p>);
  expect(savedTexts(fakeFieldStore)).toEqual(['x']);
});

test('[M1] a value arriving during typing is kept as a conflict, and the field stays unchanged', async () => {
  const fakeFieldStore = starting('before');
  await mountField(fakeFieldStore, <Screen />);
  await userEvent.click(why());
  await userEvent.keyboard('{End} and mine');
  fakeFieldStore.receive(path, 'theirs');
  await userEvent.keyboard(', still typing');
  await expect.element(why()).toHaveValue('before and mine, still typing');
  await userEvent.tab();

  await vi.waitFor(() =>
    expect(headsOf(fakeFieldStore)).toEqual(['before and mine, still typing', 'theirs']),
  );
  expect(hasConflict(fakeFieldStore.document().registers[path])).toBe(true);
  await expect.element(why()).toHaveValue('before and mine, still typing');
});

test('[M3] typing on in a conflict replaces one’s own text and does not decide', async () => {
  const fakeFieldStore = starting('mine');
  fakeFieldStore.receive(path, 'theirs', []);
  await mountField(fakeFieldStore, <Screen />);
  await userEvent.click(why());
  await userEvent.keyboard('{End}!');
  await userEvent.tab();
  await vi.waitFor(() => expect(headsOf(fakeFieldStore)).toEqual(['mine!', 'theirs']));
});

test('a field without focus follows the writes of colleagues', async () => {
  const fakeFieldStore = starting('');
  await mountField(fakeFieldStore, <Screen />);
  await userEvent.type(why(), 'mine');
  await userEvent.tab();
  await vi.waitFor(() => expect(headsOf(fakeFieldStore)).toEqual(['mine']));
  fakeFieldStore.receive(path, 'mine, and theirs');
  await expect.element(why()).toHaveValue('mine, and theirs');
});

test('[M7] a refused text stays on the screen with a notice until it is accepted', async () => {
  const fakeFieldStore = starting('');
  await mountField(fakeFieldStore, <Screen />);
  fakeFieldStore.setRoles(['manager']);
  await userEvent.type(why(), 'typed');
  await userEvent.tab();
  await expect.element(page.getByText('refused')).toBeVisible();
  await expect.element(why()).toHaveValue('typed');

  fakeFieldStore.setRoles(['assessor']);
  await userEvent.type(why(), '!');
  await userEvent.tab();
  await expect.element(page.getByText('refused')).not.toBeInTheDocument();
  expect(headsOf(fakeFieldStore)).toEqual(['typed!']);
});

test('[D1] a text that a full disk refused stays on the screen and is retried', async () => {
  const fakeFieldStore = starting('');
  await mountField(fakeFieldStore, <Screen />);
  fakeFieldStore.setDiskProblem('ENOSPC');
  await userEvent.type(why(), 'typed');
  await userEvent.tab();
  await expect.element(page.getByText('failed')).toBeVisible();

  fakeFieldStore.setDiskProblem(null);
  await userEvent.click(why());
  await userEvent.tab();
  await vi.waitFor(() => expect(headsOf(fakeFieldStore)).toEqual(['typed']));
});
