import { spawn } from 'node:child_process';
import { inRepository, repositoryRoot } from '../repository.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code the exit code; 1 where a signal ended the program
 * @property {string} output everything it printed, in order
 */

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [show] print the output while the program runs
 * @property {string | undefined} [label] begins each line of the output, where programs run beside each other
 * @property {number} [longestMs] the program is ended when it runs longer; the output says so
 */

/**
 * Runs a program to its end and keeps its output.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runProgram(program, args, { env = process.env, show = false, label, longestMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: repositoryRoot,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: longestMs !== undefined,
    });
    let output = '';
    const print = label === undefined ? printChunk : labelledPrinter(label);
    const keep = (/** @type {string} */ chunk) => {
      output += chunk;
      if (show) print(chunk);
    };
    const bound =
      longestMs === undefined
        ? undefined
        : setTimeout(() => {
            keep(`\n${args.join(' ')} did not end within ${longestMs / 60_000} min and is ended\n`);
            // With all that it started, which would else keep its output open.
            if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
          }, longestMs);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(bound);
      if (show && label !== undefined) print('\n');
      resolve({ code: code ?? 1, output });
    });
  });
}

/** @param {string} chunk */
const printChunk = (chunk) => void process.stdout.write(chunk);

/**
 * Prints whole lines with a label. Empty lines are left out.
 * @param {string} label
 * @returns {(chunk: string) => void}
 */
function labelledPrinter(label) {
  let begun = '';
  return (chunk) => {
    const lines = (begun + chunk).split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') printChunk(`${label} | ${line}\n`);
  };
}

/**
 * Runs a JavaScript program of an installed package with this Node.
 * @param {string} script its path inside node_modules
 * @param {readonly string[]} args
 * @param {RunOptions} [runOptions]
 */
export function runPackage(script, args, runOptions) {
  return runProgram(process.execPath, [inRepository('node_modules', script), ...args], runOptions);
}

const parentWatchMs = 500;

/**
 * Calls back once at a request to stop. It comes by a signal, or by the end of npm: its shell does not pass
 * signals on.
 * @param {() => void} stop
 */
export function onStopRequest(stop) {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    clearInterval(watch);
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, once);

  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env['npm_lifecycle_event'] && process.ppid !== parent) once();
  }, parentWatchMs);
  watch.unref();
}
