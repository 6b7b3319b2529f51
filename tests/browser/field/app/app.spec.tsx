import { type ReactElement, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { FieldApp } from '#renderer/field/app/app.tsx';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';
import type { Host, HostResponse } from '#renderer/host/host-contract.ts';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import type { StoreApi, StoreSession } from '#renderer/store/api/store-api.ts';
import { createStoppedClock } from '#renderer/ui';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { fakeSession } from '#tests/support/screen/fake-store-answers.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const host: Host = { ask: () => new Promise(() => undefined), on: () => () => undefined };
const joining: StoreSession = { ...fakeSession, enrolled: null };
const whole = makeFakeFieldStore(emptyDocument(aDoc(), assessmentKind));
/** A laptop that joins: its screen has fields, and asks the store for the session alone. */
const store: StoreApi = {
  ...whole,
  watch: async (query, ask, onResult) => {
    if (query !== 'session') return whole.watch(query, ask, onResult);
    setTimeout(() => (onResult as (storeSession: StoreSession) => void)(joining));
    return () => undefined;
  },
};
const vaults: HostResponse<'vault.state'> = {
  current: null,
  vaults: [],
  keychain: 'none',
  refusedPlain: false,
  erased: [],
};
const unsaved = createUnsavedInputTracker();
const clock = createStoppedClock(galleryNowMs);

/** The app, and a button by which its store stops. */
function App({ onOpenAgain }: { readonly onOpenAgain: () => void }): ReactElement {
  const [hasStopped, setHasStopped] = useState(false);
  return (
    <>
      <FieldApp
        host={host}
        vaults={vaults}
        initialStore={store}
        openStore={() => Promise.reject(new Error('It is open'))}
        flushSignal={{ onFlush: () => () => undefined }}
        unsaved={unsaved}
        clock={clock}
        preferences={{ language: 'en', theme: 'light', textSize: 100 }}
        speech={messageSetByLanguage.en}
        hasStopped={hasStopped}
        onOpenAgain={onOpenAgain}
      />
      <button type="button" onClick={() => setHasStopped(true)}>
        Stop
      </button>
    </>
  );
}

test('[D1] a store that stops before a text is saved leaves the text in its field', async () => {
  const onOpenAgain = vi.fn<() => void>();
  await mount(<App onOpenAgain={onOpenAgain} />);
  const code = page.getByRole('textbox').last();
  await userEvent.fill(code, 'typed last');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.element(page.getByRole('alert').filter({ hasText: 'Fieldbook has stopped' })).toBeVisible();
  await expect.element(code).toHaveValue('typed last');
  await page.getByRole('button', { name: 'Open again' }).click();
  expect(onOpenAgain).toHaveBeenCalledOnce();
});
