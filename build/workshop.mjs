import { runCommand } from './support/build-problem.mjs';
import { runScriptProgram } from './support/run-script-program.mjs';

// `npm run workshop -- COMMAND ...`: commands for workshops at a terminal.

// results FILE [--show]
// computes the results of tests and evaluations, and compares them with the expected ones of the file. `--show` prints
// them as JSON. Exit code 0: all are equal; 1 otherwise.

/** @type {Readonly<Record<string, import('./support/run-script-program.mjs').Program>>} */
const workshopCommands = {
  results: {
    entry: 'tests/conformance/workshop/main.ts',
    sources: ['tests/conformance', 'server', 'domain', 'forms', 'base'],
    takesFile: true,
  },
};

await runCommand('workshop', async () => {
  process.exitCode = await runScriptProgram('workshop', workshopCommands, process.argv.slice(2));
});
