import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import { NoteScreen } from '#renderer/field/features/notes/note-screen.tsx';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const note = InterviewNoteId.parse('0192d3c0-0000-7000-8000-000000000001');

const begin = async (about?: { readonly doc: ReturnType<typeof aDoc>; readonly question: string }) => {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({ 'institution/name': 'Police service' }));
  await mountField(fakeFieldStore, <NoteScreen log={aLog()} note={note} about={about} />);
};

test('a new note focuses the institution field, and Tab moves on to the function', async () => {
  await begin();
  await expect.element(page.getByRole('combobox', { name: 'Institution' })).toHaveFocus();
  await userEvent.keyboard('Police service{Tab}');
  await expect.element(page.getByRole('textbox', { name: 'Function' })).toHaveFocus();
});

test('begun from a question it knows the institution, and begins with the function', async () => {
  await begin({ doc: aDoc(), question: 'D5.4' });
  await expect.element(page.getByRole('textbox', { name: 'Function' })).toHaveFocus();
});
