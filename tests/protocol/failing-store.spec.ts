import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { canMount, smallDiskUntilTheEnd } from '#tests/support/disk/test-disk.ts';
import { buildServer, failedCommand } from '#tests/support/server/built-server.ts';
import { startPostgres } from '#tests/support/server/postgres-process.ts';
import { aDocument, title, verdictsOf } from './conversations/writes.ts';
import { argumentsOf, Programme } from './programme.ts';

// S8 on real processes, with their threads: answers of a server with a failing store.

beforeAll(() => buildServer());

let programme: Programme | undefined;
afterEach(() => programme?.end());

const statusOf = async (path: string): Promise<number> => (await fetch(`${programme?.url}${path}`)).status;

/** Output of a process comes through a pipe, at its own time. */
const expectSaid = (running: Programme, line: RegExp): Promise<void> =>
  vi.waitFor(() => expect(running.errors).toContainEqual(expect.stringMatching(line)));

describe.skipIf(!canMount)('[S8] a server whose disk is full', () => {
  test('informs laptops, its operator and its administrators, and continues when there is room', async () => {
    const smallDisk = smallDiskUntilTheEnd();
    const running = await Programme.start({ kind: 'embedded', folder: `${smallDisk.folder}/data` });
    programme = running;
    const logId = await running.newLog();
    const device = await running.enrolled('lead', logId);
    const pack = device.pack(logId, [title(aDocument(), 'Court '.repeat(10_000))]);
    smallDisk.fillUpTo(0);
    const full = await device.sync({}, [pack]);
    expect([full.status, full.body.code]).toEqual([507, 'store-full']);
    await expectSaid(running, /^the disk of the store is full \(SQLITE 13\): /);
    expect([await statusOf('/health'), await statusOf('/ready')]).toEqual([200, 503]);

    const added = ['admin', 'add-log', '--kind', 'mission', '--title', 'T '.repeat(99), '--country', 'XA'];
    const { code, stderr } = await failedCommand(...added, ...argumentsOf(running.storeLocation));
    expect([code, JSON.parse(stderr)]).toEqual([
      1,
      {
        error: 'the disk of the store is full (SQLITE 13): make room, and give the command again',
        code: 'store-full',
      },
    ]);

    smallDisk.empty();
    expect(await verdictsOf(device, pack)).toEqual(['accepted']);
  });

  test('starts all the same, without a code for the console', async () => {
    const smallDisk = smallDiskUntilTheEnd();
    const running = await Programme.start({ kind: 'embedded', folder: `${smallDisk.folder}/data` });
    programme = running;
    await running.killServer();
    smallDisk.fillUpTo(0);
    await running.restartServer();
    await expectSaid(running, /^there is no sign-in code for the console: the disk of the store is full/);
    expect(await statusOf('/health')).toBe(200);
  });
});

test('[S8] a server with a killed PostgreSQL answers 503 until it returns, then accepts everything', async () => {
  const database = await startPostgres(true);
  try {
    const running = await Programme.start({ kind: 'postgres', url: database.url });
    programme = running;
    const logId = await running.newLog();
    const device = await running.enrolled('lead', logId);
    const pack = device.pack(logId, [title(aDocument(), 'Court')]);
    expect(await statusOf('/ready')).toBe(200);
    await database.kill();
    for (let tries = 0; tries < 3; tries += 1) {
      const down = await device.sync({}, [pack]);
      expect([down.status, down.body.code, down.headers.get('retry-after')]).toEqual([
        503,
        'store-unavailable',
        '30',
      ]);
    }
    expect([await statusOf('/health'), await statusOf('/ready')]).toEqual([200, 503]);
    await expectSaid(running, /^the store cannot be reached or used \(/);
    await database.restart();
    expect(await verdictsOf(device, pack)).toEqual(['accepted']);
  } finally {
    await programme?.end();
    programme = undefined;
    await database.stop();
  }
});
