/**
 * A slice is one run of one torture, one to three minutes long: a fresh laptop, so many faults drawn from a seed, and the
 * comparison with headquarters at its end.
 * @typedef {{ kind: Kind, rounds: number, seed: number, from: number }} Slice
 * @typedef {'kills' | 'damage' | 'full' | 'cut'} Kind
 */

/** The file of each torture and how many of its faults make a slice. */
export const kinds = {
  kills: { file: 'kill-rounds', rounds: 8 },
  damage: { file: 'damage-table', rounds: 27 },
  full: { file: 'disk-full', rounds: 3 },
  cut: { file: 'cut-requests', rounds: 6 },
};

/** Each fault shortly, then the damage table by its thirds, so that ten minutes see all. @type {readonly Kind[]} */
const turn = ['kills', 'full', 'cut', 'damage', 'damage', 'damage'];

/**
 * Slices without end, each with a seed of its own that the first one decides.
 * @param {number} seed
 * @returns {Generator<Slice, never>}
 */
export function* slicesFrom(seed) {
  for (let count = 0, from = 0; ; count += 1) {
    const kind = turn[count % turn.length] ?? 'kills';
    const { rounds } = kinds[kind];
    yield { kind, rounds, seed: seed * 1_000 + count, from };
    if (kind === 'damage') from += rounds;
  }
}

/** The command that plays it again. @param {Slice} slice */
export const replayOf = ({ kind, rounds, seed, from }) =>
  `npm run torture -- --only ${kind} --rounds ${rounds} --seed ${seed}${from > 0 ? ` --from ${from}` : ''}`;
