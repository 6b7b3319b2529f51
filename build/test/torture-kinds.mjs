import { inRepository } from '../repository.mjs';

/** @typedef {keyof typeof tortureKinds} TortureKind */

/**
 * Every torture: its file in `tests/`, the number of its faults in a slice of `npm run torture`, and the runner of the
 * file. `torture` plays real programs by Playwright, `server` is a spec by vitest. `npm test` and `npm run torture`
 * find their files here and nowhere else. `npm run torture` plays them in this order: ten minutes see all of them, since
 * the longest one comes last and ends with its round.
 */
export const tortureKinds = {
  kills: { file: 'torture/kill-rounds.torture.ts', rounds: 8, runner: 'torture' },
  engines: { file: 'torture/engine-damage.torture.ts', rounds: 24, runner: 'torture' },
  enginesFull: { file: 'torture/engine-disk-full.torture.ts', rounds: 9, runner: 'torture' },
  enginesPlain: { file: 'torture/engine-plaintext.torture.ts', rounds: 1, runner: 'torture' },
  full: { file: 'torture/disk-full.torture.ts', rounds: 3, runner: 'torture' },
  cut: { file: 'torture/cut-requests.torture.ts', rounds: 6, runner: 'torture' },
  foreign: { file: 'torture/foreign-program.torture.ts', rounds: 20, runner: 'torture' },
  hostile: { file: 'server/log/receive-pack-hostile.spec.ts', rounds: 100, runner: 'server' },
  power: { file: 'server/db/open-store-power-loss.spec.ts', rounds: 20, runner: 'server' },
  servers: { file: 'torture/servers.torture.ts', rounds: 7, runner: 'torture' },
  damage: { file: 'torture/damage-table.torture.ts', rounds: 80, runner: 'torture' },
};

/** @param {string} word @returns {word is TortureKind} */
export const isTortureKind = (word) => Object.hasOwn(tortureKinds, word);

/** All kinds. */
export const allTortureKinds = Object.keys(tortureKinds).filter(isTortureKind);

/** File of a kind, from the root of the repository. @param {TortureKind} kind */
export const tortureFileOf = (kind) => `tests/${tortureKinds[kind].file}`;

/**
 * Plays kinds of torture, all of one runner in one run. How long each is say the variables `FIELDBOOK_ROUNDS`,
 * `FIELDBOOK_SEED`, `FIELDBOOK_FROM` and `FIELDBOOK_UNTIL`; without them it is at its smallest.
 * @param {readonly TortureKind[]} kinds
 * @param {Readonly<Record<'torture' | 'server', import('./runners.mjs').Runner>>} runners that take files
 * @param {string} [label]
 * @returns {Promise<import('./runners.mjs').Tally>}
 */
export async function playTorture(kinds, runners, label) {
  /** @type {import('./runners.mjs').Tally[]} */
  const tallies = [];
  for (const runner of /** @type {const} */ (['server', 'torture'])) {
    const files = kinds.filter((kind) => tortureKinds[kind].runner === runner).map(tortureFileOf);
    if (files.length > 0) tallies.push(await runners[runner](files.map(filterOf), label));
  }
  return tallies.reduce(addTallies);
}

/**
 * Filter that finds this one file: vitest takes a part of the path, Playwright an expression.
 * @param {string} file
 */
const filterOf = (file) => (file.endsWith('.torture.ts') ? inRepository(file).replaceAll('.', '\\.') : file);

/**
 * @param {import('./runners.mjs').Tally} tally
 * @param {import('./runners.mjs').Tally} otherTally
 * @returns {import('./runners.mjs').Tally}
 */
const addTallies = (tally, otherTally) => ({
  passed: tally.passed + otherTally.passed,
  failed: tally.failed + otherTally.failed,
  skipped: tally.skipped + otherTally.skipped,
  failures: [...(tally.failures ?? []), ...(otherTally.failures ?? [])],
  files: [...(tally.files ?? []), ...(otherTally.files ?? [])],
  ...((tally.note ?? otherTally.note) !== undefined && { note: tally.note ?? otherTally.note }),
});
