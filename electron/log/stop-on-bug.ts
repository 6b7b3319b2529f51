import type { App } from 'electron';
import type { ShellLog } from './shell-log.ts';

/** EX_SOFTWARE: whoever started the app can tell a bug from a person's quitting. */
const bugExitCode = 70;

/**
 * An exception that nobody caught leaves the shell in a state that nobody knows: it is logged and the app ends. Electron
 * would show a dialog and stay half alive. What was shown as saved is on disk already.
 */
export function stopOnBug(app: App, log: ShellLog): void {
  const stop = (error: unknown): void => {
    log.bug('bug', error);
    if (!app.isPackaged) console.error(error);
    app.exit(bugExitCode);
  };
  process.on('uncaughtException', stop);
  process.on('unhandledRejection', stop);
}
