import { pathToFileURL } from 'node:url';
import { runCommand } from '../support/build-problem.mjs';
import { inRepository } from '../repository.mjs';
import { ensureNode, runningNode, putFirstOnPath } from './node-runtime.mjs';
import { runProgramToEnd } from './run-to-end.mjs';

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
