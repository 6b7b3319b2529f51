import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { aDoc, aPerson } from '#tests/support/builders/sample-ids.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { doc, journaledLaptops, log } from '#tests/support/laptop/journaled-laptops.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';

let { server, journal, start } = journaledLaptops();
beforeEach(() => {
  ({ server, journal, start } = journaledLaptops());
});

/** The disk under a table refuses this many times, and at most until this is called. */
function breakTable(
  db: FieldDatabase,
  table: 'summaries' | 'packs' | 'ops',
  times = Number.POSITIVE_INFINITY,
): () => void {
  let left = times;
  const refuse = (): void => {
    left -= 1;
    if (left >= 0) throw new DOMException('disk error', 'QuotaExceededError');
  };
  db.table(table).hook('creating', refuse);
  return () => db.table(table).hook('creating').unsubscribe(refuse);
}

const titles = async (device: TestLaptop) =>
  (await device.query('documents', { log })).map(({ title }) => title);

describe('[D1] an uncommitted journal entry', () => {
  test('comes with the next start when the app was killed before the database took it', async () => {
    const parts = nodeIndexedDb();
    const a = await start({ db: nodeDatabase(parts) });
    await a.rest();
    breakTable(a.db, 'summaries');
    await expect(a.store.write(log, [aTitle('Court')])).rejects.toThrow('disk error');
    await a.close();

    const nextTestLaptop = await start({ db: nodeDatabase(parts), host: a.host, mood: 'down' });
    expect(await titles(nextTestLaptop)).toEqual(['Court']);
    expect((await nextTestLaptop.query('status', null)).restored).toMatchObject({
      changes: 1,
      database: 'kept',
    });
    expect(await nextTestLaptop.store.write(log, [aTitle('High court')])).toMatchObject({
      dots: [dotOf(a.id, 2)],
    });
    await nextTestLaptop.close();
  });

  test('[D4] is offered to the database again; with room by then, the write is saved', async () => {
    const a = await start();
    await a.rest();
    breakTable(a.db, 'summaries', 1);
    expect(await a.store.write(log, [aTitle('Court')])).toMatchObject({
      kind: 'saved',
      dots: [dotOf(a.id, 1)],
    });
    expect(await titles(a)).toEqual(['Court']);
    expect((await a.query('status', null)).saveFailed).toBeNull();
    await a.close();
  });

  test('comes before anything is received', async () => {
    const a = await start();
    const b = await start({ person: aPerson(2), name: 'Assessor B', journal: new FakeJournal() });
    await Promise.all([a.rest(), b.rest()]);
    await b.write(log, aDoc(2), 'assessment', 'title', 'Laboratory');
    await b.sync();
    const mend = breakTable(a.db, 'summaries');
    await expect(a.store.write(log, [aTitle('Court')])).rejects.toThrow('disk error');
    mend();
    expect(await a.sync()).toMatchObject({ waiting: { changes: 0 } });
    expect((await titles(a)).toSorted()).toEqual(['Court', 'Laboratory']);
    expect(server.packs(log)).toHaveLength(2);
    await Promise.all([a.close(), b.close()]);
  });

  test('two crashes in a row: a comparison that was cut off is done again', async () => {
    const parts = nodeIndexedDb();
    const a = await start({ db: nodeDatabase(parts) });
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.close();
    const lost = nodeIndexedDb();
    const broken = nodeDatabase(lost);
    breakTable(broken, 'ops');
    await expect(start({ db: broken, host: a.host })).rejects.toThrow('disk error');
    broken.close();

    const nextTestLaptop = await start({ db: nodeDatabase(lost), host: a.host });
    expect(await titles(nextTestLaptop)).toEqual(['Court']);
    expect((await nextTestLaptop.query('status', null)).restored).toMatchObject({
      changes: 1,
      database: 'rebuilt',
    });
    await nextTestLaptop.close();
  });

  test('[P1] a pack is sent in its journaled bytes, though the database took it later', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'Court');
    const mend = breakTable(a.db, 'packs');
    // A sync that the disk stopped looks like any other to the person.
    await a.store.syncNow();
    await a.until('status', null, ({ sync }) => sync.kind === 'blocked');
    await expect.poll(() => journal.entries.filter(({ kind }) => kind === 'pack').length).toBe(1);
    mend();
    a.transport.mood = 'good';
    await a.write(log, doc, 'assessment', 'answers/D1.1/level', 3);
    expect(await a.sync()).toMatchObject({ waiting: { changes: 0 } });
    const journaled = journal.entries.flatMap((entry) => (entry.kind === 'pack' ? [entry.pack.payload] : []));
    expect(server.packs(log)).toEqual(journaled);
    await a.close();
  });
});

test('[D1] a refused write is absent, even if its bytes stayed; the later one counts', async () => {
  const a = await start();
  await a.rest();
  a.transport.mood = 'down';
  journal.mood = 'failing';
  journal.keepsRefused = true;
  await expect(a.store.write(log, [aTitle('refused')])).rejects.toThrow('EIO');
  journal.mood = 'ample';
  expect(await a.store.write(log, [aTitle('Court')])).toMatchObject({ dots: [dotOf(a.id, 1)] });
  await a.close();
  const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
  expect(await titles(rebuilt)).toEqual(['Court']);
  await rebuilt.close();
});

const aTitle = (title: string) => aWrite(doc, 'assessment', 'title', title);
