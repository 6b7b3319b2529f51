import { ConsoleApp } from '#renderer/console/app/console-app.tsx';
import { loadAddressedScreen } from '#renderer/console/app/route-screen.tsx';
import { minutesAgo } from '#renderer/console/stories/sample-people.ts';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import type { ScreenLanguage } from '#renderer/i18n/language.ts';
import { createFakeHeadquarters, type FakeResponseOf } from './fake-headquarters.ts';
import { mount } from './mount.tsx';

/** The console in this browser over a headquarters that the test plays. `beat` is the next poll for news. */
export async function openConsole(
  start: Readonly<Record<string, FakeResponseOf>>,
  language: ScreenLanguage = 'en',
) {
  const headquarters = createFakeHeadquarters(start);
  const beats = new Set<() => void>();
  await loadAddressedScreen();
  await mount(
    <ConsoleApp
      firstSpeech={messageSetByLanguage[language]}
      dependencies={{
        fetch: headquarters.fetch,
        pollScheduler: (again) => {
          beats.add(again);
          return () => beats.delete(again);
        },
        nowMs: () => minutesAgo(0),
        storage: { getItem: () => null, setItem: () => undefined },
        languages: [language],
        passkeys: { isAvailable: false, createPasskey: async () => null, signChallenge: async () => null },
      }}
    />,
  );
  return { ...headquarters, beat: () => beats.forEach((again) => again()) };
}
