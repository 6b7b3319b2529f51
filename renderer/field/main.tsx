import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#renderer/ui/kit.css';
import { connectHost } from '#renderer/host/connect-host.ts';
import { hostOverPort } from '#renderer/host/port-host.ts';
import { I18nProvider } from '#renderer/i18n/i18n-provider.tsx';
import { loadSpeech } from '#renderer/i18n/load-speech.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { ScreenSpeech } from '#renderer/i18n/translator.ts';
import { connectStore } from '#renderer/store/connect-store.ts';
import type { StoreApi } from '#renderer/store/store-api.ts';
import { createTickingClock } from '#renderer/ui/clock.tsx';
import { loadFont } from '#renderer/ui/load-font.ts';
import { prepareDocument } from '#renderer/ui/prepare-document.ts';
import { App, loadScreens } from './app/app.tsx';
import { databaseRefusalKeys } from './app/database-refusal-keys.ts';
import { createFlushSignal } from './app/flush-signal.ts';
import { forgetErased } from './app/forget-erased.ts';
import { machineLanguage, readPreferences } from './app/preferences.ts';
import { StoppedView } from './app/stopped-view.tsx';

const tickMs = 15_000;

prepareDocument(document);
const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');
const root = createRoot(element);
const openAgain = (): void => location.reload();

await start();

async function start(): Promise<void> {
  const machine = machineLanguage(navigator.languages);
  // Beside the shell's first answers, which mostly name the same language.
  const guessed = Promise.all([loadSpeech(machine), loadFont(document.fonts, machine)]);
  const port = await connectHost(window).catch(() => null);
  if (!port) {
    const [speech] = await guessed;
    showStopped(speech, 'frame.stopped.noShell');
    return;
  }
  const host = hostOverPort(port);
  const [preferences, vaults] = await Promise.all([
    readPreferences(host, navigator.languages),
    host.ask('vault.state', null),
  ]);
  const { language } = preferences;
  const [speech] = await (language === machine
    ? guessed
    : Promise.all([loadSpeech(language), loadFont(document.fonts, language)]));
  let stopStore = (): void => undefined;
  let isLocked = false;

  const openStore = async (): Promise<StoreApi> => {
    const { store, stop } = connectStore(await connectHost(window), (_, refused) => {
      if (isLocked) return;
      if (refused === null) showStopped(speech, 'frame.stopped.text', openAgain);
      else showStopped(speech, databaseRefusalKeys[refused]);
    });
    stopStore = stop;
    return store;
  };
  // What was typed is saved: nothing of it stays in the page for the moment until the window loads anew.
  host.on('vault.locking', () => {
    isLocked = true;
    root.unmount();
    stopStore();
  });
  void forgetErased(host, vaults.erased, indexedDB).catch(reportError);

  root.render(
    <StrictMode>
      <App
        host={host}
        vaults={vaults}
        initialStore={vaults.current && (await openStore())}
        openStore={openStore}
        flushSignal={createFlushSignal(host, document)}
        clock={createTickingClock(Date.now, tickMs)}
        preferences={preferences}
        speech={speech}
        onOpenAgain={openAgain}
      />
    </StrictMode>,
  );
  // While the person types the passphrase.
  requestIdleCallback(() => void loadScreens());
}

function showStopped(speech: ScreenSpeech, reason: MessageKey, onOpenAgain?: () => void): void {
  root.render(
    <I18nProvider speech={speech}>
      <StoppedView reason={reason} onOpenAgain={onOpenAgain} />
    </I18nProvider>,
  );
}
