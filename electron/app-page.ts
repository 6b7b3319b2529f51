import path from 'node:path';
import { type App, app, type BrowserWindow, nativeTheme, protocol, screen, session } from 'electron';
import { hardenSession } from './hardening/harden-session.ts';
import type { ShellLog } from './shell-log.ts';
import {
  appPageUrl,
  appScheme,
  createAppHandler,
  type GeneratedPages,
  listAppFiles,
} from './window/app-protocol.ts';
import { type ShellLanguage, shellLabelsByLanguage } from './window/shell-labels.ts';
import { openShellWindow } from './window/shell-window.ts';

/** HTML of the window after repeated crashes of the app: no script, no style, one link back. */
function problemPageHtml(language: ShellLanguage): string {
  const { stoppedTitle, stoppedText, startAgain } = shellLabelsByLanguage[language];
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Fieldbook</title></head>
<body><main><h1>${stoppedTitle}</h1><p>${stoppedText}</p><p><a href="${appPageUrl}">${startAgain}</a></p></main></body>
</html>
`;
}

interface PageDependencies {
  readonly userData: string;
  /** Folder of the app's own programs. */
  readonly programs: string;
  readonly log: ShellLog;
  /** Ask the page to save unsaved input, within this time. */
  readonly flush: (atMostMs: number) => Promise<unknown>;
  readonly language: () => ShellLanguage;
  readonly printed: GeneratedPages;
  readonly onBlocked: (what: string) => void;
  /** Whether the page may use the camera now. */
  readonly mayFilm: () => boolean;
  /** Whether the window may close now. */
  readonly mayClose: () => boolean;
  readonly onWindow: (window: BrowserWindow) => void;
  /** Called when a page has loaded into the window. */
  readonly onPage: () => void;
  /** Whether the shell itself is loading a page by way of a blank one. */
  readonly isReloading: () => boolean;
  /** Called when the window is gone; unsaved input was saved before. */
  readonly onClosed: () => void;
}

/** Serve the page and show it in the one window of the app. Requests of the page wait until handlers exist. */
export async function openAppPage(
  parts: PageDependencies,
): Promise<{ readonly window: () => BrowserWindow | null }> {
  const { userData, programs, log } = parts;
  let window: BrowserWindow | null = null;
  let isQuitting = false;

  const files = listAppFiles(path.join(programs, '..', 'field'));
  const made: GeneratedPages = (filePath) =>
    filePath === '/problem.html'
      ? { type: 'text/html; charset=utf-8', text: problemPageHtml(parts.language()) }
      : parts.printed(filePath);
  protocol.handle(appScheme, createAppHandler(files, made));
  await hardenSession(session.defaultSession, {
    alsoAllowed: (url) => !app.isPackaged && url.startsWith('devtools:'),
    mayFilm: parts.mayFilm,
    onBlocked: parts.onBlocked,
  });
  const showWindow = (): void => {
    window = openShellWindow({
      app,
      screen,
      nativeTheme,
      log,
      flush: parts.flush,
      preload: path.join(programs, 'preload.cjs'),
      stateFile: path.join(userData, 'window.json'),
      isQuitting: () => isQuitting,
      mayClose: parts.mayClose,
      onPage: parts.onPage,
      isReloading: parts.isReloading,
    });
    parts.onWindow(window);
    window.on('closed', () => {
      window = null;
      parts.onClosed();
    });
  };
  app.on('before-quit', (event) => {
    if (!parts.mayClose()) return event.preventDefault();
    isQuitting = true;
  });
  followAppEvents(app, { log, platform: process.platform, window: () => window, showWindow });
  showWindow();
  return { window: () => window };
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
function followAppEvents(app: App, { log, platform, window, showWindow }: AppEventDependencies): void {
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

/** Bring the existing window to the front, at a second start of the app. */
function bringWindowToFront(window: BrowserWindow | null): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
