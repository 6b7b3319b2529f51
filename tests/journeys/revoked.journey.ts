import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { startCountingProxy } from './support/counting-proxy.ts';
import { FieldApp } from './support/field-app.ts';
import { type Laptop, startLaptop } from './support/laptop.ts';
import { setUpProgramme } from './support/programme.ts';
import { serverCommand, startServer } from './support/server-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// A laptop that was revoked while it had no network carries the order out at its next contact (security.md 4).

const canary = 'Canary of the ministry of justice';

/** Every device of the programme, as headquarters lists it. */
const deviceOf = async (laptop: Laptop): Promise<string> =>
  laptop.page.evaluate(async () => {
    const port = await new Promise<MessagePort>((resolve) => {
      const take = ({ data, ports }: MessageEvent<unknown>): void => {
        if (data !== 'fieldbook:host-port' || !ports[0]) return;
        window.removeEventListener('message', take);
        resolve(ports[0]);
      };
      window.addEventListener('message', take);
      window.postMessage('fieldbook:connect-host', location.origin);
    });
    return new Promise<string>((resolve) => {
      port.addEventListener('message', ({ data }: MessageEvent<{ answer?: { device: string } }>) => {
        if (data.answer) resolve(data.answer.device);
      });
      port.start();
      port.postMessage({ id: 1, channel: 'device.identity', ask: null });
    });
  });

/** All bytes below a folder. */
const filesBelow = (folder: string): readonly string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

for (const order of ['revoke', 'wipe'] as const) {
  test(`a laptop that is told to ${order} while offline does so at its next contact, and headquarters knows`, async () => {
    const { folder, remove } = await temporaryFolder();
    const data = path.join(folder, 'server');
    const server = await startServer(data);
    const programme = await setUpProgramme(data);
    const road = await startCountingProxy(server.url);
    const profile = path.join(folder, 'laptop');
    const laptop = await startLaptop({ profile, enrol: { url: road.url, code: await programme.leadCode() } });
    const field = new FieldApp(laptop.page);
    await field.openMission(programme.mission);
    road.cut();
    await field.startAssessment(canary, 'Police or other law-enforcement agency');
    await field.untilSaved();
    const device = await deviceOf(laptop);

    await serverCommand(data, 'admin', 'revoke', '--device', device, ...(order === 'wipe' ? ['--wipe'] : []));
    road.mend();
    await field.syncNow();

    const { page } = laptop;
    await expect(page.locator('main.unlock')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('radio', { name: 'Field laptop' })).toHaveCount(0);
    const notice = page.getByText('was withdrawn');
    if (order === 'revoke') {
      await expect(notice).toBeVisible();
      expect(fs.readdirSync(path.join(profile, 'for-headquarters'))).toEqual([
        expect.stringMatching(new RegExp(`^${device}-.*\\.age$`)),
      ]);
    } else {
      await expect(notice).toHaveCount(0);
    }
    const orders = path.join(profile, 'orders');
    const steps = (): readonly string[] =>
      fs.readdirSync(orders).map((name) => {
        const { step } = JSON.parse(fs.readFileSync(path.join(orders, name), 'utf8')) as {
          readonly step: string;
        };
        return step;
      });
    await expect.poll(steps, { timeout: 30_000 }).toEqual(order === 'revoke' ? ['confirmed'] : []);

    await laptop.quit();
    const vaults = filesBelow(path.join(profile, 'vaults')).filter((file) => !file.endsWith('vault.json'));
    expect(vaults).toEqual([]);
    expect(filesBelow(profile).filter((file) => fs.readFileSync(file).includes(canary))).toEqual([]);
    await road.close();
    await server.stop();
    await remove();
  });
}
