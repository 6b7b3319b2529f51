import { expect, test } from 'vitest';
import { fullDiskRetryMs } from '#renderer/store/recovery/repair-database.ts';
import { aFragileDatabase } from '#tests/support/laptop/fragile-database.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { aWrite } from '#tests/support/laptop/test-laptop.ts';

/** A store with a database that fails until it is deleted, beside a journal without room. */
async function openOnFullDisk() {
  const { journal, start, openBeside } = journaledLaptops();
  const fragileDatabase = aFragileDatabase();
  const testLaptop = await start({ db: nodeDatabase() });
  await testLaptop.close();
  const { clock } = testLaptop;
  const told: unknown[] = [];
  const { store, close } = await openBeside(testLaptop, fragileDatabase.db, {
    onBroken: (error) => told.push(error),
  });
  const shown: unknown[] = [];
  await store.watch('status', null, ({ saveFailed }) => void shown.push(saveFailed?.code));
  await expect.poll(() => shown.length).toBeGreaterThan(0);
  fragileDatabase.fault = 'untilDeleted';
  journal.mood = 'reserve';
  const documents = new Promise((resolve) => void store.watch('documents', { log }, resolve));
  const untilRetry = (): Promise<void> =>
    expect.poll(() => (clock.nextMs ?? Number.NaN) - clock.nowMs).toBe(fullDiskRetryMs);
  await untilRetry();
  return { journal, shown, fragile: fragileDatabase, clock, told, store, close, documents, untilRetry };
}

test('[D4] a database that fails for lack of room is not deleted, and opened again until it works', async () => {
  const { fragile, clock, told, store, close, documents, untilRetry } = await openOnFullDisk();
  const write = () => store.write(log, [aWrite(doc, 'assessment', 'title', 'Court')]);
  await expect(write()).rejects.toMatchObject({ name: 'JournalRefused', code: 'full' });
  clock.advance(fullDiskRetryMs);
  await untilRetry();
  expect(fragile.fault).toBe('untilDeleted');

  fragile.fault = 'none';
  clock.advance(fullDiskRetryMs);
  expect(await documents).toEqual([]);
  expect(await write()).toMatchObject({ kind: 'saved' });
  expect(told).toEqual([]);
  await close();
});

test('[D4] a write on a disk without room is shown as not saved because the disk is full', async () => {
  const { store, shown, close } = await openOnFullDisk();
  await expect(store.write(log, [aWrite(doc, 'assessment', 'title', 'Court')])).rejects.toThrow();
  expect(shown.at(-1)).toBe('full');
  await close();
});

test('[D4] a database that fails again after room has returned is given up on, not deleted', async () => {
  const { journal, fragile, clock, told, close } = await openOnFullDisk();
  journal.mood = 'ample';
  clock.advance(fullDiskRetryMs);
  await expect.poll(() => told.length).toBeGreaterThan(0);
  expect(fragile.fault).toBe('untilDeleted');
  await close();
});

test('[D4] a store that closes calls off the next opening on a full disk', async () => {
  const { clock, close } = await openOnFullDisk();
  await close();
  expect(clock.nextMs).toBeNull();
});
