import { describe, expect, test } from 'vitest';
import type { IndexedDbFactories } from '#renderer/store/db/database.ts';
import { putMeta, readMeta } from '#renderer/store/db/meta.ts';
import { aNote } from '#tests/contracts/erasure-world.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { TestClock } from '#tests/support/clock/test-clock.ts';
import { nodeDatabase, nodeIndexedDb } from '#tests/support/laptop/node-database.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const log = aLog();
const doc = aDoc();
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const startMs = Date.UTC(2026, 10, 24, 9);

interface Scene {
  readonly parts: IndexedDbFactories;
  readonly server: FakeServer;
  readonly clock: TestClock;
  readonly host?: TestLaptop['host'];
}

async function open({ parts, server, clock, host }: Scene, mood: 'good' | 'down'): Promise<TestLaptop> {
  const db = nodeDatabase(parts);
  await db.open();
  await putMeta(db, 'enrolment', { recipients: [], lease: 45 * dayMs });
  return startLaptop(server, 1, { db, clock, mood, ...(host && { host }) });
}

/** A device that has met headquarters once. Later it is opened again offline, when its clock shows this time. */
async function reopened(clockMs: number) {
  const scene = { parts: nodeIndexedDb(), server: new FakeServer(startMs), clock: new TestClock(startMs) };
  const firstTestLaptop = await open(scene, 'good');
  await firstTestLaptop.sync();
  expect(await firstTestLaptop.write(log, doc, 'assessment', 'title', 'Court')).toMatchObject({
    kind: 'saved',
  });
  await firstTestLaptop.sync();
  await firstTestLaptop.close();
  return open({ ...scene, host: firstTestLaptop.host, clock: new TestClock(clockMs) }, 'down');
}

const write = (device: TestLaptop) => device.write(log, doc, 'assessment', 'title', 'Court of appeal');

describe('[security 3] the lease in the store', () => {
  test('after 45 days without an answer a person goes on working, and the work waits here', async () => {
    const device = await reopened(startMs + 46 * dayMs);
    expect(await device.until('session', null, ({ leaseOver }) => leaseOver)).toMatchObject({
      leaseOver: true,
    });
    expect(await write(device)).toMatchObject({ kind: 'saved' });
    expect(await device.store.saveNote(aNote(log))).toEqual({ kind: 'saved' });
    expect((await device.query('status', null)).waiting.changes).toBe(1);
    expect((await device.query('document', { log, doc }))?.document.doc).toBe(doc);
    await device.close();
  });

  test('one answer of headquarters renews it at once, and takes the work', async () => {
    const device = await reopened(startMs + 46 * dayMs);
    await device.rest();
    await write(device);
    device.transport.mood = 'good';
    await device.sync();
    expect(await device.until('session', null, ({ leaseOver }) => !leaseOver)).toMatchObject({
      leaseOver: false,
    });
    const storeStatus = await device.until('status', null, ({ waiting }) => waiting.changes === 0);
    expect(storeStatus.waiting.changes).toBe(0);
    await device.close();
  });

  test('it ends while the app is open, hour by hour', async () => {
    const device = await reopened(startMs + 44 * dayMs);
    expect(await write(device)).toMatchObject({ kind: 'saved' });
    device.clock.advance(2 * dayMs);
    await device.until('session', null, ({ leaseOver }) => leaseOver);
    expect((await device.query('session', null)).leaseOver).toBe(true);
    expect(await write(device)).toMatchObject({ kind: 'saved' });
    await device.close();
  });

  test('the clock is looked at every hour, until the store is closed', async () => {
    const device = await reopened(startMs);
    await device.rest();
    const { clock, db } = device;
    const previousLeaseCheck = await readMeta(db, 'lease');
    clock.advance(hourMs - 1);
    await device.rest();
    expect(await readMeta(db, 'lease')).toEqual(previousLeaseCheck);
    clock.advance(1);
    await expect.poll(() => readMeta(db, 'lease')).not.toEqual(previousLeaseCheck);
    await device.close();
    expect(clock.nextMs).toBeNull();
  });

  test.each([
    [34, null],
    [35, 10],
    [40, 5],
    [44.5, 1],
    [46, null],
  ])('after %s days the laptop names %s days that are left', async (days, left) => {
    const device = await reopened(startMs + days * dayMs);
    expect((await device.query('session', null)).leaseDaysLeft).toBe(left);
    await device.close();
  });

  test('a clock set ahead by 46 days ends no work', async () => {
    const device = await reopened(startMs);
    device.clock.advance(46 * dayMs);
    expect(await write(device)).toMatchObject({ kind: 'saved' });
    await device.close();
    const later = await reopened(startMs + 46 * dayMs);
    expect(await write(later)).toMatchObject({ kind: 'saved' });
    await later.close();
  });

  test.each([-10, -1, 1, 10])('a clock that jumped by %s years takes nobody the pen', async (years) => {
    const device = await reopened(startMs + years * 365 * dayMs);
    expect((await device.query('session', null)).leaseOver).toBe(false);
    expect(await write(device)).toMatchObject({ kind: 'saved' });
    device.transport.mood = 'good';
    await device.sync();
    const storeStatus = await device.until('status', null, ({ waiting }) => waiting.changes === 0);
    expect(storeStatus.sync).toEqual({ kind: 'idle' });
    await device.close();
  });

  test('refused answers are no contact', async () => {
    const device = await reopened(startMs + 46 * dayMs);
    device.transport.mood = 'revoked';
    await device.sync();
    expect((await device.query('session', null)).leaseOver).toBe(true);
    expect(await write(device)).toMatchObject({ kind: 'saved' });
    await device.close();
  });
});
