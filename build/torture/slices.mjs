/**
 * A slice is one run of one torture: a fresh laptop, so many faults drawn from a seed, and the comparison with
 * headquarters at its end.
 * @typedef {{ kind: Kind, rounds: number, seed: number, from: number }} Slice
 * @typedef {'kills' | 'damage' | 'engines' | 'enginesFull' | 'full' | 'cut' | 'hostile' | 'power'} Kind
 */

/** The file of each torture, who runs it, and how many of its faults make a slice. */
export const kinds = {
  kills: { file: 'kill-rounds', rounds: 8, runner: 'torture' },
  damage: { file: 'damage-table', rounds: 80, runner: 'torture' },
  engines: { file: 'engine-damage', rounds: 24, runner: 'torture' },
  enginesFull: { file: 'engine-disk-full', rounds: 9, runner: 'torture' },
  full: { file: 'disk-full', rounds: 3, runner: 'torture' },
  cut: { file: 'cut-requests', rounds: 6, runner: 'torture' },
  hostile: { file: 'hostile-member', rounds: 100, runner: 'server' },
  power: { file: 'power-loss', rounds: 20, runner: 'server' },
};

/** The whole damage table, so that ten minutes see all of it, then the others in turns. @type {readonly Kind[]} */
const turn = [
  'damage',
  'kills',
  'full',
  'cut',
  'hostile',
  'power',
  'engines',
  'enginesFull',
  'kills',
  'full',
  'cut',
];

/**
 * Slices without end, each with a seed of its own that the first one decides.
 * @param {number} seed
 * @returns {Generator<Slice, never>}
 */
export function* slicesFrom(seed) {
  for (let count = 0; ; count += 1) {
    const kind = turn[count % turn.length] ?? 'kills';
    yield { kind, rounds: kinds[kind].rounds, seed: seed * 1_000 + count, from: 0 };
  }
}

/** The command that plays it again. @param {Slice} slice */
export const replayOf = ({ kind, rounds, seed, from }) =>
  `npm run torture -- --only ${kind} --rounds ${rounds} --seed ${seed}${from > 0 ? ` --from ${from}` : ''}`;
