import type { BrowserWindow } from 'electron';
import { isOwnPage, pageUrl, problemUrl } from '../protocol/app-address.ts';
import type { ShellLog } from '../log/shell-log.ts';

/** A page that stops twice within this time is not loaded a third time by itself. */
const soonMs = 60_000;

export interface RecoverParts {
  readonly log: ShellLog;
  readonly nowMs: () => number;
  /** Does the shell itself load a page by way of a blank one? Then another follows anyway. */
  readonly isBetween: () => boolean;
}

/** When the page's process is gone, loads the page again; when that happens twice soon, says so instead. */
export function recoverPage(window: BrowserWindow, { log, nowMs, isBetween }: RecoverParts): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  const { webContents } = window;

  const load = (url: string): void => {
    webContents.loadURL(url).catch((error: unknown) => log.bug('load-failed', error));
  };
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.note('renderer-gone', { exitCode }, reason);
    if (reason === 'clean-exit') return;
    const isAgain = nowMs() - lastMs < soonMs;
    lastMs = nowMs();
    load(isAgain ? problemUrl : pageUrl);
  });
  // A page can go to about:blank without asking anybody. There is nothing there to do harm with, but nothing to see.
  webContents.on('did-navigate', (_event, url) => {
    if (isOwnPage(url) || url === problemUrl || isBetween()) return;
    log.note('blocked', {}, 'blank');
    load(pageUrl);
  });
  webContents.on('unresponsive', () => log.note('renderer-silent'));
  webContents.on('did-fail-load', (_event, errorCode) => log.note('load-failed', { errorCode }));
  webContents.on('preload-error', (_event, _path, error) => log.bug('load-failed', error));
  load(pageUrl);
}
