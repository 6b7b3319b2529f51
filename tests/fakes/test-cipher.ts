import { openCipher } from '#renderer/store/sealed/cipher.ts';

/** Seals what tests store, under a key that all of them share. */
export const testCipher = await openCipher(Uint8Array.from({ length: 32 }, (_, at) => at + 1));
