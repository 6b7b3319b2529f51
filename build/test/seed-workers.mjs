import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { BuildProblem } from '../support/build-problem.mjs';

/**
 * Report of a worker about one seed.
 * @typedef {object} Outcome
 * @property {number} seed
 * @property {number} ops
 * @property {number} faults
 * @property {number} cpuMs
 * @property {readonly { invariant: string, detail: string }[]} violations
 */

/** Every `step`-th seed of `seeds` seeds. @typedef {{ from: number, seeds: number, step: number }} SeedShare */

/**
 * Runs every seed of a share in a process of its own. A process that ends in the middle of the share fails one seed
 * only: the seeds after it run in a new process, since the state of the old one is unknown.
 * @param {SeedShare} seedShare
 * @param {(share: SeedShare) => readonly string[]} argumentsOf of Node. The program prints `{"begins":SEED}` before each seed, and
 *   its outcome after it, each as one line of JSON
 * @param {(outcome: Outcome) => void} onOutcome
 * @returns {Promise<void>}
 * @throws {BuildProblem} a process ended before its first seed: so would the next
 */
export async function runSeedShare(seedShare, argumentsOf, onOutcome) {
  const end = seedShare.from + seedShare.seeds;
  for (let next = seedShare.from; next < end; ) {
    const left = { ...seedShare, from: next, seeds: end - next };
    const { begun, reported, code } = await runSeedWorker(argumentsOf(left), onOutcome);
    const reachedSeed = begun ?? reported;
    if (reachedSeed === null) throw new BuildProblem(`a worker ended with ${code} before its first seed`);
    if (begun !== null) onOutcome(outcomeOfLostWorker(begun, code));
    else if (code !== 0) throw new BuildProblem(`a worker ended with ${code} after seed ${reachedSeed}`);
    next = reachedSeed + seedShare.step;
  }
}

/**
 * @param {readonly string[]} args
 * @param {(outcome: Outcome) => void} onOutcome
 */
async function runSeedWorker(args, onOutcome) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {Promise<number | NodeJS.Signals | null>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  /** @type {{ begun: number | null, reported: number | null }} */
  const reached = { begun: null, reported: null };
  for await (const line of readline.createInterface({ input: child.stdout })) {
    const told = JSON.parse(line);
    if ('begins' in told) {
      reached.begun = told.begins;
      continue;
    }
    reached.begun = null;
    reached.reported = told.seed;
    onOutcome(told);
  }
  return { ...reached, code: await ended };
}

/** @param {number} seed @param {number | string | null} code @returns {Outcome} */
const outcomeOfLostWorker = (seed, code) => ({
  seed,
  ops: 0,
  faults: 0,
  cpuMs: 0,
  violations: [{ invariant: 'exception', detail: `the worker ended with ${code} in this world` }],
});
