import fs from 'node:fs';
import { type App, BrowserWindow, type NativeTheme, type Screen } from 'electron';
import { hardenedWebPreferences } from '../hardening/harden-web-contents.ts';
import type { ShellLog } from '../shell-log.ts';
import { writeFileDurably } from '../vault/write-file-durably.ts';
import { appPageUrl, isAppPage, problemPageUrl } from './app-protocol.ts';

/** Delay of saving: a window that is dragged reports each pixel. */
const saveDelayMs = 400;

/** Save the window's bounds soon after a move and at its end, so that a crash loses little of it. */
function saveWindowStateOnChange(window: BrowserWindow, keep: (windowState: WindowState) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed()) keep({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(now, saveDelayMs);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', now);
  window.on('closed', () => clearTimeout(timer));
}

interface WindowRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** State of the window when last seen. `bounds` are those of the window when not maximized. */
interface WindowState {
  readonly bounds: WindowRectangle;
  readonly isMaximized: boolean;
}

const defaultWindowSize = { width: 1280, height: 800 };
const minimumWindowSize = { width: 640, height: 480 };
/** Part of the window that must be on a screen, so that it can be seen and dragged. */
const reachableSize = { width: 120, height: 60 };

/**
 * Fit the window's bounds: as stored, if it can be reached on one of the screens. Otherwise of default size in the middle of
 * the primary screen, the first. `workAreas` must not be empty.
 */
export function fitWindowBounds(
  storedWindowState: WindowState | null,
  workAreas: readonly WindowRectangle[],
): WindowState {
  if (
    storedWindowState &&
    workAreas.some((windowRectangle) => isWindowReachable(storedWindowState.bounds, windowRectangle))
  )
    return storedWindowState;
  const [area = { x: 0, y: 0, ...defaultWindowSize }] = workAreas;
  const wanted = storedWindowState?.bounds ?? defaultWindowSize;
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { bounds: { x, y, width, height }, isMaximized: storedWindowState?.isMaximized ?? false };
}

function isWindowReachable(bounds: WindowRectangle, windowRectangle: WindowRectangle): boolean {
  const width =
    Math.min(bounds.x + bounds.width, windowRectangle.x + windowRectangle.width) -
    Math.max(bounds.x, windowRectangle.x);
  const height =
    Math.min(bounds.y + bounds.height, windowRectangle.y + windowRectangle.height) -
    Math.max(bounds.y, windowRectangle.y);
  const isTitleVisible = bounds.y >= windowRectangle.y - reachableSize.height / 2;
  return width >= reachableSize.width && height >= reachableSize.height && isTitleVisible;
}

/** Read the state; null when missing or unreadable: a window's bounds are not worth a failure. */
export function readWindowState(file: string): WindowState | null {
  try {
    return parseWindowState(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

// Without a zod schema: this one file is read before the window, and loading zod takes longer.
function parseWindowState(kept: { readonly [part: string]: unknown }): WindowState | null {
  const { x, y, width, height } = Object(kept['bounds']) as { readonly [side: string]: unknown }; // checked below
  const { isMaximized } = kept;
  if (typeof isMaximized !== 'boolean') return null;
  if (!isSafeInteger(x) || !isSafeInteger(y) || !isSafeInteger(width) || !isSafeInteger(height)) return null;
  return width > 0 && height > 0 ? { bounds: { x, y, width, height }, isMaximized } : null;
}

const isSafeInteger = (value: unknown): value is number => Number.isSafeInteger(value);

/** Save the state, if the disk allows. */
export function saveWindowState(file: string, windowState: WindowState): void {
  try {
    writeFileDurably(file, JSON.stringify(windowState));
  } catch {
    // as above
  }
}

interface AppEventDependencies {
  readonly log: ShellLog;
  readonly platform: NodeJS.Platform;
  readonly window: () => BrowserWindow | null;
  readonly showWindow: () => void;
}

/**
 * Follow the app's events: one app, one window. A second start shows it. Closing it ends the app, except on platforms
 * where apps outlive their windows.
 */
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

/** Bring the existing window to the front, at a second start of the app. */
function bringWindowToFront(window: BrowserWindow | null): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
