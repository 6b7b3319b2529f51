import http from 'node:http';
import { expect, test, vi } from 'vitest';
import type { ConnectionOptions } from '#server/http/create-app.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { startTestServer } from '#tests/support/server/test-server.ts';
import { freePort, startNginx } from './nginx-process.ts';

/** A server that is known by the address of the proxy before it. */
async function behindNginx(trustProxy: ConnectionOptions['trustProxy']) {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const testServer = await startTestServer({ publicUrl, trustProxy });
  await startNginx(port, testServer.url);
  /** A wrong code from an address of this machine, which may claim to come from elsewhere. */
  const tryCode = (from: string, forged = '192.0.2.1'): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { origin: publicUrl, 'content-type': 'application/json', 'x-forwarded-for': forged };
      const request = http.request(`${publicUrl}/api/v1/console/sign-in`, {
        method: 'POST',
        headers,
        localAddress: from,
      });
      request.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      request.end(JSON.stringify({ code: '0000-0000-0000' }));
    });
  return { server: testServer, publicUrl, tryCode };
}

const six = [1, 2, 3, 4, 5, 6];

test('[security 4] behind nginx a device joins and syncs under the public origin', async () => {
  const { server, publicUrl } = await behindNginx(1);
  const device = new Device(publicUrl);
  const code = await server.code('enrol', await server.hq.addPerson('lead'));
  expect((await device.enrol(code)).status).toBe(200);
  expect((await device.sync({})).status).toBe(200);
});

test('[security 5] behind a trusted nginx each asker counts for themselves, even with forged headers', async () => {
  const { tryCode } = await behindNginx(1);
  const statuses = [];
  for (const at of six) statuses.push(await tryCode('127.0.0.2', `192.0.2.${at}`));
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
  expect(await tryCode('127.0.0.3')).toBe(403);
});

test('[security 5] behind an untrusted nginx all askers count as one, and the operator is warned once', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { tryCode } = await behindNginx(false);
  for (const at of six) await tryCode('127.0.0.2', `192.0.2.${at}`);
  expect(await tryCode('127.0.0.3')).toBe(429);
  const lines = said.mock.calls.filter(([line]) => String(line).includes('--trust-proxy 1'));
  vi.restoreAllMocks();
  expect(lines).toHaveLength(1);
});
