import { runCommand, BuildProblem } from './support/build-problem.mjs';
import { slowestFiles } from './test/durations.mjs';
import { listOfFailures } from './test/failures.mjs';
import { retryFailed } from './test/retry.mjs';
import { runners } from './test/runners.mjs';

// `npm test [-- part [filter ...]]`: everything, or one of check, unit, properties, simulation, server, browser,
// engines, journeys, torture, package.
// The end of the output names the slowest files, the tests that failed or are flaky, and the result of each part.
// Its last line is plain text: "N passed, N failed", the sum of all parts.

/** @typedef {import('./test/tally.mjs').Tally} Tally */
/** @typedef {{ name: string, tally: Tally, seconds: number }} PartResult */

/**
 * Order of all parts: a stage begins when the one before has ended. The lanes of a stage run beside each other, since
 * journeys mostly wait. Torture has limits of time, so it runs alone.
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

/** A loss that comes once in a hundred runs is a loss: these are never tried again. */
const neverRetried = new Set(['check', 'torture']);

await runCommand('test', async () => {
  const [part, ...filters] = process.argv.slice(2);
  if (part !== undefined && !(part in runners))
    throw new BuildProblem(
      `no part of the tests is called ${part}; there are ${Object.keys(runners).join(', ')}`,
    );

  const results = part === undefined ? await runAll() : [await runPart(part, filters)];
  for (const result of results) {
    const runner = runners[result.name];
    // A person who names a part sees its failures and runs it again.
    if (part === undefined && runner && !neverRetried.has(result.name))
      result.tally = await retryFailed(result.tally, runner);
  }
  print(results);
});

async function runAll() {
  /** @type {PartResult[]} */
  const results = [];
  for (const lanes of stages) {
    const labelled = lanes.length > 1;
    await Promise.all(
      lanes.map(async (names) => {
        for (const name of names) results.push(await runPart(name, [], labelled ? name : undefined));
      }),
    );
  }
  return results;
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

/** @param {readonly PartResult[]} results */
function print(results) {
  const sum = { passed: 0, failed: 0 };
  for (const { tally } of results) {
    sum.passed += tally.passed;
    sum.failed += tally.failed;
  }
  const slowest = slowestFiles(
    results.flatMap(({ tally }) => tally.durations ?? []),
    10,
  );
  const failures = results.flatMap(({ name, tally }) => withPart(name, tally.failures));
  const flaky = results.flatMap(({ name, tally }) => withPart(name, tally.flaky));
  if (slowest.length > 0) console.log(`\nslowest files:\n${slowest.join('\n')}`);
  if (flaky.length > 0) console.log(`\nflaky (failed, then passed alone):\n${listOfFailures(flaky)}`);
  if (failures.length > 0) console.log(`\n${listOfFailures(failures)}`);
  console.log(`\n${results.map(lineOf).join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed`);
  if (sum.failed > 0) process.exitCode = 1;
}

/**
 * @param {string} part
 * @param {readonly import('./test/tally.mjs').Failure[]} [failures]
 */
const withPart = (part, failures = []) => failures.map((failure) => ({ part, ...failure }));

/** @param {PartResult} result */
function lineOf({ name, tally: { passed, failed, skipped, flaky = [], note }, seconds }) {
  const more = [
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(flaky.length > 0 ? [`${flaky.length} flaky`] : []),
  ].map((words) => `, ${words}`);
  return `${name}: ${passed} passed, ${failed} failed${more.join('')}${note ? ` (${note})` : ''}, ${seconds} s`;
}
