import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { SkipRuleNote } from '#renderer/field/features/assessment/answering/skip-rule-note.tsx';
import { TextArea } from '#renderer/ui/fields/text-field.tsx';
import { LevelChip } from '#renderer/ui/marks/level-chip.tsx';
import type { FakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { painted } from '#tests/support/screen/mount.tsx';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

// Each drawing of a card calls the first once, that of a choice and of a level the second, that of a text the third.
vi.mock('#renderer/field/features/assessment/answering/skip-rule-note.tsx', { spy: true });
vi.mock('#renderer/ui/marks/level-chip.tsx', { spy: true });
vi.mock('#renderer/ui/fields/text-field.tsx', { spy: true });

/** Questions whose cards were drawn since the last call. */
function drawnCards(): readonly string[] {
  const { calls } = vi.mocked(SkipRuleNote).mock;
  const ids = calls.map(([{ question }]) => question.id);
  vi.mocked(SkipRuleNote).mockClear();
  return [...new Set(ids)];
}

/** Levels of the chips that were drawn since the last call: each choice has one. */
function drawnChips(): readonly string[] {
  const { calls } = vi.mocked(LevelChip).mock;
  const levels = calls.map(([{ level }]) => String(level));
  vi.mocked(LevelChip).mockClear();
  return levels.toSorted();
}

/** Labels of the text fields that were drawn since the last call. */
function drawnTexts(): readonly string[] {
  const labels = vi.mocked(TextArea).mock.calls.map(([{ label }]) => label);
  vi.mocked(TextArea).mockClear();
  return [...new Set(labels)];
}

/** Screen with several questions, at rest in D5.3. */
async function openAtRest(): Promise<FakeFieldStore> {
  const fakeFieldStore = await openAssessment(
    { role: 'lead', question: 'D5.3' },
    { 'answers/D5.3/state': 'rated', 'answers/D5.3/level': 2, 'answers/D5.3/rationale': 'Seen.' },
  );
  await painted();
  expect(drawnCards().length).toBeGreaterThan(3);
  document.querySelector<HTMLElement>('[data-question="D5.3"]')?.focus();
  await painted();
  drawnCards();
  drawnChips();
  drawnTexts();
  return fakeFieldStore;
}

test('a rating draws the card of its question again, and no other', async () => {
  const fakeFieldStore = await openAtRest();
  await userEvent.keyboard('4');
  await vi.waitFor(() => expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/level')).toBe(4));
  await painted();
  expect(drawnCards()).toEqual(['D5.3']);
});

test('a rating draws the earlier choice and the new one again, and no other', async () => {
  const fakeFieldStore = await openAtRest();
  await userEvent.keyboard('4');
  await vi.waitFor(() => expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/level')).toBe(4));
  await painted();
  // Two lines of the list of dimensions have a chip as well: 4, and none yet.
  expect(drawnChips()).toEqual(['2', '4', '4', 'null']);
});

test('a typed letter draws its field again, and no other', async () => {
  const fakeFieldStore = await openAtRest();
  document.querySelector<HTMLElement>('[data-question="D5.3"] textarea')?.focus();
  await painted();
  drawnTexts();
  await userEvent.keyboard('{End}!');
  await vi.waitFor(() => expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBe('Seen.!'));
  await painted();
  expect(drawnTexts()).toEqual(['Rationale']);
  expect(drawnChips()).toEqual([]);
});

test('a typed text draws no card again', async () => {
  const fakeFieldStore = await openAtRest();
  document.querySelector<HTMLElement>('[data-question="D5.3"] textarea')?.focus();
  await userEvent.keyboard('{End} In the register.');
  await vi.waitFor(() =>
    expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale')).toBe('Seen. In the register.'),
  );
  await painted();
  expect(drawnCards()).toEqual([]);
});

test('a value of a colleague draws the card of its question again, and no other', async () => {
  const fakeFieldStore = await openAtRest();
  fakeFieldStore.receive('answers/D5.4/level', 3);
  fakeFieldStore.receive('answers/D5.4/state', 'rated');
  await vi.waitFor(() =>
    expect(document.querySelector<HTMLInputElement>('[data-question="D5.4"] input[value="3"]')?.checked).toBe(
      true,
    ),
  );
  await painted();
  expect(drawnCards()).toEqual(['D5.4']);
});
