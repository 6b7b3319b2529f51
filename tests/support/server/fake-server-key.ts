import { sha256Of } from '#sync/protocol/hash.ts';

/**
 * Key of the fake headquarters, which fake laptops pin. It is no real key: `FakeHost` knows its signatures by their
 * text.
 */
export const fakeServerKey = 'K'.repeat(43);

/** Its signature of a text, made synchronously, which WebCrypto cannot do. */
export const fakeServerSignature = (text: string): string => sha256Of(text).padEnd(86, 'A');
