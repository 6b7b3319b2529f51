import os from 'node:os';
import { parseArgs } from 'node:util';
import { inRepository } from './repository.mjs';
import { BuildProblem, printTopicLine, runCommand } from './support/build-problem.mjs';
import { buildAndStampPart, isPartFresh } from './support/build-stamps.mjs';
import { withFolderLock } from './support/folder-lock.mjs';
import { buildStaged } from './support/staged-build.mjs';
import { runSeedShare } from './test/seed-workers.mjs';
import { nodeBuildConfig } from './vite/node-config.mjs';

// `npm run simulate [-- --seeds N | --hours N] [--from N --trace]`: seeded worlds of laptops, people and
// faults on the real code. The last line sums up; a failing seed is printed with the command that replays it.

/** @typedef {import('./test/seed-workers.mjs').Outcome} Outcome */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    hours: { type: 'string' },
    from: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
});

/** Built as one file, so that a run does not pay for transforming each source. */
const simulationPart = {
  name: 'simulation',
  sources: [
    'tests/simulation',
    'tests/support',
    'build/test',
    'renderer',
    'electron',
    'server',
    'sync',
    'api',
    'domain',
    'forms',
    'base',
  ],
  configs: [nodeBuildConfig({ entry: 'tests/simulation/main.ts', out: 'simulation', file: 'main.js' })],
};

/** @param {string} name @param {string} text */
function parseCountOption(name, text) {
  if (!/^[0-9]{1,9}$/.test(text)) throw new BuildProblem(`--${name} takes a whole number, not ${text}`);
  return Number(text);
}

/** A world keeps much in memory for a second, then frees all: with less space the collector copies it repeatedly. */
const heapFlags = [
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
  // Nearly all is free after a world, so the old space is collected seldom, and at once: nobody waits for a pause.
  '--initial-old-space-size=512',
  '--no-incremental-marking',
  // Each core runs a world: threads of the collector wait for each other (measured: 7 % of the processor time).
  '--no-parallel-scavenge',
  '--no-concurrent-marking',
];

/** Arguments of Node for a worker. @param {import('./test/seed-workers.mjs').SeedShare} share */
const workerArguments = ({ from, seeds, step }) => [
  ...heapFlags,
  inRepository('dist', 'simulation', 'main.js'),
  `--from=${from}`,
  `--seeds=${seeds}`,
  `--step=${step}`,
  ...(values.trace ? ['--trace'] : []),
];

/** Of further failures only the replay is printed. */
const mostDetailed = 10;

/** @param {Outcome} outcome @param {boolean} isDetailed */
function printSeedFailure({ seed, violations }, isDetailed) {
  console.log(`\nseed ${seed} fails`);
  if (isDetailed) for (const { invariant, detail } of violations) console.log(`  ${invariant}: ${detail}`);
  console.log(`replay: npm run simulate -- --seeds 1 --from ${seed}`);
}

/** Seeds between two checks of the time with `--hours`. */
const seedsPerBatch = 250;

/**
 * The shares of seeds to run, one after the other: all of them, or as many as begin within the hours.
 * @param {number} from
 * @returns {Generator<{ from: number, seeds: number }>}
 */
function* shares(from) {
  if (values.hours === undefined) {
    yield { from, seeds: parseCountOption('seeds', values.seeds ?? '1000') };
    return;
  }
  const endMs = performance.now() + parseHours(values.hours) * 3_600_000;
  for (let next = from; performance.now() < endMs; next += seedsPerBatch)
    yield { from: next, seeds: seedsPerBatch };
}

/** @param {string} text */
function parseHours(text) {
  if (values.seeds !== undefined) throw new BuildProblem('--seeds and --hours exclude each other');
  if (!/^[0-9]{1,3}(\.[0-9]{1,4})?$/.test(text))
    throw new BuildProblem(`--hours takes a number, not ${text}`);
  return Number(text);
}

await runCommand('simulate', async () => {
  const from = parseCountOption('from', values.from);
  await withFolderLock('build', async () => {
    if (isPartFresh(simulationPart)) return;
    await buildAndStampPart(simulationPart, () => buildStaged(simulationPart.configs));
  });

  const startedMs = performance.now();
  const sum = { seeds: 0, ops: 0, faults: 0, cpuMs: 0, lost: 0, overwritten: 0, failed: 0 };
  /** @param {Outcome} outcome */
  const count = (outcome) => {
    sum.seeds += 1;
    sum.ops += outcome.ops;
    sum.faults += outcome.faults;
    sum.cpuMs += outcome.cpuMs;
    sum.lost += outcome.violations.filter(({ invariant }) => invariant === 'lost').length;
    sum.overwritten += outcome.violations.filter(
      ({ invariant }) => invariant === 'silently overwritten',
    ).length;
    if (outcome.violations.length > 0) {
      sum.failed += 1;
      printSeedFailure(outcome, sum.failed <= mostDetailed);
    }
    if (sum.seeds % seedsPerBatch === 0) printTopicLine('simulate', pace());
  };
  const pace = () => {
    const seconds = (performance.now() - startedMs) / 1_000;
    const each = (sum.cpuMs / 1_000 / sum.seeds).toFixed(2);
    const rate = (sum.seeds / seconds).toFixed(2);
    return `${sum.seeds} seeds in ${Math.round(seconds)} s, ${rate} a second, ${each} s of processor each`;
  };
  for (const share of shares(from)) {
    const workers = Math.min(os.availableParallelism(), Math.max(1, share.seeds));
    await Promise.all(
      Array.from({ length: workers }, (_, at) =>
        runSeedShare(
          { from: share.from + at, seeds: share.seeds - at, step: workers },
          workerArguments,
          count,
        ),
      ),
    );
  }
  printTopicLine('simulate', pace());
  if (sum.failed > 0) {
    console.log(`\n${sum.failed} seeds failed`);
    process.exitCode = 1;
  }
  console.log(
    `seeds ${sum.seeds}, ops ${sum.ops}, faults ${sum.faults}, lost ${sum.lost}, silently overwritten ${sum.overwritten}`,
  );
});
