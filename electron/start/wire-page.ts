import path from 'node:path';
import { app, type BrowserWindow, nativeTheme, protocol, screen, session } from 'electron';
import { hardenSession } from '../hardening/harden-session.ts';
import type { ShellLog } from '../log/shell-log.ts';
import { appScheme } from '../protocol/app-address.ts';
import { answerFrom, type MadePages } from '../protocol/app-protocol.ts';
import { listFiles } from '../protocol/file-table.ts';
import { followApp } from '../window/follow-app.ts';
import { problemPage } from '../window/problem-page.ts';
import { openShellWindow } from '../window/shell-window.ts';
import type { ShellLanguage } from '../window/words.ts';

export interface PageParts {
  readonly userData: string;
  /** Where our own programs lie. */
  readonly programs: string;
  readonly log: ShellLog;
  /** Asks the page to save what is typed, for so long at most. */
  readonly flush: (atMostMs: number) => Promise<unknown>;
  readonly language: () => ShellLanguage;
  readonly printed: MadePages;
  readonly onBlocked: (what: string) => void;
  /** May the page turn the camera on now? */
  readonly mayFilm: () => boolean;
  readonly onWindow: (window: BrowserWindow) => void;
  /** A page has come into the window. */
  readonly onPage: () => void;
  /** Does the shell itself load a page by way of a blank one? */
  readonly isBetween: () => boolean;
  /** The window is gone; closing it saved what was typed. */
  readonly onClosed: () => void;
}

/** Serves the page and shows it in the one window that there is. What the page asks waits until somebody answers. */
export async function wirePage(parts: PageParts): Promise<{ readonly window: () => BrowserWindow | null }> {
  const { userData, programs, log } = parts;
  let window: BrowserWindow | null = null;
  let isQuitting = false;

  const files = listFiles(path.join(programs, '..', 'field'));
  const made: MadePages = (place) =>
    place === '/problem.html'
      ? { type: 'text/html; charset=utf-8', text: problemPage(parts.language()) }
      : parts.printed(place);
  protocol.handle(appScheme, answerFrom(files, made));
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
      isBetween: parts.isBetween,
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
  followApp(app, { log, platform: process.platform, window: () => window, showWindow });
  showWindow();
  return { window: () => window };
}
