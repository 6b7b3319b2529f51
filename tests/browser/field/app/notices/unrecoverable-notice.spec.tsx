import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FrameBanners } from '#renderer/field/app/frame/screen-frame.tsx';
import { UnrecoverableNoticeProvider } from '#renderer/field/app/notices/unrecoverable-notice.tsx';
import type { Host, HostResponse } from '#renderer/host/host-contract.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const banner = page.getByText(/nobody can let you in again/);

/** The banner on a laptop whose headquarters has a recovery key with this fingerprint, or none. */
async function showBanner(fingerprint: HostResponse<'recovery.recipients'>['fingerprint']): Promise<void> {
  const recipients = { fingerprint, sinceMs: null, isUnread: false, refused: null };
  const host: Host = {
    ask: (channel) =>
      channel === 'recovery.recipients'
        ? Promise.resolve(recipients as never) // the answer of this channel
        : Promise.reject(new Error(`Nobody asks for ${channel}`)),
    on: () => () => undefined,
  };
  const screen = (
    <UnrecoverableNoticeProvider>
      <p>The missions</p>
      <FrameBanners />
    </UnrecoverableNoticeProvider>
  );
  await mountField(makeFakeFieldStore(anAssessment({})), screen, { screen: 'missions' }, host);
  await expect.element(page.getByText('The missions')).toBeVisible();
}

test('without a recovery key the first contact says that nobody can let the person in again', async () => {
  await showBanner(null);
  await expect.element(banner).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Understood' }));
  await expect.element(banner).not.toBeInTheDocument();
});

test('with a recovery key nothing is said', async () => {
  await showBanner('ab12-cd34');
  await expect.element(banner).not.toBeInTheDocument();
});
