import path from 'node:path';
import { app, type BrowserWindow, nativeTheme, protocol, screen, session } from 'electron';
import { hardenSession } from './hardening/harden-session.ts';
import type { ShellLog } from './shell-log.ts';
import { appPageUrl, appScheme } from './window/app-address.ts';
import { createAppHandler, type GeneratedPages } from './window/app-protocol.ts';
import { listAppFiles } from './window/app-file-table.ts';
import { followAppEvents, openShellWindow } from './window/shell-window.ts';
import { shellLabelsByLanguage, type ShellLanguage } from './window/shell-labels.ts';

/** What stands in the window when the app has stopped again and again: no script, no style, one way back. */
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

export interface PageDependencies {
  readonly userData: string;
  /** Where our own programs lie. */
  readonly programs: string;
  readonly log: ShellLog;
  /** Asks the page to save what is typed, for so long at most. */
  readonly flush: (atMostMs: number) => Promise<unknown>;
  readonly language: () => ShellLanguage;
  readonly printed: GeneratedPages;
  readonly onBlocked: (what: string) => void;
  /** May the page turn the camera on now? */
  readonly mayFilm: () => boolean;
  readonly onWindow: (window: BrowserWindow) => void;
  /** A page has come into the window. */
  readonly onPage: () => void;
  /** Does the shell itself load a page by way of a blank one? */
  readonly isReloading: () => boolean;
  /** The window is gone; closing it saved what was typed. */
  readonly onClosed: () => void;
}

/** Serves the page and shows it in the one window that there is. What the page asks waits until somebody answers. */
export async function openAppPage(
  parts: PageDependencies,
): Promise<{ readonly window: () => BrowserWindow | null }> {
  const { userData, programs, log } = parts;
  let window: BrowserWindow | null = null;
  let isQuitting = false;

  const files = listAppFiles(path.join(programs, '..', 'field'));
  const made: GeneratedPages = (place) =>
    place === '/problem.html'
      ? { type: 'text/html; charset=utf-8', text: problemPageHtml(parts.language()) }
      : parts.printed(place);
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
      onPage: parts.onPage,
      isReloading: parts.isReloading,
    });
    parts.onWindow(window);
    window.on('closed', () => {
      window = null;
      parts.onClosed();
    });
  };
  app.on('before-quit', () => {
    isQuitting = true;
  });
  followAppEvents(app, { log, platform: process.platform, window: () => window, showWindow });
  showWindow();
  return { window: () => window };
}
