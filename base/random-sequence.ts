/** Sequence of numbers from 0 to 1 that follows from a seed: FNV-1a for the seed, Mulberry32 for the numbers. */
export function createRandomSequence(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Fisher-Yates shuffle.
 * @param random gives numbers of at least 0 and below 1
 */
export function shuffle<One>(all: readonly One[], random: () => number): readonly One[] {
  const shuffled = [...all];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [shuffled[at], shuffled[other]];
    if (a !== undefined && b !== undefined) {
      shuffled[at] = b;
      shuffled[other] = a;
    }
  }
  return shuffled;
}
