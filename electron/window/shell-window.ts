import type { App, BrowserWindow, NativeTheme, Screen } from 'electron';
import type { ShellLog } from '../log/shell-log.ts';
import { keepPlace } from './keep-place.ts';
import { openWindow } from './open-window.ts';
import { recoverPage } from './recover-page.ts';
import { saveBeforeClose } from './save-before-close.ts';
import { keepWindowState, placeWindow, readWindowState } from './window-state.ts';

export interface ShellWindowParts {
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
  readonly isBetween: () => boolean;
}

/** The window of the app with all that belongs to it: its place, what it saves before it goes, how it recovers. */
export function openShellWindow(parts: ShellWindowParts): BrowserWindow {
  const { app, screen, log, stateFile, isBetween } = parts;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const workAreas = [primary, ...others].map(({ workArea }) => workArea);

  const window = openWindow({
    state: placeWindow(readWindowState(stateFile), workAreas),
    preload: parts.preload,
    isPackaged: app.isPackaged,
    isDark: parts.nativeTheme.shouldUseDarkColors,
  });
  keepPlace(window, (state) => keepWindowState(stateFile, state));
  saveBeforeClose(app, window, parts.flush, parts.isQuitting);
  window.webContents.on('did-navigate', parts.onPage);
  recoverPage(window, { log, nowMs: Date.now, isBetween });
  return window;
}

/** What a second start of the app does: the window that is there comes to the front. */
export function bringToFront(window: BrowserWindow | null): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
