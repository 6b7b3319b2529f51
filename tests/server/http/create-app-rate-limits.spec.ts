import { expect, test } from 'vitest';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

test('a device that runs wild is asked to wait, and only that one', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, devicePerMinute: 3 } });
  const [wild, calm] = [await testServer.enrolled('assessor'), await testServer.enrolled('assessor')];
  const statuses: number[] = [];
  for (let requests = 0; requests < 4; requests += 1) statuses.push((await wild.sync({})).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect((await calm.sync({})).status).toBe(200);
});

test('an address that asks too much is asked to wait, for any request', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, addressPerMinute: 3 } });
  const statuses: number[] = [];
  for (let requests = 0; requests < 4; requests += 1)
    statuses.push((await fetch(`${testServer.url}/health`)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  const refused = await fetch(`${testServer.url}/health`);
  expect(await refused.json()).toMatchObject({ status: 429, code: 'rate' });
});
