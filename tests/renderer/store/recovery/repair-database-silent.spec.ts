import { expect, test } from 'vitest';
import { noTimeouts } from '#renderer/store/db/database-timeouts.ts';
import { SilentDatabaseError } from '#renderer/store/db/disk-failure.ts';
import { FakeTimeout } from '#tests/support/clock/fake-timeout.ts';
import { aFragileDatabase } from '#tests/support/laptop/fragile-database.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { aWrite } from '#tests/support/laptop/test-laptop.ts';

/** A laptop that has written a title and was closed, and a fragile database for its store. */
async function aClosedLaptop() {
  const { start, openBeside } = journaledLaptops();
  const a = await start({ db: nodeDatabase() });
  await a.close();
  return { a, openBeside, fragile: aFragileDatabase() };
}

const forEver = (): Promise<void> => new Promise(() => {});

test('[D2] a database that is silent when reopened is told of with the unsaved write, and not deleted', async () => {
  const { a, openBeside, fragile } = await aClosedLaptop();
  const reopen = new FakeTimeout();
  const told: unknown[] = [];
  const { store } = await openBeside(a, fragile.db, {
    timeouts: { ...noTimeouts, reopen: reopen.wait },
    onSilent: (silentDatabaseError, isUnsaved) => told.push([silentDatabaseError.name, isUnsaved]),
    onBroken: (error) => told.push(error),
  });
  fragile.fault = 'untilDeleted';
  fragile.onOpened = () => {
    reopen.runOut();
    return forEver();
  };
  void store.write(log, [aWrite(doc, 'assessment', 'title', 'Court')]).catch(() => undefined);
  await expect.poll(() => told).toEqual([['SilentDatabaseError', true]]);
  expect(fragile.fault).toBe('untilDeleted');
});

test('[D2] a database that is silent when the start reopens it ends the start, and is not deleted', async () => {
  const { a, openBeside, fragile } = await aClosedLaptop();
  const reopen = new FakeTimeout();
  let opened = 0;
  fragile.onOpened = () => {
    opened += 1;
    fragile.fault = 'untilDeleted';
    if (opened === 1) return;
    reopen.runOut();
    return forEver();
  };
  const starting = openBeside(a, fragile.db, {
    timeouts: { ...noTimeouts, reopen: reopen.wait },
    onBroken: (error) => expect.unreachable(String(error)),
  });
  await expect(starting).rejects.toBeInstanceOf(SilentDatabaseError);
  expect(fragile.fault).toBe('untilDeleted');
});

test('[D2] a database that a query was opening when the repair began is kept', async () => {
  const { a, openBeside, fragile } = await aClosedLaptop();
  const told: unknown[] = [];
  const { store, close } = await openBeside(a, fragile.db, { onBroken: (error) => told.push(error) });
  await store.write(log, [aWrite(doc, 'assessment', 'title', 'Court')]);
  // The repair waits for a round under way.
  await new Promise<void>((resolve) => {
    void store.watch('status', null, ({ waiting, sync }) => {
      if (waiting.changes === 0 && sync.kind === 'idle') resolve();
    });
  });
  let isDeleted = false;
  fragile.onDeleted = () => (isDeleted = true);
  // Chromium closes the database. The next query begins to open it, and the repair begins meanwhile.
  fragile.onOpened = () => {
    fragile.onOpened = () => undefined;
    return new Promise((resolve) => void setTimeout(resolve, 50));
  };
  fragile.db.close({ disableAutoOpen: false });
  void fragile.db.logs.count().catch(() => undefined);
  const titles: string[] = [];
  await store.watch('documents', { log }, (all) => titles.push(...all.map(({ title }) => title)));
  await expect.poll(() => titles).toContain('Court');
  expect({ told, isDeleted }).toEqual({ told: [], isDeleted: false });
  await close();
});
