import { expect, test } from 'vitest';
import { readFieldPreferences } from '#renderer/field/app/session/field-preferences.tsx';
import type { Host, KeptPreferences } from '#renderer/host/host-contract.ts';

const hostThatKept = (keptPreferences: KeptPreferences | null): Host => ({
  ask: (async () => keptPreferences) as unknown as Host['ask'], // only 'preferences.read' is asked here
  on: () => () => undefined,
});

test.each([
  [['fr-CA', 'en'], 'fr'],
  [['zh-CN', 'ar-EG'], 'ar'],
  [['zh-CN'], 'en'],
])('before anything was chosen, a machine in %j speaks %s', async (machine, language) => {
  expect(await readFieldPreferences(hostThatKept(null), machine)).toEqual({
    language,
    theme: 'system',
    textSize: 100,
  });
});

test('an unknown preference value of a newer version becomes the default; the rest is kept', async () => {
  const kept = { language: 'ru', theme: 'dark', textSize: 130 };
  expect(await readFieldPreferences(hostThatKept(kept), ['fr'])).toEqual({
    language: 'fr',
    theme: 'dark',
    textSize: 100,
  });
});
