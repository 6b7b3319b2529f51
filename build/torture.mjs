import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { inRepository } from './repository.mjs';
import { BuildProblem, printTopicLine, runCommand } from './support/build-problem.mjs';
import { fileRunners } from './test/runners.mjs';
import { allTortureKinds, isTortureKind, playTorture, tortureKinds } from './test/torture-kinds.mjs';

// `npm run torture [-- --minutes 10 | --rounds 100] [--seed 1] [--only
// KIND] [--cell WORDS]`: faults on real processes at random moments. Kills, damaged files, full disks, interrupted
// requests, other programs on the same files, attacks of enrolled devices, and power cuts (build/test/torture-kinds.mjs).
// With minutes they alternate until the time is over, and the last one ends with its round. Ends with one line of JSON
// and one plain line; exit code 1 when anything was lost or failed. `npm test` does each of them shortly. `--cell`
// selects the cells of the damage table with these words.

/**
 * One run of one torture: a fresh laptop, faults drawn from a seed, and the comparison with headquarters at
 * its end.
 * @typedef {{ kind: TortureKind, rounds: number, seed: number, from: number }} Slice
 * @typedef {import('./test/torture-kinds.mjs').TortureKind} TortureKind
 */

/**
 * Endless slices, each with a seed of its own that the first one decides.
 * @param {number} seed
 * @param {TortureKind} [only]
 * @returns {Generator<Slice, never>}
 */
function* slicesFromSeed(seed, only) {
  const order = only === undefined ? allTortureKinds : [only];
  for (let count = 0; ; count += 1) {
    const kind = order[count % order.length] ?? 'kills';
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
  const total = (/** @type {'saves' | 'lost'} */ key) =>
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  return { done, saves: total('saves'), lost: total('lost') };
}

/** @param {Readonly<Record<string, number>>} times */
const sumTimes = (times) => Object.values(times).reduce((all, one) => all + one, 0);

/**
 * Describes the faults for a person: `8 kills, 80 of 80 damages, 1 full disks`.
 * @param {ReturnType<typeof sumOutcomes>['done']} done
 */
function describeOutcomes({
  kills = {},
  damage,
  full,
  cut,
  foreign = {},
  hostile,
  power = {},
  engine = {},
  servers,
}) {
  const sum = sumTimes(kills);
  const onEngines = sumTimes(engine);
  const powerCuts = sumTimes(power);
  const foreignActs = sumTimes(foreign);
  return [
    sum > 0 && `${sum} kills`,
    damage && `${damage['cells']} of ${damage['of']} damages`,
    full && `${full['disks']} full disks`,
    cut && `${cut['requests']} requests cut`,
    foreignActs > 0 && `${foreignActs} acts of other programs`,
    hostile && `${hostile['attacks']} attacks`,
    onEngines > 0 && `${onEngines} faults on both engines`,
    powerCuts > 0 && `${powerCuts} power cuts`,
    servers && `${servers['packs']} packs and ${servers['reads']} answers of two servers`,
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

/** @param {Slice} slice @returns {Promise<boolean>} whether nothing failed */
async function playSlice(slice) {
  Object.assign(process.env, {
    FIELDBOOK_ROUNDS: slice.rounds,
    FIELDBOOK_SEED: slice.seed,
    FIELDBOOK_FROM: slice.from,
    FIELDBOOK_OUTCOMES: outcomesFile,
  });
  const { failed } = await playTorture([slice.kind], fileRunners);
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
    throw new BuildProblem(`--only takes one of ${allTortureKinds.join(', ')}, not ${only}`);
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
    for (const kind of allTortureKinds)
      if (only === undefined || only === kind) await count({ kind, rounds, seed, from });
  } else {
    const minutes = parseCountOption('minutes', values.minutes);
    process.env['FIELDBOOK_UNTIL'] = String(Date.now() + (minutes - lastMinutes) * 60_000);
    for (const slice of slicesFromSeed(seed, only)) {
      if (slices > 0 && minutesSoFar() >= minutes - firstMinutes - lastMinutes) break;
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
