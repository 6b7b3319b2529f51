import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FieldPreferencesContext } from '#renderer/field/app/session/field-preferences.tsx';
import { EnrolScreen } from '#renderer/field/features/enrol/enrol-screen.tsx';
import type { EnrolResult, StoreApi } from '#renderer/store/api/store-api.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const typedCode = page.getByRole('textbox', { name: /^Code/u });
const join = page.getByRole('button', { name: 'Join' });

/** The form, sent with a code; headquarters gives this answer. */
async function joinWith(answer: EnrolResult): Promise<void> {
  const enrol = vi.fn<StoreApi['enrol']>(async () => answer);
  await mountField(
    { ...makeFakeFieldStore(anAssessment({})), enrol },
    <FieldPreferencesContext
      value={{ preferences: { language: 'en', theme: 'light', textSize: 100 }, choose: () => undefined }}
    >
      <EnrolScreen />
    </FieldPreferencesContext>,
    { screen: 'missions' },
    await makeFakeHost(),
  );
  await page.getByRole('textbox', { name: /^Address of headquarters/u }).fill('fieldbook.example.org');
  await userEvent.type(typedCode, '7kq4m2xd93ht');
  await userEvent.click(join);
  await vi.waitFor(() => expect(enrol).toHaveBeenCalledOnce());
}

describe('[N2] an enrolment code that waits for consent', () => {
  beforeEach(() => page.viewport(1024, 700));

  test('is said to be right, who must agree, and that it stays good', async () => {
    await joinWith({ kind: 'refused', code: 'waiting' });
    const said =
      /needs approval.*on the laptop that you already have.*a second administrator.*stays valid: try again then/u;
    await expect.element(page.getByRole('status').getByText(said)).toBeVisible();
  });

  test('stays in the form, ready to be sent again', async () => {
    await joinWith({ kind: 'refused', code: 'waiting' });
    await expect.element(typedCode).toHaveValue('7KQ4-M2XD-93HT');
    await expect.element(join).toBeEnabled();
  });

  test('is no alarm, as a wrong code is', async () => {
    await joinWith({ kind: 'refused', code: 'code' });
    await expect.element(page.getByRole('alert').getByText(/does not accept this code/u)).toBeVisible();
  });
});
