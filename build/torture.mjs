import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { BuildProblem, printTopicLine, runCommand } from './support/build-problem.mjs';
import { inRepository } from './repository.mjs';
import { runners } from './test/runners.mjs';

// `npm run torture [-- --minutes 10 | --rounds 100] [--seed 1] [--only
// kills|damage|engines|enginesFull|full|cut|hostile|power] [--cell WORDS]`: faults on real processes at
// random moments. Kills, damaged files, full disks, interrupted requests, attacks of enrolled devices, and
// power cuts. With minutes they alternate until the time is over, and the last one ends with its round. Ends
// with one line of JSON and one plain line; exit code 1 when anything was lost or failed. `npm test` does
// each of them shortly. `--cell` selects the cells of the damage table with these words.

/**
 * One run of one torture: a fresh laptop, faults drawn from a seed, and the comparison with headquarters at
 * its end.
 * @typedef {{ kind: Kind, rounds: number, seed: number, from: number }} Slice
 * @typedef {'kills' | 'damage' | 'engines' | 'enginesFull' | 'full' | 'cut' | 'hostile' | 'power'} Kind
 */

/** File of each torture, its runner, and the number of its faults in a slice. */
const tortureKinds = {
  kills: { file: 'kill-rounds', rounds: 8, runner: 'torture' },
  damage: { file: 'damage-table', rounds: 80, runner: 'torture' },
  engines: { file: 'engine-damage', rounds: 24, runner: 'torture' },
  enginesFull: { file: 'engine-disk-full', rounds: 9, runner: 'torture' },
  full: { file: 'disk-full', rounds: 3, runner: 'torture' },
  cut: { file: 'cut-requests', rounds: 6, runner: 'torture' },
  hostile: { file: 'hostile-member', rounds: 100, runner: 'server' },
  power: { file: 'power-loss', rounds: 20, runner: 'server' },
};

/**
 * The whole damage table, so that ten minutes see all of it, then the others in rotation.
 * @type {readonly Kind[]}
 */
const kindOrder = [
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
 * Endless slices, each with a seed of its own that the first one decides.
 * @param {number} seed
 * @returns {Generator<Slice, never>}
 */
function* slicesFromSeed(seed) {
  for (let count = 0; ; count += 1) {
    const kind = kindOrder[count % kindOrder.length] ?? 'kills';
    yield { kind, rounds: tortureKinds[kind].rounds, seed: seed * 1_000 + count, from: 0 };
  }
}

/** Command that replays it. @param {Slice} slice */
const replayCommandOf = ({ kind, rounds, seed, from }) =>
  `npm run torture -- --only ${kind} --rounds ${rounds} --seed ${seed}${from > 0 ? ` --from ${from}` : ''}`;

/** @typedef {{ kind: string, done: Record<string, number>, saves: number, lost: number, of?: number }} Outcome */

/** Outcomes of the tortures since the file was begun. @param {string} file @returns {Outcome[]} */
function readTortureOutcomes(file) {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/**
 * Sums all outcomes: the number of each fault, of saves, and of losses.
 * @param {readonly Outcome[]} outcomes
 */
function sumOutcomes(outcomes) {
  /** @type {Record<string, Record<string, number>>} */
  const done = {};
  for (const { kind, done: times } of outcomes)
    for (const [name, count] of Object.entries(times)) {
      const ofKind = (done[kind] ??= {});
      ofKind[name] = (ofKind[name] ?? 0) + count;
    }
  const damages = Object.keys(done['damage'] ?? {}).length;
  const table = outcomes.find(({ kind }) => kind === 'damage')?.of;
  // The names of all its cells would make the line a page.
  if (table !== undefined) done['damage'] = { cells: damages, of: table };
  const total = (/** @type {'saves' | 'lost'} */ key) => outcomes.reduce((sum, one) => sum + one[key], 0);
  return { done, saves: total('saves'), lost: total('lost') };
}

/** @param {Readonly<Record<string, number>>} times */
const sumTimes = (times) => Object.values(times).reduce((all, one) => all + one, 0);

/**
 * Describes the faults for a person: `8 kills, 80 of 80 damages, 1 full disks`.
 * @param {ReturnType<typeof sumOutcomes>['done']} done
 */
function describeOutcomes({ kills = {}, damage, full, cut, hostile, power = {}, engine = {} }) {
  const sum = sumTimes(kills);
  const onEngines = sumTimes(engine);
  const powerCuts = sumTimes(power);
  return [
    sum > 0 && `${sum} kills`,
    damage && `${damage['cells']} of ${damage['of']} damages`,
    full && `${full['disks']} full disks`,
    cut && `${cut['requests']} requests cut`,
    hostile && `${hostile['attacks']} attacks`,
    onEngines > 0 && `${onEngines} faults on both engines`,
    powerCuts > 0 && `${powerCuts} power cuts`,
  ]
    .filter(Boolean)
    .join(', ');
}

const outcomesFile = inRepository('dist', 'test-results', 'torture-outcomes.jsonl');

/** Minutes of a slice before its first fault, and after its last. */
const [firstMinutes, lastMinutes] = [0.6, 0.4];

/** @param {string} name @param {string} word */
function parseCountOption(name, word) {
  if (!/^\d{1,9}$/.test(word)) throw new BuildProblem(`--${name} takes a whole number, not ${word}`);
  return Number(word);
}

/** @param {string | undefined} word @returns {word is keyof typeof tortureKinds} */
const isTortureKind = (word) => word !== undefined && word in tortureKinds;

/** @param {Slice} slice @returns {Promise<boolean>} whether nothing failed */
async function playSlice(slice) {
  Object.assign(process.env, {
    FIELDBOOK_ROUNDS: slice.rounds,
    FIELDBOOK_SEED: slice.seed,
    FIELDBOOK_FROM: slice.from,
    FIELDBOOK_OUTCOMES: outcomesFile,
  });
  const { file, runner } = tortureKinds[slice.kind];
  const { failed } = await /** @type {import('./test/runners.mjs').Runner} */ (runners[runner])([
    runner === 'torture' ? `/${file}\\.` : `/${file}.`,
  ]);
  if (failed > 0) console.log(`\nTo play it again: ${replayCommandOf(slice)}\n`);
  return failed === 0;
}

await runCommand('torture', async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      rounds: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      only: { type: 'string' },
      cell: { type: 'string', default: '' },
    },
  });
  const seed = parseCountOption('seed', values.seed);
  process.env['FIELDBOOK_CELL'] = values.cell;
  const { only } = values;
  if (only !== undefined && !isTortureKind(only))
    throw new BuildProblem(`--only takes one of ${Object.keys(tortureKinds).join(', ')}, not ${only}`);
  fs.mkdirSync(inRepository('dist', 'test-results'), { recursive: true });
  fs.rmSync(outcomesFile, { force: true });

  let [slices, failed] = [0, 0];
  const startedMs = performance.now();
  const minutesSoFar = () => (performance.now() - startedMs) / 60_000;
  const count = async (/** @type {Slice} */ slice) => {
    slices += 1;
    if (!(await playSlice(slice))) failed += 1;
  };
  if (values.minutes === undefined) {
    const rounds = parseCountOption('rounds', values.rounds);
    const from = parseCountOption('from', values.from);
    const all = Object.keys(tortureKinds).filter(isTortureKind);
    for (const kind of all)
      if (only === undefined || only === kind) await count({ kind, rounds, seed, from });
  } else {
    const minutes = parseCountOption('minutes', values.minutes);
    process.env['FIELDBOOK_UNTIL'] = String(Date.now() + (minutes - lastMinutes) * 60_000);
    for (const slice of slicesFromSeed(seed)) {
      if (slices > 0 && minutesSoFar() >= minutes - firstMinutes - lastMinutes) break;
      if (only !== undefined && only !== slice.kind) continue;
      printTopicLine(
        'torture',
        `minute ${minutesSoFar().toFixed(1)} of ${minutes}: ${replayCommandOf(slice)}`,
      );
      await count(slice);
    }
  }

  const { done, saves, lost } = sumOutcomes(readTortureOutcomes(outcomesFile));
  const summary = { minutes: Number(minutesSoFar().toFixed(1)), seed, slices, failed, done, saves, lost };
  console.log(`\n${JSON.stringify({ torture: summary })}`);
  console.log(
    `${slices} runs in ${summary.minutes} minutes, seed ${seed}: ${describeOutcomes(done)}, ${saves} answers saved, ${failed} runs failed, lost ${lost}`,
  );
  if (failed > 0 || lost > 0) process.exitCode = 1;
});
