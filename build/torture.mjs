import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { Problem, runCommand, say } from './problem.mjs';
import { inRepository } from './repository.mjs';
import { runners } from './test/runners.mjs';
import { readOutcomes, sumOf, wordsOf } from './torture/outcomes.mjs';
import { kinds, replayOf, slicesFrom } from './torture/slices.mjs';

// `npm run torture [-- --minutes 10 | --rounds 100] [--seed 1] [--only kills|damage|engines|enginesFull|full|cut|hostile|power] [--cell WORDS]`:
// real processes killed, files damaged, disks filled, requests cut, attacks of enrolled devices played and the power cut
// at moments drawn by chance. With minutes they take turns until the time is over, and one that is under way then ends with its
// round. Ends with one line of JSON and one plain line; leaves with 1 when anything was lost or failed. `npm test` does
// each of them shortly. `--cell` takes the cells of the damage table with these words.

/** @typedef {import('./torture/slices.mjs').Slice} Slice */

const outcomesFile = inRepository('dist', 'test-results', 'torture-outcomes.jsonl');

/** What a slice needs before its first fault, and after its last. */
const [firstMinutes, lastMinutes] = [0.6, 0.4];

/** @param {string} name @param {string} word */
function wholeNumber(name, word) {
  if (!/^\d{1,9}$/.test(word)) throw new Problem(`--${name} takes a whole number, not ${word}`);
  return Number(word);
}

/** @param {string | undefined} word @returns {word is keyof typeof kinds} */
const isKind = (word) => word !== undefined && word in kinds;

/** @param {Slice} slice @returns {Promise<boolean>} whether nothing failed */
async function play(slice) {
  Object.assign(process.env, {
    FIELDBOOK_ROUNDS: slice.rounds,
    FIELDBOOK_SEED: slice.seed,
    FIELDBOOK_FROM: slice.from,
    FIELDBOOK_OUTCOMES: outcomesFile,
  });
  const { file, runner } = kinds[slice.kind];
  const { failed } = await /** @type {import('./test/runners.mjs').Runner} */ (runners[runner])([
    runner === 'torture' ? `/${file}\\.` : `/${file}.`,
  ]);
  if (failed > 0) console.log(`\nTo play it again: ${replayOf(slice)}\n`);
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
  const seed = wholeNumber('seed', values.seed);
  process.env['FIELDBOOK_CELL'] = values.cell;
  const { only } = values;
  if (only !== undefined && !isKind(only))
    throw new Problem(`--only takes one of ${Object.keys(kinds).join(', ')}, not ${only}`);
  fs.mkdirSync(inRepository('dist', 'test-results'), { recursive: true });
  fs.rmSync(outcomesFile, { force: true });

  let [slices, failed] = [0, 0];
  const startedMs = performance.now();
  const minutesSoFar = () => (performance.now() - startedMs) / 60_000;
  const count = async (/** @type {Slice} */ slice) => {
    slices += 1;
    if (!(await play(slice))) failed += 1;
  };
  if (values.minutes === undefined) {
    const rounds = wholeNumber('rounds', values.rounds);
    const from = wholeNumber('from', values.from);
    const all = Object.keys(kinds).filter(isKind);
    for (const kind of all)
      if (only === undefined || only === kind) await count({ kind, rounds, seed, from });
  } else {
    const minutes = wholeNumber('minutes', values.minutes);
    process.env['FIELDBOOK_UNTIL'] = String(Date.now() + (minutes - lastMinutes) * 60_000);
    for (const slice of slicesFrom(seed)) {
      if (slices > 0 && minutesSoFar() >= minutes - firstMinutes - lastMinutes) break;
      if (only !== undefined && only !== slice.kind) continue;
      say('torture', `minute ${minutesSoFar().toFixed(1)} of ${minutes}: ${replayOf(slice)}`);
      await count(slice);
    }
  }

  const { done, saves, lost } = sumOf(readOutcomes(outcomesFile));
  const summary = { minutes: Number(minutesSoFar().toFixed(1)), seed, slices, failed, done, saves, lost };
  console.log(`\n${JSON.stringify({ torture: summary })}`);
  console.log(
    `${slices} runs in ${summary.minutes} minutes, seed ${seed}: ${wordsOf(done)}, ${saves} answers saved, ${failed} runs failed, lost ${lost}`,
  );
  if (failed > 0 || lost > 0) process.exitCode = 1;
});
