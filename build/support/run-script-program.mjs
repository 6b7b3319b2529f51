import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRepository, repositoryRoot } from '../repository.mjs';
import { nodeBuildConfig } from '../vite/node-config.mjs';
import { BuildProblem } from './build-problem.mjs';
import { buildAndStampPart, isPartFresh } from './build-stamps.mjs';
import { withFolderLock } from './folder-lock.mjs';
import { buildStaged } from './staged-build.mjs';

/** Options with a path as their value. */
const pathOptions = ['--data', '--instrument', '--vectors', '--out', '-o'];

/**
 * Makes the paths of arguments absolute. A path is relative to the folder where the command was typed, but
 * npm runs it in the root of the repository. A path that does not exist from there is tried from the root.
 * @param {readonly string[]} args
 * @param {{ takesFile: boolean, env?: NodeJS.ProcessEnv, cwd?: string }} how `takesFile`: arguments without an option are paths too
 * @returns {readonly string[]}
 */
export function withAbsolutePaths(args, { takesFile, env = process.env, cwd = process.cwd() }) {
  const isByNpm = ['instrument', 'workshop'].includes(env['npm_lifecycle_event'] ?? '');
  const folders = [isByNpm ? (env['INIT_CWD'] ?? cwd) : cwd, repositoryRoot];
  return args.map((arg, at) => {
    const [option = '', ...value] = arg.split('=');
    if (value.length > 0 && pathOptions.includes(option))
      return `${option}=${absolutePathOf(value.join('='), folders)}`;
    const isPath = pathOptions.includes(args[at - 1] ?? '') || (takesFile && !arg.startsWith('-'));
    return isPath ? absolutePathOf(arg, folders) : arg;
  });
}

/**
 * @param {string} typed
 * @param {readonly string[]} folders
 */
function absolutePathOf(typed, folders) {
  const candidates = folders.map((folder) => path.resolve(folder, typed));
  const isThere = (/** @type {string} */ file) => fs.existsSync(file);
  return (
    candidates.find(isThere) ??
    candidates.find((file) => isThere(path.dirname(file))) ??
    candidates[0] ??
    typed
  );
}

/**
 * Program of a command in TypeScript. `usual` are the arguments before those of the command line. With `takesFile`,
 * arguments without an option are paths.
 * @typedef {{ entry: string, sources: readonly string[], usual?: readonly string[], takesFile: boolean }} Program
 */

/**
 * Builds the program that the command line names, if its sources changed, and runs it with the other arguments.
 * @param {string} script name of the npm script
 * @param {Readonly<Record<string, Program>>} programs by the name of their command
 * @param {readonly string[]} commandLine
 * @returns {Promise<number>} exit code of the program
 * @throws {BuildProblem} there is no such command
 */
export async function runScriptProgram(script, programs, [name = '', ...args]) {
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (!program)
    throw new BuildProblem(`npm run ${script} -- takes ${Object.keys(programs).join(' | ')}, not “${name}”`);
  const out = `${script}-${name}`;
  const part = {
    name: out,
    sources: [...program.sources],
    configs: [nodeBuildConfig({ entry: program.entry, out, file: 'main.js' })],
  };
  await withFolderLock('build', async () => {
    if (isPartFresh(part)) return;
    await buildAndStampPart(part, () => buildStaged(part.configs));
  });
  return await runInProcess([
    inRepository('dist', out, 'main.js'),
    ...(program.usual ?? []),
    ...withAbsolutePaths(args, { takesFile: program.takesFile }),
  ]);
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
