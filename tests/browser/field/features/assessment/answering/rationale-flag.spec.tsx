import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

const card = page.getByRole('article', { name: /D5\.3/ });
const rationale = card.getByRole('textbox', { name: 'Rationale' });
const flag = card.getByText(/the rationale was written for level 2, and the answer is level 3/);

test('a rationale under a level that a colleague set unseen is flagged until somebody agrees', async () => {
  const fakeFieldStore = await openAssessment(
    { role: 'lead', question: 'D5.3' },
    { 'answers/D5.3/state': 'rated', 'answers/D5.3/level': 2 },
  );
  await userEvent.type(rationale, 'Seen.');
  await vi.waitFor(() => expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale-for')).toBe(2));
  document.querySelector<HTMLElement>('[data-question="D5.4"]')?.focus();
  fakeFieldStore.receive('answers/D5.3/level', 3);
  await expect.element(flag).toBeVisible();
  await userEvent.click(card.getByRole('button', { name: 'It fits this answer' }));
  await expect.element(flag).not.toBeInTheDocument();
  expect(valueAt(fakeFieldStore.document(), 'answers/D5.3/rationale-for')).toBe(3);
});
