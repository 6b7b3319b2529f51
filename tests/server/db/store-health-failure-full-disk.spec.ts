import crypto from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aDocument, title, verdictsOf } from '#tests/protocol/conversations/writes.ts';
import type { SmallDisk } from '#tests/support/disk/small-disk.ts';
import { canMount, smallDiskUntilTheEnd } from '#tests/support/disk/test-disk.ts';
import type { Device } from '#tests/support/protocol/client.mjs';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

const minuteMs = 60_000;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

/** A server on a disk of its own that has run for a while, with a laptop that reads and writes. */
async function setUp() {
  const smallDisk = smallDiskUntilTheEnd();
  const storeLocations = {
    name: 'embedded store',
    newLocation: async () => ({ kind: 'embedded', folder: `${smallDisk.folder}/data` }) as const,
  };
  const testServer = await startTestServer({ storeLocations });
  const logId = await testServer.hq.addLog();
  const lead = await testServer.enrolled('lead', logId);
  return { disk: smallDisk, server: testServer, log: logId, lead };
}

const fill = (smallDisk: SmallDisk): void => smallDisk.fillUpTo(0);

/** A request by the clock of the server. */
const stamped = (testServer: TestServer, more: { readonly nonce?: string } = {}) => ({
  createdSeconds: Math.floor((Date.now() + testServer.clock.aheadMs) / 1_000),
  ...more,
});

describe.skipIf(!canMount)('[S8] an embedded store whose disk is full', () => {
  test('answers pushes with 507 and a retry time, and accepts them once there is room', async () => {
    const { disk, log, lead, server } = await setUp();
    const pack = lead.pack(log, [title(aDocument(), 'Court '.repeat(10_000))]);
    fill(disk);
    const full = await lead.sync({}, [pack]);
    expect([full.status, full.body.code, full.headers.get('retry-after')]).toEqual([507, 'store-full', '30']);
    disk.empty();
    expect(await verdictsOf(lead, pack)).toEqual(['accepted']);
    expect(console.error).toHaveBeenCalledWith(
      expect.stringMatching(/^the disk of the store is full \(SQLITE 13\)/),
    );
    await server.stop();
  });

  test('answers a request that brings nothing, with all that others wrote', async () => {
    const { disk, log, lead, server } = await setUp();
    const reader = await server.enrolled('reviewer', log);
    expect(await verdictsOf(lead, lead.pack(log, [title(aDocument(), 'Court')]))).toEqual(['accepted']);
    server.clock.aheadMs = 6 * minuteMs;
    fill(disk);
    const waiting = { waiting: { ops: 3, bytes: 900 } };
    const pulled = await reader.sync({ [log]: { since: 0 } }, [], waiting, stamped(server));
    expect([pulled.status, pulled.body.logs[log].entries.length]).toEqual([200, 1]);
    const snapshot = await reader.send(`/api/v1/logs/${log}/snapshot`, undefined, stamped(server));
    expect([snapshot.status, snapshot.body.documents.length]).toEqual([200, 1]);
  });

  test('takes no nonce twice, neither one of before nor one of meanwhile', async () => {
    const { disk, lead, server } = await setUp();
    server.clock.aheadMs = 6 * minuteMs;
    const ask = (of: Device, nonce: string) => of.sync({}, [], {}, stamped(server, { nonce }));
    const [before, meanwhile] = [crypto.randomUUID(), crypto.randomUUID()].map((id) => id.slice(0, 22));
    expect((await ask(lead, before ?? '')).status).toBe(200);
    fill(disk);
    const answers = await Promise.all([ask(lead, meanwhile ?? ''), ask(lead, meanwhile ?? '')]);
    expect(answers.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([200, 401]);
    for (const nonce of [before, meanwhile]) {
      const again = await ask(lead, nonce ?? '');
      expect([again.status, again.body.code]).toEqual([401, 'nonce']);
    }
    disk.empty();
    expect((await ask(lead, meanwhile ?? '')).body.code).toBe('nonce');
  });

  test('refuses requests that an earlier process may have received', async () => {
    const { disk, lead, server } = await setUp();
    server.clock.aheadMs = 4 * minuteMs;
    fill(disk);
    const answer = await lead.sync({}, [], {}, stamped(server));
    expect([answer.status, answer.body.code]).toEqual([507, 'store-full']);
  });

  test('says to those who ask that it is not ready, and that the process lives', async () => {
    const { disk, server } = await setUp();
    const ask = async (path: string) => {
      const response = await fetch(`${server.url}${path}`);
      return [response.status, await response.json()];
    };
    expect(await ask('/ready')).toEqual([200, { status: 'ok' }]);
    fill(disk);
    server.clock.aheadMs += minuteMs;
    expect(await ask('/ready')).toEqual([503, { status: 'failing', code: 'store-full' }]);
    expect((await ask('/health'))[0]).toBe(200);
    disk.empty();
    server.clock.aheadMs += minuteMs;
    expect(await ask('/ready')).toEqual([200, { status: 'ok' }]);
    expect(console.error).toHaveBeenLastCalledWith('the store takes writes again');
  });
});
