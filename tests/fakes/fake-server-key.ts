import { sha256Of } from '#sync/protocol/hash.ts';

/** The key of the fake headquarters, which fake laptops pin. It is none: `FakeHost` knows its signatures by their text. */
export const fakeServerKey = 'K'.repeat(43);

/** Its signature of a text, made at once, which WebCrypto cannot. */
export const fakeServerSignature = (text: string): string => sha256Of(text).padEnd(86, 'A');
