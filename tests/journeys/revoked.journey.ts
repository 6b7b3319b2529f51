import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as z from 'zod';
import { Pack } from '#sync/protocol/wire.ts';
import { deviceOf } from '#tests/support/app/device-of.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { someOwner } from '#tests/support/app/vault.ts';
import { headerFileOf, keysOf, wrappedKeyOf } from '#tests/support/app/vault-keys.ts';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import { typeIntoAssessment } from '#tests/support/canaries/type-canaries.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';
import { startCountingProxy } from '#tests/support/network/counting-proxy.ts';
import { makeCertificate } from '#tests/support/network/self-made-certificate.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import {
  openSealedFile,
  type RecoveryFiles,
  type ServerStore,
  serverCommand,
  startServer,
  stateRecoveryKey,
} from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

// A laptop that was revoked without a network executes the command at its next contact (docs/security-requirements.md
// 4).

const institution = 'Public Prosecution Service';

test('a second laptop ordered to wipe while offline is erased over HTTPS; the first continues', async () => {
  test.setTimeout(240_000);
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const selfMadeCertificate = makeCertificate(folder);
  const { trust } = selfMadeCertificate;
  const serverProcess = await startServer(data, 0, selfMadeCertificate);
  const programme = await setUpProgramme(data);
  const countingProxy = await startCountingProxy(serverProcess.url);
  const proxyUrl = countingProxy.url.replace('http:', 'https:');
  const profile = path.join(folder, 'second');
  expect([serverProcess.url, proxyUrl].map((url) => new URL(url).protocol)).toEqual(['https:', 'https:']);

  await test.step('the control: an app that is not told to take this certificate does not join', async () => {
    const enrol = { url: serverProcess.url, code: await programme.secondCode() };
    const stranger = await startLaptop({ profile: path.join(folder, 'stranger'), enrol });
    await expect(stranger.page.getByRole('button', { name: 'Join' })).toBeEnabled();
    await expect(stranger.page.getByRole('link', { name: 'My missions' })).toHaveCount(0);
    await stranger.quit();
  });

  const firstLaptop = await startLaptop({
    profile: path.join(folder, 'first'),
    enrol: { url: serverProcess.url, code: await programme.leadCode() },
    trust,
  });
  const lead = new FieldApp(firstLaptop.page);
  await lead.openMission(programme.mission);
  await lead.startAssessment(institution, 'Prosecution service');
  await lead.untilNothingWaits();

  const enrol = { url: proxyUrl, code: await programme.secondCode() };
  const second = await startLaptop({ profile, enrol, trust });
  const colleague = new FieldApp(second.page);
  await colleague.openAssessment(programme.mission, institution);
  const canaries = new Canaries();
  await test.step('without a network, the second laptop is written into and headquarters tells it to wipe', async () => {
    countingProxy.cut();
    await typeIntoAssessment(second.page, programme.mission, canaries);
    await colleague.expectChangesWaiting();
    await tellTo(data, 'wipe', await deviceOf(second.page));
  });
  const wrapped = wrappedKeyOf(profile);
  const needles = [...canaries.needles(), ...(await keysOf(profile, someOwner.passphrase)), ...wrapped];
  expect(searchFolders([profile], wrapped).hits, 'the control').not.toEqual([]);
  // Another name of the same bytes: a file only removed from the list could be read here for ever.
  const header = path.join(folder, 'header');
  fs.linkSync(headerFileOf(profile), header);

  countingProxy.restore();
  await colleague.syncNow();
  await untilErased(second);
  await expect(second.page.getByText('A vault on this laptop was erased')).toBeVisible();
  await expect.poll(() => stepsOf(profile), { timeout: 30_000 }).toEqual(['confirmed']);
  await second.quit();
  expect(fs.readFileSync(header, 'utf8')).not.toContain('"wrapped"');
  const search = searchFolders([profile], needles);
  console.log(`${search.files} files, ${canaries.count} canaries: ${search.hits.length} hits`);
  expect(search.unread).toEqual([]);
  expect(search.hits).toEqual([]);

  await test.step('headquarters reads in the console that the laptop did so', async () => {
    const { browser, page } = await openConsole(serverProcess.url, trust);
    await page.getByLabel('Sign-in code').fill(await serverProcess.signInCode());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('link', { name: 'Devices' }).click();
    await expect(page.getByText('Confirmed by the laptop')).toHaveCount(1);
    await browser.close();
  });
  await test.step('the first laptop goes on sending', async () => {
    await lead.openMission(programme.mission);
    await lead.startAssessment('Court of Cassation', 'Court');
    await lead.untilNothingWaits();
    await firstLaptop.quit();
  });
  await countingProxy.close();
  await serverProcess.stop();
  await remove();
});

test('a laptop revoked offline seals unsent packs, erases itself, notifies its person; headquarters opens them', async () => {
  test.setTimeout(180_000);
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const holders = await stateRecoveryKey(data, path.join(folder, 'recovery'));
  let serverProcess = await startServer(data);
  const programme = await setUpProgramme(data);
  const countingProxy = await startCountingProxy(serverProcess.url);
  const profile = path.join(folder, 'laptop');
  const bearer = new Device(serverProcess.url);
  await bearer.enrol(await programme.secondCode());
  const laptop = await startLaptop({
    profile,
    enrol: { url: countingProxy.url, code: await programme.leadCode() },
  });
  const canaries = new Canaries();
  const fieldApp = new FieldApp(laptop.page);
  await fieldApp.untilAtRest();
  countingProxy.cut();
  await typeIntoAssessment(laptop.page, programme.mission, canaries);
  const device = await deviceOf(laptop.page);
  const before = path.join(folder, 'server before the revocation');
  await serverProcess.stop();
  fs.cpSync(data, before, { recursive: true });
  serverProcess = await startServer(data, serverProcess.port);
  await tellTo(data, 'revoke', device);
  countingProxy.restore();
  await fieldApp.syncNow();

  await untilErased(laptop);
  await expect(laptop.page.getByText('was revoked')).toBeVisible();
  await expect.poll(() => stepsOf(profile), { timeout: 30_000 }).toEqual(['confirmed']);
  await laptop.quit();
  expect(searchFolders([profile], canaries.needles()).hits).toEqual([]);

  const [name = '', ...others] = fs.readdirSync(path.join(profile, 'for-headquarters'));
  expect(others).toEqual([]);
  expect(name).toMatch(new RegExp(`^${device}-.*\\.age$`));
  const packs = await openedByHeadquarters(holders, path.join(profile, 'for-headquarters', name));
  expect(JSON.stringify(packs), 'the control: it is what was typed').toContain(canaries.of('reason'));
  await test.step('the packs equal the unsent ones, and headquarters refuses them from the revoked device', async () => {
    const verdictsOf = async (url: string): Promise<unknown> => {
      bearer.url = url;
      return (await bearer.sync({}, [...packs])).body.verdicts;
    };
    const refused = { verdict: 'refused', code: 'device' };
    expect(await verdictsOf(serverProcess.url)).toMatchObject(packs.map(() => refused));
    const earlier = await startServer(before);
    expect(await verdictsOf(earlier.url)).toMatchObject(packs.map(() => ({ verdict: 'accepted' })));
    await earlier.stop();
  });

  await countingProxy.close();
  await serverProcess.stop();
  await remove();
});

const tellTo = (store: ServerStore, order: 'revoke' | 'wipe', device: string): Promise<unknown> =>
  serverCommand(store, 'admin', 'revoke', '--device', device, ...(order === 'wipe' ? ['--wipe'] : []));

/** The lock screen shows, and offers no vault. */
async function untilErased({ page, profile }: Laptop): Promise<void> {
  await expect(page.locator('main.unlock')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('radio', { name: someOwner.label })).toHaveCount(0);
  const vaults = path.join(profile, 'vaults');
  await expect.poll(() => fs.readdirSync(vaults), { timeout: 30_000 }).toEqual([]);
}

/** Progress of the commands of a laptop. */
function stepsOf(profile: string): readonly string[] {
  const orders = path.join(profile, 'orders');
  const Step = z.object({ step: z.string() });
  return fs
    .readdirSync(orders)
    .map((name) => Step.parse(JSON.parse(fs.readFileSync(path.join(orders, name), 'utf8'))).step);
}

/** The signed packs in a file of a revoked laptop, opened by the holders of headquarters' recovery key. */
async function openedByHeadquarters(holders: RecoveryFiles, file: string): Promise<readonly Pack[]> {
  const text = await openSealedFile(holders, file);
  const Line = z.object({ pack: Pack.optional() });
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => Line.parse(JSON.parse(line)).pack ?? []);
}
