import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { lockVault } from '#tests/support/app/lock-and-erase.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { someOwner } from '#tests/support/app/vault.ts';
import { keysOf } from '#tests/support/app/vault-keys.ts';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import type { Needle } from '#tests/support/disk/needles.ts';
import { canReadMemory, searchMemory } from '#tests/support/disk/process-memory.ts';

test('locking the vault clears keys from all process memory, and typed text from the window’s', async () => {
  // All memory of six processes is read three times, beside another part of the tests.
  test.setTimeout(240_000);
  test.skip(!canReadMemory, "reading other processes' memory takes root on Linux");
  const { folder, remove, server, programme } = await startProgramme();
  const profile = path.join(folder, 'laptop');
  const firstLaptop = await startLaptop({
    profile,
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const previousFieldApp = new FieldApp(firstLaptop.page);
  const canaries = new Canaries();
  await previousFieldApp.openMission(programme.mission);
  await previousFieldApp.startAssessment(
    canaries.of('institution'),
    'Forensic laboratory or digital forensic unit',
  );
  await previousFieldApp.untilNothingWaits();
  await firstLaptop.quit();

  // By keys, one after the other: the driver leaves pasted text in the main process.
  const laptop = await startLaptop({ profile, owner: null });
  const { page } = laptop;
  await page.getByRole('textbox', { name: 'Passphrase' }).pressSequentially(someOwner.passphrase);
  await page.keyboard.press('Enter');
  const fieldApp = new FieldApp(page);
  await fieldApp.openAssessment(programme.mission, canaries.of('institution'));
  await fieldApp.openDimension('Institutions, people and training');
  await fieldApp.rate('D3.2', 3);
  await fieldApp.reason('D3.2').pressSequentially(canaries.of('reason'));
  await fieldApp.reason('D3.2').blur();
  await fieldApp.untilSaved();
  const keys = await keysOf(profile, someOwner.passphrase);

  await test.step('the control: while it is open they are found', async () => {
    const found = await memoryOf(laptop.app, [...keys, ...canaries.needles()]);
    expect(found.get('Browser')).toContain('vault key (raw)');
    expect(found.get('Tab')).toContain('store key (raw)');
    expect(found.get('Tab')?.some((hit) => hit.startsWith('reason'))).toBe(true);
  });
  await lockVault(laptop.page);
  // The old page's process takes a moment to end.
  const ofKeys = keys.filter(({ name }) => name !== 'passphrase');
  await expect
    .poll(() => memoryOf(laptop.app, ofKeys), { timeout: 30_000, intervals: [1_000] })
    .toEqual(new Map());
  const left = await memoryOf(laptop.app, [...canaries.needles(), ...keys]);
  expect(left.get('Tab') ?? []).toEqual([]);
  // Text that came as a message cannot be overwritten in a JavaScript engine; its memory is reused some day.
  console.log(`left after the lock: ${JSON.stringify([...left])}`);

  await laptop.quit();
  await server.stop();
  await remove();
});

/** Needles found by kind of process, as Electron names it; kinds without a hit are left out. */
async function memoryOf(
  app: ElectronApplication,
  needles: readonly Needle[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const processes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, type, name }) => ({ pid, sort: name ?? type })),
  );
  const found = new Map<string, readonly string[]>();
  for (const { pid, sort } of processes) {
    const hits = searchMemory(pid, needles);
    if (hits.length > 0) found.set(sort, [...(found.get(sort) ?? []), ...hits]);
  }
  return found;
}
