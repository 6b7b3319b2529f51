import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#domain/people/role.ts';
import { gatherMs, pollMs } from '#sync/client/sync-machine.ts';
import { SyncRequest } from '#sync/protocol/wire.ts';
import { FakeClock } from '#tests/fakes/fake-clock.ts';
import { aWrite, FakeDevice, type FakeDeviceStart } from '#tests/fakes/fake-device.ts';
import { FakeServer } from '#tests/fakes/fake-server.ts';
import { aDoc, aLog, aPerson } from '#tests/fakes/sample-ids.ts';
import { nodeDatabase } from './node-database.ts';

const log = aLog();
const doc = aDoc();
const startMs = Date.UTC(2026, 10, 24, 9);

let server = new FakeServer(startMs);
beforeEach(() => {
  server = new FakeServer(startMs);
});

const start = (part: Partial<FakeDeviceStart> = {}): Promise<FakeDevice> =>
  FakeDevice.start({
    db: nodeDatabase(),
    server,
    person: aPerson(),
    name: 'Assessor A',
    roles: { [log]: ['assessor'] },
    ...part,
  });
const atRest = (device: FakeDevice) => device.until('status', null, ({ sync }) => sync.kind !== 'pushing');
const sent = (device: FakeDevice) => device.road.requests.map((text) => SyncRequest.parse(JSON.parse(text)));

describe('when the device syncs', () => {
  test('what is written within a second travels in one request, and all of it is confirmed', async () => {
    const a = await start();
    await atRest(a);
    const before = a.road.requests.length;
    for (const at of [1, 2, 3]) await a.write(log, doc, 'assessment', `answers/D1.${at}/level`, at);
    expect(a.road.requests.length).toBe(before);
    a.clock.advance(gatherMs);
    await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    expect(
      sent(a)
        .slice(before)
        .map(({ packs }) => packs.length),
    ).toEqual([1]);
    expect(Object.keys(server.document(log, doc)?.registers ?? {})).toHaveLength(3);
    await a.close();
  });

  test('a quiet device asks twice a minute, so that colleagues’ changes arrive', async () => {
    const [a, b] = [await start(), await start({ person: aPerson(2), name: 'Assessor B' })];
    await Promise.all([atRest(a), atRest(b)]);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    b.clock.advance(pollMs);
    const documents = await b.until('documents', { log }, ([first]) => first !== undefined);
    expect(documents).toMatchObject([{ title: 'Court', waiting: 0 }]);
    await Promise.all([a.close(), b.close()]);
  });

  test('[S6] a backlog goes oldest first, in requests that begin at 32 KiB and grow', async () => {
    const a = await start();
    await atRest(a);
    a.road.mood = 'down';
    for (let batch = 0; batch < 30; batch += 1) {
      const words = `batch ${batch} `.repeat(30);
      const writes = Array.from({ length: 12 }, (_, at) =>
        aWrite(aDoc(batch), 'assessment', `answers/D1.${at}/rationale`, words),
      );
      await a.store.write(log, writes);
    }
    a.road.mood = 'good';
    a.clock.advance(10 * 60_000);
    const before = a.road.requests.length;
    await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    const sizes = a.road.requests.slice(before).map((text) => text.length);
    expect(sizes[0]).toBeLessThanOrEqual(32 * 1024);
    expect(sizes[0]).toBeGreaterThan(16 * 1024);
    expect(sizes[1]).toBeGreaterThan(32 * 1024);
    const firsts = server.packs(log).map((payload) => JSON.parse(payload).first);
    expect(firsts).toEqual(firsts.toSorted((x, y) => x - y));
    await a.close();
  });

  test('a page of the hotel instead of an answer loses nothing', async () => {
    const a = await start();
    await atRest(a);
    a.road.mood = 'portal';
    await a.write(log, doc, 'assessment', 'title', 'Court');
    expect(await a.sync()).toMatchObject({ sync: { kind: 'waiting', failures: 1 }, waiting: { changes: 1 } });
    a.road.mood = 'good';
    expect(await a.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 } });
    await a.close();
  });

  test('the switch that simulates no network shows it, and its end sends what waited', async () => {
    const a = await start();
    await atRest(a);
    expect(await a.store.simulateOffline(true)).toBe(true);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    expect(await a.sync()).toMatchObject({ sync: { kind: 'offline' }, waiting: { changes: 1 } });
    await a.store.simulateOffline(false);
    await a.until('status', null, ({ waiting, sync }) => waiting.changes === 0 && sync.kind === 'idle');
    await a.close();
  });

  test('each sync is written down with its bytes and round trips; one that found nothing is not', async () => {
    const a = await start();
    await atRest(a);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    await a.sync();
    const runs = await a.answer('syncRuns', null);
    expect(runs).toMatchObject([{ outcome: 'done', code: null, changesUp: 1, changesDown: 0 }]);
    expect(runs[0]?.bytesUp).toBeGreaterThan(300);
    await a.close();
  });
});

describe('what headquarters says', () => {
  test('[S1] only what is durable there counts as delivered, and a restored server gets it again', async () => {
    const a = await start();
    await atRest(a);
    for (const value of ['one', 'two', 'three']) {
      await a.write(log, doc, 'assessment', 'title', value);
      expect(await a.sync()).toMatchObject({ waiting: { changes: 0 } });
    }
    expect(server.packs(log)).toHaveLength(3);
    const payloads = server.packs(log);
    server.restoreTo(log, 1);
    await a.sync();
    await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    expect(server.packs(log)).toEqual(payloads);
    await a.close();
  });

  test('[P2] a restored disk is told that its chain is a fork: the pack is parked, its ops are kept', async () => {
    const a = await start();
    await atRest(a);
    const restored = await start({ db: nodeDatabase(), host: a.host });
    await atRest(restored);
    await a.write(log, doc, 'assessment', 'title', 'on the laptop');
    await a.sync();
    restored.road.mood = 'down';
    await restored.write(log, doc, 'assessment', 'title', 'on its restored disk');
    restored.road.mood = 'good';
    expect(await restored.sync()).toMatchObject({
      sync: { kind: 'blocked', code: 'fork' },
      waiting: { changes: 1 },
    });
    expect(await restored.answer('parked', null)).toMatchObject([{ what: 'ownPack', why: 'fork' }]);
    await Promise.all([a.close(), restored.close()]);
  });

  test('[S3] a device whose database was lost gets its own changes back before it may write', async () => {
    const first = await start();
    await atRest(first);
    await first.write(log, doc, 'assessment', 'title', 'Court');
    await first.sync();
    await first.close();

    const again = await start({ db: nodeDatabase(), host: first.host });
    await again.until('documents', { log }, ([found]) => found?.title === 'Court');
    await again.write(log, doc, 'assessment', 'title', 'High court');
    expect(await again.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 }, parked: 0 });
    expect(server.packs(log)).toHaveLength(2);
    await again.close();
  });

  test('[J5] own ops that headquarters holds lose their effect here, say why, and get it back by release', async () => {
    const a = await start();
    await atRest(a);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    a.road.mood = 'down';
    await a.write(log, doc, 'assessment', 'title', 'High court');
    const roles: readonly Role[] = ['partner'];
    server.enrol(a.host, { person: aPerson(), name: 'Assessor A', roles: { [log]: roles } });
    a.road.mood = 'good';
    await a.sync();

    const held = await a.answer('document', { log, doc });
    expect(Object.values(held?.held ?? {})).toEqual([{ kind: 'roleMayNotWrite' }]);
    expect((await a.answer('documents', { log })).map(({ title }) => title)).toEqual(['Court']);
    expect((await a.answer('whereabouts', null)).map((one) => one.heldAtHeadquarters)).toEqual([1]);

    server.release(log, a.id, [2], aPerson(3));
    await a.sync();
    expect((await a.answer('documents', { log })).map(({ title }) => title)).toEqual(['High court']);
    await a.close();
  });

  test('[J1] a log that is not ours any more is refused, and everything else goes on', async () => {
    const other = aLog(2);
    const a = await start({ roles: { [log]: ['assessor'], [other]: ['assessor'] } });
    await atRest(a);
    a.road.mood = 'down';
    await a.write(other, aDoc(2), 'assessment', 'title', 'Not ours any more');
    await a.write(log, doc, 'assessment', 'title', 'Ours');
    server.enrol(a.host, { person: aPerson(), name: 'Assessor A', roles: { [log]: ['assessor'] } });
    a.road.mood = 'good';
    expect(await a.sync()).toMatchObject({
      sync: { kind: 'blocked', code: 'access' },
      waiting: { changes: 1 },
    });
    expect(await a.answer('parked', null)).toMatchObject([{ what: 'ownPack', why: 'access' }]);
    expect([server.document(log, doc)?.kind, server.packs(other)]).toEqual(['assessment', []]);
    await a.close();
  });

  test('[J4] a laptop with a wrong year learns the time from headquarters and stamps by it', async () => {
    const a = await start({ clock: new FakeClock(startMs + 5 * 365 * 86_400_000) });
    await atRest(a);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    const [entry] = await a.answer('history', { log, doc, below: '' });
    expect(entry?.stamp[0]).toBe(startMs);
    await a.close();
  });
});
