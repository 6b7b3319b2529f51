import { describe, expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { embedded, postgres } from '#tests/support/server/stores.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

/** A device of another person with an id that begins with these hex digits. Nobody has the time to find its key. */
async function addDeviceBeginning(testServer: TestServer, digits: string): Promise<void> {
  const { id } = await testServer.enrolled('assessor');
  const row = await testServer.hq.store
    .selectFrom('devices')
    .selectAll()
    .where('device', '=', DeviceId.parse(id))
    .executeTakeFirstOrThrow();
  const device = DeviceId.parse(digits.padEnd(32, '0'));
  await testServer.hq.store
    .insertInto('devices')
    .values({ ...row, device })
    .execute();
}

describe.each([embedded, postgres])('[M4] two devices on the $name', (locations) => {
  test('with ids that share their first 32 bits are not both enrolled', async () => {
    const testServer = await startTestServer({ storeLocations: locations });
    const device = new Device(testServer.url);
    await addDeviceBeginning(testServer, device.id.slice(0, 8));
    const code = await testServer.code('enrol', await testServer.hq.addPerson('lead'));
    const answer = await device.enrol(code);
    expect([answer.status, answer.body.code]).toEqual([409, 'device-taken']);
    expect((await device.sync({})).body.code).toBe('device');
  });

  test('with ids that share 28 bits are both enrolled', async () => {
    const testServer = await startTestServer({ storeLocations: locations });
    const device = new Device(testServer.url);
    const other = device.id[7] === '0' ? '1' : '0';
    await addDeviceBeginning(testServer, `${device.id.slice(0, 7)}${other}`);
    const code = await testServer.code('enrol', await testServer.hq.addPerson('lead'));
    expect((await device.enrol(code)).status).toBe(200);
  });

  test('with ids that share their first 32 bits do not become each other by renewal', async () => {
    const testServer = await startTestServer({ storeLocations: locations });
    const [formerDevice, renewed] = [await testServer.enrolled('lead'), new Device(testServer.url)];
    await addDeviceBeginning(testServer, renewed.id.slice(0, 8));
    const answer = await formerDevice.renew(renewed);
    expect([answer.status, answer.body.code]).toEqual([409, 'device-taken']);
    expect((await formerDevice.renew(new Device(testServer.url))).status).toBe(200);
  });
});
