import { spawn } from 'node:child_process';
import os from 'node:os';
import { pathToFileURL } from 'node:url';
import { inRepository } from '../repository.mjs';
import { runCommand } from '../support/build-problem.mjs';
import { onStopRequest } from '../support/run-program.mjs';
import { ensureNode, putFirstOnPath, runningNode } from './node-runtime.mjs';

/**
 * Runs a command of build/ with Node 24 or newer: in this process where it is one. Else a child runs it with
 * the pinned one, also first on its PATH.
 * @param {readonly string[]} words the command's name, then its arguments
 */
export function startCommand([name = '', ...args]) {
  return runCommand('setup', async () => {
    const script = inRepository('build', `${name}.mjs`);
    const node = ensureNode(runningNode);
    if (node === runningNode.program) {
      process.argv = [node, script, ...args];
      await import(pathToFileURL(script).href);
      return;
    }
    putFirstOnPath(node);
    process.exitCode = await runProgramToEnd(node, [script, ...args]);
  });
}

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
