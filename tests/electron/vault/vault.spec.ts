import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createDeviceKeyPair } from '#electron/vault/device-key.ts';
import type { Vault } from '#electron/vault/vault.ts';
import { writeFileDurably } from '#electron/vault/write-file-durably.ts';
import { someEnrolResponse } from '#tests/support/shell/scripted-server.ts';
import { openSomeVault, someFiles } from '#tests/support/shell/vault-files.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

let userData = '';
beforeEach(() => {
  userData = temporaryFolder('vault');
});
const open = (): Vault => openSomeVault(path.dirname(deviceFile()));
const DeviceFile = z.looseObject({ device: z.string(), publicKey: z.string(), privateKey: z.string() });
type DeviceFile = z.infer<typeof DeviceFile>;
const readDevice = (): DeviceFile => DeviceFile.parse(someFiles().read(deviceFile(), DeviceFile));
const deviceFile = (): string => path.join(userData, 'vaults', 'v1', 'device.json');

describe('[vault] the device', () => {
  test('gets its identity on first ask and keeps it', () => {
    const { device, publicKey } = open().deviceKey();
    const { device: again, publicKey: sameKey } = open().deviceKey();
    expect([again, sameKey]).toEqual([device, publicKey]);
    expect(fs.readdirSync(path.join(userData, 'vaults'))).toEqual(['v1']);
  });

  test('is named by the first 16 bytes of SHA-256 of its raw public key', () => {
    const { device, publicKey } = open().deviceKey();
    const hash = crypto.createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex');
    expect(device).toBe(hash.slice(0, 32));
  });

  test('signs messages that its public key verifies', () => {
    const deviceKey = open().deviceKey();
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: deviceKey.publicKey };
    const publicKey = crypto.createPublicKey({ key: jwk, format: 'jwk' });
    expect(crypto.verify(null, Buffer.from('säure'), publicKey, deviceKey.sign('säure'))).toBe(true);
    expect(crypto.verify(null, Buffer.from('saure'), publicKey, deviceKey.sign('säure'))).toBe(false);
  });

  test('has a key file that only this account may read, and leaves no other behind', () => {
    open().deviceKey();
    expect(fs.statSync(deviceFile()).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.dirname(deviceFile())).mode & 0o777).toBe(0o700);
    expect(fs.readdirSync(path.dirname(deviceFile()))).toEqual(['device.json', 'home.json', 'home.mark']);
  });

  test.each<[string, (box: Buffer) => Uint8Array]>([
    ['cut', (box) => box.subarray(0, 40)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in one bit', (box) => box.map((byte, place) => (place === 60 ? byte ^ 1 : byte))],
    ['in the place of another file', () => fs.readFileSync(path.join(userData, 'vaults/v1/home.json'))],
  ])('a key file that is %s is never replaced by a new identity', (_how, damage) => {
    open().deviceKey();
    const damaged = Buffer.from(damage(fs.readFileSync(deviceFile())));
    fs.writeFileSync(deviceFile(), damaged);
    expect(() => open().deviceKey()).toThrow(/damaged/);
    expect(fs.readFileSync(deviceFile())).toEqual(damaged);
  });

  test.each<[string, (file: DeviceFile) => DeviceFile]>([
    ['a foreign public key', (file) => ({ ...file, publicKey: createDeviceKeyPair().publicKey })],
    ['a foreign name', (file) => ({ ...file, device: '0'.repeat(32) })],
  ])('a key file with %s holds for nobody', (_what, change) => {
    open().deviceKey();
    someFiles().write(deviceFile(), change(readDevice()));
    expect(() => open().deviceKey()).toThrow(/damaged|Invalid/);
  });
});

describe('[P2] a new identity', () => {
  test('is on the disk at once, with the key before it, in the one file', () => {
    const vault = open();
    const firstDeviceKey = vault.deviceKey();
    vault.renew('fork');
    const second = vault.deviceKey();
    vault.renew('lost');
    expect(second.device).not.toBe(firstDeviceKey.device);
    expect(vault.formerDevices()).toEqual([firstDeviceKey.device, second.device]);
    const again = open();
    expect([again.deviceKey().device, again.formerDevices()]).toEqual([
      vault.deviceKey().device,
      [firstDeviceKey.device, second.device],
    ]);
    expect(fs.readdirSync(path.dirname(deviceFile()))).toEqual(['device.json', 'home.json', 'home.mark']);
  });

  test('follows a device that the first version of the app made', () => {
    const old = createDeviceKeyPair();
    fs.mkdirSync(path.dirname(deviceFile()), { recursive: true });
    someFiles().write(deviceFile(), { v: 1, ...old });
    const vault = open();
    expect([vault.deviceKey().device, vault.formerDevices()]).toEqual([old.device, []]);
    vault.renew('fork');
    expect(open().formerDevices()).toEqual([old.device]);
  });

  test('need not be told to a headquarters that never knew the one before', () => {
    const vault = open();
    vault.renew('lost');
    expect(vault.unreportedRenewal()).toBeNull();
    vault.saveEnrolment('https://hq.example', someEnrolResponse());
    expect(open().unreportedRenewal()).toBeNull();
    expect(JSON.stringify(readDevice())).toContain('"privateKey":null');
  });

  test('taken while the enrolment file is missing is reported once the file is restored', () => {
    const vault = open();
    vault.saveEnrolment('https://hq.example', someEnrolResponse());
    const firstDeviceId = vault.deviceKey().device;
    const enrolmentFile = path.join(vault.folder, 'enrolment.json');
    const kept = fs.readFileSync(enrolmentFile);
    fs.rmSync(enrolmentFile);
    open().renew('lost');
    expect(open().unreportedRenewal()).toBeNull();
    fs.writeFileSync(enrolmentFile, kept);
    expect(open().unreportedRenewal()?.former.device).toBe(firstDeviceId);
  });

  test('stays unreported until headquarters confirms it, and each is reported by its predecessor', () => {
    const vault = open();
    const enrolResponse = someEnrolResponse();
    vault.saveEnrolment('https://hq.example', enrolResponse, 'Laptop 7');
    const firstDeviceId = vault.deviceKey().device;
    vault.renew('fork');
    const second = vault.deviceKey().device;
    vault.renew('lost');
    const third = vault.deviceKey().device;
    const untold = (one: Vault) => {
      const pendingRenewal = one.unreportedRenewal();
      return (
        pendingRenewal && [pendingRenewal.former.device, pendingRenewal.renewed.device, pendingRenewal.why]
      );
    };
    expect([untold(vault), untold(open())]).toEqual([
      [firstDeviceId, second, 'fork'],
      [firstDeviceId, second, 'fork'],
    ]);
    vault.markRenewalReported(firstDeviceId, { ...enrolResponse, name: 'Another Name' });
    expect([untold(open()), open().enrolment()?.name]).toEqual([[second, third, 'lost'], 'Another Name']);
    vault.markRenewalReported(second, enrolResponse);
    expect([untold(vault), open().unreportedRenewal(), open().label()]).toEqual([null, null, 'Laptop 7']);
  });

  test('deletes the former private key once headquarters knows the new identity', () => {
    const vault = open();
    vault.saveEnrolment('https://hq.example', someEnrolResponse());
    const firstDeviceId = vault.deviceKey().device;
    const { privateKey } = readDevice();
    vault.renew('fork');
    expect(JSON.stringify(readDevice())).toContain(privateKey);
    vault.markRenewalReported(firstDeviceId, someEnrolResponse());
    expect(JSON.stringify(readDevice())).not.toContain(privateKey);
    expect(open().formerDevices()).toEqual([firstDeviceId]);
  });

  test('is known to headquarters when the person enrols the device anew', () => {
    const vault = open();
    vault.saveEnrolment('https://hq.example', someEnrolResponse());
    vault.renew('fork');
    vault.saveEnrolment('https://hq.example', someEnrolResponse());
    expect(open().unreportedRenewal()).toBeNull();
  });
});

describe('[vault] enrolment', () => {
  test('is empty before and afterwards keeps the answer of headquarters', () => {
    const vault = open();
    expect(vault.enrolment()).toBeNull();
    const enrolResponse = someEnrolResponse();
    const enrolment = vault.saveEnrolment('https://hq.example', enrolResponse);
    expect(enrolment).toEqual({
      person: enrolResponse.person,
      name: enrolResponse.name,
      url: 'https://hq.example',
      serverName: enrolResponse.server.name,
      serverKey: enrolResponse.server.key,
    });
    expect([vault.enrolment(), open().enrolment()]).toEqual([enrolment, enrolment]);
  });
});

test('a file that cannot be written whole stays as it was', () => {
  const file = path.join(userData, 'kept.json');
  writeFileDurably(file, 'old');
  fs.mkdirSync(`${file}.tmp`);
  expect(() => writeFileDurably(file, 'new')).toThrow('EISDIR');
  expect(fs.readFileSync(file, 'utf8')).toBe('old');
});

test('an enrolled vault without its device file is not opened as another device', () => {
  open().saveEnrolment('https://hq.example', someEnrolResponse());
  fs.rmSync(deviceFile());
  expect(() => open()).toThrow('missing');
  expect(fs.existsSync(deviceFile())).toBe(false);
});
