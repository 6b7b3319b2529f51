import { beforeEach, describe, expect, test } from 'vitest';
import { deviceOfDot, Path } from '#domain/document/op.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { copyDatabase } from '#tests/support/laptop/copy-database.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { startAssessor } from '#tests/support/laptop/start-laptop.ts';
import { anEnrolment, type TestLaptop, type TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

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
const copyOf = async (device: TestLaptop, part: Partial<TestLaptopStart> = {}): Promise<TestLaptop> =>
  start({
    ...part,
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

  test('[E8] an erasure in one branch takes no unsent op of the other with its number', async () => {
    const fakeJournal = new FakeJournal();
    const elsewhere = aDoc(2);
    const a = await start();
    await write(a, 'before the copy');
    await a.sync();
    const copy = await copyOf(a, { journal: fakeJournal });
    await write(a, 'on the first');
    const b = await start({ person: aPerson(2), name: 'Assessor B' });
    for (const device of [a, b]) await device.sync();
    server.erase(log, doc, title);
    await b.sync();

    // No pack is signed meanwhile, so that nothing shows the other branch.
    await copy.store.pauseSync(true);
    await copy.write(log, elsewhere, 'assessment', 'title', 'on the second');
    await copy.carry(await b.packsFor(log));
    expect(JSON.stringify(fakeJournal.entries)).toContain('on the second');
    await copy.store.pauseSync(false);
    for (let round = 0; round < 3; round += 1) await copy.sync();
    expect(server.document(log, elsewhere)?.registers[title]?.heads).toMatchObject([
      { value: 'on the second' },
    ]);
    expect(await copy.query('status', null)).toMatchObject({ waiting: { changes: 0 } });
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
    const previousHeads = await headsAt(copy);
    copy.transport.mood = 'good';
    await copy.sync();
    await a.sync();

    expect(await titlesAt(a)).toEqual(['on the first', 'on the second, corrected']);
    expect(await headsAt(copy)).toEqual(await headsAt(a));
    const remade = (await headsAt(copy)).find(({ dot }) => deviceOfDot(dot) === copy.id);
    expect(remade?.stamp).toEqual(previousHeads[0]?.stamp);
    expect(await copy.query('status', null)).toMatchObject({ waiting: { changes: 0 }, parked: 1 });
    const parkedQuarantineRows = await copy.db.parked.toArray();
    expect(parkedQuarantineRows).toMatchObject([
      { what: 'ownPack', why: 'fork', sig: expect.stringMatching(/^[\w-]{86}$/) },
    ]);

    await write(copy, 'decided');
    await copy.sync();
    await a.sync();
    expect(await titlesAt(a)).toEqual(['decided']);
    await Promise.all([a.close(), copy.close()]);
  });

  test('[P2] goes on under its former identity without a network, and under the new one once headquarters was asked', async () => {
    const fakeJournal = new FakeJournal();
    const parts = nodeIndexedDb();
    const a = await start({ db: nodeDatabase(parts), journal: fakeJournal });
    await write(a, 'delivered');
    await a.sync();
    a.transport.mood = 'down';
    await write(a, 'not delivered');
    await a.close();
    const formerDeviceId = a.id;

    await a.host.ask('device.renew', { why: 'restored' });
    const again = await start({ db: nodeDatabase(parts), host: a.host, journal: fakeJournal, mood: 'down' });
    await write(again, 'written offline');
    expect(await again.query('status', null)).toMatchObject({ waiting: { changes: 2 }, renewed: null });
    expect((await headsAt(again)).map(({ dot }) => deviceOfDot(dot))).toEqual([formerDeviceId]);
    expect(await again.packsFor(log)).toHaveLength(1);
    expect(fakeJournal.entries.filter(({ kind }) => kind === 'adopted')).toHaveLength(0);

    again.transport.mood = 'good';
    expect(await again.sync()).toMatchObject({
      sync: { kind: 'idle' },
      waiting: { changes: 0 },
      renewed: { why: 'restored', changes: 2 },
    });
    expect((await headsAt(again)).map(({ dot }) => dot)).toEqual([`${again.id}.2`]);
    expect(await titlesAt(again)).toEqual(['written offline']);
    expect(fakeJournal.entries.filter(({ kind }) => kind === 'adopted')).toHaveLength(1);
    await again.close();
  });

  test('[P2, D2] the next start repairs a crash between journal and database, with the same result', async () => {
    const fakeJournal = new FakeJournal();
    const parts = nodeIndexedDb();
    const a = await start({ db: nodeDatabase(parts), journal: fakeJournal });
    a.transport.mood = 'down';
    await write(a, 'not delivered');
    await a.close();

    await a.host.ask('device.renew', { why: 'restored' });
    const broken = nodeDatabase(parts);
    const again = await start({ db: broken, host: a.host, journal: fakeJournal, mood: 'down' });
    let refused = 0;
    broken.ops.hook('creating', () => {
      refused += 1;
      throw new DOMException('disk error', 'QuotaExceededError');
    });
    again.transport.mood = 'good';
    await again.sync();
    expect(fakeJournal.entries.filter(({ kind }) => kind === 'adopted').length).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    await again.close();

    const repaired = await start({
      db: nodeDatabase(parts),
      host: a.host,
      journal: fakeJournal,
      mood: 'down',
    });
    expect((await headsAt(repaired)).map(({ dot }) => dot)).toEqual([`${repaired.id}.1`]);
    const journalEntries = fakeJournal.entries.filter(({ kind }) => kind === 'adopted');
    expect(new Set(journalEntries.map((entry) => JSON.stringify(entry)))).toHaveLength(1);
    repaired.transport.mood = 'good';
    expect(await repaired.sync()).toMatchObject({ waiting: { changes: 0 } });
    await repaired.close();
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
    expect(await b.query('parked', null)).toMatchObject([{ what: 'pack', why: 'fork' }]);
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

describe('a backup that is restored on another laptop', () => {
  const madeAtMs = startMs - 60_000;

  /** An empty database, the journal of the backup, and an identity that headquarters does not know. */
  const restore = async (
    device: TestLaptop,
    journal: FakeJournal,
    mood: TestLaptopStart['mood'] = 'good',
  ) => {
    const enrolment = anEnrolment(aPerson(), 'Assessor A');
    const fakeHost = await makeFakeHost({ copyOf: device.host, enrolment, backupAtMs: madeAtMs });
    await fakeHost.ask('device.renew', { why: 'restored' });
    return start({ host: fakeHost, journal, mood });
  };
  /** Content of the journal now, as a backup file has it. */
  const backUp = async (fakeJournal: FakeJournal): Promise<FakeJournal> => {
    const backup = new FakeJournal();
    await backup.append(fakeJournal.entries);
    return backup;
  };

  test('[P2] repeats nothing that headquarters has, and brings back no value that a colleague replaced', async () => {
    const fakeJournal = new FakeJournal();
    const a = await start({ journal: fakeJournal });
    await write(a, 'level 3');
    await a.sync();
    const b = await start({ person: aPerson(2), name: 'Assessor B' });
    await write(b, 'level 4');
    await b.sync();
    await a.close();

    const again = await restore(a, await backUp(fakeJournal));
    expect(await again.sync()).toMatchObject({
      waiting: { changes: 0 },
      parked: 0,
      renewed: null,
      restored: { database: 'fromBackup', backupAtMs: madeAtMs },
    });
    await b.sync();
    for (const device of [again, b]) expect(await titlesAt(device)).toEqual(['level 4']);
    expect(again.sent.flatMap(({ packs }) => packs)).toEqual([]);
    await Promise.all([again.close(), b.close()]);
  });

  test('[P2] repeats no change that was sent after the backup, and only those that headquarters lacks', async () => {
    const fakeJournal = new FakeJournal();
    const a = await start({ journal: fakeJournal });
    await write(a, 'first');
    await a.sync();
    a.transport.mood = 'down';
    await write(a, 'in no pack at the time of the backup');
    const backup = new FakeJournal();
    // Signed meanwhile, so the backup has the op alone.
    await backup.append(fakeJournal.entries.filter(({ kind }) => kind !== 'pack'));
    a.transport.mood = 'good';
    await a.sync();
    await write(a, 'after the backup');
    await a.sync();
    await a.close();
    const b = await start({ person: aPerson(2), name: 'Assessor B' });
    await write(b, 'by a colleague');
    await b.sync();

    const again = await restore(a, backup, 'down');
    await again.write(log, aDoc(2), 'assessment', 'title', 'on the new laptop');
    again.transport.mood = 'good';
    expect(await again.sync()).toMatchObject({ waiting: { changes: 0 }, parked: 0 });
    await b.sync();
    for (const device of [again, b]) expect(await titlesAt(device)).toEqual(['by a colleague']);
    const logRow = await again.db.logs.get(log);
    expect(logRow?.have[again.id]).toBe(1);
    expect(server.document(log, aDoc(2))?.registers[title]?.heads).toMatchObject([
      { dot: `${again.id}.1`, value: 'on the new laptop' },
    ]);
    await Promise.all([again.close(), b.close()]);
  });

  test('[P2g] offers signed packs as they are, so that a colleague who has them already sees no conflict', async () => {
    const fakeJournal = new FakeJournal();
    const a = await start({ journal: fakeJournal });
    a.transport.mood = 'down';
    await write(a, 'signed, on a stick');
    const onStick = await a.packsFor(log);
    const b = await start({ person: aPerson(2), name: 'Assessor B' });
    b.transport.mood = 'down';
    await b.carry(onStick);
    await write(b, 'by a colleague who saw it');
    const formerDeviceId = a.id;
    await a.close();

    const again = await restore(a, await backUp(fakeJournal));
    expect(await again.sync()).toMatchObject({ waiting: { changes: 0 }, parked: 0 });
    expect(server.document(log, doc)?.registers[title]?.heads).toMatchObject([
      { dot: `${formerDeviceId}.1` },
    ]);
    b.transport.mood = 'good';
    for (const device of [b, again]) await device.sync();
    for (const device of [again, b]) expect(await titlesAt(device)).toEqual(['by a colleague who saw it']);
    await Promise.all([again.close(), b.close()]);
  });
});
