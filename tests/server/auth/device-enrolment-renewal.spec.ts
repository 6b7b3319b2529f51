import { describe, expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { revokeDevice } from '#server/admin/revoke-device.ts';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { embedded, postgres, type StoreLocations } from '#tests/support/server/stores.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

const title = (value: string) => ({ doc: aDoc(1), kind: 'assessment', path: 'title', value });

async function setUp(locations: StoreLocations) {
  const testServer = await startTestServer({ storeLocations: locations });
  const logId = await testServer.hq.addLog();
  const former = await testServer.enrolled('lead', logId);
  return { server: testServer, log: logId, former, renewed: new Device(testServer.url) };
}

const revoke = (testServer: TestServer, device: string, wipe = false) =>
  testServer.hq.store
    .transaction()
    .execute((tx) => revokeDevice(tx, { device: DeviceId.parse(device), wipe, nowMs: Date.now() }));

const stateOf = (testServer: TestServer, { id }: Device) =>
  testServer.hq.store
    .selectFrom('devices')
    .select('state')
    .where('device', '=', DeviceId.parse(id))
    .executeTakeFirst();

const verdictsOf = async (device: Device, ...packs: unknown[]): Promise<readonly string[]> =>
  (await device.sync({}, packs)).body.verdicts.map(
    ({ verdict, code }: { verdict: string; code?: string }) => code ?? verdict,
  );

describe.each([embedded, postgres])('a new identity on the $name', (blankLocations) => {
  test('[P2] is made known by the former one, and writes as the same person', async () => {
    const { server, log, former, renewed } = await setUp(blankLocations);
    const answer = await former.renew(renewed);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      name: 'The lead',
      server: { key: server.identity.publicKey },
      grants: { logs: { [log]: ['lead'] } },
    });
    const { person } = answer.body;
    const laptop = 'hand-written client';
    expect(answer.body.grants.devices).toEqual({
      [former.id]: { person, name: 'The lead', laptop, key: former.publicKey },
      [renewed.id]: { person, name: 'The lead', laptop, key: renewed.publicKey },
    });
    expect(await verdictsOf(renewed, renewed.pack(log, [title('Under a new name')]))).toEqual(['accepted']);
  });

  test('[S4] may be announced again: the answer is the same, and it is recorded once', async () => {
    const { server, former, renewed } = await setUp(blankLocations);
    const firstAnswer = await former.renew(renewed);
    const second = await former.renew(renewed);
    expect([second.status, second.body]).toEqual([200, firstAnswer.body]);
    const lines = await server.hq.store
      .selectFrom('audit')
      .select(['actor', 'act', 'subject'])
      .where('act', '=', 'renew')
      .execute();
    expect(lines.map(({ subject, ...line }) => ({ ...line, ...JSON.parse(subject) }))).toEqual([
      { actor: firstAnswer.body.person, act: 'renew', device: former.id, renewed: renewed.id, why: 'fork' },
    ]);
  });

  test('[P3] leaves the former one active: its writes are accepted from any sender', async () => {
    const { log, former, renewed } = await setUp(blankLocations);
    await former.renew(renewed);
    const [firstPack, second] = [former.pack(log, [title('One')]), former.pack(log, [title('Two')])];
    expect(await verdictsOf(renewed, firstPack)).toEqual(['accepted']);
    expect(await verdictsOf(former, second)).toEqual(['accepted']);
  });

  test('is refused to a device that is not enrolled or was revoked', async () => {
    const { server, former, renewed } = await setUp(blankLocations);
    const stranger = await new Device(server.url).renew(renewed);
    expect([stranger.status, stranger.body.code]).toEqual([401, 'device']);
    await revoke(server, former.id);
    const revoked = await former.renew(renewed);
    expect([revoked.status, revoked.body.code, revoked.body.order.order]).toEqual([401, 'device', 'revoke']);
  });

  test('is refused when the key is the device of another person, or a revoked one', async () => {
    const { server, former } = await setUp(blankLocations);
    const otherDevice = await server.enrolled('trainer');
    const taken = await former.renew(otherDevice);
    expect([taken.status, taken.body.code]).toEqual([409, 'device-taken']);
    const renewed = new Device(server.url);
    await former.renew(renewed);
    await revoke(server, renewed.id);
    const revoked = await former.renew(renewed);
    expect([revoked.status, revoked.body.code]).toEqual([401, 'device']);
  });

  test('is refused without a proof of its key, made for exactly these two devices', async () => {
    const { server, former, renewed } = await setUp(blankLocations);
    const colleague = await server.enrolled('lead');
    const forAnother = renewed.sign(`fieldbook renew\n${colleague.id}\n${renewed.id}`);
    const byAnother = former.sign(`fieldbook renew\n${former.id}\n${renewed.id}`);
    for (const proof of [forAnother, byAnother]) {
      const answer = await former.renew(renewed, { proof });
      expect([answer.status, answer.body.code]).toEqual([401, 'signature']);
    }
    for (const wrong of [{ proof: 'short' }, { why: 'boredom' }]) {
      const answer = await former.renew(renewed, wrong);
      expect([answer.status, answer.body.code]).toEqual([400, 'malformed']);
    }
  });

  test('goes with the former one when that is revoked, however many times it was renewed', async () => {
    const { server, log, former, renewed } = await setUp(blankLocations);
    const latestDevice = new Device(server.url);
    await former.renew(renewed);
    await renewed.renew(latestDevice);
    const colleague = await server.enrolled('lead', log);
    await revoke(server, former.id, true);
    for (const device of [former, renewed, latestDevice]) {
      const { status, body } = await device.sync({});
      expect([status, body.order.order, body.order.device]).toEqual([401, 'wipe', device.id]);
    }
    expect((await colleague.sync({})).status).toBe(200);
  });

  test('made known while the former one is being revoked is revoked too, or not known', async () => {
    const { server, former, renewed } = await setUp(blankLocations);
    const [{ status }] = await Promise.all([former.renew(renewed), revoke(server, former.id)]);
    const { state } = (await stateOf(server, renewed)) ?? {};
    expect([status, state]).toEqual(status === 200 ? [200, 'revoked'] : [401, undefined]);
  });
});

test('a person who renews without end is asked to wait', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, renewalsPerMinute: 2 } });
  let device = await testServer.enrolled('lead');
  const statuses: number[] = [];
  for (let renewals = 0; renewals < 3; renewals += 1) {
    const nextDevice = new Device(testServer.url);
    statuses.push((await device.renew(nextDevice)).status);
    device = nextDevice;
  }
  expect(statuses).toEqual([200, 200, 429]);
});
