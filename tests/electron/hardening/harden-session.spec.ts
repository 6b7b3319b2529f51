import { describe, expect, test } from 'vitest';
import {
  createCameraGate,
  isPermissionGranted,
  type PermissionRequest,
} from '#electron/hardening/harden-session.ts';

const page = 'app://fieldbook/index.html';
const camera: PermissionRequest = { permission: 'media', address: page, isMainFrame: true, media: ['video'] };
const whileScanning = (): boolean => true;

describe('[security 6] permissions of a page', () => {
  test.each(['clipboard-sanitized-write', 'durable-storage', 'persistent-storage'])(
    '%s, always',
    (permission) => {
      const ask = { permission, address: 'app://fieldbook', isMainFrame: true, media: [] };
      expect(isPermissionGranted(ask, () => false)).toBe(true);
      expect(isPermissionGranted({ ...ask, address: 'https://example.org' }, () => false)).toBe(false);
    },
  );

  test.each(['geolocation', 'notifications', 'display-capture', 'clipboard-read', 'midi', 'constructor'])(
    '%s never, also while a code is scanned',
    (permission) => {
      expect(isPermissionGranted({ ...camera, permission }, whileScanning)).toBe(false);
    },
  );

  test('the camera while a code is scanned', () => {
    expect(isPermissionGranted(camera, whileScanning)).toBe(true);
    expect(isPermissionGranted({ ...camera, address: `${page}#enrol` }, whileScanning)).toBe(true);
  });

  test.each<[string, Partial<PermissionRequest>]>([
    ['the microphone', { media: ['audio'] }],
    ['the microphone beside the camera', { media: ['video', 'audio'] }],
    ['what is said to be neither', { media: ['unknown'] }],
    ['a screen', { media: [] }],
    ['the camera for a frame within the page', { isMainFrame: false }],
    ['the camera for another page of ours', { address: 'app://fieldbook/problem.html' }],
    ['the camera for the address alone', { address: 'app://fieldbook' }],
    ['the camera for somebody else', { address: 'https://example.org/index.html' }],
  ])('%s is denied even then', (_, part) => {
    expect(isPermissionGranted({ ...camera, ...part }, whileScanning)).toBe(false);
  });

  test('the camera is denied while no code is scanned', () => {
    expect(isPermissionGranted(camera, () => false)).toBe(false);
  });
});

describe('[security 6] a scan', () => {
  const gateOf = (vault: () => 'none' | 'joining' | 'joined', confirm = async () => true) =>
    createCameraGate({ vault, confirm });

  test('lets the page of a vault that joins film from its beginning to its end', async () => {
    const cameraGate = gateOf(
      () => 'joining',
      async () => false,
    );
    expect(cameraGate.mayFilm()).toBe(false);
    expect([await cameraGate.scan(true), cameraGate.mayFilm()]).toEqual([true, true]);
    expect([await cameraGate.scan(false), cameraGate.mayFilm()]).toEqual([false, false]);
  });

  test('gives nothing where no vault is open', async () => {
    expect(await gateOf(() => 'none').scan(true)).toBe(false);
  });

  test('begun while joining gives nothing once the vault has joined', async () => {
    let vault: 'joining' | 'joined' = 'joining';
    const cameraGate = gateOf(() => vault);
    expect(await cameraGate.scan(true)).toBe(true);
    vault = 'joined';
    expect(cameraGate.mayFilm()).toBe(false);
  });

  test('of a joined vault needs the person’s yes, each time anew', async () => {
    const answers = [false, true, false];
    const cameraGate = gateOf(
      () => 'joined',
      async () => answers.shift() ?? false,
    );
    expect([await cameraGate.scan(true), cameraGate.mayFilm()]).toEqual([false, false]);
    expect([await cameraGate.scan(true), cameraGate.mayFilm()]).toEqual([true, true]);
    expect([await cameraGate.scan(false), cameraGate.mayFilm()]).toEqual([false, false]);
    expect([await cameraGate.scan(true), cameraGate.mayFilm()]).toEqual([false, false]);
  });

  test('that ended before the person answered stays without camera', async () => {
    let answer: (isAllowed: boolean) => void = () => undefined;
    const cameraGate = gateOf(
      () => 'joined',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const scanning = cameraGate.scan(true);
    await cameraGate.scan(false);
    answer(true);
    expect([await scanning, cameraGate.mayFilm()]).toEqual([false, false]);
  });
});
