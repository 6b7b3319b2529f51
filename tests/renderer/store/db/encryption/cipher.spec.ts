import sodium from 'libsodium-wrappers-sumo';
import { expect, test, vi } from 'vitest';
import { createCipher } from '#renderer/store/db/encryption/cipher.ts';

const aKey = (): Uint8Array => Uint8Array.from({ length: 32 }, (_, at) => 7 * at);

test('a sealed text opens only unaltered, with its key and its bound words', async () => {
  const cipher = await createCipher(aKey());
  const sealed = cipher.seal('what was said', 'a place');
  expect(cipher.open(sealed, 'a place')).toBe('what was said');
  expect(cipher.open(cipher.seal(new TextEncoder().encode('what was said'), 'a place'), 'a place')).toBe(
    'what was said',
  );
  expect(cipher.open(sealed, 'a plaice')).toBeNull();
  expect((await createCipher(new Uint8Array(32))).open(sealed, 'a place')).toBeNull();
  for (let at = 0; at < sealed.length; at += 1) {
    const flipped = Uint8Array.from(sealed);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(cipher.open(flipped, 'a place')).toBeNull();
  }
  for (const length of [0, 1, 39, 40, sealed.length - 1])
    expect(cipher.open(sealed.subarray(0, length), 'a place')).toBeNull();
});

test('it is XChaCha20-Poly1305 as libsodium itself opens it: 24 bytes of nonce, then the ciphertext', async () => {
  await sodium.ready;
  const sealed = (await createCipher(aKey())).seal('قياس', 'bound');
  const [nonce, rest] = [sealed.subarray(0, 24), sealed.subarray(24)];
  const opened = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, rest, 'bound', nonce, aKey());
  expect(new TextDecoder().decode(opened)).toBe('قياس');
});

test('the same text is sealed differently each time, the first time too', async () => {
  const nonces: string[] = [];
  for (const cipher of [await createCipher(aKey()), await createCipher(aKey())])
    for (let at = 0; at < 600; at += 1) nonces.push(String(cipher.seal('', '').subarray(0, 24)));
  expect(new Set([...nonces, String(new Uint8Array(24))]).size).toBe(1_201);
});

test('texts of all lengths and letters fit, one after the other', async () => {
  const cipher = await createCipher(aKey());
  for (const text of [
    '',
    'a',
    '✓'.repeat(70_000),
    'b'.repeat(1_000_000),
    '\u{1f600}'.repeat(400_000),
    '\ufeffc',
  ])
    expect(cipher.open(cipher.seal(text, 'x'.repeat(2_000)), 'x'.repeat(2_000)) === text).toBe(true);
});

test('the given key is overwritten, and must be a whole one', async () => {
  const key = aKey();
  await createCipher(key);
  expect(key).toEqual(new Uint8Array(32));
  await expect(createCipher(new Uint8Array(16))).rejects.toThrow('32 bytes');
});

test('when memory runs out a long text is not sealed; the next short one is', async () => {
  const cipher = await createCipher(aKey());
  const { libsodium } = sodium as unknown as { libsodium: { _malloc(bytes: number): number } };
  const malloc = vi.spyOn(libsodium, '_malloc').mockReturnValueOnce(0);
  expect(() => cipher.seal('a'.repeat(1_000_000), '')).toThrow('no memory');
  expect(cipher.open(cipher.seal('short', 'x'), 'x')).toBe('short');
  // In memory of its own, not where none was given.
  expect(malloc).toHaveBeenCalledTimes(2);
  malloc.mockRestore();
});
