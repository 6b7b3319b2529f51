import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LogId } from '#domain/ids.ts';
import type { Device } from '#tests/support/protocol/client.mjs';
import { Reader } from '#tests/support/protocol/reader.mjs';
import { buildServer } from '#tests/support/server/built-server.ts';
import { startPostgres } from '#tests/support/server/postgres-process.ts';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { aDocument, title, verdictsOf } from './conversations/writes.ts';
import { Programme } from './programme.ts';
import { type CrashingConnection, pullUntilAnswered, pushUntilAnswered } from './stubborn-device.ts';

// S1 and S2 on real processes: answered packs are durable, and others can be sent again.

beforeAll(() => buildServer());

let programme: Programme | undefined;
afterEach(() => programme?.end());

const storedIn = async ({ store }: Programme, logId: LogId): Promise<number> =>
  (await store.selectFrom('entries').select('place').where('log', '=', logId).execute()).length;

/** Packs that change three documents in turn, each op replacing the last one there. */
function packsOf(device: Device, logId: LogId, count: number, docs: readonly string[]) {
  return Array.from({ length: count }, (_, at) => {
    const before = at < docs.length ? [] : [`${device.id}.${at + 1 - docs.length}`];
    return device.pack(logId, [title(docs[at % docs.length] ?? '', `Title ${at}`, ...before)]);
  });
}

/** Do entries, version vector and documents agree? They were written together or not at all. */
async function expectWhole(device: Device, logId: LogId): Promise<Reader> {
  const reader = new Reader();
  const all = { budget: 8 * 1024 * 1024 };
  reader.take((await device.sync({ [logId]: { since: 0, have: {} } }, [], all)).body.logs[logId]);
  const snapshot = (await device.send(`/api/v1/logs/${logId}/snapshot`)).body;
  expect([snapshot.place, snapshot.have]).toEqual([reader.since, reader.have]);
  for (const { doc, registers } of snapshot.documents)
    expect(registers.title.heads).toEqual(reader.registers(doc)['title']);
  return reader;
}

describe.each([embedded, postgres])('kill -9 of the server on the $name', (engine) => {
  test('[S1] between two requests loses no accepted pack', async () => {
    programme = await Programme.startOn(engine);
    const logId = await programme.newLog();
    const device = await programme.enrolled('lead', logId);
    const packs = packsOf(device, logId, 3, [aDocument()]);
    for (const pack of packs) {
      expect(await verdictsOf(device, pack)).toEqual(['accepted']);
      await programme.killServer();
      await programme.restartServer();
    }
    expect(await verdictsOf(device, ...packs)).toEqual(packs.map(() => 'duplicate'));
    expect((await expectWhole(device, logId)).have).toEqual({ [device.id]: packs.length });
  });

  test('[S1, S4] during a batch stores only whole packs, and the batch can be sent again', async () => {
    programme = await Programme.startOn(engine);
    const logId = await programme.newLog();
    const device = await programme.enrolled('lead', logId);
    const packs = packsOf(device, logId, 400, [aDocument(), aDocument(), aDocument()]);
    const answer = device.sync({}, packs).catch(() => null);
    // The embedded store answers without giving way to the request that is under way.
    while ((await storedIn(programme, logId)) < 20) await setImmediate();
    await programme.killServer();
    expect(await answer).toBeNull();
    await programme.restartServer();

    const stored = await storedIn(programme, logId);
    expect(stored).toBeLessThan(packs.length);
    expect((await expectWhole(device, logId)).have).toEqual({ [device.id]: stored });
    expect(await verdictsOf(device, ...packs)).toEqual(
      packs.map((_, at) => (at < stored ? 'duplicate' : 'accepted')),
    );
    expect((await expectWhole(device, logId)).have).toEqual({ [device.id]: packs.length });
  });

  test('[S2] while four write and one reads: the reader misses nothing, and everything is there once', async () => {
    const running = await Programme.startOn(engine);
    programme = running;
    const logId = await running.newLog();
    const crashingConnection: CrashingConnection = { up: Promise.resolve() };
    const writers = await Promise.all([1, 2, 3, 4].map(() => running.enrolled('lead', logId)));
    const docs = [aDocument(), aDocument()];
    const each = 25;
    const writing = writers.map(async (device) => {
      for (const pack of packsOf(device, logId, each, docs))
        await pushUntilAnswered(device, crashingConnection, pack);
    });

    const reader = await running.enrolled('reviewer', logId);
    const places: number[] = [];
    const replica = new Reader();
    const kills = [20, 50];
    while (places.length < writers.length * each) {
      const answer = await pullUntilAnswered(reader, crashingConnection, logId, replica.since);
      places.push(...answer.entries.map(({ place }: { place: number }) => place));
      replica.take(answer);
      if (places.length < (kills[0] ?? Number.POSITIVE_INFINITY)) continue;
      kills.shift();
      crashingConnection.up = running.killServer().then(() => running.restartServer());
    }
    await Promise.all(writing);
    expect(kills).toEqual([]);
    expect(places).toEqual(Array.from({ length: writers.length * each }, (_, at) => at + 1));
    expect(replica.have).toEqual(Object.fromEntries(writers.map(({ id }) => [id, each])));
    const whole = await expectWhole(reader, logId);
    for (const doc of docs) expect(replica.registers(doc)).toEqual(whole.registers(doc));
  });
});

test('[S1] after kill -9 of PostgreSQL and its return, the server continues with all accepted packs', async () => {
  const database = await startPostgres(true);
  try {
    const running = await Programme.start({ kind: 'postgres', url: database.url });
    programme = running;
    const logId = await running.newLog();
    const device = await running.enrolled('lead', logId);
    const crashingConnection: CrashingConnection = { up: Promise.resolve() };
    const packs = packsOf(device, logId, 30, [aDocument(), aDocument(), aDocument()]);
    const accepted: string[] = [];
    for (const [at, pack] of packs.entries()) {
      if (at === 10 || at === 20) crashingConnection.up = database.kill().then(() => database.restart());
      // Also while it is down: the kill happens somewhere in this request.
      if (at === 20) await device.sync({}, [pack]).catch(() => null);
      accepted.push(...(await pushUntilAnswered(device, crashingConnection, pack)));
    }
    expect(accepted).toHaveLength(packs.length);
    expect(await verdictsOf(device, ...packs)).toEqual(packs.map(() => 'duplicate'));
    expect((await expectWhole(device, logId)).have).toEqual({ [device.id]: packs.length });
  } finally {
    await programme?.end();
    programme = undefined;
    await database.stop();
  }
});
