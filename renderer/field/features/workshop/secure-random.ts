/** Number of at least 0 and below 1 that nobody can predict: for codes and numbers that say nothing about a person. */
export const secureRandom = (): number =>
  (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 4_294_967_296;
