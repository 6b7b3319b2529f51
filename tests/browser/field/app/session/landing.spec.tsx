import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Landing } from '#renderer/field/app/session/landing.tsx';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { StoreApi } from '#renderer/store/api/store-api.ts';
import { anEmptyWorkshop } from '#tests/support/builders/a-workshop.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

afterEach(() => history.replaceState(null, '', ' '));

/** The screens after an unlock, in a vault with this place. */
async function openAt(lastAddress: string | null) {
  const fakeFieldStore = makeFakeFieldStore(anEmptyWorkshop);
  const watch: StoreApi['watch'] = async (query, ask, onResult) => {
    if (query !== 'lastAddress') return fakeFieldStore.watch(query, ask, onResult);
    (onResult as (answer: string | null) => void)(lastAddress); // the answer of this query
    return () => undefined;
  };
  const landed: FieldRoute[] = [];
  await mountField(
    { ...fakeFieldStore, watch },
    <Landing onLand={(fieldRoute) => landed.push(fieldRoute)}>
      <p>The screen</p>
    </Landing>,
  );
  await expect.element(page.getByText('The screen')).toBeVisible();
  return { landed, acts: fakeFieldStore.acts };
}

test('after unlocking the app is where the person left it', async () => {
  const { landed } = await openAt('#/whereabouts');
  expect(landed).toEqual([{ screen: 'whereabouts' }]);
});

test('a vault without a place opens at home, and the screen is kept', async () => {
  const { landed, acts } = await openAt(null);
  expect(landed).toEqual([]);
  await expect.poll(() => acts).toEqual(['place #/missions']);
});

test('a reload stays at the place in its address', async () => {
  location.hash = '#/settings';
  const { landed } = await openAt('#/whereabouts');
  expect(landed).toEqual([]);
});
