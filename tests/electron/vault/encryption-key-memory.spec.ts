import crypto, { randomBytes } from 'node:crypto';
import v8 from 'node:v8';
import vm from 'node:vm';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { describe, expect, test, vi } from 'vitest';
import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import { frameCipherUntilForgotten } from '#electron/journal/frame-cipher.ts';
import {
  decryptSmallFile,
  encryptSmallFile,
  passphraseIdentity,
  passphraseRecipient,
} from '#electron/vault/age-encryption.ts';
import { decryptSecretBox, encryptSecretBox } from '#electron/vault/encryption.ts';
import { countInOwnMemory, maskedKey } from '#tests/support/disk/own-memory.ts';
import { startVaults } from '#tests/support/shell/start-vaults.ts';
import { makeVault, passphrase, sodium } from '#tests/support/shell/vaults-in-profile.ts';

/** All of libsodium's memory: its heap and its stack. */
const libsodiumMemory = (): Buffer => {
  const { libsodium } = sodium as unknown as { readonly libsodium: { readonly HEAPU8: Uint8Array } };
  return Buffer.from(libsodium.HEAPU8.buffer);
};
/** Not made by libsodium: it would stay in its memory. */
const someKey = (): Buffer => randomBytes(32);

/** Move young objects of the JavaScript heap, as happens now and then anyway. */
const collectYoung = (): void => {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as (how: { readonly type: 'minor' }) => void; // V8's own
  collect({ type: 'minor' });
};

describe('[vault] after the lock', () => {
  test.runIf(process.platform === 'linux')(
    'no copy of the vault key or of a sub-key is left in the memory of the shell',
    async () => {
      const laptop = startVaults();
      const id = await makeVault(laptop);
      expect(await laptop.vaultService.unlock({ id, passphrase })).toMatchObject({ kind: 'open' });
      const { key } = laptop.vaultSession.requireOpen();
      const masked = [
        maskedKey(key),
        ...(['journal', 'store', 'files'] as const).map((label) => maskedSub(key, label)),
      ];
      laptop.vaultSession.storeKeys();
      const frames = frameCipherUntilForgotten(sodium, laptop.vaultSession.requireOpen());
      frames.encrypt('a frame');
      frames.forget();
      collectYoung();
      expect(countInOwnMemory(masked[0] ?? new Uint8Array(32))).toBeGreaterThan(0);

      await laptop.vaultSession.lock();
      expect(masked.map(countInOwnMemory)).toEqual([0, 0, 0, 0]);
    },
  );

  test('the keys that the worker was given are zeros in the shell', async () => {
    const laptop = startVaults();
    const id = await makeVault(laptop);
    await laptop.vaultService.unlock({ id, passphrase });
    const { store, journal, index, blobs } = laptop.vaultSession.storeKeys();
    await laptop.vaultSession.lock();
    expect([store, journal, index, blobs]).toEqual(Array.from({ length: 4 }, () => new Uint8Array(32)));
  });
});

describe('[vault] libsodium keeps no copy', () => {
  test('of a key that it opened', () => {
    const [wrapping, key] = [someKey(), someKey()];
    const box = encryptSecretBox(sodium, wrapping, 'a header', key);
    expect(libsodiumMemory().includes(key)).toBe(false);
    expect(decryptSecretBox(sodium, wrapping, 'a header', box)).toEqual(new Uint8Array(key));
    expect([key, wrapping].map((one) => libsodiumMemory().includes(one))).toEqual([false, false]);
  });

  test('of a key that did not fit', () => {
    const [wrapping, key] = [someKey(), someKey()];
    const box = encryptSecretBox(sodium, wrapping, 'a header', key);
    const other = someKey();
    expect(decryptSecretBox(sodium, other, 'a header', box)).toBeNull();
    expect(libsodiumMemory().includes(other)).toBe(false);
  });

  test('of a key behind a message of megabytes', () => {
    const key = someKey();
    const box = encryptSecretBox(sodium, key, 'a file', new Uint8Array(6_000_000));
    expect(libsodiumMemory().includes(key)).toBe(false);
    expect(decryptSecretBox(sodium, key, 'a file', box)?.length).toBe(6_000_000);
    expect(libsodiumMemory().includes(key)).toBe(false);
  });

  test('of the last bytes of a message of any length', () => {
    for (let length = 32; length <= 160; length += 1) {
      const message = Buffer.concat([someKey(), Buffer.alloc(length - 32, 7)]);
      encryptSecretBox(sodium, someKey(), 'a file', message);
      expect(libsodiumMemory().includes(message.subarray(-32)), `${length} bytes`).toBe(false);
    }
  });

  test('of a key written to an age file, even if created after the lock', async () => {
    const key = someKey();
    const identity = await generateIdentity();
    await encryptSmallFile(sodium, [await identityToRecipient(identity)], key);
    // The allocator overwrites the first bytes of freed memory.
    expect(libsodiumMemory().includes(key.subarray(16))).toBe(false);
  });

  test('of a key that came out of an age file', async () => {
    const key = someKey();
    const file = await encryptSmallFile(sodium, [passphraseRecipient(sodium, 'six words', 10)], key);
    expect(await decryptSmallFile(sodium, passphraseIdentity(sodium, 'six words'), file)).toEqual(
      new Uint8Array(key),
    );
    expect(libsodiumMemory().includes(key)).toBe(false);
  });

  test('of keys derived from the passphrase of an age file, right or wrong', async () => {
    const derivedKeys: Buffer[] = [];
    const { scrypt } = crypto;
    const spy = vi
      .spyOn(crypto, 'scrypt')
      .mockImplementation((...[passphrase, salt, length, options, done]) => {
        scrypt(passphrase, salt, length, options, (error, key) => {
          derivedKeys.push(key);
          done(error, key);
        });
      });
    const file = await encryptSmallFile(sodium, [passphraseRecipient(sodium, 'six words', 10)], someKey());
    await decryptSmallFile(sodium, passphraseIdentity(sodium, 'six words'), file);
    await decryptSmallFile(sodium, passphraseIdentity(sodium, 'other words'), file).catch(() => null);
    spy.mockRestore();
    expect(derivedKeys).toHaveLength(3);
    expect(derivedKeys.filter((key) => key.some((byte) => byte !== 0))).toEqual([]);
  });
});

/** The masked form of a sub-key, which itself is overwritten. */
function maskedSub(keyBytes: Uint8Array, label: 'journal' | 'store' | 'files'): Uint8Array {
  const sub = deriveSubKey(keyBytes, label);
  const masked = maskedKey(sub);
  sub.fill(0);
  return masked;
}
