import { inRepository } from './repository.mjs';
import { runCommand } from './support/build-problem.mjs';
import { runScriptProgram } from './support/run-script-program.mjs';

// `npm run instrument -- COMMAND ...`: commands for instruments and their files at a terminal.

// conformance [--data DIR] [--only NAME] [--show N]
// compares the engine with the answers of other implementations. DIR holds conformance/, xform/, xlsform/, ...; without
// it, the copies in this repository are compared.

// score --instrument FILE --vectors FILE
// scores answers, and compares the scores with the expected ones.

// check FILE
// lists the problems of a workbook, cell by cell. Exit code 0: usable; 1: with warnings; 2: rejected.

// import FILE -o OUT.json
// writes the instrument of a workbook.

// export IN.json -o OUT.xlsx
// writes an instrument as a workbook, with the CSV files of its choices beside it.

/** @type {Readonly<Record<string, import('./support/run-script-program.mjs').Program>>} */
const instrumentCommands = {
  conformance: {
    entry: 'tests/conformance/main.ts',
    sources: ['tests/conformance', 'server', 'domain', 'forms', 'base'],
    usual: ['--data', inRepository('tests', 'data', 'forms')],
    takesFile: false,
  },
  score: {
    entry: 'tests/conformance/scoring/main.ts',
    sources: ['tests/conformance', 'server', 'domain', 'forms', 'base'],
    takesFile: false,
  },
  check: filesCommandOf('check'),
  import: filesCommandOf('import'),
  export: filesCommandOf('export'),
};

/** @param {string} name */
function filesCommandOf(name) {
  return {
    entry: 'server/cli/instrument/main.ts',
    sources: ['server', 'domain', 'forms', 'base'],
    usual: [name],
    takesFile: true,
  };
}

await runCommand('instrument', async () => {
  process.exitCode = await runScriptProgram('instrument', instrumentCommands, process.argv.slice(2));
});
