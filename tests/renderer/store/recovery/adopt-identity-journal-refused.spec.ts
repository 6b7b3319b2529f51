import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf, Path } from '#domain/document/op.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { aFragileDatabase } from '#tests/support/laptop/fragile-database.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';

const title = Path.parse('title');

let { journal, server, start, openBeside } = journaledLaptops();
beforeEach(() => {
  ({ journal, server, start, openBeside } = journaledLaptops());
});

/** A laptop that was renewed before it sent its only change; the journal has that change alone. */
async function renewedWithUnsent(db: FieldDatabase): Promise<TestLaptop> {
  const a = await start({ db });
  await a.store.pauseSync(true);
  await a.write(log, doc, 'assessment', 'title', 'written once');
  await a.close();
  await a.host.ask('device.renew', { why: 'restored' });
  return a;
}

describe('[P2, D2] an adoption that the journal refuses', () => {
  test.each([
    ['to the end', false],
    ['until a later answer', true],
  ])('%s makes no change again after a loss of the database', async (_, isWell) => {
    const parts = nodeIndexedDb();
    const { host } = await renewedWithUnsent(nodeDatabase(parts));
    const again = await start({ db: nodeDatabase(parts), host });
    const second = again.id;
    journal.mood = 'failing';
    await again.store.pauseSync(false);
    await again.sync();
    expect(journal.entries.some(({ kind }) => kind === 'adopted')).toBe(false);
    if (isWell) journal.mood = 'ample';
    await again.sync();
    await again.close();
    journal.mood = 'ample';
    const b = await startLaptop(server, 2);
    await b.sync();
    await b.write(log, doc, 'assessment', 'title', 'by a colleague');
    await b.sync();

    const rebuilt = await start({ host });
    await rebuilt.sync();
    // Where the journal has the second identity, the rebuilt database goes on under it.
    expect(rebuilt.id === second).toBe(isWell);
    expect(server.document(log, doc)?.registers[title]?.heads).toMatchObject([{ value: 'by a colleague' }]);
    expect(rebuilt.sent.flatMap(({ packs }) => packs)).toEqual([]);
    expect(await rebuilt.query('status', null)).toMatchObject({ waiting: { changes: 0 } });
    await Promise.all([rebuilt.close(), b.close()]);
  });

  test('lets a later write replace what a lost identity had made again', async () => {
    const parts = nodeIndexedDb();
    const { host } = await renewedWithUnsent(nodeDatabase(parts));
    const again = await start({ db: nodeDatabase(parts), host });
    journal.mood = 'failing';
    await again.store.pauseSync(false);
    await again.sync();
    await again.close();
    journal.mood = 'ample';

    const rebuilt = await start({ host, mood: 'down' });
    await rebuilt.write(log, doc, 'assessment', 'title', 'corrected without a network');
    rebuilt.transport.mood = 'good';
    await rebuilt.sync();
    expect(server.document(log, doc)?.registers[title]?.heads).toMatchObject([
      { value: 'corrected without a network' },
    ]);
    await rebuilt.close();
  });

  test('leaves its ops to the database alone, which is not deleted then', async () => {
    const fragileDatabase = aFragileDatabase();
    const testLaptop = await renewedWithUnsent(fragileDatabase.db);
    const told: unknown[] = [];
    const { store, close } = await openBeside(testLaptop, fragileDatabase.db, {
      onBroken: (error) => told.push(error),
    });
    journal.mood = 'failing';
    await store.pauseSync(false);
    await expect
      .poll(() => server.document(log, doc)?.registers[title]?.heads)
      .toMatchObject([{ dot: dotOf(testLaptop.host.device, 1) }]);
    journal.mood = 'ample';
    fragileDatabase.fault = 'untilDeleted';
    await store.watch('documents', { log }, () => undefined);
    await expect.poll(() => told.length).toBeGreaterThan(0);
    expect(fragileDatabase.fault).toBe('untilDeleted');
    await close();
  });
});
