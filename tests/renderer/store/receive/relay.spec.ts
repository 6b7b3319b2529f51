import { beforeEach, describe, expect, test } from 'vitest';
import { dotOf, Path } from '#domain/document/op.ts';
import type { PackRow } from '#renderer/store/db/rows.ts';
import { receiveSyncResponse } from '#renderer/store/receive/receive-response.ts';
import { recheckIntervalMs } from '#sync/client/sync-machine.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { anAnswer } from '#tests/support/builders/packs.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { HostileMember } from '#tests/support/hostile/hostile-member.ts';
import { startAssessor, valuesAt } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { Random } from '#tests/support/random/random.ts';
import { seededKeys } from '#tests/support/random/seeded-ids.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const title = Path.parse('title');
const startMs = Date.UTC(2026, 10, 24, 9);

let server = new FakeServer(startMs);
beforeEach(() => {
  server = new FakeServer(startMs);
});

const start = (at: number): Promise<TestLaptop> => startAssessor(server, at);

const titlesAt = async (device: TestLaptop): Promise<readonly string[]> =>
  (await valuesAt(device, [log, doc, title])).map(String).sort();

const write = (device: TestLaptop, value: string) => device.write(log, doc, 'assessment', 'title', value);

describe('packs that travel by hand', () => {
  test('[P3] take effect at once, count as undelivered, and reach headquarters by any online laptop', async () => {
    const [a, b] = [await start(1), await start(2)];
    a.transport.mood = 'down';
    await write(a, 'by A, without a network');
    expect(await b.carry(await a.packsFor(log))).toEqual({ changes: 1, early: 0, parked: 0 });
    expect(await titlesAt(b)).toEqual(['by A, without a network']);
    expect(await b.query('status', null)).toMatchObject({ waiting: { changes: 0 } });

    const before = b.transport.requests.length;
    await b.sync();
    expect(server.packs(log)).toHaveLength(1);
    // It told its version vector and pushed the packs that headquarters lacks; nothing came back.
    expect(b.sent.slice(before).map(({ packs }) => packs.length)).toEqual([0, 1]);
    expect((await b.db.logs.get(log))?.asksHave).toBe(false);

    expect(await a.query('status', null)).toMatchObject({ waiting: { changes: 1 } });
    a.transport.mood = 'good';
    await a.sync();
    expect(await a.query('status', null)).toMatchObject({ waiting: { changes: 0 }, parked: 0 });
    expect(server.packs(log)).toHaveLength(1);
    await Promise.all([a.close(), b.close()]);
  });

  test('[S3, P2] are not resent if headquarters has them: the chain’s last pack proves all of it', async () => {
    const [a, b] = [await start(1), await start(2)];
    b.transport.mood = 'down';
    for (const value of ['one', 'two', 'three']) {
      await write(a, value);
      await a.sync();
    }
    await b.carry(await a.packsFor(log));
    b.transport.mood = 'good';
    const before = b.transport.requests.length;
    await b.sync();
    const packs = b.sent.slice(before).flatMap((request) => request.packs);
    expect(packs).toEqual([(await a.packsFor(log)).at(-1)]);
    expect((await b.db.logs.get(log))?.doubts).toEqual({});
    expect(await titlesAt(b)).toEqual(['three']);
    await Promise.all([a.close(), b.close()]);
  });

  test('[M6] wait for their predecessors, in any order of import', async () => {
    const [a, b] = [await start(1), await start(2)];
    for (const value of ['one', 'two', 'three']) {
      await write(a, value);
      await a.sync();
    }
    b.transport.mood = 'down';
    const [firstPack, second, third] = await a.packsFor(log);
    if (!firstPack || !second || !third) throw new Error('Each sync made a pack');
    expect(await b.carry([third])).toEqual({ changes: 0, early: 1, parked: 0 });
    expect(await b.query('status', null)).toMatchObject({ early: 1 });
    await b.carry([third, second]);
    expect(await b.carry([firstPack])).toEqual({ changes: 3, early: 0, parked: 0 });
    expect(await b.carry([third, firstPack, second])).toEqual({ changes: 0, early: 0, parked: 0 });
    expect(await titlesAt(b)).toEqual(['three']);
    await Promise.all([a.close(), b.close()]);
  });

  test('[P3] packs of many laptops are relayed together: each missing pack, contiguous per device', async () => {
    const [a, b, c] = [await start(1), await start(2), await start(3)];
    for (const device of [a, b, c]) device.transport.mood = 'down';
    await write(a, 'by A');
    await b.carry(await a.packsFor(log));
    await write(b, 'by B, who saw it');
    await c.carry(await b.packsFor(log));
    expect(await titlesAt(c)).toEqual(['by B, who saw it']);
    expect(await c.packsFor(log, { [a.id]: 1 })).toHaveLength(1);
    c.transport.mood = 'good';
    await c.sync();
    expect(server.packs(log)).toHaveLength(2);
    await Promise.all([a.close(), b.close(), c.close()]);
  });

  test('[P3, J1] a colleague’s refused pack is quarantined, stays here, and does not block our own', async () => {
    const [a, b] = [await start(1), await start(2)];
    a.transport.mood = 'down';
    await write(a, 'by a laptop that headquarters does not know');
    server.forget(a.id);
    await b.carry(await a.packsFor(log));
    await b.write(log, aDoc(2), 'assessment', 'title', 'our own');
    expect(await b.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 } });
    expect(await b.query('parked', null)).toMatchObject([{ what: 'pack', why: 'device' }]);
    expect(await titlesAt(b)).toEqual(['by a laptop that headquarters does not know']);

    // Not tried again automatically; a person who asks gets an answer.
    const before = b.transport.requests.length;
    b.clock.advance(recheckIntervalMs);
    await expect.poll(() => b.transport.requests.length).toBeGreaterThan(before);
    await b.rest();
    expect(b.sent.slice(before).flatMap(({ packs }) => packs)).toEqual([]);
    server.enrol(a.host, { person: aPerson(1), name: 'Assessor 1', roles: { [log]: ['assessor'] } });
    await b.sync();
    expect(server.packs(log)).toHaveLength(2);
    await Promise.all([a.close(), b.close()]);
  });
});

test('[J5c] a pack refused for want of room has no effect until headquarters takes it', async () => {
  const [a, c] = [await start(1), await start(3)];
  const hostileMember = new HostileMember(log, seededKeys(new Random(7)));
  server.enrol(hostileMember, { person: aPerson(2), name: 'Assessor 2', roles: { [log]: ['assessor'] } });
  server.heldLimit = 0;
  await a.sync();
  const signNext = (values: readonly string[], paths = ['title', 'unknown/part']): Pack => {
    const parts = { docs: [[doc, 'assessment']], stamp: [startMs, 0], paths };
    const payload = hostileMember.payload({ ...parts, ops: { v: values, p: values.map((_, at) => at) } });
    hostileMember.took(payload);
    return hostileMember.sign(payload);
  };
  // The second op is one that headquarters would hold.
  await a.carry([signNext(['theirs', 'held'])]);
  expect(await titlesAt(a)).toEqual(['theirs']);
  expect(await a.sync()).toMatchObject({ sync: { kind: 'idle' } });
  expect(await titlesAt(a)).toEqual([]);
  expect(await a.query('parked', null)).toMatchObject([{ what: 'pack', why: 'held-full' }]);

  // Neither the next pack of that chain nor one of another gives it effect.
  await a.carry([signNext(['theirs again'])]);
  await write(c, 'by C');
  await a.carry(await c.packsFor(log));
  expect(await titlesAt(a)).toEqual(['by C']);

  server.heldLimit = 1;
  await a.sync();
  await a.sync();
  expect(await titlesAt(a)).toEqual(['by C', 'theirs', 'theirs again']);
  expect((await a.db.logs.get(log))?.suspected).toBeUndefined();
  expect(Object.keys((await a.db.logs.get(log))?.held ?? {})).toEqual([dotOf(hostileMember.device, 2)]);
  await Promise.all([a.close(), c.close()]);
});

/** Signs again the only pack of a laptop with a counter beyond its bound, as versions without bounds did. */
const signBeyondBounds = async (author: TestLaptop): Promise<Partial<PackRow>> => {
  const { payload } = (await author.db.packs.toCollection().first()) ?? { payload: '' };
  const [atMs] = JSON.parse(payload).stamp;
  const signed = JSON.stringify({ ...JSON.parse(payload), stamp: [atMs, 65_537] });
  const { sig } = await author.host.ask('device.sign', { payload: signed });
  return { payload: signed, sig, hash: sha256Of(signed) };
};

test('[J4] an imported pack beyond the bounds leaves the log once headquarters refused it', async () => {
  const [a, b] = [await start(1), await start(2)];
  for (const device of [a, b]) device.transport.mood = 'down';
  await write(a, 'from an earlier version');
  await b.carry(await a.packsFor(log));
  const earlier = await signBeyondBounds(a);
  for (const device of [a, b]) await device.db.packs.toCollection().modify(earlier);
  b.transport.mood = 'good';
  await b.sync();
  expect(await titlesAt(b)).toEqual([]);
  expect(await b.query('parked', null)).toMatchObject([{ why: 'malformed', text: earlier.payload }]);

  // Its author makes the ops again.
  a.transport.mood = 'good';
  await a.sync();
  await b.sync();
  expect([await titlesAt(a), await titlesAt(b)]).toEqual([
    ['from an earlier version'],
    ['from an earlier version'],
  ]);
  expect((await b.db.logs.get(log))?.have).toEqual((await a.db.logs.get(log))?.have);
  await Promise.all([a.close(), b.close()]);
});

test('[J4g] two refused packs of one chain in one answer cut it before the first of them', async () => {
  const [a, b] = [await start(1), await start(2)];
  for (const device of [a, b]) device.transport.mood = 'down';
  for (const value of ['first', 'second', 'third']) {
    await write(a, value);
    await b.carry(await a.packsFor(log));
  }
  const packRows = (await b.db.packs.toArray()).filter(({ first }) => first > 1);
  const relayed = packRows.map((packRow): PackRow => {
    const payload = packRow.payload.replace(/"stamp":\[(\d+),\d+\]/, '"stamp":[$1,65537]');
    return { ...packRow, payload, hash: sha256Of(payload) };
  });
  const verdicts = relayed.map(({ hash: pack }) => ({
    pack,
    verdict: 'refused' as const,
    code: 'malformed',
  }));
  const exchange = { sent: [], relayed, startedAtMs: startMs, endedAtMs: startMs };
  await receiveSyncResponse(b.db, b.id, anAnswer(log, {}, { verdicts }), exchange);
  expect((await b.db.logs.get(log))?.have).toEqual({ [a.id]: 1 });
  expect(await titlesAt(b)).toEqual(['first']);
  await Promise.all([a.close(), b.close()]);
});

describe('a headquarters that was restored from a backup', () => {
  test('[S1] gets its lost changes again: own changes count as waiting from the first lost one', async () => {
    const a = await start(1);
    for (const value of ['first', 'second', 'third']) {
      await write(a, value);
      await a.sync();
    }
    expect(await a.query('status', null)).toMatchObject({ waiting: { changes: 0 } });
    const exchange = { sent: [], startedAtMs: startMs, endedAtMs: startMs };
    await receiveSyncResponse(a.db, a.id, anAnswer(log, { next: 1, acked: 1 }), exchange);
    const logRow = await a.db.logs.get(log);
    expect([logRow?.acked, logRow?.waiting.changes]).toEqual([1, 2]);
    expect(await a.query('documents', { log })).toMatchObject([{ waiting: 2 }]);

    await a.sync();
    expect(await a.query('status', null)).toMatchObject({ waiting: { changes: 0 } });
    await a.close();
  });

  test('[P3, S1] gets all own and colleagues’ packs again from the first laptop in contact', async () => {
    const [a, b] = [await start(1), await start(2)];
    await write(a, 'by A');
    await a.sync();
    await b.sync();
    await write(b, 'by B');
    await b.sync();
    await a.sync();
    const payloads = server.packs(log);
    server.restoreTo(log, 0);
    await b.sync();
    expect(server.packs(log).toSorted()).toEqual(payloads.toSorted());
    expect(await a.sync()).toMatchObject({ sync: { kind: 'idle' }, parked: 0 });
    expect(server.packs(log)).toHaveLength(2);
    await Promise.all([a.close(), b.close()]);
  });

  test('[P2, P3] is shown the last own pack again when it lost a colleague’s alone', async () => {
    const [a, b] = [await start(1), await start(2)];
    await write(a, 'by A');
    await a.sync();
    await b.sync();
    await write(b, 'by B');
    await b.sync();
    await a.sync();
    server.restoreTo(log, 1);
    const before = a.transport.requests.length;
    await a.sync();
    const [ownPack] = await a.packsFor(log, { [b.id]: 1 });
    expect(a.sent.slice(before).flatMap(({ packs }) => packs)).toContainEqual(ownPack);
    const logRow = await a.db.logs.get(log);
    expect([logRow?.doubts, logRow?.asksHave]).toEqual([{}, false]);
    await Promise.all([a.close(), b.close()]);
  });

  test('[S3] is read again from the beginning, so that entries in the lost places are received', async () => {
    const [a, b, c] = [await start(1), await start(2), await start(3)];
    await write(a, 'by A');
    await a.sync();
    await b.sync();
    for (const at of [2, 3]) await b.write(log, aDoc(at), 'assessment', 'title', 'by B');
    await b.sync();
    await a.sync();
    server.restoreTo(log, 1);
    await c.write(log, aDoc(4), 'assessment', 'title', 'in the place of what was lost');
    await c.sync();
    for (const device of [a, b, c]) await device.sync();
    for (const device of [a, b, c])
      expect((await device.query('documents', { log })).map(({ title: name }) => name).sort()).toEqual([
        'by A',
        'by B',
        'by B',
        'in the place of what was lost',
      ]);
    await Promise.all([a.close(), b.close(), c.close()]);
  });
});
