import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

const flag = page.getByText(/^Level 4 needs/);
const focus = (question: string): void =>
  document.querySelector<HTMLElement>(`[data-question="${question}"]`)?.focus();

test('a rating above its evidence is flagged once the card is left, and then at each return', async () => {
  await openAssessment(
    { role: 'lead', question: 'D5.3' },
    { 'answers/D5.3/state': 'rated', 'answers/D5.3/level': 2 },
  );
  focus('D5.3');
  await userEvent.keyboard('4');
  await expect
    .element(page.getByRole('article', { name: /D5\.3/ }).getByRole('radio', { name: /^Level 4/ }))
    .toBeChecked();
  await expect.element(page.getByText(/Without evidence, level 2/).first()).toBeVisible();
  await expect.element(flag).not.toBeInTheDocument();
  focus('D5.4');
  await expect.element(flag).toBeVisible();
  focus('D5.3');
  await expect.element(flag).toBeVisible();
});
