import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider, loadMessageSet, type MessageKey, type ScreenMessageSet } from '#renderer/i18n';
import { createTickingClock, loadLanguageFont, prepareDocument } from '#renderer/ui';
import type { Host } from '../host/host-contract.ts';
import { connectHost, createPortHost } from '../host/port-host.ts';
import type { StoreApi } from '../store/api/store-api.ts';
import { connectStoreWorker } from '../store/connect-store.ts';
import type { DatabaseRefusal } from '../store/db/encryption/encryption-errors.ts';
import { FieldApp, loadFieldScreens } from './app/app.tsx';
import { preferredMachineLanguage, readFieldPreferences } from './app/session/field-preferences.tsx';
import { createFlushSignal } from './app/session/flush-signal.ts';
import { createUnsavedInputTracker } from './app/session/unsaved-input-tracker.ts';
import { StoppedView } from './app/whole-window-view.tsx';

/** Messages when the database on this laptop is not opened. */
const databaseRefusalKeys: Readonly<Record<DatabaseRefusal, MessageKey>> = {
  plain: 'frame.stopped.plain',
  key: 'frame.stopped.key',
  'newer-data': 'frame.stopped.newerData',
};

/** Delete the databases of erased vaults; their rows are unreadable already, this frees the disk space. */
async function forgetErasedVaults(
  host: Host,
  erased: readonly string[],
  databases: IDBFactory,
): Promise<void> {
  for (const id of erased) {
    await new Promise<void>((resolve, reject) => {
      const request = databases.deleteDatabase(`fieldbook-${id}`);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error('The database cannot be deleted'));
    });
    await host.ask('vault.forget', { id });
  }
}

const reloadPauseMs = 10 * 60_000;

/** False in a page that was itself a reload, in its first ten minutes: a reload did not help, and the person decides. */
function mayReload(page: Performance): boolean {
  const isReload = page
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload');
  return !isReload || page.now() > reloadPauseMs;
}

const clockTickMs = 15_000;

prepareDocument(document);
const rootElement = document.getElementById('root');
if (!rootElement) throw new Error('index.html has no #root');
const reactRoot = createRoot(rootElement);
const reloadWindow = (): void => location.reload();

await startFieldApp();

async function startFieldApp(): Promise<void> {
  const machine = preferredMachineLanguage(navigator.languages);
  // Beside the shell's first answers, which mostly name the same language.
  const guessed = Promise.all([loadMessageSet(machine), loadLanguageFont(document.fonts, machine)]);
  const port = await connectHost(window).catch(() => null);
  if (!port) {
    const [messageSet] = await guessed;
    renderStoppedView(messageSet, 'frame.stopped.noShell');
    return;
  }
  const host = createPortHost(port);
  const [fieldPreferences, vaults] = await Promise.all([
    readFieldPreferences(host, navigator.languages),
    host.ask('vault.state', null),
  ]);
  const { language } = fieldPreferences;
  const [speech] = await (language === machine
    ? guessed
    : Promise.all([loadMessageSet(language), loadLanguageFont(document.fonts, language)]));
  const inputTracker = createUnsavedInputTracker();
  const flushSignal = createFlushSignal(host, document);
  const screenClock = createTickingClock(Date.now, clockTickMs);
  let stopStore = (): void => undefined;
  let isLocked = false;

  const stopped = (isUnsaved: boolean): void => {
    if (isUnsaved) renderFieldApp(true);
    else renderStoppedView(speech, 'frame.stopped.text', reloadWindow);
  };
  const openStore = async (): Promise<StoreApi> => {
    const { store, stop } = connectStoreWorker(
      await connectHost(window),
      (_, refused) => {
        if (isLocked) return;
        if (refused === null) stopped(inputTracker.hasAny());
        else renderStoppedView(speech, databaseRefusalKeys[refused]);
      },
      (isWriteUnsaved) => {
        if (isLocked) return;
        const isUnsaved = isWriteUnsaved || inputTracker.hasAny();
        if (!isUnsaved && mayReload(performance)) reloadWindow();
        else stopped(isUnsaved);
      },
    );
    stopStore = stop;
    return store;
  };
  // Typing is saved: nothing of it stays in the page until the window reloads.
  host.on('vault.locking', () => {
    isLocked = true;
    reactRoot.unmount();
    stopStore();
  });
  void forgetErasedVaults(host, vaults.erased, indexedDB).catch(reportError);

  const initialStore = vaults.current && (await openStore());
  const renderFieldApp = (hasStopped: boolean): void =>
    reactRoot.render(
      <StrictMode>
        <FieldApp
          host={host}
          vaults={vaults}
          initialStore={initialStore}
          openStore={openStore}
          flushSignal={flushSignal}
          unsaved={inputTracker}
          clock={screenClock}
          preferences={fieldPreferences}
          speech={speech}
          hasStopped={hasStopped}
          onOpenAgain={reloadWindow}
        />
      </StrictMode>,
    );
  renderFieldApp(false);
  // While the person types the passphrase.
  requestIdleCallback(() => void loadFieldScreens());
}

function renderStoppedView(messageSet: ScreenMessageSet, reason: MessageKey, onOpenAgain?: () => void): void {
  reactRoot.render(
    <I18nProvider speech={messageSet}>
      <StoppedView reason={reason} onOpenAgain={onOpenAgain} />
    </I18nProvider>,
  );
}
