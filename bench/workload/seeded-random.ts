/** Random number in [0, 1); the same seed gives the same numbers on every machine. */
export type RandomSource = () => number;

/** Mulberry32: small, quick and good enough to fill forms. */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number between two bounds, both included. */
export const randomBetween = (random: RandomSource, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

const wordCount = 1_500;
const proseWords = makeProseWords();

/**
 * Invented prose of exactly so many letters; its words are drawn so unevenly that it compresses about as
 * prose does.
 */
export function randomProse(random: RandomSource, length: number): string {
  if (length <= 0) return '';
  let text = '';
  while (text.length < length) {
    const word = proseWords[Math.floor(random() ** 2.2 * wordCount)] ?? '';
    text += (text ? (random() < 0.1 ? '. ' : ' ') : '') + word;
  }
  return text.slice(0, length).replace(/[ .]$/, 'x').replace(/^[ .]/, 'x');
}

/** A UUID of version 4. */
export function randomUuid(random: RandomSource): string {
  const bytes = Array.from({ length: 16 }, () => randomBetween(random, 0, 255));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function makeProseWords(): readonly string[] {
  const random = seededRandom(77);
  const consonants = 'bcdfghklmnprstvw';
  const vowels = 'aeiou';
  return Array.from({ length: wordCount }, () => {
    const syllables = 1 + Math.floor(random() * 3.2);
    let word = '';
    for (let at = 0; at < syllables; at++)
      word +=
        `${consonants[randomBetween(random, 0, 15)]}${vowels[randomBetween(random, 0, 4)]}` +
        (random() < 0.35 ? consonants[randomBetween(random, 0, 15)] : '');
    return word;
  });
}
