import { spawn } from 'node:child_process';
import { build } from 'vite';
import { buildAndStampPart, isPartFresh } from './support/build-stamps.mjs';
import { withFolderLock } from './support/folder-lock.mjs';
import { withAbsolutePaths } from './instrument/typed-paths.mjs';
import { BuildProblem, runCommand } from './support/build-problem.mjs';
import { inRepository } from './repository.mjs';
import { nodeBuildConfig } from './vite/node-config.mjs';

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

/**
 * Each command is a program of its own; `usual` are the arguments that come before those of the command line.
 * @type {Readonly<Record<string, { entry: string, sources: readonly string[], usual?: readonly string[] }>>}
 */
const instrumentCommands = {
  conformance: {
    entry: 'tests/conformance/main.ts',
    sources: ['tests/conformance', 'server', 'domain', 'forms', 'base'],
    usual: ['--data', inRepository('tests', 'data', 'forms')],
  },
  score: {
    entry: 'tests/conformance/scoring/main.ts',
    sources: ['tests/conformance', 'server', 'domain', 'forms', 'base'],
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
  };
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
function runInProcess(args) {
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

await runCommand('instrument', async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(instrumentCommands, name) ? instrumentCommands[name] : undefined;
  if (!command)
    throw new BuildProblem(
      `npm run instrument -- takes ${Object.keys(instrumentCommands).join(' | ')}, not “${name}”`,
    );
  const part = {
    name: `instrument-${name}`,
    sources: [...command.sources],
    configs: [nodeBuildConfig({ entry: command.entry, out: `instrument-${name}`, file: 'main.js' })],
  };
  await withFolderLock('build', async () => {
    if (isPartFresh(part)) return;
    await buildAndStampPart(part, async () => {
      for (const config of part.configs) await build(config);
    });
  });
  process.exitCode = await runInProcess([
    inRepository('dist', `instrument-${name}`, 'main.js'),
    ...(command.usual ?? []),
    ...withAbsolutePaths(args, { takesFile: command.entry.startsWith('server/') }),
  ]);
});
