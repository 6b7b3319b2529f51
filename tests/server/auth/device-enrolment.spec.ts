import { expect, test } from 'vitest';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { testRecovery } from '#tests/support/server/test-recovery.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const minuteMs = 60_000;

test('a code enrols one device, and the same device may repeat it', async () => {
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const personId = await testServer.hq.addPerson('lead', logId);
  const code = await testServer.code('enrol', personId);
  const device = new Device(testServer.url);
  const firstAnswer = await device.enrol(code);
  expect(firstAnswer.body).toMatchObject({
    person: personId,
    name: 'The lead',
    server: {
      name: 'Headquarters',
      recipients: [testRecovery.recipient],
      recovery: testRecovery.statement,
      key: testServer.identity.publicKey,
    },
    grants: { logs: { [logId]: ['lead'] }, devices: { [device.id]: { person: personId, name: 'The lead' } } },
    lease: 45 * 24 * 60 * minuteMs,
  });
  expect((await device.enrol(code.toLowerCase().replaceAll('-', ' '))).body).toEqual(firstAnswer.body);
  const otherAnswer = await new Device(testServer.url).enrol(code);
  expect([otherAnswer.status, otherAnswer.body.code]).toEqual([403, 'code']);
});

test('an expired code and an unknown one get the same answer', async () => {
  const testServer = await startTestServer();
  const code = await testServer.code('enrol', await testServer.hq.addPerson('lead'));
  const unknown = await new Device(testServer.url).enrol('0000-0000-0000');
  testServer.clock.aheadMs = 61 * minuteMs;
  const device = new Device(testServer.url);
  const body = { code, deviceKey: device.publicKey, label: 'l', platform: 'p', version: '0' };
  const createdSeconds = Math.floor((Date.now() + testServer.clock.aheadMs) / 1_000);
  const expired = await device.send('/api/v1/enrol', body, { createdSeconds });
  expect(expired.status).toBe(403);
  expect(expired.body).toEqual(unknown.body);
});

test('five wrong codes a minute from one address, then none is looked at', async () => {
  const testServer = await startTestServer();
  const code = await testServer.code('enrol', await testServer.hq.addPerson('lead'));
  for (let tries = 0; tries < 5; tries += 1)
    expect((await new Device(testServer.url).enrol('1111-1111-1111')).status).toBe(403);
  const sixth = await new Device(testServer.url).enrol(code);
  expect([sixth.status, sixth.body.code]).toEqual([429, 'rate']);
});

test('after twenty wrong tries a code is dead', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, failuresPerMinute: 100 } });
  const code = await testServer.code('enrol', await testServer.hq.addPerson('lead'));
  const wrong = `${code.slice(0, 4)}-0000-0000`;
  const device = new Device(testServer.url);
  for (let tries = 0; tries < 20; tries += 1) expect((await device.enrol(wrong)).status).toBe(403);
  expect((await device.enrol(code)).body.code).toBe('code');
});

test('a device stays the device of one person', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('lead');
  const answer = await device.enrol(await testServer.code('enrol', await testServer.hq.addPerson('trainer')));
  expect([answer.status, answer.body.code]).toEqual([409, 'device-taken']);
});

test('an enrolment must be signed by the key that it names', async () => {
  const testServer = await startTestServer();
  const code = await testServer.code('enrol', await testServer.hq.addPerson('lead'));
  const [device, otherDevice] = [new Device(testServer.url), new Device(testServer.url)];
  const body = { code, deviceKey: otherDevice.publicKey, label: 'l', platform: 'p', version: '0' };
  expect((await device.send('/api/v1/enrol', body)).body.code).toBe('signature');
  expect((await device.enrol(code)).status).toBe(200);
});
