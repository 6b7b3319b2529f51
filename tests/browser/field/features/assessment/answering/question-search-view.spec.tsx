import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { painted } from '#tests/support/screen/mount.tsx';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

/** Set the text all at once, as a browser pastes it. */
function pasteInto(field: Element, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

test.each([
  [1280, 800],
  [1024, 700],
])('the warning of a scrolled field that is too long is whole in view, %i x %i', async (width, height) => {
  await openAssessment(
    { role: 'lead', question: 'D5.3' },
    { 'answers/D5.3/state': 'rated', 'answers/D5.3/level': 2, status: 'fieldwork' },
  );
  await page.viewport(width, height);
  const field = page
    .getByRole('article', { name: /^D5.3 / })
    .getByRole('textbox')
    .first();
  await expect.element(field).toBeVisible();
  pasteInto(field.element(), 'A sentence of a pasted report. '.repeat(1_600));
  const discard = page.getByRole('button', { name: 'Discard the draft' });
  await expect.element(discard).toBeVisible();
  const warning = discard.element().closest('.fb-banner');
  const column = field.element().closest('.fb-column-main');
  if (warning === null || column === null) throw new Error('The page has no warning in its column');
  for (let step = 0; step < 5; step += 1) {
    column.scrollTop += 150;
    await painted();
    const { x, top, bottom } = warning.getBoundingClientRect();
    expect(warning.contains(document.elementFromPoint(x + 40, top + 2))).toBe(true);
    expect(warning.contains(document.elementFromPoint(x + 40, bottom - 2))).toBe(true);
  }
});
