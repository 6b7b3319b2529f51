import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

test('the app for macOS asks for no right beyond compiling and the camera', () => {
  const file = fs.readFileSync(path.resolve('build/packaging/entitlements.mac.plist'), 'utf8');
  const keys = [...file.matchAll(/<key>([^<]+)<\/key>/g)].map(([, key]) => key);
  expect(keys).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.device.camera']);
});

test('no native module is packed, which would need more', () => {
  const config = fs.readFileSync(path.resolve('build/packaging/electron-builder.yml'), 'utf8');
  expect(config).not.toMatch(/\.node\b|asarUnpack/);
});
