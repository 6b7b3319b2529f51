import crypto from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { remoteCommandText } from '#sync/protocol/remote-commands.ts';
import type { Order } from '#sync/protocol/wire.ts';
import { type EnrolledShell, enrolledWith, sync } from '#tests/support/shell/enrolled-shell.ts';
import { problem, type Reply, someEnrolResponse } from '#tests/support/shell/scripted-server.ts';

const headquarters = crypto.generateKeyPairSync('ed25519');
const rawKey = String(headquarters.publicKey.export({ format: 'jwk' }).x);

/** A remote command as headquarters signs it. */
function anOrder(device: DeviceId, order: Order['order'] = 'revoke', key = headquarters.privateKey): Order {
  const said = { order, device, at: 1_764_000_000_000 };
  return { ...said, sig: crypto.sign(null, Buffer.from(remoteCommandText(said)), key).toString('base64url') };
}

const refusedWith = (order: Order): Reply => problem(401, 'device', { order });

/** A scene with a server that refuses with the command that the test makes for its device. */
async function toldBy(say: (scene: EnrolledShell) => Reply): Promise<EnrolledShell> {
  const scene: EnrolledShell = await enrolledWith(() => say(scene));
  scene.vault.saveEnrolment(scene.server.url, someEnrolResponse(rawKey));
  return scene;
}

describe('[security 4] an order is carried out only when it is headquarters’ word to this device', () => {
  test.each(['revoke', 'wipe'] as const)('%s, with the refusal of a request', async (kind) => {
    const scene = await toldBy(({ vault }) => refusedWith(anOrder(vault.deviceKey().device, kind)));
    expect(await scene.headquarters.request(sync)).toMatchObject({ kind: 'refused', code: 'device' });
    expect(scene.orders).toEqual([anOrder(scene.vault.deviceKey().device, kind)]);
  });

  test('also to an identity that it had before, while it makes the new one known', async () => {
    const scene = await toldBy(({ vault }) =>
      refusedWith(anOrder(vault.formerDevices()[0] ?? otherDeviceId)),
    );
    scene.vault.renew('fork');
    await scene.headquarters.request(sync);
    expect(scene.orders).toHaveLength(1);
  });

  const otherDeviceId = DeviceId.parse('0'.repeat(32));
  const stranger = crypto.generateKeyPairSync('ed25519').privateKey;
  test.each<[string, (ownDeviceId: DeviceId) => Order]>([
    ['forged by another key', (ownDeviceId) => anOrder(ownDeviceId, 'wipe', stranger)],
    ['replayed from another device', () => anOrder(otherDeviceId)],
    ['made worse on the way', (ownDeviceId) => ({ ...anOrder(ownDeviceId, 'revoke'), order: 'wipe' })],
    ['of another time', (ownDeviceId) => ({ ...anOrder(ownDeviceId), at: 1 })],
    ['without a signature', (ownDeviceId) => ({ ...anOrder(ownDeviceId), sig: '' })],
  ])('one that is %s does nothing', async (_how, make) => {
    const scene = await toldBy(({ vault }) => refusedWith(make(vault.deviceKey().device)));
    expect(await scene.headquarters.request(sync)).toMatchObject({ kind: 'refused', code: 'device' });
    expect(scene.orders).toEqual([]);
  });

  test('a refusal without an order is only a refusal', async () => {
    const scene = await toldBy(() => problem(401, 'device'));
    await scene.headquarters.request(sync);
    expect(scene.orders).toEqual([]);
  });

  test('one that comes in a sync answer is heard as well', async () => {
    const scene: EnrolledShell = await enrolledWith(() => ({
      body: JSON.stringify({ protocol: 1, orders: [anOrder(scene.vault.deviceKey().device)] }),
    }));
    scene.vault.saveEnrolment(scene.server.url, someEnrolResponse(rawKey));
    await scene.headquarters.request(sync);
    expect(scene.orders).toHaveLength(1);
  });
});
