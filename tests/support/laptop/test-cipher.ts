import { createCipher } from '#renderer/store/db/encryption/cipher.ts';

/** Encrypt the rows of tests, under a key that all of them share. */
export const testCipher = await createCipher(Uint8Array.from({ length: 32 }, (_, at) => at + 1));
