import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/dot.ts';
import { doc, journaledLaptops, log } from './journaled-laptops.ts';
import { nodeDatabase } from './node-database.ts';

let { server, journal, start } = journaledLaptops();
beforeEach(() => {
  ({ server, journal, start } = journaledLaptops());
});

describe('[D3] files of the journal', () => {
  test('are let go when headquarters has all that is in them, after a mark says so', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'High court');
    expect(journal.files).toEqual([1, 2]);
    await a.sync();
    expect(journal.files).toEqual([2]);
    expect(journal.entries.find(({ kind }) => kind === 'mark')).toMatchObject({
      device: a.id,
      logs: { [log]: { n: 2 } },
    });
    expect(journal.entries.at(-1)).toMatchObject({
      kind: 'grants',
      grants: { logs: { [log]: ['assessor'] } },
    });
    await a.close();
  });

  test('stay while it is not known that headquarters has all that is in them', async () => {
    const a = await start();
    await a.rest();
    a.road.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'title', 'High court');
    a.road.mood = 'losesAnswers';
    await a.sync();
    expect(journal.files).toEqual([1, 2]);
    await a.close();
  });

  test('stay when something in them cannot be read', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.close();
    journal.damage(({ kind }) => kind === 'grants');
    journal.rotate();
    const again = await start({ db: a.db, host: a.host });
    await again.rest();
    await again.write(log, doc, 'assessment', 'title', 'High court');
    await again.sync();
    expect(journal.files).toEqual([1, 2]);
    await again.close();
  });

  test('a database that is lost afterwards goes on from the mark, also without a network', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.sync();
    await a.write(log, doc, 'assessment', 'answers/D1.1/level', 3);
    journal.rotate();
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 4);
    await a.sync();
    a.road.mood = 'down';
    await a.write(log, doc, 'assessment', 'answers/D1.3/level', 5);
    await a.close();
    expect(journal.files).toEqual([3]);

    const rebuilt = await start({ db: nodeDatabase(), host: a.host, mood: 'down' });
    expect(await rebuilt.write(log, doc, 'assessment', 'answers/D1.4/level', 1)).toEqual({
      kind: 'saved',
      dots: [dotOf(a.id, 5)],
    });
    rebuilt.road.mood = 'good';
    const status = await rebuilt.sync();
    expect(status).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 }, parked: 0 });
    const here = (await rebuilt.answer('document', { log, doc }))?.document;
    expect(here).toEqual(server.document(log, doc));
    expect(Object.keys(here?.registers ?? {})).toHaveLength(5);
    await rebuilt.close();
  });

  test('an older database whose missing rows are only at headquarters gets them from there', async () => {
    const a = await start();
    await a.rest();
    const image = nodeDatabase();
    for (const table of a.db.tables) await image.table(table.name).bulkAdd(await table.toArray());
    await a.write(log, doc, 'assessment', 'title', 'Court');
    journal.rotate();
    await a.write(log, doc, 'assessment', 'answers/D1.1/level', 3);
    await a.sync();
    journal.rotate();
    a.road.mood = 'down';
    await a.write(log, doc, 'assessment', 'answers/D1.2/level', 4);
    await a.close();
    expect(journal.files).toEqual([2, 3]);

    const older = await start({ db: image, host: a.host });
    await older.sync();
    const here = (await older.answer('document', { log, doc }))?.document;
    expect(here).toEqual(server.document(log, doc));
    expect(Object.keys(here?.registers ?? {})).toHaveLength(3);
    await older.close();
  });
});
