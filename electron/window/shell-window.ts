import { type App, BrowserWindow, type NativeTheme, type Screen } from 'electron';
import type { ShellLog } from '../shell-log.ts';
import {
  minimumWindowSize,
  placeWindow,
  readWindowState,
  saveWindowState,
  saveWindowStateOnChange,
  type WindowState,
} from './window-state.ts';
import { hardenedWebPreferences } from '../hardening/harden-web-contents.ts';
import { appPageUrl, isAppPage, problemPageUrl } from './app-address.ts';

interface AppEventDependencies {
  readonly log: ShellLog;
  readonly platform: NodeJS.Platform;
  readonly window: () => BrowserWindow | null;
  readonly showWindow: () => void;
}

/** One app, one window: a second start shows it, closing it ends the app except where apps outlive their windows. */
export function followAppEvents(app: App, { log, platform, window, showWindow }: AppEventDependencies): void {
  app.on('second-instance', () => bringWindowToFront(window()));
  app.on('activate', () => (window() ? bringWindowToFront(window()) : showWindow()));
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  app.on('quit', () => log.note('quit'));
  app.on('child-process-gone', (_event, { reason, exitCode }) =>
    log.note('child-gone', { exitCode }, reason),
  );
}

/** So long a window stays open for what is typed to be saved. Saving takes milliseconds; this is for a bad disk. */
const saveBeforeCloseMs = 3_000;

/**
 * A window that hides saves what is typed; one that closes waits for it first. Quitting goes the same way: it is held
 * back by the window and goes on when the window has been saved.
 */
function saveBeforeClose(
  app: App,
  window: BrowserWindow,
  flush: (atMostMs: number) => Promise<unknown>,
  isQuitting: () => boolean,
): void {
  let state: 'open' | 'saving' | 'saved' = 'open';

  const saveNow = (): void => void flush(saveBeforeCloseMs);
  window.on('hide', saveNow);
  window.on('minimize', saveNow);

  window.on('close', (event) => {
    if (state === 'saved') return;
    event.preventDefault();
    if (state === 'saving') return;
    state = 'saving';
    void flush(saveBeforeCloseMs).then(() => {
      state = 'saved';
      if (isQuitting()) app.quit();
      else window.close();
    });
  });
}

/** A page that stops twice within this time is not loaded a third time by itself. */
const repeatedCrashMs = 60_000;

interface PageRecoveryDependencies {
  readonly log: ShellLog;
  readonly nowMs: () => number;
  /** Does the shell itself load a page by way of a blank one? Then another follows anyway. */
  readonly isReloading: () => boolean;
}

/** When the page's process is gone, loads the page again; when that happens twice soon, says so instead. */
function reloadCrashedPage(
  window: BrowserWindow,
  { log, nowMs, isReloading: isBetween }: PageRecoveryDependencies,
): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  const { webContents } = window;

  const load = (url: string): void => {
    webContents.loadURL(url).catch((error: unknown) => log.bug('load-failed', error));
  };
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.note('renderer-gone', { exitCode }, reason);
    if (reason === 'clean-exit') return;
    const isAgain = nowMs() - lastMs < repeatedCrashMs;
    lastMs = nowMs();
    load(isAgain ? problemPageUrl : appPageUrl);
  });
  // A page can go to about:blank without asking anybody. There is nothing there to do harm with, but nothing to see.
  webContents.on('did-navigate', (_event, url) => {
    if (isAppPage(url) || url === problemPageUrl || isBetween()) return;
    log.note('blocked', {}, 'blank');
    load(appPageUrl);
  });
  webContents.on('unresponsive', () => log.note('renderer-silent'));
  webContents.on('did-fail-load', (_event, errorCode) => log.note('load-failed', { errorCode }));
  webContents.on('preload-error', (_event, _path, error) => log.bug('load-failed', error));
  load(appPageUrl);
}

interface AppWindowOptions {
  readonly state: WindowState;
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly isDark: boolean;
}

// --paper of renderer/ui/tokens.css, so that the window does not flash while the page comes.
const backgroundByTheme = { light: '#fbfbf9', dark: '#12171c' };

/** Makes the app's window, with everything off that a page could reach the machine with. It shows when it has painted. */
function createAppWindow({ state, preload, isPackaged, isDark }: AppWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: minimumWindowSize.width,
    minHeight: minimumWindowSize.height,
    show: false,
    title: 'Fieldbook',
    backgroundColor: isDark ? backgroundByTheme.dark : backgroundByTheme.light,
    autoHideMenuBar: true,
    webPreferences: { ...hardenedWebPreferences, preload, devTools: !isPackaged },
  });
  // A title is on task bars and in other people's screenshots: it never holds content.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (state.isMaximized) window.maximize();
    window.show();
  });
  return window;
}

export interface ShellWindowOptions {
  readonly app: App;
  readonly screen: Screen;
  readonly nativeTheme: NativeTheme;
  readonly log: ShellLog;
  /** Asks the page to save what is typed, for so long at most. */
  readonly flush: (atMostMs: number) => Promise<unknown>;
  readonly preload: string;
  /** Where the window's place is kept. */
  readonly stateFile: string;
  readonly isQuitting: () => boolean;
  /** A page has come into the window, the first or another; before any of its scripts runs. */
  readonly onPage: () => void;
  /** Does the shell itself load a page by way of a blank one? */
  readonly isReloading: () => boolean;
}

/** The window of the app with all that belongs to it: its place, what it saves before it goes, how it recovers. */
export function openShellWindow(parts: ShellWindowOptions): BrowserWindow {
  const { app, screen, log, stateFile, isReloading: isBetween } = parts;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const workAreas = [primary, ...others].map(({ workArea }) => workArea);

  const window = createAppWindow({
    state: placeWindow(readWindowState(stateFile), workAreas),
    preload: parts.preload,
    isPackaged: app.isPackaged,
    isDark: parts.nativeTheme.shouldUseDarkColors,
  });
  saveWindowStateOnChange(window, (state) => saveWindowState(stateFile, state));
  saveBeforeClose(app, window, parts.flush, parts.isQuitting);
  window.webContents.on('did-navigate', parts.onPage);
  reloadCrashedPage(window, { log, nowMs: Date.now, isReloading: isBetween });
  return window;
}

/** What a second start of the app does: the window that is there comes to the front. */
export function bringWindowToFront(window: BrowserWindow | null): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
