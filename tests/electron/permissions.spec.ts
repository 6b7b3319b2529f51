import { describe, expect, test } from 'vitest';
import { createCameraGate } from '#electron/hardening/camera-gate.ts';
import { isGranted, type PermissionAsk } from '#electron/hardening/permissions.ts';

const page = 'app://fieldbook/index.html';
const camera: PermissionAsk = { permission: 'media', address: page, isMainFrame: true, media: ['video'] };
const whileScanning = (): boolean => true;

describe('[security 6] what a page may do', () => {
  test.each(['clipboard-sanitized-write', 'durable-storage', 'persistent-storage'])(
    '%s, always',
    (permission) => {
      const ask = { permission, address: 'app://fieldbook', isMainFrame: true, media: [] };
      expect(isGranted(ask, () => false)).toBe(true);
      expect(isGranted({ ...ask, address: 'https://example.org' }, () => false)).toBe(false);
    },
  );

  test.each(['geolocation', 'notifications', 'display-capture', 'clipboard-read', 'midi', 'constructor'])(
    '%s never, also while a code is scanned',
    (permission) => {
      expect(isGranted({ ...camera, permission }, whileScanning)).toBe(false);
    },
  );

  test('the camera while a code is scanned', () => {
    expect(isGranted(camera, whileScanning)).toBe(true);
    expect(isGranted({ ...camera, address: `${page}#enrol` }, whileScanning)).toBe(true);
  });

  test.each<[string, Partial<PermissionAsk>]>([
    ['the microphone', { media: ['audio'] }],
    ['the microphone beside the camera', { media: ['video', 'audio'] }],
    ['what is said to be neither', { media: ['unknown'] }],
    ['a screen', { media: [] }],
    ['the camera for a frame within the page', { isMainFrame: false }],
    ['the camera for another page of ours', { address: 'app://fieldbook/problem.html' }],
    ['the camera for the address alone', { address: 'app://fieldbook' }],
    ['the camera for somebody else', { address: 'https://example.org/index.html' }],
  ])('%s is denied even then', (_, part) => {
    expect(isGranted({ ...camera, ...part }, whileScanning)).toBe(false);
  });

  test('the camera is denied while no code is scanned', () => {
    expect(isGranted(camera, () => false)).toBe(false);
  });
});

describe('[security 6] a scan', () => {
  test('lets the page film from its beginning to its end', () => {
    const gate = createCameraGate(() => true);
    expect(gate.mayFilm()).toBe(false);
    expect([gate.scan(true), gate.mayFilm()]).toEqual([true, true]);
    expect([gate.scan(false), gate.mayFilm()]).toEqual([false, false]);
  });

  test('is of no use to a page whose laptop belongs to a programme, or where no vault is open', () => {
    let isJoining = false;
    const gate = createCameraGate(() => isJoining);
    expect(gate.scan(true)).toBe(false);
    isJoining = true;
    expect(gate.mayFilm()).toBe(true);
    isJoining = false;
    expect(gate.mayFilm()).toBe(false);
  });
});
