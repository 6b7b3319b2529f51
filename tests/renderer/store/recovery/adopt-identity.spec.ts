import { beforeEach, describe, expect, test } from 'vitest';
import { deviceOfDot, Path } from '#domain/document/op.ts';
import { anEnrolment, type TestLaptop, type TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { copyDatabase } from '#tests/support/laptop/copy-database.ts';
import { startAssessor } from '#tests/support/laptop/start-laptop.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';

const log = aLog();
const doc = aDoc();
const title = Path.parse('title');
const startMs = Date.UTC(2026, 10, 24, 9);

let server = new FakeServer(startMs);
beforeEach(() => {
  server = new FakeServer(startMs);
});

const start = (part: Partial<TestLaptopStart> = {}): Promise<TestLaptop> => startAssessor(server, 1, part);

/** A second laptop from an image of the first one's disk. */
const copyOf = async (device: TestLaptop): Promise<TestLaptop> =>
  start({
    db: await copyDatabase(device.db),
    host: await makeFakeHost({ copyOf: device.host, enrolment: anEnrolment(aPerson(), 'Assessor A') }),
  });

const headsAt = async (device: TestLaptop) =>
  (await device.db.documents.get([log, doc]))?.registers[title]?.heads ?? [];
const titlesAt = async (device: TestLaptop): Promise<readonly string[]> =>
  (await headsAt(device)).flatMap(({ value }) => (typeof value === 'string' ? [value] : [])).sort();
const write = (device: TestLaptop, value: string) => device.write(log, doc, 'assessment', 'title', value);

describe('a device with two copies', () => {
  test('[M2] values replaced by a third device stay replaced, though their number first named another op', async () => {
    const a = await start();
    await write(a, 'before the copy');
    await a.sync();
    const copy = await copyOf(a);
    copy.transport.mood = 'down';
    await copy.write(log, aDoc(2), 'assessment', 'title', 'elsewhere');
    await write(a, 'on the first');
    await a.sync();
    const b = await start({ person: aPerson(2), name: 'Assessor B' });
    await b.sync();
    await write(b, 'seen by B');
    await b.sync();

    copy.transport.mood = 'good';
    for (let round = 0; round < 3; round += 1) await copy.sync();
    expect(await headsAt(copy)).toEqual(server.document(log, doc)?.registers[title]?.heads);
    await Promise.all([a.close(), b.close(), copy.close()]);
  });

  test('[P2] re-creates its undelivered ops with the same order and timestamps; only the last value takes effect', async () => {
    const a = await start();
    await write(a, 'before the copy');
    await a.sync();
    const copy = await copyOf(a);
    await write(a, 'on the first');
    await a.sync();
    copy.transport.mood = 'down';
    await write(copy, 'on the second');
    await write(copy, 'on the second, corrected');
    const before = await headsAt(copy);
    copy.transport.mood = 'good';
    await copy.sync();
    await a.sync();

    expect(await titlesAt(a)).toEqual(['on the first', 'on the second, corrected']);
    expect(await headsAt(copy)).toEqual(await headsAt(a));
    const remade = (await headsAt(copy)).find(({ dot }) => deviceOfDot(dot) === copy.id);
    expect(remade?.stamp).toEqual(before[0]?.stamp);
    expect(await copy.answer('status', null)).toMatchObject({ waiting: { changes: 0 }, parked: 1 });
    const parked = await copy.db.parked.toArray();
    expect(parked).toMatchObject([
      { what: 'ownPack', why: 'fork', sig: expect.stringMatching(/^[\w-]{86}$/) },
    ]);

    await write(copy, 'decided');
    await copy.sync();
    await a.sync();
    expect(await titlesAt(a)).toEqual(['decided']);
    await Promise.all([a.close(), copy.close()]);
  });

  test('[P2] continues under the identity that the shell took after a backup restore, also offline', async () => {
    const journal = new FakeJournal();
    const parts = nodeIndexedDb();
    const a = await start({ db: nodeDatabase(parts), journal });
    await write(a, 'delivered');
    await a.sync();
    a.transport.mood = 'down';
    await write(a, 'not delivered');
    await a.close();

    await a.host.ask('device.renew', { why: 'restored' });
    const again = await start({ db: nodeDatabase(parts), host: a.host, journal, mood: 'down' });
    expect(await again.answer('status', null)).toMatchObject({
      waiting: { changes: 1 },
      renewed: { why: 'restored', changes: 1 },
    });
    expect((await headsAt(again)).map(({ dot }) => deviceOfDot(dot))).toEqual([again.id]);
    expect(journal.entries.filter(({ kind }) => kind === 'adopted')).toHaveLength(1);

    again.transport.mood = 'good';
    expect(await again.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 } });
    expect(await titlesAt(again)).toEqual(['not delivered']);
    await again.close();
  });

  test('[P2, D2] the next start repairs a crash between journal and database, with the same result', async () => {
    const journal = new FakeJournal();
    const parts = nodeIndexedDb();
    const a = await start({ db: nodeDatabase(parts), journal });
    a.transport.mood = 'down';
    await write(a, 'not delivered');
    await a.close();

    await a.host.ask('device.renew', { why: 'restored' });
    const broken = nodeDatabase(parts);
    broken.documents.hook('updating', () => {
      throw new Error('the lights went out');
    });
    await expect(start({ db: broken, host: a.host, journal, mood: 'down' })).rejects.toThrow('lights');
    broken.close();
    const adopted = journal.entries.filter(({ kind }) => kind === 'adopted');
    expect(adopted).toHaveLength(1);

    const again = await start({ db: nodeDatabase(parts), host: a.host, journal, mood: 'down' });
    expect((await headsAt(again)).map(({ dot }) => dot)).toEqual([`${again.id}.1`]);
    const entries = journal.entries.filter(({ kind }) => kind === 'adopted');
    expect(new Set(entries.map((entry) => JSON.stringify(entry)))).toHaveLength(1);
    again.transport.mood = 'good';
    expect(await again.sync()).toMatchObject({ waiting: { changes: 0 } });
    await again.close();
  });

  test('[P2] headquarters’ branch wins over an imported one; imported values return under the new identity', async () => {
    const a = await start();
    const b = await start({ person: aPerson(2), name: 'Assessor B' });
    const copy = await copyOf(a);
    copy.transport.mood = 'down';
    b.transport.mood = 'down';
    await write(copy, 'on the copy');
    await b.carry(await copy.packsFor(log));
    await write(a, 'on the laptop');
    await a.sync();
    expect(await titlesAt(b)).toEqual(['on the copy']);

    b.transport.mood = 'good';
    await b.sync();
    expect(await titlesAt(b)).toEqual(['on the laptop']);
    expect(await b.answer('parked', null)).toMatchObject([{ what: 'pack', why: 'fork' }]);
    copy.transport.mood = 'good';
    await copy.sync();
    for (const device of [a, b]) await device.sync();
    for (const device of [a, b, copy])
      expect(await titlesAt(device)).toEqual(['on the copy', 'on the laptop']);
    await Promise.all([a.close(), b.close(), copy.close()]);
  });

  test('[P2, M1] a value replaced in place of the other branch’s value returns beside the new one', async () => {
    const a = await start();
    const b = await start({ person: aPerson(2), name: 'Assessor B' });
    const copy = await copyOf(a);
    for (const device of [b, copy]) device.transport.mood = 'down';
    await write(copy, 'on the copy');
    await b.carry(await copy.packsFor(log));
    await write(b, 'B saw the copy’s');
    await write(a, 'on the laptop, seen by nobody');
    await a.sync();

    for (const device of [b, copy]) device.transport.mood = 'good';
    for (const device of [b, copy, a, b, copy]) await device.sync();
    for (const device of [a, b, copy])
      expect(await titlesAt(device)).toEqual([
        'B saw the copy’s',
        'on the copy',
        'on the laptop, seen by nobody',
      ]);
    await Promise.all([a.close(), b.close(), copy.close()]);
  });

  test('[P2, S1] delivered ops are made anew too, if headquarters lost them and took another branch', async () => {
    const a = await start();
    await a.write(log, aDoc(2), 'assessment', 'title', 'before the copy');
    await a.sync();
    const copy = await copyOf(a);
    await write(a, 'on the laptop, delivered and lost');
    await a.sync();
    server.restoreTo(log, 1);
    await write(copy, 'on the copy');
    await copy.sync();
    await a.write(log, aDoc(3), 'assessment', 'title', 'later');
    expect(await a.sync()).toMatchObject({ waiting: { changes: 0 }, renewed: { why: 'fork', changes: 2 } });
    await copy.sync();
    for (const device of [a, copy])
      expect(await titlesAt(device)).toEqual(['on the copy', 'on the laptop, delivered and lost']);
    await Promise.all([a.close(), copy.close()]);
  });

  test('[P2] an identity at once judged a fork again is blocked, and not renewed again', async () => {
    const a = await start();
    const copy = await copyOf(a);
    await write(a, 'on the laptop');
    await a.sync();
    server.callsEveryPackAFork = true;
    await write(copy, 'on the copy');
    expect(await copy.sync()).toMatchObject({
      sync: { kind: 'blocked', code: 'fork' },
      waiting: { changes: 1 },
    });
    expect(copy.host.asked.filter(({ channel }) => channel === 'device.renew')).toHaveLength(1);
    await Promise.all([a.close(), copy.close()]);
  });
});
