import { spawn } from 'node:child_process';
import os from 'node:os';
import { onStopRequest } from '../support/run-program.mjs';

/**
 * Runs a program in our place: it has our input and output, and is asked to stop when we are.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code; 128 and the signal's number where a signal ended it
 */
export function runProgramToEnd(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  onStopRequest(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGTERM']));
  });
}
