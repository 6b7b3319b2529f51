import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadMessageSet } from '#renderer/i18n';
import { ClockProvider, createTickingClock, prepareDocument } from '#renderer/ui';
import { createBrowserPasskeys } from './api/passkeys.ts';
import { ConsoleApp } from './app/console-app.tsx';
import { readConsolePreferences } from './app/console-preferences.ts';
import { createBrowserPollScheduler } from './app/polled-resource.ts';
import { loadAddressedScreen, loadAllScreens } from './app/route-screen.tsx';

const pollIntervalMs = 10_000;
/** A person who reads that long without a touch sees the earlier content. */
const attendedMs = 30 * 60_000;
/** Most pages have their content by then. */
const firstContentMs = 4_000;
const rest = (): Promise<void> => new Promise((done) => requestIdleCallback(() => done()));

void loadAddressedScreen();
prepareDocument(document);
const rootElement = document.getElementById('root');
if (!rootElement) throw new Error('index.html has no #root');

const tickingClock = createTickingClock(Date.now, 15_000);
const dependencies = {
  fetch: (address: string, init: RequestInit) => fetch(address, init),
  pollScheduler: createBrowserPollScheduler(pollIntervalMs, attendedMs),
  nowMs: Date.now,
  storage: localStorage,
  languages: navigator.languages,
  passkeys: createBrowserPasskeys(location.hostname),
};
const { language } = readConsolePreferences(dependencies.storage, dependencies.languages);
const firstSpeech = await loadMessageSet(language);
createRoot(rootElement).render(
  <StrictMode>
    <ClockProvider clock={tickingClock}>
      <ConsoleApp dependencies={dependencies} firstSpeech={firstSpeech} />
    </ClockProvider>
  </StrictMode>,
);
// After the first content.
setTimeout(() => void loadAllScreens(rest), firstContentMs);
