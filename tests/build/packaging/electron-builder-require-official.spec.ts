import { expect, test } from 'vitest';
import { requireOfficialRuntime, unsafeRuntimeFlag } from '#build/packaging/electron-builder.mjs';

const standIn = { version: '33.2.1', official: false };

test('packaging refuses the Electron stand-in and states the next step', () => {
  expect(() => requireOfficialRuntime(standIn, ['dir'])).toThrow(
    /no security fixes.*ELECTRON_RETRY=1 npm run setup/,
  );
});

test('the stand-in for Electron is packaged for a test build that was asked for', () => {
  expect(() => requireOfficialRuntime(standIn, ['dir', unsafeRuntimeFlag])).not.toThrow();
});

test('the official Electron is packaged without a word', () => {
  expect(() => requireOfficialRuntime({ version: '45.4.1', official: true }, [])).not.toThrow();
});
