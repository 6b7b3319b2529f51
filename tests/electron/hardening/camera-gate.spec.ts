import { describe, expect, test } from 'vitest';
import { createCameraGate } from '#electron/hardening/camera-gate.ts';

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
