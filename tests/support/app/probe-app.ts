import fs from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { openVaultOverChannel } from './vault.ts';

/** The built shell around a page that tries to get out of it, in a folder of its own. */
export interface ProbeApp {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Put the built shell and the probe together in the layout of the app's folder; returns the folder to start. */
export function makeProbeFolder(parent: string): string {
  const folder = path.join(parent, 'app');
  fs.cpSync(path.resolve('dist/electron'), path.join(folder, 'dist/electron'), { recursive: true });
  fs.cpSync(path.resolve('tests/journeys/shell-probe'), path.join(folder, 'dist/field'), { recursive: true });
  const description = { name: 'fieldbook', productName: 'Fieldbook', version: '0.0.1', type: 'module' };
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ ...description, main: 'dist/electron/main.js' }),
  );
  return folder;
}

export const probeArgs = (folder: string, profile: string): string[] => [
  folder,
  `--user-data-dir=${profile}`,
  '--demonstration',
];

/** Start it, wait until the probe has its port, and open a vault for it. */
export async function startProbe(args: readonly string[]): Promise<ProbeApp> {
  const app = await _electron.launch({ args: [...args] });
  const page = await app.firstWindow();
  await page.waitForFunction(() => 'probe' in window);
  await openVaultOverChannel(page);
  return { app, page };
}

/** Call the probe from a timer of the page, so that the page's policy holds for it. */
export function callProbe(page: Page, name: string, ...args: readonly unknown[]): Promise<unknown> {
  return page.evaluate(
    ([called, given]) =>
      new Promise((resolve, reject) => {
        // The probe is plain JavaScript of the page; the journeys name its functions.
        const { probe } = window as unknown as { probe: Record<string, (...given: unknown[]) => unknown> };
        setTimeout(() => {
          Promise.resolve(probe[called as string]?.(...(given as unknown[]))).then(resolve, reject);
        });
      }),
    [name, args] as const,
  );
}
