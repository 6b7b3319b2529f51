import { describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { DeviceId } from '#domain/ids.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { erasedPackText } from '#sync/protocol/erased-pack.ts';
import { chainStartHash, deviceIdOf } from '#sync/protocol/hash.ts';
import { remoteCommandText } from '#sync/protocol/remote-commands.ts';
import { renewalProofText } from '#sync/protocol/renew-identity.ts';
import { requestSignatureBase } from '#sync/protocol/request-signature.ts';
import { keyStatementText } from '#sync/protocol/statements.ts';
import { aLog, anOp } from '#tests/support/builders/ops.ts';
import { aPack } from '#tests/support/builders/packs.ts';

/** Contract: behaviour of every shell towards the app. `open` gives the shell of an unused laptop. */
export function hostContractSuite(open: () => Promise<Host>): void {
  describe('a shell', () => {
    test('knows its device from the first ask, before any server', async () => {
      const host = await open();
      const identity = await host.ask('device.identity', null);
      expect(identity).toEqual(await host.ask('device.identity', null));
      expect(identity.enrolment).toBeNull();
      expect(identity.device).toBe(deviceIdOf(bytesOf(identity.publicKey)));
    });

    test('signs the UTF-8 bytes of a payload by the key of that device', async () => {
      const host = await open();
      const { publicKey, device } = await host.ask('device.identity', null);
      const payload = aPayload(device, 'مهمة');
      const { sig } = await host.ask('device.sign', { payload });
      const key = await crypto.subtle.importKey('raw', bytesOf(publicKey), 'Ed25519', true, ['verify']);
      const isSigned = (text: string): Promise<boolean> =>
        crypto.subtle.verify('Ed25519', key, bytesOf(sig), new TextEncoder().encode(text));
      expect(sig).toMatch(/^[\w-]{86}$/);
      expect([await isSigned(payload), await isSigned(aPayload(device, 'مهنة'))]).toEqual([true, false]);
    });

    test('[P1] signs nothing but packs of its own device: no request, no renewal, no statement', async () => {
      const host = await open();
      const { device, publicKey } = await host.ask('device.identity', null);
      const otherDeviceId = DeviceId.parse('f'.repeat(32));
      const message = {
        method: 'POST',
        targetUri: 'https://hq.test/api/v1/renew',
        contentDigest: 'sha-256=:AA:',
      };
      const parameters = { createdSeconds: 1, nonce: 'n', keyid: device };
      const texts = [
        requestSignatureBase(message, parameters),
        renewalProofText(device, otherDeviceId),
        keyStatementText({ from: publicKey, key: publicKey }),
        remoteCommandText({ order: 'wipe', device, at: 1 }),
        erasedPackText(chainStartHash, '{}'),
        JSON.stringify('fieldbook'),
        '{}',
        aPayload(otherDeviceId, 'in a colleague’s name'),
        aPayload(device, 'x'.repeat(2 ** 20)),
        aPayload(device, 'a later version').replace('"v":1', '"v":2'),
      ];
      for (const payload of texts)
        await expect(host.ask('device.sign', { payload })).rejects.toThrow(/no pack|device.sign/);
    });

    test('sends nothing for a device that is not enrolled', async () => {
      const host = await open();
      const netRequestResponse = await host.ask('net.request', { path: '/api/v1/sync', body: '{}' });
      expect(netRequestResponse).toEqual({ kind: 'refused', status: 0, code: 'notEnrolled' });
    });

    test('lets a laptop of no programme film while it scans a code, and not before or after', async () => {
      const host = await open();
      const answers = [false, true, false].map((isScanning) => host.ask('camera.scan', isScanning));
      expect(await Promise.all(answers)).toEqual([false, true, false]);
    });

    test('keeps a file that is an answer, and gives it back as it was', async () => {
      const host = await open();
      const kept = await host.ask('blob.keep', { bytes: Uint8Array.of(1, 2, 3) });
      const blob = kept.kind === 'kept' ? kept.blob : '';
      expect(await host.ask('blob.read', { blob })).toEqual(Uint8Array.of(1, 2, 3));
      expect(await host.ask('blob.read', { blob: 'f'.repeat(32) })).toBeNull();
    });

    test('knows of no backup before one was made', async () => {
      const host = await open();
      expect(await host.ask('laptop.state', null)).toEqual({ disk: 'unknown', backupAtMs: null });
    });

    test('simulates having no network and tells of the change, once', async () => {
      const host = await open();
      const told: boolean[] = [];
      host.on('net.changed', ({ online }) => void told.push(online));
      const answers = [null, true, true, null, false].map((offline) =>
        host.ask('net.simulateOffline', offline),
      );
      expect(await Promise.all(answers)).toEqual([false, true, true, true, false]);
      await expect.poll(() => told).toEqual([false, true]);
    });

    test('keeps preferences; before any was chosen there is none', async () => {
      const host = await open();
      const chosen = { language: 'ar', theme: 'contrast', textSize: 125 };
      expect(await host.ask('preferences.read', null)).toBeNull();
      await host.ask('preferences.write', chosen);
      expect(await host.ask('preferences.read', null)).toEqual(chosen);
    });

    test('[P2] takes a new identity, signs by it from then on, and remembers the former', async () => {
      const host = await open();
      const { device: firstDeviceId } = await host.ask('device.identity', null);
      const second = await host.ask('device.renew', { why: 'fork' });
      const third = await host.ask('device.renew', { why: 'lost' });
      expect([second.former, third.former]).toEqual([[firstDeviceId], [firstDeviceId, second.device]]);
      expect(new Set([firstDeviceId, second.device, third.device]).size).toBe(3);
      expect(await host.ask('device.identity', null)).toEqual(third);
      expect(third.device).toBe(deviceIdOf(bytesOf(third.publicKey)));

      const payload = aPayload(third.device, 'new');
      const { sig } = await host.ask('device.sign', { payload });
      const key = await crypto.subtle.importKey('raw', bytesOf(third.publicKey), 'Ed25519', true, ['verify']);
      const signed = new TextEncoder().encode(payload);
      expect(await crypto.subtle.verify('Ed25519', key, bytesOf(sig), signed)).toBe(true);
    });

    test('[D1] keeps frames in a journal and gives them back as they were', async () => {
      const host = await open();
      expect(await host.ask('journal.files', null)).toEqual([]);
      const frames = [Uint8Array.of(1, 2, 3), new Uint8Array(70_000).fill(7)];
      expect(await host.ask('journal.append', { frames })).toEqual({ kind: 'kept', file: 1, room: 'ample' });
      await host.ask('journal.append', { frames: [Uint8Array.of(4)] });
      expect(await host.ask('journal.files', null)).toEqual([1]);
      const read = await host.ask('journal.read', { file: 1 });
      expect(read).toEqual({ frames: [...frames, Uint8Array.of(4)], damaged: 0 });
      expect(read.frames.map(({ buffer }) => buffer.byteLength)).toEqual([3, 70_000, 1]);
      await host.ask('journal.blank', { file: 1, frames: [new Uint8Array(70_000).fill(7)] });
      expect((await host.ask('journal.read', { file: 1 })).frames).toEqual([
        Uint8Array.of(1, 2, 3),
        Uint8Array.of(4),
      ]);
      await host.ask('journal.drop', { files: [1] }); // it is written to, so it stays
      expect(await host.ask('journal.files', null)).toEqual([1]);
    });

    test('[vault] gives the store of the open vault a database and keys of its own', async () => {
      const host = await open();
      const { current } = await host.ask('vault.state', null);
      const { database, ...keys } = await host.ask('vault.storeKeys', null);
      expect(database).toBe(`fieldbook-${current?.id}`);
      expect(new Set(Object.values(keys).map((key) => key.join())).size).toBe(4);
    });

    test('[vault] locks after ten minutes until a person says otherwise', async () => {
      const host = await open();
      expect(await host.ask('vault.idle', null)).toBe(10);
      expect(await host.ask('vault.idle', 25)).toBe(25);
      expect(await host.ask('vault.idle', null)).toBe(25);
      await expect(host.ask('vault.idle', 61)).rejects.toThrow(/malformed|Invalid|expected/);
    });

    test('[vault] never erases itself until its programme says so, and not any more when that is taken back', async () => {
      const host = await open();
      const erases = async () => (await host.ask('vault.state', null)).vaults.map((vault) => vault.erases);
      expect(await erases()).toEqual([null]);
      await host.ask('vault.eraseAfter', 20);
      expect(await erases()).toEqual([{ after: 20, left: 20 }]);
      await expect(host.ask('vault.eraseAfter', 9)).rejects.toThrow(/malformed|Invalid|expected/);
      await host.ask('vault.eraseAfter', null);
      expect(await erases()).toEqual([null]);
    });

    test('refuses what is not in the contract', async () => {
      const host = await open();
      await expect(host.ask('net.request', { path: 'https://elsewhere/', body: null })).rejects.toThrow(
        /malformed|Invalid/,
      );
    });
  });
}

const aPayload = (deviceId: DeviceId, value: string): string =>
  aPack(aLog, [anOp({ dot: dotOf(deviceId, 1), value })]).payload;

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );
