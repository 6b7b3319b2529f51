import { readFileSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';

/** Preferences of the app's first window, as Chromium has them. */
export const webPreferencesOf = (app: ElectronApplication): Promise<Record<string, unknown>> =>
  app.evaluate(({ BrowserWindow }) => {
    // Not in the public types, but Electron's own checklist looks at it.
    const [window] = BrowserWindow.getAllWindows() as unknown as {
      webContents: { getLastWebPreferences(): Record<string, unknown> };
    }[];
    return window?.webContents.getLastWebPreferences() ?? {};
  });

/**
 * Ask the shell from another page with the same preload script.
 * @returns `closed unread` where the shell refused the port, `answered` where it did not
 */
export const askFromOtherPage = (app: ElectronApplication): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow, app: electron }) => {
    const preload = `${electron.getAppPath()}/dist/electron/preload.cjs`;
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await other.loadURL('app://fieldbook/problem.html');
    const outcome: unknown = await other.webContents.executeJavaScript(`new Promise((done) => {
      addEventListener('message', ({ data, ports: [port] }) => {
        if (data !== 'fieldbook:host-port') return;
        port.onmessage = () => done('answered');
        port.onclose = () => done('closed unread');
        port.postMessage({ id: 1, channel: 'device.identity', ask: null });
      });
      postMessage('fieldbook:connect-host', '*');
    })`);
    other.destroy();
    return outcome;
  });

/** Blocked acts according to the shell's log in a profile folder. */
export function blockedActsIn(profile: string): readonly unknown[] {
  const lines = readFileSync(`${profile}/logs/fieldbook.log`, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const { code, word } = JSON.parse(line) as { code: string; word?: string }; // written by our own log
    return code === 'blocked' ? [word] : [];
  });
}
