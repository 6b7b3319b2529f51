import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#renderer/ui/kit.css';
import { loadSpeech } from '#renderer/i18n/load-speech.ts';
import { ClockProvider, createTickingClock } from '#renderer/ui/clock.tsx';
import { prepareDocument } from '#renderer/ui/prepare-document.ts';
import { ConsoleApp } from './app/console-app.tsx';
import { createBrowserPasskeys } from './api/passkeys.ts';
import { createBrowserPace } from './app/pace.ts';
import { readPreferences } from './app/preferences.ts';

const askAgainMs = 10_000;
/** Whoever reads that long without a touch reads what was there. */
const attendedMs = 30 * 60_000;

prepareDocument(document);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const clock = createTickingClock(Date.now, 15_000);
const surroundings = {
  fetch: (address: string, init: RequestInit) => fetch(address, init),
  pace: createBrowserPace(askAgainMs, attendedMs),
  nowMs: Date.now,
  shelf: localStorage,
  languages: navigator.languages,
  passkeys: createBrowserPasskeys(location.hostname),
};
const { language } = readPreferences(surroundings.shelf, surroundings.languages);
const firstSpeech = await loadSpeech(language);
createRoot(root).render(
  <StrictMode>
    <ClockProvider clock={clock}>
      <ConsoleApp surroundings={surroundings} firstSpeech={firstSpeech} />
    </ClockProvider>
  </StrictMode>,
);
