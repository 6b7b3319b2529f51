import { spawn } from 'node:child_process';
import os from 'node:os';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { buildAndStamp, isFresh } from './build-stamps.mjs';
import { withLock } from './folder-lock.mjs';
import { Problem, runCommand, say } from './problem.mjs';
import { inRepository } from './repository.mjs';
import { nodeConfig } from './vite/node-config.mjs';

// `npm run simulate [-- --seeds N | --hours N] [--from N --trace]`: seeded worlds of laptops, people and faults on the real
// code (sync.md 9). The last line sums up; a seed that fails is told with the command that replays it.

/**
 * What a worker says about one seed.
 * @typedef {object} Outcome
 * @property {number} seed
 * @property {number} ops
 * @property {number} faults
 * @property {number} cpuMs
 * @property {readonly { invariant: string, detail: string }[]} violations
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    hours: { type: 'string' },
    from: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
});

/** Built as one file, so that a run does not pay for transforming each source. */
const part = {
  name: 'simulation',
  sources: [
    'tests/simulation',
    'tests/fakes',
    'tests/server',
    'tests/temporary',
    'build/test',
    'renderer',
    'electron',
    'server',
    'sync',
    'domain',
  ],
  configs: [nodeConfig({ entry: 'tests/simulation/main.ts', out: 'simulation', file: 'main.js' })],
};

/** @param {string} name @param {string} text */
function wholeNumber(name, text) {
  if (!/^[0-9]{1,9}$/.test(text)) throw new Problem(`--${name} takes a whole number, not ${text}`);
  return Number(text);
}

/** A world holds much for a second and then nothing of it: with less room, the collector copies it again and again. */
const roomForYoung = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

/**
 * Runs every `step`-th seed in a process of its own.
 * @param {{ from: number, seeds: number, step: number }} share
 * @param {(outcome: Outcome) => void} onOutcome
 * @returns {Promise<void>}
 */
async function runWorker({ from, seeds, step }, onOutcome) {
  const args = [
    ...roomForYoung,
    inRepository('dist', 'simulation', 'main.js'),
    `--from=${from}`,
    `--seeds=${seeds}`,
    `--step=${step}`,
  ];
  const child = spawn(process.execPath, values.trace ? [...args, '--trace'] : args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  for await (const line of readline.createInterface({ input: child.stdout })) onOutcome(JSON.parse(line));
  const code = await ended;
  if (code !== 0) throw new Problem(`a worker ended with ${code}`);
}

/** @param {Outcome} outcome */
function tellFailure({ seed, violations }) {
  console.log(`\nseed ${seed} fails`);
  for (const { invariant, detail } of violations) console.log(`  ${invariant}: ${detail}`);
  console.log(`replay: npm run simulate -- --seeds 1 --from ${seed}`);
}

/** With `--hours`, so many seeds are run between two looks at the clock. */
const seedsAtOnce = 250;

/**
 * The shares of seeds to run, one after the other: all of them, or as many as begin within the hours.
 * @param {number} from
 * @returns {Generator<{ from: number, seeds: number }>}
 */
function* shares(from) {
  if (values.hours === undefined) {
    yield { from, seeds: wholeNumber('seeds', values.seeds ?? '1000') };
    return;
  }
  const endMs = performance.now() + hours(values.hours) * 3_600_000;
  for (let next = from; performance.now() < endMs; next += seedsAtOnce)
    yield { from: next, seeds: seedsAtOnce };
}

/** @param {string} text */
function hours(text) {
  if (values.seeds !== undefined) throw new Problem('--seeds and --hours exclude each other');
  if (!/^[0-9]{1,3}(\.[0-9]{1,4})?$/.test(text)) throw new Problem(`--hours takes a number, not ${text}`);
  return Number(text);
}

await runCommand('simulate', async () => {
  const from = wholeNumber('from', values.from);
  await withLock('build', async () => {
    if (isFresh(part)) return;
    await buildAndStamp(part, async () => {
      for (const config of part.configs) await build(config);
    });
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
      if (sum.failed <= 10) tellFailure(outcome);
    }
    if (sum.seeds % seedsAtOnce === 0) say('simulate', pace());
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
        runWorker({ from: share.from + at, seeds: share.seeds - at, step: workers }, count),
      ),
    );
  }
  say('simulate', pace());
  if (sum.failed > 0) {
    console.log(`\n${sum.failed} seeds failed`);
    process.exitCode = 1;
  }
  console.log(
    `seeds ${sum.seeds}, ops ${sum.ops}, faults ${sum.faults}, lost ${sum.lost}, silently overwritten ${sum.overwritten}`,
  );
});
