import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { emptyDocument } from '#domain/document/document.ts';
import { FieldScreens } from '#renderer/field/app/screens.tsx';
import { FieldPreferencesContext } from '#renderer/field/app/session/field-preferences.tsx';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { StoreApi, StoreQueries, StoreSession } from '#renderer/store/api/store-api.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { fakeSession } from '#tests/support/screen/fake-store-answers.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const joining: StoreSession = {
  ...fakeSession,
  enrolled: null,
  offer: { url: 'https://hq.test', code: '', failure: null },
};

const silentHost: Host = {
  ask: () => Promise.reject(new Error('This screen asks the shell nothing')),
  on: () => () => undefined,
};

test('[D2] a store that opens slowly is said to: an empty window looks like lost work', async () => {
  let answer: (storeSession: StoreQueries['session']['result']) => void = () => undefined;
  const whole = makeFakeFieldStore(emptyDocument(aDoc(), assessmentKind));
  const storeApi: StoreApi = {
    ...whole,
    watch: async (query, ask, onResult) => {
      if (query !== 'session') return whole.watch(query, ask, onResult);
      answer = onResult as typeof answer; // of the question for a session
      return () => undefined;
    },
  };
  await mount(
    <FieldPreferencesContext
      value={{ preferences: { language: 'en', theme: 'light', textSize: 100 }, choose: () => undefined }}
    >
      <FieldScreens
        host={silentHost}
        store={storeApi}
        onFlush={() => () => undefined}
        unsaved={createUnsavedInputTracker()}
      />
    </FieldPreferencesContext>,
  );
  const told = page.getByRole('status').getByRole('heading', { name: 'Opening your work' });
  await expect.element(told).toBeVisible();
  answer(joining);
  await expect.element(page.getByRole('heading', { name: 'Join your programme' })).toBeVisible();
  await expect.element(told).not.toBeInTheDocument();
});
