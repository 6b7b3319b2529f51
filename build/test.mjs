import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { summarizeParts } from './test/failures.mjs';
import { retryFailed, runners, workInMemory } from './test/runners.mjs';

// `npm test [-- part [filter ...]]`: everything, or one of check, unit, properties, simulation, server, browser,
// engines, journeys, package, torture. `npm run test:long`: the parts that `npm test` leaves out.
// The end of the output names the slowest files, the tests that failed or are flaky, and the result of each part.
// Its last line is plain text: "N passed, N failed", the sum of all parts.

/** @typedef {import('./test/failures.mjs').PartResult} PartResult */

/**
 * Order of all parts: a stage begins when the one before has ended. The lanes of a stage run beside each other, since
 * journeys wait for windows half of the time. Torture has limits of time, so it runs alone.
 * @type {readonly (readonly (readonly string[])[])[]}
 */
const stages = [
  [['check']],
  [
    ['unit', 'properties', 'server', 'simulation', 'browser', 'engines'],
    ['journeys', 'package'],
  ],
  [['torture']],
];

/** Tests that take long and guard again the subjects of `npm test`; the engines with all of their suites. */
const longStages = [[['long-simulation', 'long-browser', 'engines'], ['long-journeys']], [['long-benches']]];

/** A loss that comes once in a hundred runs is a loss: these are never tried again. */
const neverRetried = new Set(['check', 'torture']);

await runCommand('test', async () => {
  const [named, ...filters] = process.argv.slice(2);
  const isLong = named === '--long';
  const part = isLong ? undefined : named;
  if (isLong) process.env['FIELDBOOK_ENGINES'] = 'whole';
  if (part !== undefined && !(part in runners))
    throw new BuildProblem(
      `no part of the tests is called ${part}; there are ${Object.keys(runners).join(', ')}`,
    );

  workInMemory();
  const partResults =
    part === undefined ? await runStages(isLong ? longStages : stages) : [await runPart(part, filters)];
  for (const partResult of partResults) {
    const runner = runners[partResult.name];
    // A person who names a part sees its failures and runs it again.
    if (part === undefined && runner && !neverRetried.has(partResult.name))
      partResult.tally = await retryFailed(partResult.tally, runner);
  }
  const { text, failed } = summarizeParts(partResults);
  console.log(`\n${text}`);
  if (failed > 0) process.exitCode = 1;
});

/** @param {typeof stages} order */
async function runStages(order) {
  /** @type {PartResult[]} */
  const partResults = [];
  for (const lanes of order) {
    const labelled = lanes.length > 1;
    await Promise.all(
      lanes.map(async (names) => {
        for (const name of names) partResults.push(await runPart(name, [], labelled ? name : undefined));
      }),
    );
  }
  return partResults;
}

/**
 * @param {string} name
 * @param {readonly string[]} filters
 * @param {string} [label]
 * @returns {Promise<PartResult>}
 */
async function runPart(name, filters, label) {
  console.log(`\n=== ${name} ===`);
  const startedMs = performance.now();
  const tally = (await runners[name]?.(filters, label)) ?? { passed: 0, failed: 1, skipped: 0 };
  return { name, tally, seconds: Math.round((performance.now() - startedMs) / 1_000) };
}
