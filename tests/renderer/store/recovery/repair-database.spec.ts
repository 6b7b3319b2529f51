import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { noTimeouts } from '#renderer/store/db/database-timeouts.ts';
import type { StoreDependencies } from '#renderer/store/store-parts.ts';
import { writeGatherMs } from '#sync/client/sync-machine.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';
import { FakeTimeout } from '#tests/support/clock/fake-timeout.ts';
import { absentJournal } from '#tests/support/laptop/absent-journal.ts';
import { aFragileDatabase } from '#tests/support/laptop/fragile-database.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { journal, start, openBeside } = journaledLaptops();
beforeEach(() => {
  ({ journal, start, openBeside } = journaledLaptops());
});

const fail = (error: unknown): never => {
  throw error;
};

/** A store on a fragile database, beside a laptop that was closed; `told` has its errors. */
async function openFragile(part: Partial<StoreDependencies> = {}) {
  const fragileDatabase = aFragileDatabase();
  const a = await start({ db: nodeDatabase() });
  await a.close();
  const told: unknown[] = [];
  const onBroken = (error: unknown): void => void told.push(error);
  const { store, close } = await openBeside(a, fragileDatabase.db, { onBroken, ...part });
  return { fragile: fragileDatabase, a, told, store, close };
}

const titles = async (device: TestLaptop) =>
  (await device.query('documents', { log })).map(({ title }) => title);

describe('[D2] a database that fails while the store is open', () => {
  test.each(['untilOpened', 'untilDeleted'] as const)(
    'is mended when it fails %s: questions are answered again, writing goes on',
    async (fault) => {
      const fragileDatabase = aFragileDatabase();
      const a = await start({ db: fragileDatabase.db });
      await a.rest();
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'title', 'Court');
      fragileDatabase.fault = fault;
      const shown = a.until(
        'documents',
        { log },
        ([firstDocumentSummary]) => firstDocumentSummary?.title === 'High court',
      );
      await expect(a.store.write(log, [aWrite(aDoc(2), 'assessment', 'title', 'lost')])).rejects.toThrow();
      await expect.poll(() => fragileDatabase.fault).toBe('none');

      // While it is being rebuilt it may be asked, and has nothing yet.
      await expect.poll(() => titles(a)).toEqual(['Court']);
      const written = await a.write(log, doc, 'assessment', 'title', 'High court');
      expect(written).toMatchObject({ dots: [dotOf(a.id, 2)] });
      expect((await shown).map(({ waiting }) => waiting)).toEqual([2]);
      const { restored } = await a.query('status', null);
      expect(restored?.database ?? 'kept').toBe(fault === 'untilDeleted' ? 'rebuilt' : 'kept');
      await a.close();
    },
  );

  test.each(['untilOpened', 'untilDeleted'] as const)(
    '[D1] is repaired when it fails %s, and has the failed write from the journal',
    async (fault) => {
      const fragileDatabase = aFragileDatabase();
      const a = await start({ db: fragileDatabase.db });
      await a.rest();
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'title', 'Court');
      fragileDatabase.fault = fault;
      expect(await a.write(log, doc, 'assessment', 'title', 'High court')).toMatchObject({
        kind: 'saved',
        dots: [dotOf(a.id, 2)],
      });
      expect(await titles(a)).toEqual(['High court']);
      expect(await a.write(log, doc, 'assessment', 'title', 'Supreme court')).toMatchObject({
        dots: [dotOf(a.id, 3)],
      });
      await a.close();
    },
  );

  test.each(['AbortError', 'DatabaseClosedError'])(
    'and cuts questions short with %s is mended, and they are answered',
    async (failure) => {
      const fragileDatabase = aFragileDatabase();
      const a = await start({ db: fragileDatabase.db });
      await a.rest();
      a.transport.mood = 'down';
      await a.write(log, doc, 'assessment', 'title', 'Court');
      fragileDatabase.failure = failure;
      fragileDatabase.fault = 'untilOpened';
      expect(await titles(a)).toEqual(['Court']);
      await a.close();
    },
  );

  test('and cuts a sync short with AbortError is mended, and sync goes on by itself', async () => {
    const fragileDatabase = aFragileDatabase();
    const a = await start({ db: fragileDatabase.db });
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    fragileDatabase.failure = 'AbortError';
    fragileDatabase.fault = 'untilOpened';
    a.clock.advance(writeGatherMs);
    const storeStatus = await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    expect(storeStatus.saveFailed).toBeNull();
    expect((await a.rest()).sync.kind).toBe('idle');
    await a.close();
  });

  test('that was deleted under it is rebuilt at once', async () => {
    const parts = nodeIndexedDb();
    const a = await start({ db: nodeDatabase(parts) });
    await a.rest();
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'Court');
    const told = a.until('status', null, ({ restored }) => restored?.database === 'rebuilt');
    await new Promise((resolve) => {
      parts.indexedDB.deleteDatabase('test').onsuccess = resolve;
    });
    expect((await told).restored).toMatchObject({ changes: 1 });
    expect(await titles(a)).toEqual(['Court']);
    expect(await a.write(log, doc, 'assessment', 'title', 'High court')).toMatchObject({
      dots: [dotOf(a.id, 2)],
    });
    await a.close();
  });

  test('and cuts a sync short while the store closes is left to the next start', async () => {
    const fragileDatabase = aFragileDatabase();
    const a = await start({ db: nodeDatabase() });
    await a.close();
    const told: unknown[] = [];
    let opened = 0;
    fragileDatabase.onOpened = () => void (opened += 1);
    const { store, close } = await openBeside(a, fragileDatabase.db, {
      onBroken: (error) => told.push(error),
    });
    await store.syncNow();
    fragileDatabase.failure = 'DatabaseClosedError';
    fragileDatabase.fault = 'forEver';
    await close();
    expect({ told, opened }).toEqual({ told: [], opened: 1 });
  });

  test('and cannot even be built anew is given up on, and says why', async () => {
    const { fragile, told, store, close } = await openFragile();
    fragile.fault = 'forEver';
    await store.watch('documents', { log }, () => undefined);
    await expect.poll(() => told.length).toBeGreaterThan(0);
    expect(told[0]).toBeInstanceOf(AggregateError);
    await close();
  });

  test('[D1] and never ends a write is reopened with the journaled write, without reuse of numbers', async () => {
    const fakeTimeout = new FakeTimeout();
    const { fragile, a, store, close } = await openFragile({
      timeouts: { task: fakeTimeout.wait, open: fakeTimeout.wait, reopen: fakeTimeout.wait },
      onBroken: fail,
    });
    await store.write(log, [aWrite(doc, 'assessment', 'title', 'Court')]);
    fragile.isSilent = true;
    fragile.onSilence = () => fakeTimeout.runOut();
    const silent = store.write(log, [aWrite(doc, 'assessment', 'title', 'High court')]);
    const behind = store.write(log, [aWrite(doc, 'assessment', 'title', 'Supreme court')]);
    await expect(silent).rejects.toThrow('No answer');
    await expect(behind).rejects.toThrow('No answer');
    const shown = await new Promise((resolve) => {
      void store.watch('documents', { log }, ([firstDocumentSummary]) => {
        if (firstDocumentSummary?.title === 'High court') resolve(firstDocumentSummary.title);
      });
    });
    expect(shown).toBe('High court');
    expect(await store.write(log, [aWrite(doc, 'assessment', 'title', 'Court of appeal')])).toMatchObject({
      dots: [dotOf(a.host.device, 3)],
    });
    await close();
  });

  test('and reopens slowly is awaited for longer than the time limit of one task', async () => {
    const fakeTimeout = new FakeTimeout();
    const { fragile, a, store, close } = await openFragile({
      timeouts: { ...noTimeouts, task: fakeTimeout.wait },
      onBroken: fail,
    });
    await store.write(log, [aWrite(doc, 'assessment', 'title', 'Court')]);
    fragile.fault = 'untilOpened';
    fragile.onOpened = () => fakeTimeout.runOut();
    expect(await store.write(log, [aWrite(doc, 'assessment', 'title', 'High court')])).toMatchObject({
      dots: [dotOf(a.host.device, 2)],
    });
    await close();
  });

  test('[D4] and was reopened without room times out like a task; more room and reopening help', async () => {
    const fakeTimeout = new FakeTimeout();
    const { fragile, told, store, close } = await openFragile({
      timeouts: { ...noTimeouts, task: fakeTimeout.wait },
    });
    // A store that closes waits for a round under way, which this database would hold for ever.
    await new Promise<void>((resolve) => {
      void store.watch('status', null, ({ sync }) => sync.kind !== 'pushing' && resolve());
    });
    fragile.fault = 'untilOpened';
    fragile.onOpened = () => {
      fakeTimeout.runOut();
      return new Promise(() => {});
    };
    journal.mood = 'reserve';
    await store.watch('documents', { log }, () => undefined);
    await expect.poll(() => told.length).toBeGreaterThan(0);
    await close();
  });

  test.each([
    ['was damaged meanwhile', false],
    ['refused what a comparison had found to be lost', true],
  ])('[D2] beside a journal that %s is not deleted', async (_, isCompared) => {
    const fragileDatabase = aFragileDatabase();
    const a = await start({ db: nodeDatabase() });
    await a.close();
    const told: unknown[] = [];
    const { store, close } = await openBeside(a, fragileDatabase.db, {
      onBroken: (error) => told.push(error),
    });
    await store.write(log, [aWrite(doc, 'assessment', 'title', 'Court')]);
    journal.damage(({ kind }) => kind === 'ops');
    if (isCompared) [journal.mood, fragileDatabase.fault] = ['failing', 'untilOpened'];
    const shown: string[] = [];
    await store.watch('documents', { log }, (all) => shown.push(...all.map(({ title }) => title)));
    await expect.poll(() => shown).toContain('Court');
    journal.mood = 'ample';
    fragileDatabase.fault = 'untilDeleted';
    await store.watch('documents', { log }, () => undefined);
    await expect.poll(() => told.length).toBeGreaterThan(0);
    expect(fragileDatabase.fault).toBe('untilDeleted');
    await close();
  });
});

test('[D2, D4] an unopenable database is rebuilt beside a journal; without journal or disk room it stays', async () => {
  const parts = nodeIndexedDb();
  const a = await start({ db: nodeDatabase(parts) });
  await a.rest();
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.close();

  const open = parts.indexedDB.open.bind(parts.indexedDB);
  const deleteDatabase = parts.indexedDB.deleteDatabase.bind(parts.indexedDB);
  let isDeleted = false;
  let opens = 0;
  let roomAtOpen = Number.POSITIVE_INFINITY;
  parts.indexedDB.deleteDatabase = (name) => {
    isDeleted = true;
    return deleteDatabase(name);
  };
  parts.indexedDB.open = (...asked) => {
    opens += 1;
    if (opens === roomAtOpen) journal.mood = 'ample';
    if (!isDeleted) throw new DOMException('Internal error opening backing store', 'UnknownError');
    return open(...asked);
  };
  await expect(start({ db: nodeDatabase(parts), host: a.host, journal: absentJournal })).rejects.toThrow();
  journal.mood = 'reserve';
  opens = 0;
  await expect(start({ db: nodeDatabase(parts), host: a.host })).rejects.toThrow();
  roomAtOpen = 2 * opens; // the last time that the next start opens it
  await expect(start({ db: nodeDatabase(parts), host: a.host })).rejects.toThrow();
  expect(journal.mood).toBe('ample');
  expect(isDeleted).toBe(false);
  const rebuilt = await start({ db: nodeDatabase(parts), host: a.host, mood: 'down' });
  expect(await titles(rebuilt)).toEqual(['Court']);
  await rebuilt.close();
});

test.each(['UnknownError', 'AbortError'])(
  '[D2] a database that fails with %s during comparison with the journal is reopened once',
  async (name) => {
    const fragileDatabase = aFragileDatabase();
    const a = await start({ db: nodeDatabase() });
    await a.close();
    fragileDatabase.failure = name;
    // The first opening goes well, and the reading after it meets the damage.
    let opened = 0;
    fragileDatabase.onOpened = () => {
      opened += 1;
      fragileDatabase.fault = opened === 1 ? 'untilOpened' : 'none';
    };
    const { close } = await openBeside(a, fragileDatabase.db, { onBroken: fail });
    expect(opened).toBe(2);
    await close();
  },
);

test.each(['database.whole', 'device.offer'] as const)(
  '[D2] a database that is deleted while the store starts, at %s, is rebuilt',
  async (channel) => {
    const parts = nodeIndexedDb();
    const a = await start({ db: nodeDatabase(parts) });
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.close();
    let isDeleted = false;
    const host: typeof a.host = {
      ...a.host,
      ask: async (asked, question) => {
        if (asked === channel && !isDeleted) {
          isDeleted = true;
          await new Promise((resolve) => {
            parts.indexedDB.deleteDatabase('test').onsuccess = resolve;
          });
        }
        return a.host.ask(asked, question);
      },
    };
    const again = await start({ db: nodeDatabase(parts), host, mood: 'down' });
    expect(isDeleted).toBe(true);
    await again.until(
      'documents',
      { log },
      ([firstDocumentSummary]) => firstDocumentSummary?.title === 'Court',
    );
    await again.close();
  },
);

test('[D2] the shell removes database files that neither open nor delete, and all is rebuilt', async () => {
  const parts = nodeIndexedDb();
  const a = await start({ db: nodeDatabase(parts) });
  await a.rest();
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.close();

  // A file that all databases of the page share is missing.
  const isDiscarded = (): boolean => a.host.asked.some(({ channel }) => channel === 'database.discard');
  const refuse = (): never => {
    throw new DOMException('Internal error opening backing store', 'UnknownError');
  };
  const open = parts.indexedDB.open.bind(parts.indexedDB);
  const deleteDatabase = parts.indexedDB.deleteDatabase.bind(parts.indexedDB);
  parts.indexedDB.open = (...asked) => (isDiscarded() ? open(...asked) : refuse());
  parts.indexedDB.deleteDatabase = (name) => (isDiscarded() ? deleteDatabase(name) : refuse());
  deleteDatabase('fieldbook');
  const rebuilt = await start({ db: nodeDatabase(parts), host: a.host, mood: 'down' });
  expect(await titles(rebuilt)).toEqual(['Court']);
  await rebuilt.close();
});

test('[D2] beside a damaged journal, a database that first fails to open is reopened and kept', async () => {
  const parts = nodeIndexedDb();
  const a = await start({ db: nodeDatabase(parts) });
  await a.rest();
  a.transport.mood = 'down';
  await a.write(log, doc, 'assessment', 'title', 'Court');
  await a.close();
  journal.damage(({ kind }) => kind === 'ops');

  const open = parts.indexedDB.open.bind(parts.indexedDB);
  const databases = parts.indexedDB.databases.bind(parts.indexedDB);
  const deleteDatabase = parts.indexedDB.deleteDatabase.bind(parts.indexedDB);
  let attempts = 0;
  let isDeleted = false;
  parts.indexedDB.databases = () => {
    attempts += 1;
    return databases();
  };
  parts.indexedDB.deleteDatabase = (name) => {
    isDeleted = true;
    return deleteDatabase(name);
  };
  parts.indexedDB.open = (...asked) => {
    if (attempts < 4) throw new DOMException('Internal error opening backing store', 'UnknownError');
    return open(...asked);
  };
  const again = await start({ db: nodeDatabase(parts), host: a.host, mood: 'down' });
  expect({ isDeleted, titles: await titles(again) }).toEqual({ isDeleted: false, titles: ['Court'] });
  await again.close();
});
