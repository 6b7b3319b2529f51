import { type App, BrowserWindow, type NativeTheme, type Screen } from 'electron';
import { hardenedWebPreferences } from '../hardening/harden-web-contents.ts';
import type { ShellLog } from '../shell-log.ts';
import { appPageUrl, isAppPage, problemPageUrl } from './app-protocol.ts';
import {
  fitWindowBounds,
  readWindowState,
  saveWindowState,
  saveWindowStateOnChange,
  type WindowState,
} from './window-state.ts';

const minimumWindowSize = { width: 640, height: 480 };

/** Time for saving before a window closes. Saving takes milliseconds; this is for a bad disk. */
const saveBeforeCloseMs = 3_000;

/** Save unsaved input when the window hides, and before it closes. Quitting is held back until the window is saved. */
function saveBeforeClose(
  window: BrowserWindow,
  { app, flush, isQuitting, mayClose }: Pick<ShellWindowOptions, 'app' | 'flush' | 'isQuitting' | 'mayClose'>,
): void {
  let state: 'open' | 'saving' | 'saved' = 'open';

  const saveNow = (): void => void flush(saveBeforeCloseMs);
  window.on('hide', saveNow);
  window.on('minimize', saveNow);

  window.on('close', (event) => {
    if (!mayClose()) return event.preventDefault();
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

/** A second crash within this time stops the automatic reload. */
const repeatedCrashMs = 60_000;

interface PageRecoveryDependencies {
  readonly log: ShellLog;
  readonly nowMs: () => number;
  /** Whether the shell itself is loading a page by way of a blank one. Then another follows anyway. */
  readonly isReloading: () => boolean;
}

/** Reload the page when its process is gone. After two crashes in a short time, show the problem page instead. */
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
  // A page can navigate to about:blank without a request. That is harmless, but shows nothing.
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

// --paper of renderer/ui/tokens.css, so that the window does not flash while the page loads.
const backgroundByTheme = { light: '#fbfbf9', dark: '#12171c' };

/** Create the app's hardened window. It shows after its first paint. */
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
  // A title appears on task bars and in screenshots: it never holds content.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (state.isMaximized) window.maximize();
    window.show();
  });
  return window;
}

interface ShellWindowOptions {
  readonly app: App;
  readonly screen: Screen;
  readonly nativeTheme: NativeTheme;
  readonly log: ShellLog;
  /** Ask the page to save unsaved input, within this time. */
  readonly flush: (atMostMs: number) => Promise<unknown>;
  readonly preload: string;
  /** File with the window's bounds. */
  readonly stateFile: string;
  readonly isQuitting: () => boolean;
  /** Whether the window may close now. */
  readonly mayClose: () => boolean;
  /** Called when the first or another page is in the window, before any of its scripts runs. */
  readonly onPage: () => void;
  /** Whether the shell itself is loading a page by way of a blank one. */
  readonly isReloading: () => boolean;
}

/** Open the app's window with its bounds, its saving before it closes, and its recovery. */
export function openShellWindow(parts: ShellWindowOptions): BrowserWindow {
  const { app, screen, log, stateFile, isReloading: isBetween } = parts;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const workAreas = [primary, ...others].map(({ workArea }) => workArea);

  const window = createAppWindow({
    state: fitWindowBounds(readWindowState(stateFile), workAreas),
    preload: parts.preload,
    isPackaged: app.isPackaged,
    isDark: parts.nativeTheme.shouldUseDarkColors,
  });
  saveWindowStateOnChange(window, (state) => saveWindowState(stateFile, state));
  saveBeforeClose(window, parts);
  window.webContents.on('did-navigate', parts.onPage);
  reloadCrashedPage(window, { log, nowMs: Date.now, isReloading: isBetween });
  return window;
}
