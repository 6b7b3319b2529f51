import { beforeEach, describe, expect, test, vi } from 'vitest';
import { pollIntervalMs, writeGatherMs } from '#sync/client/sync-machine.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { aWrite, type TestLaptop, type TestLaptopStart } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const startMs = Date.UTC(2026, 10, 24, 9);

let server = new FakeServer(startMs);
beforeEach(() => {
  server = new FakeServer(startMs);
});

const start = (part: Partial<TestLaptopStart> = {}): Promise<TestLaptop> => startLaptop(server, 1, part);

describe('when the device syncs', () => {
  test('writes within one second travel in one request, and all of them are confirmed', async () => {
    const a = await start();
    await a.rest();
    const before = a.transport.requests.length;
    for (const at of [1, 2, 3]) await a.write(log, doc, 'assessment', `answers/D1.${at}/level`, at);
    expect(a.transport.requests.length).toBe(before);
    a.clock.advance(writeGatherMs);
    await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    expect(a.sent.slice(before).map(({ packs }) => packs.length)).toEqual([1]);
    expect(Object.keys(server.document(log, doc)?.registers ?? {})).toHaveLength(3);
    await a.close();
  });

  test('a quiet device asks twice a minute, so that colleagues’ changes arrive', async () => {
    const [a, b] = [await start(), await start({ person: aPerson(2), name: 'Assessor B' })];
    await Promise.all([a.rest(), b.rest()]);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    b.clock.advance(pollIntervalMs);
    const documentSummaries = await b.until(
      'documents',
      { log },
      ([firstDocumentSummary]) => firstDocumentSummary !== undefined,
    );
    expect(documentSummaries).toMatchObject([{ title: 'Court', waiting: 0 }]);
    await Promise.all([a.close(), b.close()]);
  });

  test('[S6] a backlog goes oldest first, in requests that begin at 32 KiB and grow', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'down';
    for (let batch = 0; batch < 30; batch += 1) {
      const words = `batch ${batch} `.repeat(30);
      const registerWrites = Array.from({ length: 12 }, (_, at) =>
        aWrite(aDoc(batch), 'assessment', `answers/D1.${at}/rationale`, words),
      );
      await a.store.write(log, registerWrites);
    }
    a.transport.mood = 'good';
    a.clock.advance(10 * 60_000);
    const before = a.transport.requests.length;
    await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    const sizes = a.transport.requests.slice(before).map((text) => text.length);
    expect(sizes[0]).toBeLessThanOrEqual(32 * 1024);
    expect(sizes[0]).toBeGreaterThan(16 * 1024);
    expect(sizes[1]).toBeGreaterThan(32 * 1024);
    const waiting = a.sent.slice(before).map((request) => request.waiting?.ops ?? 0);
    expect(waiting, 'each says what waits beyond it').toEqual(waiting.toSorted((x, y) => y - x));
    expect(waiting[0]).toBeLessThan(360);
    expect(waiting[0]).toBeGreaterThan(180);
    expect(waiting.at(-1)).toBe(0);
    const firsts = server.packs(log).map((payload) => JSON.parse(payload).first);
    expect(firsts).toEqual(firsts.toSorted((x, y) => x - y));
    await a.close();
  });

  test('[S6] on a quick link the next request is sealed while this one is answered', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'down';
    // Not the same text everywhere: the size of packs follows their content.
    for (let batch = 0; batch < 9; batch += 1) {
      const registerWrites = Array.from({ length: 25 }, (_, at) =>
        aWrite(aDoc(batch), 'assessment', `answers/D1.${at}/rationale`, `${batch} ${at} word `.repeat(1_900)),
      );
      await a.store.write(log, registerWrites);
    }
    const before = a.transport.requests.length;
    let goOn = (): void => undefined;
    const isAnswered = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    // The two growing requests succeed; the answer to the largest takes long.
    Object.defineProperty(a.transport, 'opens', {
      get: () => (a.transport.requests.length - before >= 2 ? isAnswered : undefined),
    });
    a.transport.mood = 'good';
    a.clock.advance(10 * 60_000);
    const signedBytes = async (): Promise<number> =>
      (await a.db.packs.toArray()).reduce((sum, { payload }) => sum + payload.length, 0);
    await vi.waitUntil(async () => (await signedBytes()) > 3 * 1024 * 1024, { timeout: 40_000 });
    expect(a.transport.requests.length - before).toBe(2);

    goOn();
    await a.until('status', null, ({ waiting }) => waiting.changes === 0);
    expect(server.document(log, aDoc(8))?.registers).toBeDefined();
    const firsts = server.packs(log).map((payload) => JSON.parse(payload).first);
    expect(firsts).toEqual(firsts.toSorted((x, y) => x - y));
    await a.close();
  });

  test('[S4, P2] after the lost answer to a large request, only the proof of arrival is resent', async () => {
    const a = await start();
    await a.rest();
    const words = 'much to say '.repeat(300);
    const writeMuch = async (batch: number): Promise<void> => {
      const registerWrites = Array.from({ length: 120 }, (_, at) =>
        aWrite(aDoc(batch), 'assessment', `answers/D1.${at}/rationale`, words),
      );
      await a.store.write(log, registerWrites);
    };
    await writeMuch(1); // in requests that grow
    await a.sync();
    a.transport.mood = 'losesAnswers';
    await writeMuch(2);
    await a.sync();
    const lost = a.sent.at(-1)?.packs.length ?? 0;
    expect(lost).toBeGreaterThan(2);

    a.transport.mood = 'good';
    const before = a.sent.length;
    expect(await a.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 } });
    expect(a.sent.slice(before).map(({ packs }) => packs.length)).toEqual([0, 1]);
    await a.close();
  });

  test('a page of the hotel instead of an answer loses nothing', async () => {
    const a = await start();
    await a.rest();
    a.transport.mood = 'portal';
    await a.write(log, doc, 'assessment', 'title', 'Court');
    expect(await a.sync()).toMatchObject({ sync: { kind: 'waiting', failures: 1 }, waiting: { changes: 1 } });
    a.transport.mood = 'good';
    expect(await a.sync()).toMatchObject({ sync: { kind: 'idle' }, waiting: { changes: 0 } });
    await a.close();
  });

  test('the offline simulation switch shows as offline, and its end sends the waiting changes', async () => {
    const a = await start();
    await a.rest();
    expect(await a.store.simulateOffline(true)).toBe(true);
    await a.write(log, doc, 'assessment', 'title', 'Court');
    expect(await a.sync()).toMatchObject({ sync: { kind: 'offline' }, waiting: { changes: 1 } });
    await a.store.simulateOffline(false);
    await a.until('status', null, ({ waiting, sync }) => waiting.changes === 0 && sync.kind === 'idle');
    await a.close();
  });

  test('each sync is logged with bytes and round trips, but not one that found nothing', async () => {
    const a = await start();
    await a.rest();
    await a.write(log, doc, 'assessment', 'title', 'Court');
    await a.sync();
    await a.sync();
    const logRows = await a.query('syncRuns', null);
    expect(logRows).toMatchObject([{ outcome: 'done', code: null, changesUp: 1, changesDown: 0 }]);
    expect(logRows[0]?.bytesUp).toBeGreaterThan(300);
    await a.close();
  });
});
