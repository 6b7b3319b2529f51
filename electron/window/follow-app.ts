import type { App, BrowserWindow } from 'electron';
import type { ShellLog } from '../log/shell-log.ts';
import { bringToFront } from './shell-window.ts';

interface AppParts {
  readonly log: ShellLog;
  readonly platform: NodeJS.Platform;
  readonly window: () => BrowserWindow | null;
  readonly showWindow: () => void;
}

/** One app, one window: a second start shows it, closing it ends the app except where apps outlive their windows. */
export function followApp(app: App, { log, platform, window, showWindow }: AppParts): void {
  app.on('second-instance', () => bringToFront(window()));
  app.on('activate', () => (window() ? bringToFront(window()) : showWindow()));
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  app.on('quit', () => log.note('quit'));
  app.on('child-process-gone', (_event, { reason, exitCode }) =>
    log.note('child-gone', { exitCode }, reason),
  );
}
