import { ConsoleApp } from '#renderer/console/app/console-app.tsx';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { minutesAgo } from '#renderer/console/stories/sample-people.ts';
import { mount } from './mount.tsx';
import { createFakeHeadquarters, type FakeAnswer } from './fake-headquarters.ts';

/** The console in this browser over a headquarters that the test plays. `beat` is the next poll for news. */
export async function openConsole(start: Readonly<Record<string, FakeAnswer>>) {
  const headquarters = createFakeHeadquarters(start);
  const beats = new Set<() => void>();
  await mount(
    <ConsoleApp
      firstSpeech={messageSetByLanguage.en}
      dependencies={{
        fetch: headquarters.fetch,
        pollScheduler: (again) => {
          beats.add(again);
          return () => beats.delete(again);
        },
        nowMs: () => minutesAgo(0),
        storage: { getItem: () => null, setItem: () => undefined },
        languages: ['en-GB'],
        passkeys: { isAvailable: false, createPasskey: async () => null, signChallenge: async () => null },
      }}
    />,
  );
  return { ...headquarters, beat: () => beats.forEach((again) => again()) };
}
