import { describe, expect, test } from 'vitest';
import { isPermissionGranted, type PermissionRequest } from '#electron/hardening/harden-session.ts';

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
