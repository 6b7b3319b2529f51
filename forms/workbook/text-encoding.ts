/** Encodings of text files that spreadsheets and mail programs write; names of the Encoding Standard. */
export const textEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1256',
  'windows-1251',
] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** Bytes that are looked at. */
const sampleBytes = 64 * 1024;

/**
 * Guess the encoding of a text file by its mark, then as valid UTF-8. Zeros
 * tell of UTF-16, and last the letters of one code page. A person may choose another one.
 */
export function guessTextEncoding(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, sampleBytes);
  const wide = guessWideEncoding(sample);
  if (wide !== null) return wide;
  return isValidUtf8(sample, bytes.length > sampleBytes) ? 'utf-8' : guessCodePage(sample);
}

/** A text has no zero bytes, except in UTF-16: there each ASCII letter has one. */
function guessWideEncoding(sample: Uint8Array): TextEncoding | null {
  let even = 0;
  let odd = 0;
  sample.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  });
  if (even + odd < sample.length / 20) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

function isValidUtf8(sample: Uint8Array, isCut: boolean): boolean {
  for (let at = 0; at < sample.length; ) {
    const length = utf8SequenceLength(sample[at] ?? 0);
    if (length === 0) return false;
    for (let more = 1; more < length; more += 1) {
      const byte = sample[at + more];
      if (byte === undefined) return isCut;
      if ((byte & 0xc0) !== 0x80) return false;
    }
    at += length;
  }
  return true;
}

function utf8SequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/**
 * In a text of Western Europe letters beyond ASCII stand alone between others; in Arabic and Russian they follow each
 * other. Letters of Windows-1256 without vowel marks and French letters are Arabic; else the text is Russian.
 */
function guessCodePage(sample: Uint8Array): TextEncoding {
  let high = 0;
  let inRuns = 0;
  let arabic = 0;
  sample.forEach((byte, at) => {
    if (byte < 0x80) return;
    high += 1;
    if ((sample[at - 1] ?? 0) >= 0x80 || (sample[at + 1] ?? 0) >= 0x80) inRuns += 1;
    if (isArabicLetter(byte)) arabic += 1;
  });
  if (inRuns * 2 < high) return 'windows-1252';
  return arabic * 10 >= high * 9 ? 'windows-1256' : 'windows-1251';
}

const arabicLetters1256: ReadonlySet<number> = new Set([
  ...Array.from({ length: 0xdf - 0xc0 + 1 }, (_, at) => 0xc0 + at).filter((byte) => byte !== 0xd7),
  0x81,
  0x8d,
  0x8e,
  0x90,
  0xa1,
  0xba,
  0xbf,
  0xe1,
  0xe3,
  0xe4,
  0xe5,
  0xe6,
  0xec,
  0xed,
]);

const isArabicLetter = (byte: number): boolean => arabicLetters1256.has(byte);
