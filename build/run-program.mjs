import { spawn } from 'node:child_process';
import { inRepository, repositoryRoot } from './repository.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code the exit code; 1 where a signal ended the program
 * @property {string} output everything it printed, in order
 */

/**
 * Runs a program to its end and keeps what it prints.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show`: print it while it runs
 * @returns {Promise<Outcome>}
 */
export function runProgram(program, args, { env = process.env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: repositoryRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (show) process.stdout.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a JavaScript program of an installed package with this Node.
 * @param {string} script its path inside node_modules
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 */
export function runPackage(script, args, options) {
  return runProgram(process.execPath, [inRepository('node_modules', script), ...args], options);
}
