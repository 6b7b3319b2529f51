import type { SafeStorage } from 'electron';
import { describe, expect, test } from 'vitest';
import { openSystemKeychain } from '#electron/vault/system-keychain.ts';

/** Electron's report on the system's keychain; `opens` is false where the secret was encrypted on another machine. */
function someStorage(backend: string, { isAvailable = true, opens = true } = {}): SafeStorage {
  const storage = {
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptString: (text: string) => Buffer.from(`sealed ${text}`),
    decryptString(sealed: Buffer) {
      if (!opens) throw new Error('not ours');
      return sealed.toString().replace('sealed ', '');
    },
  };
  return storage as unknown as SafeStorage; // all of it that is asked for
}

describe('[security 2] the keychain of the system', () => {
  test.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])('is one with %s', (backend) => {
    const systemKeychain = openSystemKeychain(someStorage(backend), 'linux');
    expect([systemKeychain.kind, systemKeychain.open(systemKeychain.seal('secret'))]).toEqual([
      'system',
      'secret',
    ]);
  });

  test.each(['basic_text', 'unknown', 'of a later Electron'])(
    'is none with %s: its key may be a constant, and seals nothing',
    (backend) => {
      const systemKeychain = openSystemKeychain(someStorage(backend), 'linux');
      expect(systemKeychain.kind).toBe('none');
      expect(() => systemKeychain.seal('secret')).toThrow('No keychain');
    },
  );

  test('is none where the system cannot encrypt, and one on systems that have but one', () => {
    expect(openSystemKeychain(someStorage('gnome_libsecret', { isAvailable: false }), 'linux').kind).toBe(
      'none',
    );
    expect(openSystemKeychain(someStorage('', {}), 'win32').kind).toBe('system');
  });

  test('returns nothing, without an error, for a secret encrypted elsewhere', () => {
    const systemKeychain = openSystemKeychain(someStorage('kwallet', { opens: false }), 'linux');
    expect(systemKeychain.open(Buffer.from('from another laptop'))).toBeNull();
  });
});
