import { describe, expect, test } from 'vitest';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { pollIntervalMs } from '#sync/client/sync-machine.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { aWrite, type TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const startMs = Date.UTC(2026, 10, 24, 9);

async function aDevice(
  parts = nodeIndexedDb(),
  fakeServer = new FakeServer(startMs),
  fakeHost?: TestLaptop['host'],
): Promise<{ device: TestLaptop; server: FakeServer; parts: IndexedDbFactories }> {
  const device = await startLaptop(fakeServer, 1, {
    db: nodeDatabase(parts),
    ...(fakeHost && { host: fakeHost }),
  });
  return { device, server: fakeServer, parts };
}

describe('[S6] a pause', () => {
  test('nothing leaves the laptop, for any write and any duration, until the person ends it', async () => {
    const { device, server } = await aDevice();
    await device.rest();
    await device.store.pauseSync(true);
    const before = device.transport.requests.length;
    await device.write(log, doc, 'assessment', 'title', 'Court');
    device.clock.advance(100 * pollIntervalMs);
    expect(await device.rest()).toMatchObject({ sync: { kind: 'paused' }, waiting: { changes: 1 } });
    expect(device.transport.requests.length).toBe(before);

    await device.store.pauseSync(false);
    await device.until('status', null, ({ sync, waiting }) => sync.kind === 'idle' && waiting.changes === 0);
    expect(server.packs(log)).toHaveLength(1);
    await device.close();
  });

  test('it holds over a restart, and “Sync now” ends it for good', async () => {
    const { device, server, parts } = await aDevice();
    await device.rest();
    await device.store.pauseSync(true);
    await device.write(log, doc, 'assessment', 'title', 'Court');
    await device.close();

    const again = await aDevice(parts, server, device.host);
    expect(await again.device.rest()).toMatchObject({ sync: { kind: 'paused' }, waiting: { changes: 1 } });
    await again.device.store.syncNow();
    await again.device.until('status', null, ({ waiting }) => waiting.changes === 0);
    await again.device.close();

    const third = await aDevice(parts, server, device.host);
    expect((await third.device.rest()).sync.kind).not.toBe('paused');
    await third.device.close();
  });
});

describe('[S6] cost and progress', () => {
  test('the sync estimate follows the outbox, down to an empty request when all is sent', async () => {
    const { device } = await aDevice();
    await device.rest();
    await device.store.pauseSync(true);
    const asking = await device.query('estimate', null);
    const registerWrites = Array.from({ length: 200 }, (_, at) =>
      aWrite(aDoc(at % 5), 'assessment', `answers/D1.${at % 5}/rationale`, `reason ${at} `.repeat(20)),
    );
    await device.store.write(log, registerWrites);
    const cost = await device.until('estimate', null, ({ bytesUp }) => bytesUp > asking.bytesUp);
    expect(cost.requests).toBeGreaterThan(1);
    expect(cost.bytesUp).toBeGreaterThan(10_000);

    await device.store.syncNow();
    await device.until('status', null, ({ sync, waiting }) => sync.kind === 'idle' && waiting.changes === 0);
    const after = await device.until('estimate', null, ({ bytesUp }) => bytesUp === asking.bytesUp);
    expect(after.requests).toBe(1);
    expect(after.measuredAtMs).not.toBeNull();
    await device.close();
  });

  test('during a sync, progress counts the sent and the remaining changes', async () => {
    const { device } = await aDevice();
    await device.rest();
    await device.store.pauseSync(true);
    for (let batch = 0; batch < 30; batch += 1)
      await device.store.write(
        log,
        Array.from({ length: 12 }, (_, at) =>
          aWrite(aDoc(batch), 'assessment', `answers/D1.${at}/rationale`, `batch ${batch} `.repeat(30)),
        ),
      );
    const seen: (readonly [sent: number, left: number])[] = [];
    // The first request waits until its beginning was reported: reports in quick succession may be merged.
    let open: () => void = () => undefined;
    device.transport.opens = new Promise((resolve) => {
      open = resolve;
    });
    const stop = await device.store.watch('status', null, ({ sync }) => {
      if (sync.kind !== 'pushing') return;
      seen.push([sync.progress.sentChanges, sync.progress.leftChanges]);
      open();
    });
    await device.store.syncNow();
    await device.until('status', null, ({ sync, waiting }) => sync.kind === 'idle' && waiting.changes === 0);
    stop();
    expect(seen[0]).toEqual([0, 360]);
    expect(seen.some(([sent, left]) => sent > 0 && left > 0 && sent + left === 360)).toBe(true);
    await device.close();
  });
});
